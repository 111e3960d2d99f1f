"""The log: who did what to which case and when. It cannot be changed, so nothing a person has written may enter it."""

from __future__ import annotations

import re
from typing import Any

from sqlite_utils import Database

from assistant.store import cases, kjede
from assistant.store.errors import StoreError

DETAIL = re.compile(r"[A-Za-z0-9_.:=,/+-]{0,120}")


def append(db: Database, actor: str, action: str, case_id: str | None, now: str, detail: str = "") -> None:
    """One line, inside the caller's transaction. The case is known by the hash of its id.

    `detail` is codes without spaces (`tur=3`, `format=docx`). Raises StoreError on anything that could be free text,
    and does not repeat it.
    """
    if not DETAIL.fullmatch(detail):
        raise StoreError("Loggen tar bare koder uten mellomrom i detail, som tur=3, og høyst 120 tegn.")
    kjede.append(db, {
        "at": now, "actor": actor, "action": action, "case_hash": cases.id_hash(case_id) if case_id else "", "detail": detail,
    })


def read(db: Database, case_id: str | None) -> list[dict[str, Any]]:
    """Lines in the order in which they were written. `case_id` is None where the case is deleted or there was none.

    Reads only. A deleted case's lines can still be found by somebody who knows its id.
    """
    where, values = ("WHERE a.case_hash = ?", [cases.id_hash(case_id)]) if case_id is not None else ("", [])
    return list(db.query(
        "SELECT a.id, a.at, a.actor, a.action, c.id AS case_id, a.case_hash, a.detail"
        f" FROM audit a LEFT JOIN cases c ON c.id_hash = a.case_hash {where} ORDER BY a.id", values,
    ))


def readers(db: Database) -> set[str]:
    """The hashes of the cases that somebody else than the person has read. Reads only."""
    rows = db.execute("SELECT DISTINCT case_hash FROM audit WHERE action = 'lest' AND actor <> 'person' AND case_hash <> ''")
    return {row[0] for row in rows.fetchall()}


def workers(db: Database) -> list[str]:
    """Names that workers have gone by, the last seen first. Reads only."""
    rows = db.execute("SELECT actor FROM audit WHERE actor LIKE 'fagperson _%' GROUP BY actor ORDER BY max(id) DESC LIMIT 50")
    return [row[0].removeprefix("fagperson ") for row in rows.fetchall()]
