"""The opening hours as they are written in the file."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from assistant.domain.tjeneste.apningstid import DAY, WEEKDAYS, Hours, Span
from assistant.domain.tjeneste.felt import Fields

HOLIDAYS = ("stengt", "som_vanlig")
_SPAN = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})", re.ASCII)
_YEARLY = re.compile(r"(\d{1,2})\.(\d{1,2})\.?", re.ASCII)


def hours(f: Fields, languages: tuple[str, ...]) -> Hours | None:
    """The group `apningstider`; None when the file has none."""
    group = f.group("apningstider")
    if group is None:
        return None
    group.known(*WEEKDAYS, "helligdager", "stengt", "utenfor")
    noted = len(group.faults)
    week = tuple(_day(group, day) for day in WEEKDAYS)
    if not any(week) and len(group.faults) == noted:
        group.wrong(None, "ingen dag er åpen. Skriv minst én dag, som mandag: \"08.00-15.30\"")
    dates, yearly = _closed(group)
    return Hours(week, group.one_of("helligdager", HOLIDAYS, "stengt") == "som_vanlig", dates, yearly, group.lang("utenfor", languages))


def _day(f: Fields, day: str) -> tuple[Span, ...]:
    """A day that is not named, is closed."""
    written = f.text(day, "stengt").lower()
    if written == "stengt":
        return ()
    if written in ("hele døgnet", "døgnet rundt"):
        return ((0, DAY),)
    found = [_span(part.strip()) for part in written.split(",")]
    spans = tuple(sorted(span for span in found if span is not None))
    apart = all(first[1] <= second[0] for first, second in pairwise(spans))
    if len(spans) < len(found) or not apart:
        f.wrong(day, f"«{written}» er ingen åpningstid. Skriv \"08.00-15.30\", \"08.00-11.00, 12.00-15.30\", \"hele døgnet\" eller stengt. "
                     "Går tiden over midnatt, del den på to dager")
        return ()
    return spans


def _span(text: str) -> Span | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    hour, minute, to_hour, to_minute = map(int, match.groups())
    start, end = hour * 60 + minute, to_hour * 60 + to_minute
    return (start, end) if minute < 60 and to_minute < 60 and start < end <= DAY else None


def _closed(f: Fields) -> tuple[frozenset[date], frozenset[tuple[int, int]]]:
    """(dates, days of every year) that are closed besides the holidays."""
    dates: set[date] = set()
    yearly: set[tuple[int, int]] = set()
    for written in f.texts("stengt"):
        if match := _YEARLY.fullmatch(written):
            day, month = map(int, match.groups())
            if _exists(2024, month, day):
                yearly.add((month, day))
                continue
        elif found := _date(written):
            dates.add(found)
            continue
        f.wrong("stengt", f"«{written}» er ingen dato. Skriv \"24.12\" for hvert år, eller \"2026-12-24\"")
    return frozenset(dates), frozenset(yearly)


def _exists(year: int, month: int, day: int) -> bool:
    return _date(f"{year}-{month:02}-{day:02}") is not None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
