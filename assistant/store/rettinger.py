"""What workers correct, add and note: append-only, beside the case. The person's words and the assistant's findings stay as they were."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from assistant.domain.case import Case, Finding, from_dict, replace
from assistant.store import eksport
from assistant.store.records import BY_WORKERS

KINDS = ("rettet", "galt", "angret", "nytt", "notat", "godkjent")
ADDED = "ny:"


@dataclass(frozen=True)
class Edit:
    """One change. `target` is the number of a finding in the case, or `ny:` and the number of the edit that added it.

    `before` and `after` are the finding's data, `{"text"}` for a note, or what an approval was about.
    """

    kind: str
    area: str = ""
    target: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    actor: str = ""
    at: str = ""
    id: int = 0


def insert(db: Database, case_id: str, edit: Edit) -> None:
    """One row, inside the caller's transaction. Raises sqlite3.IntegrityError on an unknown case, ValueError on an unknown kind."""
    if edit.kind not in KINDS:
        raise ValueError(edit.kind)
    before, after = (json.dumps(part, ensure_ascii=False) for part in (edit.before, edit.after))
    db.execute(
        "INSERT INTO edits (case_id, at, actor, kind, area, target, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [case_id, edit.at, edit.actor, edit.kind, edit.area, edit.target, before, after],
    )


def read(db: Database, case_id: str) -> list[Edit]:
    """Every edit of a case, in order. Reads only."""
    rows = db.query("SELECT id, at, actor, kind, area, target, before, after FROM edits WHERE case_id = ? ORDER BY id", [case_id])
    return [Edit(**{**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])}) for row in rows]


def current(case: Case, edits: list[Edit]) -> dict[str, tuple[Finding, bool]]:
    """(finding, marked as wrong) by target: the findings in force as the workers have left them, and those they added."""
    valid = {id(f) for f in case.valid_findings()}
    found = {str(n): (f, False) for n, f in enumerate(case.findings) if id(f) in valid}
    for edit in edits:
        if edit.kind == "nytt":
            found[f"{ADDED}{edit.id}"] = (from_dict(Finding, edit.after), False)
        elif edit.target in found and edit.kind in ("rettet", "galt", "angret"):
            finding = from_dict(Finding, edit.after) if edit.kind == "rettet" else found[edit.target][0]
            found[edit.target] = (finding, edit.kind == "galt")
    return found


def apply(case: Case, edits: list[Edit]) -> Case:
    """The case as the workers have left it: corrected and added findings count, those marked as wrong are gone."""
    if not edits:
        return case
    return replace(case, findings=[finding for finding, wrong in current(case, edits).values() if not wrong])


def approved(db: Database, case_id: str | None = None) -> set[str]:
    """The cases that are approved and have not been changed since: no edit after, and `eksport.position` is what it was.

    With `case_id` only that case is looked at. Reads only.
    """
    one, values = (" AND case_id = ?", [case_id]) if case_id is not None else ("", [])
    newest = db.execute(
        "SELECT case_id, after FROM edits e WHERE kind = 'godkjent' AND id = (SELECT max(id) FROM edits WHERE case_id = e.case_id)" + one, values,
    ).fetchall()
    now = eksport.positions(db, f"SELECT case_id FROM edits WHERE kind = 'godkjent'{one}", values)
    return {found for found, after in newest if _stands(json.loads(after), now[found])}


def _stands(about: dict[str, Any], position: dict[str, Any]) -> bool:
    """An approval from before positions were noted knows only numbers; what it does not name, there was none of."""
    if "position" in about:
        return about["position"] == eksport.as_text(position)
    return all(about.get(name, 0) == position.get(name, 0) for name in ("turn", *BY_WORKERS))
