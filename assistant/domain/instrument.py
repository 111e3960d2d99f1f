"""An instrument (skjema) as data: its items, scoring, limits, source and licence. Item texts may come from the service's own files.

A score says how much somebody marked on a form. It is never a diagnosis and never decides hovedforlop alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain.betingelse import Condition
from assistant.domain.yamlfil import NOWHERE, Place, Text

SEXES = ("kvinne", "mann")
LONG = 6            # values; on a scale longer than this, words at the two ends are enough


@dataclass(frozen=True)
class Choice:
    """One value of an item; `label` is None until the service has placed its texts."""

    value: float
    label: Text | None = None


@dataclass(frozen=True)
class Item:
    """One question of the form. `text` is None until the service has placed its texts."""

    id: str
    choices: tuple[Choice, ...]
    weight: float = 1
    text: Text | None = None
    own_words: bool = False

    @property
    def values(self) -> tuple[float, ...]:
        """The values that may be given, lowest first."""
        return tuple(sorted(c.value for c in self.choices))

    @property
    def labelled(self) -> bool:
        """Whether every choice has its words; on a long scale the two ends are enough."""
        words = [c.value for c in self.choices if c.label]
        return len(words) == len(self.choices) or (len(self.choices) > LONG and {min(self.values), max(self.values)} <= set(words))


@dataclass(frozen=True)
class Limit:
    """A cut-off: the total is `bound` (from, above, to, below) `at`. `sex` is "" when it holds for everybody."""

    id: str
    bound: str
    at: float
    label: Text
    sex: str = ""
    source: str = ""
    sure: str = "minne"

    def reached(self, total: float) -> bool:
        return {"from": total >= self.at, "above": total > self.at, "to": total <= self.at, "below": total < self.at}[self.bound]


@dataclass(frozen=True)
class Scoring:
    """`method` sum or mean, weighted, times `factor`. A total is given with up to `missing` items unanswered, by the mean of the rest."""

    method: str
    factor: float = 1
    missing: int = 0


@dataclass(frozen=True)
class Change:
    """How many points a change must be to be more than chance."""

    points: float
    source: str
    sure: str


@dataclass(frozen=True)
class RiskItem:
    """An item whose value at or above `at` goes to a human at once."""

    item: str
    at: float
    category: str
    level: str


@dataclass(frozen=True)
class Instrument:
    """`low` to `high` is the range of the total; `better` (hoy, lav, ukjent) the end that is good. Without items only a total is recorded.

    `area` is what it is about; with that area the person holds back what was answered on it.
    """

    id: str
    version: str
    area: str
    title: Text
    about: Text
    window: Text | None
    items: tuple[Item, ...]
    scoring: Scoring
    low: float
    high: float
    step: float
    better: str
    limits: tuple[Limit, ...]
    risks: tuple[RiskItem, ...]
    change: Change | None
    source: str
    sure: str
    licence: Text
    items_text: str
    offer: Condition | None = None
    why: Text | None = None
    note: Text | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @property
    def by_sex(self) -> bool:
        """Whether a limit depends on sex; only then is sex asked for."""
        return any(limit.sex for limit in self.limits)

    @property
    def readable(self) -> bool:
        """Whether every item has its text and its choices, so that the person can be asked."""
        return bool(self.items) and all(i.own_words or (i.text and i.labelled) for i in self.items)
