"""What the report shows to whom: which units somebody may choose, and the report of a period and a unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.domain import periode, rapport
from assistant.domain.rapport import NO_UNIT, WHOLE
from assistant.domain.tjeneste.apningstid import ZONE
from assistant.export.rapport import oppstilling
from assistant.export.rapport.oppstilling import Asked, Report
from assistant.store import Store
from assistant.store.kontoer import ADMINISTRATOR, LEADER
from assistant.store.retention import read_time
from assistant.web import oppgjor
from assistant.web.bruker import Bruker
from assistant.web.problemer import Problem

FORMATS = ("json", "csv", "docx")


def make(store: Store, rules: Mapping[str, int], months: tuple[str, ...], unit: str, language: str, now: str) -> Report:
    """The report from the numbers that are kept. Nothing is counted here."""
    asked = Asked(months, unit, language, today(now), oppgjor.days_kept(rules))
    return oppstilling.report(rapport.load(), store.period_numbers(), asked, store.quarters_kept())


def today(now: str) -> date:
    """The Norwegian day of a moment."""
    return read_time(now).astimezone(ZONE).date()


def units(store: Store, user: Bruker) -> list[str]:
    """What somebody may choose, the one shown first in front: the whole service, or a unit.

    The key and administrators have all, a leader the whole and the own unit, a worker the own unit. Who has no unit, or works
    in the only one, has the whole.
    """
    counted = oppstilling.units(store.period_numbers())
    if user.unit is None or user.role == ADMINISTRATOR:
        return [WHOLE, *counted]
    own = [user.unit] if user.unit and (user.unit in counted or len(store.units()) > 1) else []
    return [WHOLE, *own] if user.role == LEADER or not own else own


def chosen(store: Store, user: Bruker, wanted: str) -> str:
    """The unit of the report: the one named, or the first that may be chosen. Raises Problem."""
    allowed = units(store, user)
    if not wanted.strip():
        return allowed[0]
    unit = {"hele": WHOLE, "uten": NO_UNIT}.get(wanted, wanted)
    if unit not in allowed:
        raise Problem("ikke-tillatt", "Du har ikke tilgang til tall for den enheten, eller den har ingen egne tall.")
    return unit


def code(unit: str) -> str:
    """How a unit is named in an address."""
    return {WHOLE: "hele", NO_UNIT: "uten"}.get(unit, unit)


def period(first: str, last: str, name: str = "") -> tuple[str, ...]:
    """The months asked for, by name or by first and last day. Raises Problem with what to write."""
    try:
        return periode.named(name) if name else periode.span(first, last)
    except periode.PeriodError as error:
        raise Problem("ugyldig", str(error)) from None


def choices(store: Store, now: str) -> list[tuple[str, str]]:
    """(name, words) of periods to choose between, the newest first: years, quarters and months that are made up, or the last one that is over."""
    made = list(store.quarters_kept()) or periode.until(f"{today(now).year - 1}-01", today(now))[-1:]
    years = sorted({q[:4] for q in made}, reverse=True)
    found = [(y, y) for y in years]
    for quarter in reversed(made):
        found += [(quarter, periode.name(quarter)), *((m, periode.name(m)) for m in reversed(periode.months(quarter)))]
    return found
