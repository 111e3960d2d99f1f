"""What a worker and the person make together: the crisis and coping plan, measures with goals, and what a list has been gone through.

Append-only in the case, as everything else: the newest plan is the one in force, the older ones are its history.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

T = TypeVar("T")
STATES = ("gjort", "ikke")


@dataclass(frozen=True)
class PlanLine:
    """One point in a part of the plan. `own` marks the person's own words; `source` is the question they answered, empty when written together."""

    part: str
    text: str
    own: bool = False
    source: str = ""


@dataclass(frozen=True)
class PlanMeasure:
    """What is to be done. `measure` is the id in the guide's measures, empty for own words; `follow_up` an ISO date or empty."""

    text: str
    measure: str = ""
    goal: str = ""
    who: str = ""
    when: str = ""
    follow_up: str = ""


@dataclass(frozen=True)
class Plan:
    """One whole version. `by` is the worker who wrote it, `at` an ISO 8601 UTC time."""

    version: int
    lines: tuple[PlanLine, ...] = ()
    measures: tuple[PlanMeasure, ...] = ()
    by: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        """Rows from the store hold plain mappings."""
        object.__setattr__(self, "lines", tuple(_made(PlanLine, x) for x in self.lines))
        object.__setattr__(self, "measures", tuple(_made(PlanMeasure, x) for x in self.measures))

    def of(self, part: str) -> tuple[PlanLine, ...]:
        """The lines of one part, in order."""
        return tuple(x for x in self.lines if x.part == part)


@dataclass(frozen=True)
class Check:
    """What a worker has noted at one item of a checklist. `state`: gjort, ikke (not this time)."""

    list: str
    item: str
    state: str
    note: str = ""
    by: str = ""
    at: str = ""


def _made(kind: type[T], item: Any) -> T:
    if isinstance(item, kind):
        return item
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{k: v for k, v in item.items() if k in names})
