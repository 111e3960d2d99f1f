"""Opening hours in Norwegian time: open now, when next, and both in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.domain import datoer
from assistant.domain.tjeneste import helligdager
from assistant.domain.yamlfil import Text

ZONE = ZoneInfo("Europe/Oslo")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
DAY = 24 * 60
LOOK_AHEAD = 60     # days
Span = tuple[int, int]
_NAMES = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_TODAY = Text("i dag", "i dag", "today")
_TOMORROW = Text("i morgen", "i morgon", "tomorrow")
_AT = Text("kl. ", "kl. ", "at ")
_ALWAYS = Text("hele døgnet", "heile døgnet", "day and night")


@dataclass(frozen=True)
class Hours:
    """`week` has the spans of each day from Monday, in minutes from midnight. `closed` are dates, `closed_yearly` (month, day)."""

    week: tuple[tuple[Span, ...], ...]
    holidays_open: bool = False
    closed: frozenset[date] = frozenset()
    closed_yearly: frozenset[tuple[int, int]] = frozenset()
    outside: Text | None = None

    def spans(self, day: date) -> tuple[Span, ...]:
        """When it is open on a date."""
        shut = day in self.closed or (day.month, day.day) in self.closed_yearly
        if shut or (not self.holidays_open and day in helligdager.of(day.year)):
            return ()
        return self.week[day.weekday()]

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at a moment, which must name its zone."""
        local = at.astimezone(ZONE)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.spans(local.date()))

    def next_opening(self, at: datetime) -> datetime | None:
        """The first opening after a moment, in Norwegian time; None when there is none within sixty days."""
        local = at.astimezone(ZONE)
        for days in range(LOOK_AHEAD):
            day = local.date() + timedelta(days=days)
            for start, _ in self.spans(day):
                opening = _at(day, start)
                if opening > local:
                    return opening
        return None

    def closing(self, day: date) -> datetime | None:
        """When it closes for the day, in Norwegian time; None on a day that is closed."""
        spans = self.spans(day)
        return _at(day, spans[-1][1]) if spans else None

    def after(self, at: datetime, minutes: float) -> datetime:
        """The moment when it has been open for so many minutes after another. By the clock where it is closed for sixty days."""
        left, local = timedelta(minutes=minutes), at.astimezone(ZONE)
        for days in range(LOOK_AHEAD):
            day = local.date() + timedelta(days=days)
            for start, end in self.spans(day):
                begun, closes = max(at, _at(day, start).astimezone(UTC)), _at(day, end).astimezone(UTC)
                if closes <= at:
                    continue
                if closes - begun >= left:
                    return begun + left
                left -= closes - begun
        return at + timedelta(minutes=minutes)

    def in_words(self, language: str) -> str:
        """«mandag–fredag kl. 08.00–15.30», days alike put together."""
        if all(spans == ((0, DAY),) for spans in self.week):
            return _ALWAYS.get(language)
        return "; ".join(f"{_days(first, last, language)} {_spans(self.week[first], language)}" for first, last in self._alike())

    def _alike(self) -> Iterator[tuple[int, int]]:
        """(first, last) of the weekdays in a row that have the same spans; closed days are left out."""
        first = 0
        for day in range(1, len(self.week) + 1):
            if day == len(self.week) or self.week[day] != self.week[first]:
                if self.week[first]:
                    yield first, day - 1
                first = day


def _at(day: date, minute: int) -> datetime:
    """A minute of a day in Norwegian time; 24.00 is the next midnight."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(minutes=minute)


def moment(opening: datetime, now: datetime, language: str) -> str:
    """«i morgen kl. 08.00», «mandag kl. 08.00» or «mandag 4. januar kl. 08.00»."""
    away = (opening.date() - now.astimezone(ZONE).date()).days
    name = _NAMES[language][opening.weekday()]
    if away > 6:
        name = f"{name} {datoer.day_month(opening, language)}"
    day = _TODAY.get(language) if away == 0 else _TOMORROW.get(language) if away == 1 else name
    return f"{day} {_AT.get(language)}{_clock(opening.hour * 60 + opening.minute, language)}"


def _days(first: int, last: int, language: str) -> str:
    names = _NAMES[language]
    return names[first] if first == last else f"{names[first]}–{names[last]}"


def _spans(spans: tuple[Span, ...], language: str) -> str:
    if spans == ((0, DAY),):
        return _ALWAYS.get(language)
    clock = "" if language == "en" else "kl. "
    joint = " and " if language == "en" else " og "
    return clock + joint.join(f"{_clock(start, language)}–{_clock(end, language)}" for start, end in spans)


def _clock(minute: int, language: str) -> str:
    return f"{minute // 60:02}{':' if language == 'en' else '.'}{minute % 60:02}"
