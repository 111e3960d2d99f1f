"""What a follow-up talk knows about the time before: copied once, when it starts, and never changed.

The block belongs to the new talk, so that either talk may be deleted without the other. It holds no id of the earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Said:
    """What came up about one area: the person's own words (may be empty) and findings as (attribute, value).

    `shared` says that a worker may read it; the person always sees her own words.
    """

    area: str
    words: str = ""
    findings: tuple[tuple[str, str], ...] = ()
    shared: bool = True

    def value(self, attribute: str) -> str:
        """The value of a finding; empty when it was not found."""
        return next((value for name, value in self.findings if name == attribute), "")


@dataclass(frozen=True)
class Goal:
    """A goal in the person's own words, with how it was rated (0-10); None when it was not. `id` is the item of the instrument."""

    id: str
    words: str
    score: float | None = None
    shared: bool = True


@dataclass(frozen=True)
class Scored:
    """The answers of one instrument, item by item, so that the total can be worked out by the rules in force."""

    instrument: str
    answers: tuple[tuple[str, float | None], ...]
    given_total: float | None = None
    shared: bool = True


@dataclass(frozen=True)
class Earlier:
    """The talk before. `at` is when it was last changed (ISO 8601), `risks` (category, level, subject), `pathway` what was decided."""

    at: str = ""
    areas: tuple[Said, ...] = ()
    goals: tuple[Goal, ...] = ()
    scores: tuple[Scored, ...] = ()
    risks: tuple[tuple[str, str, str], ...] = ()
    pathway: int | None = None

    def said(self, area: str) -> Said | None:
        return next((s for s in self.areas if s.area == area), None)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to compare with."""
        return not self.areas and not self.goals

    @property
    def withheld(self) -> bool:
        """Whether it holds something that a worker may not read."""
        parts: tuple[Said | Goal | Scored, ...] = (*self.areas, *self.goals, *self.scores)
        return any(not part.shared for part in parts)


def from_data(data: dict[str, Any]) -> Earlier:
    """The other way from `case.to_dict`: lists become tuples, unknown keys are dropped."""
    return Earlier(
        data.get("at", ""), tuple(_part(Said, x, findings=_pairs(x["findings"])) for x in data.get("areas", ())),
        tuple(_part(Goal, x) for x in data.get("goals", ())),
        tuple(_part(Scored, x, answers=_pairs(x["answers"])) for x in data.get("scores", ())),
        tuple((c, level, s) for c, level, s in data.get("risks", ())), data.get("pathway"),
    )


def _part(kind: Any, data: dict[str, Any], **read: Any) -> Any:
    return kind(**{k: v for k, v in data.items() if k in kind.__dataclass_fields__} | read)


def _pairs(rows: list[list[Any]]) -> tuple[tuple[Any, Any], ...]:
    return tuple((name, value) for name, value in rows)
