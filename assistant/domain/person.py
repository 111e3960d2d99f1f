"""Who a case is about, as a worker has written it down. It never enters the talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.domain.fodselsnummer import Number, NumberError, read

LONGEST = 100
NEEDED = "Skriv navnet eller nummeret til personen. Begge deler kan rettes senere."
TOO_LONG = f"Et navn kan ha høyst {LONGEST} tegn."


class PersonError(ValueError):
    """What was written about the person cannot be kept. The message is a sentence to show, and holds nothing of it."""


@dataclass(frozen=True)
class Person:
    """`number` is digits only, checked, or empty. `gp` is the name of the fastlege, or empty. `by` wrote it `at` an ISO 8601 UTC time."""

    given_name: str = ""
    family_name: str = ""
    number: str = ""
    gp: str = ""
    by: str = ""
    at: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def identity(self, today: date) -> Number | None:
        """The number with its kind; None without one, or when a later rule no longer takes it."""
        try:
            return read(self.number, today) if self.number else None
        except NumberError:
            return None


def made(given_name: str, family_name: str, number: str, gp: str, by: str, at: str) -> Person:
    """A person of what was written. Raises PersonError with a sentence. `at` also says which day it is."""
    names = [_tidy(text) for text in (given_name, family_name, gp)]
    if any(len(name) > LONGEST for name in names):
        raise PersonError(TOO_LONG)
    try:
        digits = read(number, date.fromisoformat(at[:10])).digits if number.strip() else ""
    except NumberError as error:
        raise PersonError(str(error)) from None
    if not digits and not any(names[:2]):
        raise PersonError(NEEDED)
    return Person(names[0], names[1], digits, names[2], by, at)


def _tidy(text: str) -> str:
    """One line of printable characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
