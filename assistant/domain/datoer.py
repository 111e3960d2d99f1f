"""Dates in words."""

from __future__ import annotations

from datetime import date

_NORWEGIAN = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember")
MONTHS = {
    "nb": _NORWEGIAN, "nn": _NORWEGIAN,
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}


def day_month(day: date, language: str) -> str:
    """«22. november», «22 November»."""
    return f"{day.day}{'' if language == 'en' else '.'} {MONTHS[language][day.month - 1]}"


def written(day: date, language: str) -> str:
    """«22. november 2026», «22 November 2026»."""
    return f"{day_month(day, language)} {day.year}"
