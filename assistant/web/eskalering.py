"""What happens when nobody answers an alert: it is marked, it rises, and word is sent. All of it stands in the store, so a restart loses nothing."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.export import tid
from assistant.web.tjeneste import Tjeneste
from assistant.web.varsling import NotDelivered, content

logger = logging.getLogger(__name__)

EVERY_S = 5.0
LEASE_S = 60
FIRST_WAIT_S, LONGEST_WAIT_S, MOST_TRIES = 15, 600, 10


async def watch(running: Tjeneste, every_s: float = EVERY_S) -> None:
    """Runs until it is cancelled. What fails is logged by its kind and tried again; it never stops the service."""
    while True:
        try:
            await asyncio.to_thread(mark, running)
            await notify(running)
        except Exception as error:
            logger.error("oppfølging av varsler feilet: %s", type(error).__name__)
        await asyncio.sleep(every_s)


def mark(running: Tjeneste) -> list[int]:
    """Mark the alerts whose time is out; gives their numbers. Made-up cases are marked too, but nobody is told."""
    now, marked = running.now(), []
    for alert in running.store.alerts():
        due = running.varseltider.due(alert)
        if alert["unanswered_at"] or due is None or due > _time(now):
            continue
        channels = () if alert["demo"] else running.varsling.channels
        if running.store.mark_unanswered(alert["id"], channels, now):
            marked.append(alert["id"])
    return marked


async def notify(running: Tjeneste) -> None:
    """Try every notice that is due, all at once."""
    now = running.now()
    until = (_time(now) + timedelta(seconds=LEASE_S)).isoformat(timespec="seconds")
    notices = await asyncio.to_thread(running.store.claim_notices, now, until)
    await asyncio.gather(*(_try(running, notice) for notice in notices))


async def _try(running: Tjeneste, notice: dict[str, Any]) -> None:
    sent_at = _time(running.now())
    minutes = max(0, int((sent_at - _time(notice["at"])).total_seconds() // 60))
    status, error, wait = "sendt", "", 0
    try:
        await running.varsling.send(notice["channel"], content(notice, minutes, running.varsling.base))
    except NotDelivered as failed:
        status, error = ("venter" if notice["attempts"] < MOST_TRIES else "feilet"), failed.code
        wait = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (notice["attempts"] - 1))
        logger.warning("varsling %s om varsel %s kom ikke fram: %s", notice["channel"], notice["alert_id"], error)
    next_at = (sent_at + timedelta(seconds=wait)).isoformat(timespec="seconds")
    await asyncio.to_thread(running.store.settle_notice, notice, status, error, next_at, running.now())


def _time(moment: str) -> datetime:
    return tid.parse(moment) or datetime.now(UTC)
