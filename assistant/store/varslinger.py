"""Notices of alerts that nobody answered: one row for each channel, tried until it arrives, is taken, or is given up."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database


def insert(db: Database, alert_id: int, channel: str, now: str) -> None:
    """Due at once, inside the caller's transaction."""
    db.execute(
        "INSERT INTO notices (alert_id, channel, status, attempts, next_at, error) VALUES (?, ?, 'venter', 0, ?, '')", [alert_id, channel, now],
    )


def claim(db: Database, now: str, until: str) -> list[dict[str, Any]]:
    """Notices that are due and whose alert nobody has taken, each counted as tried; nobody else gets them before `until`."""
    db.execute(
        "UPDATE notices SET status = 'avlyst' WHERE status = 'venter' AND alert_id IN (SELECT id FROM alerts WHERE acknowledged_at IS NOT NULL)"
    )
    rows = list(db.query(
        "SELECT n.id, n.alert_id, n.channel, n.attempts + 1 AS attempts, a.case_id, a.level, a.at FROM notices n"
        " JOIN alerts a ON a.id = n.alert_id WHERE n.status = 'venter' AND n.next_at <= ? ORDER BY n.id", [now],
    ))
    for row in rows:
        db.execute("UPDATE notices SET attempts = ?, next_at = ? WHERE id = ?", [row["attempts"], until, row["id"]])
    return rows


def settle(db: Database, notice_id: int, status: str, error: str, next_at: str) -> None:
    """What came of a try: sendt, venter (tried again at `next_at`) or feilet. `error` is a code, never a text from outside."""
    db.execute("UPDATE notices SET status = ?, error = ?, next_at = ? WHERE id = ?", [status, error, next_at, notice_id])


def troubled(db: Database) -> list[dict[str, Any]]:
    """Notices of open alerts that have not arrived after at least one try. Reads only."""
    return list(db.query(
        "SELECT n.id, n.alert_id, n.channel, n.status, n.attempts, n.error FROM notices n JOIN alerts a ON a.id = n.alert_id"
        " WHERE a.acknowledged_at IS NULL AND n.error <> '' AND n.status IN ('venter', 'feilet') ORDER BY n.id"
    ))
