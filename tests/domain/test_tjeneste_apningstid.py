"""When somebody is there: holidays, summer time, and the next opening in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from dateutil.easter import easter as known_easter

from assistant.domain.tjeneste import helligdager
from assistant.domain.tjeneste.apningstid import DAY, Hours, moment

OFFICE = Hours((((480, 930),),) * 5 + ((), ()), closed=frozenset({date(2026, 11, 25)}), closed_yearly=frozenset({(12, 24), (12, 31)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_easter_when_compared_with_a_known_library_then_every_year_agrees() -> None:
    assert [y for y in range(1900, 2200) if helligdager.easter(y) != known_easter(y)] == []


def test_holidays_when_a_year_is_asked_for_then_they_are_the_norwegian_ones() -> None:
    assert sorted(helligdager.of(2026)) == [
        date(2026, 1, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14),
        date(2026, 5, 17), date(2026, 5, 24), date(2026, 5, 25), date(2026, 12, 25), date(2026, 12, 26),
    ]


@pytest.mark.parametrize(("when", "is_open"), [
    ("2026-11-23T06:59", False), ("2026-11-23T07:00", True), ("2026-11-23T14:29", True), ("2026-11-23T14:30", False),   # vintertid
    ("2026-06-22T05:59", False), ("2026-06-22T06:00", True), ("2026-06-22T13:30", False),                              # sommertid
    ("2026-11-22T10:00", False), ("2026-05-14T10:00", False), ("2026-11-25T10:00", False), ("2027-12-24T10:00", False),
])
def test_is_open_when_the_clock_goes_then_it_is_norwegian_time_and_the_norwegian_calendar(when: str, is_open: bool) -> None:
    assert OFFICE.is_open(at(when)) is is_open


@pytest.mark.parametrize(("now", "said"), [
    ("2026-11-23T05:00", ("i dag kl. 08.00", "i dag kl. 08.00", "today at 08:00")),
    ("2026-11-23T15:00", ("i morgen kl. 08.00", "i morgon kl. 08.00", "tomorrow at 08:00")),
    ("2026-11-24T15:00", ("torsdag kl. 08.00", "torsdag kl. 08.00", "Thursday at 08:00")),
    ("2026-11-20T23:30", ("mandag kl. 08.00", "måndag kl. 08.00", "Monday at 08:00")),
    ("2026-12-23T15:00", ("mandag kl. 08.00", "måndag kl. 08.00", "Monday at 08:00")),
    ("2026-04-01T15:00", ("tirsdag kl. 08.00", "tysdag kl. 08.00", "Tuesday at 08:00")),
])
def test_next_opening_when_closed_then_it_is_said_as_people_say_it(now: str, said: tuple[str, str, str]) -> None:
    opening = OFFICE.next_opening(at(now))
    assert opening is not None
    assert tuple(moment(opening, at(now), lang) for lang in ("nb", "nn", "en")) == said


def test_next_opening_when_it_is_far_away_then_the_date_is_said() -> None:
    summer = Hours(OFFICE.week, closed=frozenset(date(2026, 7, day) for day in range(1, 32)))
    opening = summer.next_opening(at("2026-07-01T08:00"))
    assert opening is not None and moment(opening, at("2026-07-01T08:00"), "nb") == "mandag 3. august kl. 08.00"


def test_next_opening_when_there_is_none_then_none() -> None:
    assert Hours(((),) * 7).next_opening(at("2026-11-23T05:00")) is None


def test_in_words_when_days_are_alike_then_they_are_said_together() -> None:
    week = (((480, 930),), ((480, 930),), ((480, 690), (720, 930)), (), ((0, DAY),), (), ())
    assert Hours(week).in_words("nb") == "mandag–tirsdag kl. 08.00–15.30; onsdag kl. 08.00–11.30 og 12.00–15.30; fredag hele døgnet"
    assert Hours(week).in_words("nn").startswith("måndag–tysdag kl. 08.00–15.30; onsdag")
    assert Hours((((0, DAY),),) * 7).in_words("nn") == "heile døgnet"


def test_spans_when_holidays_are_as_usual_then_only_the_named_days_are_closed() -> None:
    hours = Hours(OFFICE.week, holidays_open=True, closed_yearly=frozenset({(12, 25)}))
    assert hours.spans(date(2026, 5, 14)) == ((480, 930),)
    assert hours.spans(date(2026, 12, 25)) == ()
