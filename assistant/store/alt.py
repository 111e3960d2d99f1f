"""Everything that is stored about one case, also in tables that came later."""

from __future__ import annotations

import re
from typing import Any

from sqlite_utils import Database

from assistant.store import alerts, audit, cases, transcript
from assistant.store.migrations import LISTS

KNOWN = frozenset({*LISTS, "measurements", "plans", "checks", "cases", "transcript", "alerts", "tokens", "tidligere"})
SECRET = re.compile(r"token|hash|secret|nokkel")


def read(db: Database, case_id: str) -> dict[str, Any] | None:
    """{"case", "transcript", "alerts", "log", "other": rows by table}; None for an unknown case. Reads only.

    `other` has every table with a case_id, without columns that hold keys.
    """
    case = cases.load(db, case_id)
    if case is None:
        return None
    other = {name: rows for name in db.table_names() if name not in KNOWN and (rows := _rows(db, name, case_id))}
    return {
        "case": case, "transcript": transcript.read(db, case_id), "alerts": alerts.of_case(db, case_id), "log": audit.read(db, case_id), "other": other,
    }


def _rows(db: Database, table: str, case_id: str) -> list[dict[str, Any]]:
    columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")').fetchall()]
    if "case_id" not in columns:
        return []
    shown = ", ".join(f'"{c}"' for c in columns if c != "case_id" and not SECRET.search(c))
    return list(db.query(f'SELECT {shown} FROM "{table}" WHERE case_id = ?', [case_id])) if shown else []
