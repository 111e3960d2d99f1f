"""How long things are kept, and that what is deleted is gone from the file.

secure_delete zeroes freed cells, but not the copies that SQLite leaves in unused parts of a page when it moves cells
between pages: in a trial with 40 cases, text of up to a quarter of the deleted ones could still be read. So a deletion
is followed by VACUUM, which writes the file anew, and a checkpoint that truncates the WAL. `user_version` says in the
file itself that this remains to be done, so that a crash in between is mended at the next opening.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from assistant.domain.case import STATUSES
from assistant.store.errors import StoreError

DEFAULT_RULES = {"pagar": 30, "pause": 30, "avsluttet": 7, "levert": 180}
CLEAN, NEEDS_VACUUM, NEEDS_CHECKPOINT = 0, 1, 2


def read_time(text: str) -> datetime:
    """An ISO 8601 time; without a zone it is UTC. Raises StoreError."""
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise StoreError(f"Tidspunktet må være ISO 8601, ikke {text!r}.") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def expired(db: Database, now: str, rules: dict[str, int]) -> list[str]:
    """Ids of cases that were last changed longer ago than the days their status allows, oldest first. Reads only.

    A status without a rule is kept. Raises StoreError on an unknown status or a number below 0.
    """
    for status, days in rules.items():
        if status not in STATUSES or days < 0:
            raise StoreError(f"Regelen {status}={days} er ukjent: status er en av {', '.join(STATUSES)}, dager er 0 eller mer.")
    at = read_time(now)
    rows = db.execute("SELECT id, status, updated FROM cases ORDER BY updated, rowid").fetchall()
    return [i for i, status, updated in rows if status in rules and at - read_time(updated) > timedelta(days=rules[status])]


def mark(db: Database) -> None:
    """Note in the file that deleted text may remain, inside the transaction that deletes."""
    _set_state(db, NEEDS_VACUUM)


def clean(db: Database) -> bool:
    """Whether nothing that was deleted can remain in the file or its WAL. Reads only."""
    return _state(db) == CLEAN


def scrub(db: Database) -> bool:
    """Rewrite the file without what was deleted and empty the WAL, as far as the mark says it is needed.

    Outside any transaction. False when another connection reads just now, so that the WAL could not be emptied; the
    mark then stands. Raises sqlite3.Error, for one when the disk is full.
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
