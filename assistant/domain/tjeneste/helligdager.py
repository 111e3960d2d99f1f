"""Norwegian public holidays (lov om 1 og 17 mai og lov om helligdager), computed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)     # skjærtorsdag, langfredag, to påskedager, Kristi himmelfartsdag, to pinsedager


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=8)
def of(year: int) -> frozenset[date]:
    """Every public holiday of a year."""
    first = easter(year)
    return frozenset({date(year, month, day) for month, day in FIXED} | {first + timedelta(days=n) for n in FROM_EASTER})
