"""How long things are kept, and that what is deleted is gone from the file.

secure_delete zeroes freed cells, but not the copies that SQLite leaves in unused parts of a page when it moves cells
between pages: in a trial with 40 cases, text of up to a quarter of the deleted ones could still be read. So a deletion
is followed by VACUUM, which writes the file anew, and a checkpoint that truncates the WAL. `user_version` says in the
file itself that this remains to be done, so that a crash in between is mended at the next opening.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from assistant.domain.case import STATUSES
from assistant.store.errors import StoreError

APPROVED = "godkjent"
# Days since the last change. Unfinished: pagar and pause. Not shared, so nobody follows it up: avsluttet. Shared with the
# service: levert; and godkjent once a worker has decided.
DEFAULT_RULES = {"pagar": 30, "pause": 30, "avsluttet": 7, "levert": 180, APPROVED: 180}
CLEAN, NEEDS_VACUUM, NEEDS_CHECKPOINT = 0, 1, 2


def read_time(text: str) -> datetime:
    """An ISO 8601 time; without a zone it is UTC. Raises StoreError."""
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise StoreError(f"Tidspunktet må være ISO 8601, ikke {text!r}.") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def kept_days(chosen: Mapping[str, int]) -> dict[str, int]:
    """The days for every status, with those a service has chosen; what is chosen for levert also goes for godkjent unless that is chosen."""
    also = {APPROVED: chosen["levert"]} if "levert" in chosen else {}
    return {**DEFAULT_RULES, **also, **chosen}


def check_rules(rules: Mapping[str, int]) -> None:
    """Raises StoreError on an unknown status, or days that are no whole number of 0 or more."""
    for status, days in rules.items():
        if status not in (*STATUSES, APPROVED) or not isinstance(days, int) or isinstance(days, bool) or days < 0:
            known = ", ".join((*STATUSES, APPROVED))
            raise StoreError(f"Regelen {status}={days} er ukjent: status er en av {known}, dager er et helt tall fra 0.")


def expired(db: Database, now: str, rules: Mapping[str, int]) -> list[dict[str, Any]]:
    """id, status, updated and days of cases that were last changed, or had an alert taken, longer ago than the days allow, oldest first. Reads only.

    A delivered case that a worker has decided on follows `godkjent` where there is such a rule. A status without a rule
    is kept, and so is a case with an alert that nobody has taken. A relative's talk that is shared stays as long as the person's
    does, and goes with it. Raises StoreError as `check_rules`.
    """
    check_rules(rules)
    at, found = read_time(now), []
    for case_id, status, updated, decided in db.execute(
        "SELECT id, status, max(updated, coalesce((SELECT max(acknowledged_at) FROM alerts WHERE case_id = cases.id), updated)),"
        " EXISTS (SELECT 1 FROM decisions WHERE case_id = cases.id) FROM cases"
        " WHERE NOT EXISTS (SELECT 1 FROM alerts WHERE case_id = cases.id AND acknowledged_at IS NULL)"
        " AND NOT (about IS NOT NULL AND status = 'levert') ORDER BY updated, rowid"
    ).fetchall():
        rule = APPROVED if status == "levert" and decided and APPROVED in rules else status
        if rule in rules and at - read_time(updated) > timedelta(days=rules[rule]):
            found.append({"id": case_id, "status": rule, "updated": updated, "days": rules[rule]})
    return found


def mark(db: Database) -> None:
    """Note in the file that deleted text may remain, inside the transaction that deletes."""
    _set_state(db, NEEDS_VACUUM)


def clean(db: Database) -> bool:
    """Whether nothing that was deleted can remain in the file or its WAL. Reads only."""
    return _state(db) == CLEAN


def scrub(db: Database) -> bool:
    """Rewrite the file without what was deleted and empty the WAL, as far as the mark says it is needed.

    Outside any transaction. False when another connection reads just now, so that the WAL could not be emptied; the
    mark then stands. Raises DATABASE_ERRORS, for one when the disk is full.
    """
    if _state(db) == NEEDS_VACUUM:
        db.vacuum()
        _set_state(db, NEEDS_CHECKPOINT)
    return settle(db)


def settle(db: Database) -> bool:
    """The last half of `scrub`: empty the WAL if that is all that remains. Gives and raises as `scrub`."""
    if _state(db) == NEEDS_CHECKPOINT and truncate_wal(db):
        _set_state(db, CLEAN)
    return clean(db)


def truncate_wal(db: Database) -> bool:
    """False when another connection reads or writes just now. Outside any transaction."""
    busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _state(db: Database) -> int:
    return db.execute("PRAGMA user_version").fetchone()[0]


def _set_state(db: Database, state: int) -> None:
    db.execute(f"PRAGMA user_version={state}")
