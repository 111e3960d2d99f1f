"""Made-up identity numbers that belong to nobody: the month is raised by 80 as in Tenor, unless a test asks for another kind."""

from __future__ import annotations

FIRST, SECOND = (3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def made(nine: str) -> str:
    """Nine digits with their two control digits, counted here by hand. Raises ValueError when the nine have none."""
    k1 = -sum(int(d) * w for d, w in zip(nine, FIRST, strict=True)) % 11
    k2 = -sum(int(d) * w for d, w in zip(f"{nine}{k1}", SECOND, strict=True)) % 11
    if 10 in (k1, k2):
        raise ValueError(nine)
    return f"{nine}{k1}{k2}"


def first(six: str, start: int = 100) -> str:
    """The first number from `start` that a date has."""
    for individual in range(start, start + 50):
        try:
            return made(f"{six}{individual:03}")
        except ValueError:
            continue
    raise AssertionError


SYNTHETIC = first("108160")     # 10.01.1960 with the month raised by 80
