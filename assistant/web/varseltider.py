"""How long an alert may stand before somebody must have answered it.

Akutt and hoy go by the clock, day and night. Avklar waits for somebody to be there: where the service has set its opening hours, only
those count, with its holidays and closed days; where it has not, working days do. A service that follows its alerts day and night
says so, and then its closed days count too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assistant.domain.tjeneste import helligdager
from assistant.domain.tjeneste.apningstid import ZONE, Hours
from assistant.domain.tjeneste.oppsett import Service
from assistant.export import tid


@dataclass(frozen=True)
class Varseltider:
    """Minutes for akutt and hoy; for avklar working days, or minutes where the service has set them. `hours` are those that count; None: all."""

    akutt_min: float = 5
    hoy_min: float = 30
    avklar_dager: int = 1
    avklar_min: float | None = None
    hours: Hours | None = None

    @classmethod
    def of(cls, service: Service) -> Varseltider:
        """With the minutes by level and the opening hours that the service has set."""
        minutes = service.alert_minutes
        return cls(minutes.get("akutt", cls.akutt_min), minutes.get("hoy", cls.hoy_min), avklar_min=minutes.get("avklar"),
                   hours=None if service.alerts_always else service.hours)

    def due(self, alert: dict[str, Any]) -> datetime | None:
        """When the alert must have been answered, counted from when it came, was handed over or given back; None when that is unreadable."""
        start = tid.parse(alert["assigned_at"] or alert["at"])
        if start is None:
            return None
        if alert["level"] != "avklar":
            return start + timedelta(minutes=self.akutt_min if alert["level"] == "akutt" else self.hoy_min)
        if self.avklar_min is None:
            return self._days(start.astimezone(ZONE))
        return self.hours.after(start, self.avklar_min) if self.hours else start + timedelta(minutes=self.avklar_min)

    def _days(self, start: datetime) -> datetime:
        """The same hour so many working days later; what comes when nobody is there, counts from when somebody is."""
        if self.hours is None:
            return _later(start, self.avklar_dager, _is_working_day)
        hours = self.hours
        begun = start if hours.is_open(start) else hours.next_opening(start) or start
        moment = _later(begun, self.avklar_dager, lambda day: bool(hours.spans(day)))
        return min(moment, hours.closing(moment.date()) or moment)


def _is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and day not in helligdager.of(day.year)


def _later(start: datetime, days: int, works: Callable[[date], bool]) -> datetime:
    """So many days on among those that count, at most a year; a start on another day counts from the first midnight of one that does."""
    moment, left = start, 366
    while not works(moment.date()) and (left := left - 1):
        moment = (moment + timedelta(days=1)).replace(hour=0, minute=0, second=0)
    for _ in range(days):
        moment += timedelta(days=1)
        while not works(moment.date()) and (left := left - 1) > 0:
            moment += timedelta(days=1)
    return moment
