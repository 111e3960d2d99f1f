"""The number that a person is known by: fødselsnummer, D-nummer, felles hjelpenummer or DUF-nummer, with its control digits.

Source: Skatteetaten on the identity number, also the rules from 2032; Norsk Helsenett on felles hjelpenummer. The DUF rule is the
one in common use: UDI has not published it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.domain.kontrollsiffer import is_duf, is_identity, is_old_style

KINDS = {"fnr": "Fødselsnummer", "dnr": "D-nummer", "fhn": "Felles hjelpenummer", "duf": "DUF-nummer"}
WRONG = "Nummeret stemmer ikke. Se om alle sifrene er riktige: et fødselsnummer har 11 sifre og et DUF-nummer 12."
LOCAL = "Dette er et hjelpenummer som bare gjelder på ett sykehus. Bruk fødselsnummer, D-nummer, felles hjelpenummer eller DUF-nummer."
FUTURE = "Fødselsdatoen i nummeret er ikke kommet ennå. Se om sifrene er riktige."
OLDEST = 125
SYNTHETIC = (80, 65)


class NumberError(ValueError):
    """No number that a person can have. The message is a sentence to show, without the number."""


@dataclass(frozen=True)
class Number:
    """`kind` is a key of KINDS; `born` is None where the number does not tell. `synthetic` numbers belong to no real person."""

    digits: str
    kind: str
    born: date | None = None
    synthetic: bool = False


def read(text: str, today: date) -> Number:
    """The number in a text with spaces, points or hyphens. Raises NumberError."""
    digits = re.sub(r"[\s.\-–\u00a0]+", "", text)
    if not digits.isascii() or not digits.isdecimal():
        raise NumberError(WRONG)
    if len(digits) == 12:
        return _duf(digits, today)
    if not is_identity(digits):
        raise NumberError(WRONG)
    return Number(digits, "fhn") if digits[0] in "89" else _dated(digits, today)


def _duf(digits: str, today: date) -> Number:
    if not is_duf(digits) or not 1900 <= int(digits[:4]) <= today.year:
        raise NumberError(WRONG)
    return Number(digits, "duf")


def _dated(digits: str, today: date) -> Number:
    """A number that begins with a date. Raises NumberError on a hospital's own number and on a date that has not come."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    kind, day = ("dnr", day - 40) if day > 40 else ("fnr", day)
    added = next((a for a in SYNTHETIC if month > a), 0)
    month -= added
    if month > 12:
        raise NumberError(LOCAL)
    found = _born(day, month, year, int(digits[6:9])) if is_old_style(digits) else None
    if found is not None and found > today:
        raise NumberError(FUTURE)
    return Number(digits, kind, found if found and today.year - found.year <= OLDEST else None, added > 0)


def _born(day: int, month: int, year: int, individual: int) -> date | None:
    """The date with the century that the individual number tells; None when there is no such day in it."""
    old = 1800 if individual < 750 and year >= 54 else 2000
    century = 1900 if individual < 500 or (individual >= 900 and year >= 40) else old
    try:
        return date(century + year, month, day)
    except ValueError:
        return None
