"""Talks that belong together: follow-ups point back, relatives' talks point to the person's. Each keeps its own rows."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from assistant.domain.case import RELATIVE, Case
from assistant.store import cases

_SHOWN = "id, kind, mode, language, status, created, updated, turn, worst_level"
_OPEN_ALERT = "EXISTS (SELECT 1 FROM alerts WHERE case_id = cases.id AND acknowledged_at IS NULL)"


def followers(db: Database, case_id: str) -> list[dict[str, Any]]:
    """The follow-ups of a talk, oldest first, as metadata. Reads only."""
    return list(db.query(f"SELECT {_SHOWN} FROM cases WHERE follows = ? ORDER BY created, rowid", [case_id]))


def relatives(db: Database, case_id: str) -> list[Case]:
    """The relatives' talks about a person, oldest first, in full. Reads only."""
    rows = db.execute("SELECT id FROM cases WHERE about = ? ORDER BY created, rowid", [case_id]).fetchall()
    return [found for (relative,) in rows if (found := cases.load(db, relative)) is not None]


def waiting(db: Database, column: str, case_id: str) -> str | None:
    """A talk of the person or a relative that points here, is to be started by code, and has not been begun; None without one. Reads only."""
    row = db.execute(f"SELECT id FROM cases WHERE {column} = ? AND mode = 'self' AND turn = 0 ORDER BY rowid DESC", [case_id]).fetchone()
    return row[0] if row else None


def go_with(db: Database, case_id: str) -> list[str]:
    """The relatives' talks that are deleted with the person's. One with an alert that nobody has taken stays until somebody has. Reads only."""
    return [row[0] for row in db.execute(f"SELECT id FROM cases WHERE about = ? AND NOT {_OPEN_ALERT}", [case_id]).fetchall()]


def root(db: Database, case_id: str) -> str:
    """The person's talk that a relative's belongs to, else the talk itself. Reads only."""
    row = db.execute("SELECT about FROM cases WHERE id = ? AND kind = ?", [case_id, RELATIVE]).fetchone()
    return row[0] if row and row[0] else case_id
