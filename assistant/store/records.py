"""The append-only lists of a case: each item is one row of JSON at its position, never changed."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from assistant.domain.case import Answer, Case, Check, Consent, Decision, Finding, Maling, Plan, RiskEvent, from_dict, to_dict
from assistant.store.errors import StaleCase

KINDS: dict[str, type] = {
    "answers": Answer, "findings": Finding, "risks": RiskEvent, "consents": Consent, "decisions": Decision,
    "measurements": Maling, "plans": Plan, "checks": Check,
}
BY_WORKERS = ("decisions", "measurements", "plans", "checks")


def load(db: Database, case_id: str) -> dict[str, list[Any]]:
    """Every list of the case, in order. Reads only; an unknown case has empty lists."""
    return {name: read(db, case_id, name) for name in KINDS}


def read(db: Database, case_id: str, name: str) -> list[Any]:
    rows = db.execute(f"SELECT data FROM {name} WHERE case_id = ? ORDER BY position", [case_id])
    return [from_dict(KINDS[name], json.loads(data)) for (data,) in rows.fetchall()]


def append_new(db: Database, case: Case) -> None:
    """Insert what the lists hold beyond the stored rows, inside the caller's transaction.

    Raises StaleCase when the stored rows are not the beginning of the lists. Decisions, measurements,
    plans and checks come in from workers while a talk goes on, so there the case may lag behind as long as it adds nothing itself.
    """
    for name in KINDS:
        items, stored = getattr(case, name), count(db, case.id, name)
        if stored and not _continues(db, case.id, name, items, stored):
            raise StaleCase(name)
        for position, item in enumerate(items[stored:], stored):
            insert(db, case.id, name, position, item)


def _continues(db: Database, case_id: str, name: str, items: list[Any], stored: int) -> bool:
    """Whether the newest item that both sides have is the same; rows are never changed, so then all before it are."""
    if len(items) < stored and name not in BY_WORKERS:
        return False
    last = min(len(items), stored) - 1
    if last < 0:
        return True
    (data,) = db.execute(f"SELECT data FROM {name} WHERE case_id = ? AND position = ?", [case_id, last]).fetchone()
    return from_dict(KINDS[name], json.loads(data)) == items[last]


def count(db: Database, case_id: str, name: str) -> int:
    return db.execute(f"SELECT count(*) FROM {name} WHERE case_id = ?", [case_id]).fetchone()[0]


def insert(db: Database, case_id: str, name: str, position: int, item: Any) -> None:
    """One row, inside the caller's transaction. Raises IntegrityError on a taken position or an unknown case."""
    data = json.dumps(to_dict(item), ensure_ascii=False)
    db.execute(f"INSERT INTO {name} (case_id, position, data) VALUES (?, ?, ?)", [case_id, position, data])
