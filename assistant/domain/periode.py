"""Months and quarters as ids («2026-03», «2026-K1»), and what somebody asks for as whole months."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from assistant.domain import datoer
from assistant.domain.tjeneste.apningstid import ZONE

MONTHS = datoer.MONTHS["nb"]
MOST_YEARS = 10
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_QUARTER = re.compile(r"(\d{4})-K([1-4])")


class PeriodError(ValueError):
    """What was asked for is no period; the message is a sentence that says what to write."""


def month(moment: datetime) -> str:
    """The month of a moment, in Norwegian time."""
    return moment.astimezone(ZONE).strftime("%Y-%m")


def quarter(month_id: str) -> str:
    """«2026-03» -> «2026-K1»."""
    return f"{month_id[:4]}-K{(int(month_id[5:]) + 2) // 3}"


def months(quarter_id: str) -> tuple[str, str, str]:
    """The three months of a quarter. Raises PeriodError."""
    found = _QUARTER.fullmatch(quarter_id)
    if not found:
        raise PeriodError("Kvartalet skrives slik: 2026-K1.")
    first = int(found[2]) * 3 - 2
    return f"{found[1]}-{first:02}", f"{found[1]}-{first + 1:02}", f"{found[1]}-{first + 2:02}"


def first_day(period: str) -> date:
    """The first day of a month or quarter."""
    year, number = (months(period)[0] if "K" in period else period).split("-")
    return date(int(year), int(number), 1)


def after(period: str) -> date:
    """The first day after a month or quarter."""
    year, number = map(int, (months(period)[2] if "K" in period else period).split("-"))
    return date(year + number // 12, number % 12 + 1, 1)


def ready(quarter_id: str, wait_days: int) -> date:
    """The day from which the figures of a quarter can be made up."""
    return after(quarter_id) + timedelta(days=wait_days)


def until(first: str, last: date) -> list[str]:
    """The quarters from the one with month `first` that are over on the day `last`, in order."""
    found, current = [], quarter(first)
    while after(current) <= last:
        found.append(current)
        current = quarter(after(current).strftime("%Y-%m"))
    return found


def span(first: str, last: str) -> tuple[str, ...]:
    """The months from a first day (or month) to a last, both with. Raises PeriodError, with what to write."""
    start, end = _edge(first, end=False), _edge(last, end=True)
    if start >= end:
        raise PeriodError("Perioden slutter før den begynner. Bytt om på fra og til.")
    found = [start.strftime("%Y-%m")]
    while after(found[-1]) < end:
        if len(found) >= 12 * MOST_YEARS:
            raise PeriodError(f"Perioden kan være på høyst {MOST_YEARS} år.")
        found.append(after(found[-1]).strftime("%Y-%m"))
    return tuple(found)


def _edge(text: str, end: bool) -> date:
    """The first day of the period, or of what comes after it."""
    found = _MONTH.fullmatch(text.strip())
    try:
        if not found:
            raise ValueError
        this = f"{found[1]}-{found[2]}"
        day, first, following = found[3], first_day(this), after(this)
        given = date.fromisoformat(text.strip()) if day else following - timedelta(days=1) if end else first
    except (ValueError, OverflowError):
        raise PeriodError("Skriv datoene slik: fra 2026-01-01 til 2026-03-31.") from None
    edge = given + timedelta(days=1) if end else given
    if edge.day != 1:
        raise PeriodError("Rapporten gjelder hele måneder: fra den første dagen i en måned til den siste dagen i en måned.")
    return edge


def named(text: str) -> tuple[str, ...]:
    """The months of «2026», «2026-K1» or «2026-03». Raises PeriodError."""
    wanted = text.strip()
    if _QUARTER.fullmatch(wanted):
        return months(wanted)
    return span(f"{wanted}-01", f"{wanted}-12") if re.fullmatch(r"\d{4}", wanted) else span(wanted, wanted)


def whole_quarters(asked: tuple[str, ...]) -> tuple[str, ...]:
    """The quarters that lie wholly in the months, in order."""
    return tuple(q for q in dict.fromkeys(map(quarter, asked)) if set(months(q)) <= set(asked))


def name(period: str) -> str:
    """«mars 2026» or «1. kvartal 2026»; the words are the same in bokmål and nynorsk."""
    if found := _QUARTER.fullmatch(period):
        return f"{found[2]}. kvartal {found[1]}"
    return f"{MONTHS[int(period[5:]) - 1]} {period[:4]}"


def span_name(asked: tuple[str, ...]) -> str:
    """«2026», «1. kvartal 2026», «mars 2026» or «mars 2026 – mai 2026»."""
    if len(asked) == 1:
        return name(asked[0])
    if len(asked) == 12 and asked[0].endswith("-01"):
        return asked[0][:4]
    if len(asked) == 3 and asked == months(quarter(asked[0])):
        return name(quarter(asked[0]))
    return f"{name(asked[0])} – {name(asked[-1])}"
