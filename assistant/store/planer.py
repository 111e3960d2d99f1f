"""The plan of a case and the notes at its checklists: each is a new row, and nothing is written over."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from assistant.domain.plan import Check, Plan
from assistant.store import cases, records


def insert(db: Database, case_id: str, plan: Plan, seen: int, actor: str, now: str) -> Plan | None:
    """The next version, inside the caller's transaction; None when there are others than the `seen` first. Raises UnknownCase."""
    stored = records.count(db, case_id, "plans")
    if stored != seen:
        return None
    cases.touch(db, case_id, now)
    saved = replace(plan, version=stored + 1, by=actor, at=now)
    records.insert(db, case_id, "plans", stored, saved)
    return saved


def check_off(db: Database, case_id: str, checks: list[Check], actor: str, now: str) -> None:
    """Append the notes in order, inside the caller's transaction. Raises UnknownCase."""
    cases.touch(db, case_id, now)
    for position, check in enumerate(checks, records.count(db, case_id, "checks")):
        records.insert(db, case_id, "checks", position, replace(check, by=actor, at=now))
