"""Units: which cases a worker sees, and the way into another unit's case when it is urgent (blålys).

A case without a unit is seen by every worker. So is one whose unit nobody works in any more: no case may be out of sight.
"""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from assistant.store import koblinger, kontoer
from assistant.store.errors import StoreError, UnknownCase

MIN_REASON, MAX_REASON = 10, 1000
BLAALYS_S = 3600
_WORKED = f"SELECT unit FROM accounts WHERE active = 1 AND role IN {kontoer.CASE_ROLES!r}"
_OWN = f"(unit = '' OR unit = ? OR unit NOT IN ({_WORKED}))"


def visible(db: Database, unit: str) -> set[str]:
    """Ids of the cases that somebody in the unit sees. Reads only."""
    return {row[0] for row in db.execute(f"SELECT id FROM cases WHERE {_OWN}", [unit])}


def opens(db: Database, case_id: str, unit: str) -> bool:
    """Whether somebody in the unit sees the case; False for an unknown one. Reads only."""
    return db.execute(f"SELECT 1 FROM cases WHERE id = ? AND {_OWN}", [case_id, unit]).fetchone() is not None


def known(db: Database) -> list[str]:
    """Units that somebody works in, in order. Reads only."""
    return sorted({row[0] for row in db.execute(_WORKED)} - {""})


def named(units: list[str], written: str) -> str:
    """The one of the units that somebody has written, whatever its case and spaces; empty when it is none of them."""
    wanted = " ".join(written.split()).casefold()
    return next((unit for unit in units if " ".join(unit.split()).casefold() == wanted), "")


def unit_of(db: Database, case_id: str) -> str | None:
    """The unit of a case, empty without one; None for an unknown case. Reads only."""
    row = db.execute("SELECT unit FROM cases WHERE id = ?", [case_id]).fetchone()
    return row[0] if row else None


def move(db: Database, case_id: str, unit: str) -> None:
    """Give a case to a unit that somebody works in, or to none, inside the caller's transaction. Raises UnknownCase, StoreError.

    The person's talk and the relatives' about her always move together, whichever is named.
    """
    if unit and unit not in known(db):
        raise StoreError("Ingen arbeider i den enheten. Velg en annen.")
    own = koblinger.root(db, case_id)
    if not db.execute("UPDATE cases SET unit = ? WHERE id = ? OR about = ?", [unit, own, own]).rowcount:
        raise UnknownCase


def grant(db: Database, case_id: str, account_id: str, reason: str, at: str, now: float) -> None:
    """Open a case for one hour, inside the caller's transaction. Raises UnknownCase, and StoreError on a short reason."""
    if len(reason.strip()) < MIN_REASON:
        raise StoreError(f"Skriv en begrunnelse på minst {MIN_REASON} tegn.")
    if unit_of(db, case_id) is None:
        raise UnknownCase
    db.table("blaalys").insert({"case_id": case_id, "account_id": account_id, "reason": reason.strip()[:MAX_REASON], "at": at,
                                "ends": now + BLAALYS_S})


def granted(db: Database, case_id: str, account_id: str, now: float) -> bool:
    """Whether the account has the case open by blålys now; what opens the person's talk, opens the relatives' about her. Reads only."""
    ids = [case_id, koblinger.root(db, case_id)]
    return db.execute("SELECT 1 FROM blaalys WHERE case_id IN (?, ?) AND account_id = ? AND ends > ?", [*ids, account_id, now]).fetchone() is not None


def grants(db: Database, unit: str) -> list[dict[str, Any]]:
    """case_id, user_name, name, worker_unit, case_unit, reason, at; newest first, where the case or the worker is the unit's. Reads only."""
    return list(db.query(
        "SELECT b.case_id, a.user_name, a.name, a.unit AS worker_unit, c.unit AS case_unit, b.reason, b.at FROM blaalys b"
        " JOIN accounts a ON a.id = b.account_id JOIN cases c ON c.id = b.case_id WHERE a.unit = ? OR c.unit = ? ORDER BY b.id DESC", [unit, unit],
    ))
