"""What has been taken out of a case: which document, its SHA-256, how the case stood then, when and by whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

# Tables that change without the case's content changing: reading it, logging in to it, taking documents out of it, and whom it is about.
ASIDE = frozenset({"tokens", "replies", "transcript", "alerts", "blaalys", "gjenopptakskoder", "avsluttede_nokler", "exports", "person"})


@dataclass(frozen=True)
class Export:
    """`format` is the id in the register of formats. `position` is `position` of the case when the document was made."""

    format: str
    sha256: str
    turn: int
    edits: int
    position: str
    draft: bool
    actor: str = ""
    at: str = ""
    id: int = 0


@dataclass(frozen=True)
class Approval:
    """The approval of a case as it stands."""

    actor: str
    at: str


def insert(db: Database, case_id: str, export: Export) -> None:
    """One row, inside the caller's transaction. Raises sqlite3.IntegrityError on an unknown case."""
    db.execute(
        "INSERT INTO exports (case_id, format, sha256, turn, edits, position, draft, actor, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [case_id, export.format, export.sha256, export.turn, export.edits, export.position, int(export.draft), export.actor, export.at],
    )


def read(db: Database, case_id: str) -> list[Export]:
    """Every export of a case, the newest first. Reads only."""
    columns = "id, format, sha256, turn, edits, position, draft, actor, at"
    rows = db.query(f"SELECT {columns} FROM exports WHERE case_id = ? ORDER BY id DESC", [case_id])
    return [Export(**{**row, "draft": bool(row["draft"])}) for row in rows]


def position(db: Database, case_id: str) -> dict[str, Any]:
    """How far the case has come: its turn, and how many rows each of its tables has. Two that are equal mean that nothing has changed.

    Every table with a case_id counts, also those that come later; an approval changes nothing. So do the relatives' talks
    about the person, because they stand in the summary. Reads only.
    """
    return positions(db, "SELECT ?", [case_id])[case_id]


def positions(db: Database, chosen: str, values: list[Any]) -> dict[str, dict[str, Any]]:
    """`position` of every case that `chosen` (a SELECT of ids, with its values) gives, by id: one question for each table. Reads only."""
    found: dict[str, dict[str, Any]] = {i: {"turn": turn} for i, turn in db.execute(f"SELECT id, turn FROM cases WHERE id IN ({chosen})", values).fetchall()}
    for table in db.table_names():
        if table in ASIDE:
            continue
        columns = {row[1] for row in db.execute(f'PRAGMA table_info("{table}")').fetchall()}
        if "case_id" not in columns:
            continue
        changed = next((c for c in ("updated", "at") if c in columns), "")
        newest, other = f"max({changed})" if changed else "NULL", " AND kind <> 'godkjent'" if table == "edits" else ""
        rows = db.execute(f'SELECT case_id, count(*), {newest} FROM "{table}" WHERE case_id IN ({chosen}){other} GROUP BY case_id', values)
        for case_id, count, at in rows.fetchall():
            found[case_id][table] = count if at is None else [count, at]
    talks = db.execute(f"SELECT about, count(*), max(updated) FROM cases WHERE turn > 0 AND about IN ({chosen}) GROUP BY about", values)
    for case_id, count, at in talks.fetchall():
        found[case_id]["relatives"] = [count, at]
    return found


def edits(db: Database, case_id: str) -> int:
    """The number of the newest edit, 0 without one. Reads only."""
    return db.execute("SELECT coalesce(max(id), 0) FROM edits WHERE case_id = ?", [case_id]).fetchone()[0]


def as_text(found: dict[str, Any]) -> str:
    return json.dumps(found, sort_keys=True, separators=(",", ":"))
