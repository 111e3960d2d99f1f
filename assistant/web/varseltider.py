"""How long an alert may stand before somebody must have answered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assistant.domain.tjeneste.apningstid import ZONE
from assistant.export import tid


@dataclass(frozen=True)
class Varseltider:
    """Minutes for akutt and hoy; for avklar working days (Monday to Friday), or minutes where the service has set them."""

    akutt_min: float = 5
    hoy_min: float = 30
    avklar_dager: int = 1
    avklar_min: float | None = None

    @classmethod
    def of(cls, minutes: Mapping[str, int]) -> Varseltider:
        """With the minutes by level that the service has set."""
        return cls(minutes.get("akutt", cls.akutt_min), minutes.get("hoy", cls.hoy_min), avklar_min=minutes.get("avklar"))

    def due(self, alert: dict[str, Any]) -> datetime | None:
        """When the alert must have been answered, counted from when it came or was handed over; None when that is unreadable."""
        start = tid.parse(alert["assigned_at"] or alert["at"])
        if start is None:
            return None
        if alert["level"] == "avklar" and self.avklar_min is not None:
            return start + timedelta(minutes=self.avklar_min)
        if alert["level"] == "avklar":
            return _working_days(start.astimezone(ZONE), self.avklar_dager)
        return start + timedelta(minutes=self.akutt_min if alert["level"] == "akutt" else self.hoy_min)


def _working_days(start: datetime, days: int) -> datetime:
    """The same hour so many working days later; what comes in a weekend counts from Monday."""
    moment = start
    while moment.weekday() > 4:
        moment = (moment + timedelta(days=1)).replace(hour=0, minute=0, second=0)
    for _ in range(days):
        moment += timedelta(days=1)
        while moment.weekday() > 4:
            moment += timedelta(days=1)
    return moment
