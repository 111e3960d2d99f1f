"""Alerts: what a worker on duty must see. They hold no quote; that stands in the case."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

from sqlite_utils import Database

from assistant.domain.case import Case, RiskEvent, level_rank
from assistant.store import audit, transcript

THRESHOLD = level_rank("avklar")
CALL_ME = "trygg.videre=kontakt"
# Whether the risk, as it stands now, has a wish to be called.
_ASKED = (
    f"SELECT EXISTS (SELECT 1 FROM json_each(r.data, '$.replies') WHERE value = '{CALL_ME}') FROM risks r"
    " WHERE r.case_id = a.case_id AND r.data ->> 'category' = a.category AND r.data ->> 'subject' = a.subject ORDER BY r.position DESC LIMIT 1"
)


def tell(db: Database, case: Case, before: list[RiskEvent], now: str) -> None:
    """Alerts for what the case has that `before` has not, with a log line for each, inside the caller's transaction."""
    for alert in raise_for(db, case.id, before, case.risks, now):
        audit.append(db, transcript.ASSISTANT, "varsel", case.id, now, f"varsel={alert}")


def raise_for(db: Database, case_id: str, before: list[RiskEvent], after: list[RiskEvent], now: str) -> list[int]:
    """One alert for each risk that is new, raised, or shows a new sign after its alert was acknowledged; one when a call is asked for.

    Inside the caller's transaction. A risk that moves several steps in one turn gives one alert, at its highest level.
    """
    known = {event.id: event for event in before}
    fresh: dict[str, list[RiskEvent]] = {}
    for event in after[len(before):]:
        fresh.setdefault(event.id, []).append(event)
    worst = [(known.get(key), max(events, key=lambda e: level_rank(e.level)), events) for key, events in fresh.items()]
    raised = [top for old, top, events in worst if _calls(db, case_id, old, top, events)]
    asked = [top for old, top, events in worst if _wants_call(old, events)]
    if asked and not any(event in raised or _stands(db, case_id, event) for event in asked):
        raised.append(max(asked, key=lambda e: level_rank(e.level)))
    return [_insert(db, case_id, event, now) for event in raised]


def _calls(db: Database, case_id: str, old: RiskEvent | None, top: RiskEvent, events: list[RiskEvent]) -> bool:
    """An event with status `apen` is a sign in the person's words; the others are steps of the talk about it."""
    if level_rank(top.level) < THRESHOLD:
        return False
    if old is None or level_rank(top.level) > level_rank(old.level):
        return True
    return any(event.status == "apen" for event in events) and not _stands(db, case_id, top)


def _wants_call(old: RiskEvent | None, events: list[RiskEvent]) -> bool:
    """Whether the person now asks to be called. One question may be answered for several risks at once."""
    counts = [old.replies.count(CALL_ME) if old else 0, *(event.replies.count(CALL_ME) for event in events)]
    return any(after > before for before, after in pairwise(counts))


def _stands(db: Database, case_id: str, event: RiskEvent) -> bool:
    return db.execute(
        "SELECT 1 FROM alerts WHERE case_id = ? AND category = ? AND subject = ? AND acknowledged_at IS NULL",
        [case_id, event.category, event.subject],
    ).fetchone() is not None


def _insert(db: Database, case_id: str, event: RiskEvent, now: str) -> int:
    cursor = db.execute(
        "INSERT INTO alerts (case_id, category, level, subject, at) VALUES (?, ?, ?, ?, ?)",
        [case_id, event.category, event.level, event.subject, now],
    )
    return cast(int, cursor.lastrowid)


def read(db: Database, open_only: bool, case_id: str | None = None) -> list[dict[str, Any]]:
    """Alerts of one case, or of every case, newest first. Reads only."""
    return _read(db, "(a.acknowledged_at IS NULL OR NOT ?) AND (? IS NULL OR a.case_id = ?)", [open_only, case_id, case_id])


def one(db: Database, number: str) -> dict[str, Any] | None:
    """The alert with a number as it is written in an address; None when there is none. Reads only."""
    return next((a for a in _read(db, "a.id = ?", [number]) if str(a["id"]) == number), None)


def _read(db: Database, where: str, values: list[Any]) -> list[dict[str, Any]]:
    rows = db.query(
        "SELECT a.id, a.case_id, a.category, a.level, a.subject, a.at, a.acknowledged_by, a.acknowledged_at, a.assigned_to,"
        f" a.assigned_by, a.assigned_at, a.unanswered_at, c.demo, c.kind, ({_ASKED}) AS wants_call"
        f" FROM alerts a JOIN cases c ON c.id = a.case_id WHERE {where} ORDER BY a.id DESC", values,
    )
    return [{**row, "demo": bool(row["demo"]), "wants_call": bool(row["wants_call"])} for row in rows]


def hand_over(db: Database, alert_id: int, to: str, actor: str, now: str) -> str | None:
    """Leave an alert to a colleague, inside the caller's transaction: it is open again and its time starts anew.

    Gives the case id; None when the alert is unknown.
    """
    db.execute(
        "UPDATE alerts SET assigned_to = ?, assigned_by = ?, assigned_at = ?, unanswered_at = NULL, acknowledged_by = NULL,"
        " acknowledged_at = NULL WHERE id = ?", [to, actor, now, alert_id],
    )
    return _case_of(db, alert_id)


def give_back(db: Database, alert_id: int, actor: str, now: str) -> str | None:
    """Undo an acknowledgement, inside the caller's transaction: the alert is everybody's again and its time starts anew.

    Who gave it back stands in `assigned_by` with nobody in `assigned_to`. Gives the case id; None when nobody has it.
    """
    changed = db.execute(
        "UPDATE alerts SET acknowledged_by = NULL, acknowledged_at = NULL, unanswered_at = NULL, assigned_to = NULL, assigned_by = ?, assigned_at = ?"
        " WHERE id = ? AND acknowledged_at IS NOT NULL", [actor, now, alert_id],
    ).rowcount
    return _case_of(db, alert_id) if changed else None


def mark_unanswered(db: Database, alert_id: int, now: str) -> str | None:
    """Nobody answered in time. Gives the case id; None when it is acknowledged, or marked before."""
    changed = db.execute(
        "UPDATE alerts SET unanswered_at = ? WHERE id = ? AND unanswered_at IS NULL AND acknowledged_at IS NULL", [now, alert_id],
    ).rowcount
    return _case_of(db, alert_id) if changed else None


def of_case(db: Database, case_id: str) -> list[dict[str, Any]]:
    """Every column of the alerts of one case, oldest first. Reads only."""
    return [{k: v for k, v in row.items() if k != "case_id"} for row in db.query("SELECT * FROM alerts WHERE case_id = ? ORDER BY id", [case_id])]


def acknowledge(db: Database, alert_id: int, actor: str, now: str) -> str | None:
    """Mark as seen, inside the caller's transaction. Gives the case id; None when unknown or acknowledged before."""
    changed = db.execute(
        "UPDATE alerts SET acknowledged_by = ?, acknowledged_at = ? WHERE id = ? AND acknowledged_at IS NULL",
        [actor, now, alert_id],
    ).rowcount
    return _case_of(db, alert_id) if changed else None


def _case_of(db: Database, alert_id: int) -> str | None:
    row = db.execute("SELECT case_id FROM alerts WHERE id = ?", [alert_id]).fetchone()
    return row[0] if row else None
