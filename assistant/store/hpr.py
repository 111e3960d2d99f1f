"""The number of a health worker in Helsepersonellregisteret (HPR)."""

from __future__ import annotations

import re

WEIGHTS = (7, 6, 5, 4, 3, 2)
OLD = len(WEIGHTS) + 1


def tidy(written: str) -> str:
    """Without spaces, full stops and hyphens."""
    return re.sub(r"[\s.-]+", "", written)


def fault(number: str) -> str:
    """What is wrong with it; empty when it can be used, also when there is none."""
    if not number or (number.isascii() and number.isdecimal() and OLD <= len(number) <= 9):
        return ""
    return "HPR-nummeret har 7 til 9 sifre, og bare sifre. Det står på helsedirektoratet.no, under Helsepersonellregisteret."


def doubt(number: str) -> str:
    """What makes it worth a second look: the last of seven digits is a check digit modulo 11; longer numbers have none that is published."""
    if len(number) != OLD or fault(number):
        return ""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return "" if (11 - total % 11) % 11 == int(number[-1]) else "Se en gang til på HPR-nummeret: det siste sifferet pleier å stemme med de andre."
