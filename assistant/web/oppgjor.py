"""Making up the numbers of a quarter, while its cases are still there. What is kept is only what may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from assistant.domain import periode, rapport
from assistant.domain.guide import Guide
from assistant.domain.rapport import ReportData
from assistant.domain.tjeneste.apningstid import ZONE
from assistant.export.rapport import telling
from assistant.export.rapport.telling import Tally
from assistant.store import Store
from assistant.store.retention import APPROVED, read_time


def close(guide: Guide, store: Store, rules: Mapping[str, int], now: str, at_once: bool = False) -> list[str]:
    """Make up every quarter that is due, the oldest first; gives their ids. Done before anything is deleted.

    With `at_once` every quarter that is over is due, since its cases are about to be deleted earlier than the rules say.

    Raises StoreError as the store does; quarters made up before that stand.
    """
    data, today = rapport.load(), read_time(now).astimezone(ZONE).date()
    made = []
    for quarter in waiting(store, rules, today):
        if (at_once or today >= due(quarter, data.wait_days, days_kept(rules))) and _make(guide, store, data, quarter, now):
            made.append(quarter)
    return made


def days_kept(rules: Mapping[str, int]) -> int | None:
    """How long a shared case is kept after its last change; None when it is kept for good."""
    days = [rules[name] for name in ("levert", APPROVED) if name in rules]
    return min(days, default=None)


def due(quarter: str, wait_days: int, kept: int | None) -> date:
    """The day on which a quarter is made up: some days after its end, so that decisions come along, but before its first case is deleted."""
    end, ready = periode.after(quarter), periode.ready(quarter, wait_days)
    return ready if kept is None else max(end, min(ready, periode.first_day(quarter) + timedelta(days=kept)))


def waiting(store: Store, rules: Mapping[str, int], today: date) -> list[str]:
    """Quarters that are over and not made up. The first time only those whose shared cases cannot have been deleted."""
    done = store.quarters_kept()
    if done:
        return [q for q in periode.until(periode.months(min(done))[0], today) if q not in done]
    cases = store.real_cases()
    if not cases:
        return []
    oldest, kept = _month(cases[0]["created"]), days_kept(rules)
    return [q for q in periode.until(oldest, today) if kept is None or periode.first_day(q) >= today - timedelta(days=kept)]


def _make(guide: Guide, store: Store, data: ReportData, quarter: str, now: str) -> bool:
    """Count one case at a time, and keep the numbers."""
    months, tally = periode.months(quarter), Tally(guide, data)
    for row in store.real_cases():
        month = _month(row["created"])
        if month in months and (case := store.load_corrected(row["id"])) is not None:
            tally.add(case, row["unit"], month)
    return store.keep_quarter(quarter, data.version, telling.numbers(tally, months, _started(store, quarter)), now)


def _started(store: Store, quarter: str) -> Counter[str]:
    first, after = (_utc(day) for day in (periode.first_day(quarter), periode.after(quarter)))
    return Counter(_month(at) for at in store.begun(first, after))


def _month(at: str) -> str:
    return periode.month(read_time(at))


def _utc(day: date) -> str:
    """The beginning of a Norwegian day, as the log writes times."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC).isoformat(timespec="seconds")
