"""Norwegian numbers with control digits: national identity numbers, bank accounts, organisation numbers. Digits only, no separators."""

from __future__ import annotations

from datetime import date

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_ORGANISATION = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_DUF = (4, 6, 3, 2, 7, 5, 4, 6, 3, 2)
_RELAXED = frozenset({0, 1, 2, 3})        # from 2032 the first control digit may leave these remainders; the second still leaves 0


def is_identity(digits: str) -> bool:
    """Eleven digits with right control digits: fødselsnummer, D-number (day + 40), H-number (month + 40), synthetic (month + 65, 80), FH-number."""
    if len(digits) != 11 or not digits.isdecimal():
        return False
    if _weighted(digits, _FIRST) % 11 not in _RELAXED or _weighted(digits, _SECOND) % 11:
        return False
    return digits[0] in "89" or has_birth_date(digits)


def has_birth_date(digits: str) -> bool:
    """Whether the first six digits can be a date, with the additions that D-, H- and synthetic numbers make."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= 40 if day > 40 else 0
    month -= next((added for added in (80, 65, 40) if month > added), 0)
    return any(_exists(century + year, month, day) for century in (1900, 2000))


def is_account(digits: str) -> bool:
    """A bank account: eleven digits, the last a control digit modulo 11."""
    return len(digits) == 11 and digits.isdecimal() and _weighted(digits, _SECOND) % 11 == 0


def is_organisation(digits: str) -> bool:
    """An organisation number: nine digits from 8 or 9, the last a control digit modulo 11."""
    return len(digits) == 9 and digits.isdecimal() and digits[0] in "89" and _weighted(digits, _ORGANISATION) % 11 == 0


def is_duf(digits: str) -> bool:
    """A DUF number: year, six digits, and the remainder modulo 11 of the six digits and then the year, written with two digits."""
    if len(digits) != 12 or not digits.isdecimal():
        return False
    return _weighted(digits[4:10] + digits[:4], _DUF) % 11 == int(digits[10:])


def is_old_style(digits: str) -> bool:
    """Whether the first control digit is of the kind given before 2032, when the individual number tells the century."""
    return _weighted(digits, _FIRST) % 11 == 0


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
