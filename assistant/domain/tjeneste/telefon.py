"""Telephone numbers that can be rung in Norway."""

from __future__ import annotations

import re

WANTED = "åtte sifre, fem sifre som begynner på 0, eller et nødnummer på tre til seks sifre"
_DIGITS = re.compile(r"1\d{2,5}|0\d{4}|[2-9]\d{7}")


def number(text: str) -> str | None:
    """The number as it is shown, with single spaces and no country code of Norway; None when it cannot be rung."""
    shown = re.sub(r"[\s\u00a0]+", " ", text).strip()
    shown = re.sub(r"^(?:\+|00) ?47 ?", "", shown)
    return shown if re.fullmatch(r"[0-9 ]+", shown) and _DIGITS.fullmatch(shown.replace(" ", "")) else None
