"""An instrument (skjema) as data: its items, scoring, limits, source and licence. Item texts may come from the service's own files.

A score says how much somebody marked on a form. It is never a diagnosis and never decides hovedforlop alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import betingelse
from assistant.domain.betingelse import Condition
from assistant.domain.case import LEVELS
from assistant.domain.risikodata import CATEGORIES
from assistant.domain.yamlfil import NOWHERE, Mapping, Place, Text, read

SEXES = ("kvinne", "mann")
SURE = ("kilde", "minne")           # read in a source, or written from memory and still to be confirmed
TEXTS = ("egne_ord", "service")     # the person's own words, or from the service's own licensed file
BOUNDS = {"from": "fra og med", "above": "over", "to": "til og med", "below": "under"}


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
    """`low` to `high` is the range of the total; `better` (hoy, lav) the end that is good. Without items only a total is recorded."""

    id: str
    version: str
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
        return bool(self.items) and all(i.text and (i.own_words or all(c.label for c in i.choices)) for i in self.items)


KEYS = ("id", "version", "title", "about", "window", "items", "scoring", "limits", "risks", "change", "source", "sure", "licence",
        "items_text", "offer", "why", "note")


def load(folder: Path) -> dict[str, Instrument]:
    """Every instrument of a folder by id, in the order of the ids. Raises DataError."""
    found = [instrument(path) for path in sorted(folder.glob("*.yml"))]
    return {i.id: i for i in found}


def instrument(path: Path) -> Instrument:
    """One file. Raises DataError at the line of what is wrong."""
    m = read(path)
    m.only(*KEYS)
    if m.text("id") != path.stem:
        raise m.error("id", f"id må være «{path.stem}», som filen heter")
    items, s = _items(m), m.sub("scoring")
    s.only("method", "factor", "missing", "low", "high", "step", "better")
    scoring = Scoring(s.one_of("method", ("sum", "mean")), s.decimal("factor") if "factor" in s else 1, s.integer("missing", 0) or 0)
    low, high = s.decimal("low"), s.decimal("high")
    if items and (low, high) != (made := extremes(items, scoring)):
        raise s.error("high", f"poengene går fra {made[0]:g} til {made[1]:g}, ikke fra {low:g} til {high:g}")
    limits = tuple(_limit(x, m, low, high) for x in m.items("limits"))
    return Instrument(
        m.text("id"), m.text("version"), m.lang("title"), m.lang("about"), m.optional_lang("window"), items, scoring, low, high,
        s.decimal("step") if "step" in s else 1, s.one_of("better", ("hoy", "lav")), limits, tuple(_risk(x, items) for x in m.items("risks")),
        _change(m.sub("change")) if "change" in m else None, m.text("source"), m.one_of("sure", SURE), m.lang("licence"),
        m.one_of("items_text", TEXTS), betingelse.parse(m.sub("offer")) if "offer" in m else None, m.optional_lang("why"),
        m.optional_lang("note"), m.place,
    )


def extremes(items: tuple[Item, ...], scoring: Scoring) -> tuple[float, float]:
    """The lowest and the highest total that the items can give."""
    share = scoring.factor / (len(items) if scoring.method == "mean" else 1)
    ends = (sum(end(i.values) * i.weight for i in items) * share for end in (min, max))
    low, high = (round(total, 4) for total in ends)
    return low, high


def _items(m: Mapping) -> tuple[Item, ...]:
    """Groups of equal items, numbered from 1 through all of them."""
    items: list[Item] = []
    for group in m.items("items"):
        group.only("count", "values", "scale", "weight", "text", "own_words")
        choices = tuple(Choice(value) for value in _values(group))
        weight, own = group.decimal("weight") if "weight" in group else 1, group.flag("own_words", False)
        for _ in range(group.number("count")):
            items.append(Item(str(len(items) + 1), choices, weight, group.optional_lang("text"), own))
    return tuple(items)


def _values(m: Mapping) -> list[float]:
    if ("values" in m) == ("scale" in m):
        raise m.error(None, "en gruppe må ha enten «values» eller «scale»")
    if "values" in m:
        try:
            found = [float(v) for v in m.strings("values")]
        except ValueError:
            raise m.error("values", "«values» må være tall") from None
    else:
        scale = m.sub("scale")
        scale.only("from", "to", "step")
        low, step = scale.decimal("from"), scale.decimal("step")
        found = [round(low + n * step, 4) for n in range(round((scale.decimal("to") - low) / step) + 1)] if step > 0 else []
    if len(found) < 2 or len(set(found)) != len(found):
        raise m.error("values" if "values" in m else "scale", "verdiene må være minst to, og hver bare én gang")
    return found


def _limit(m: Mapping, owner: Mapping, low: float, high: float) -> Limit:
    m.only("id", *BOUNDS, "sex", "label", "source", "sure")
    bounds = [b for b in BOUNDS if b in m]
    if len(bounds) != 1:
        raise m.error(None, f"en grense må ha nøyaktig én av: {', '.join(BOUNDS)}")
    at = m.decimal(bounds[0])
    if not low <= at <= high:
        raise m.error(bounds[0], f"grensen {at:g} er utenfor {low:g} til {high:g}")
    return Limit(m.text("id"), bounds[0], at, m.lang("label"), m.one_of("sex", SEXES) if "sex" in m else "",
                 m.text("source", owner.text("source")), m.one_of("sure", SURE, owner.text("sure")))


def _risk(m: Mapping, items: tuple[Item, ...]) -> RiskItem:
    m.only("item", "from", "category", "level")
    risk = RiskItem(m.text("item"), m.decimal("from"), m.one_of("category", CATEGORIES), m.one_of("level", LEVELS[1:]))
    if risk.item not in {i.id for i in items}:
        raise m.error("item", f"spørsmål {risk.item} finnes ikke")
    return risk


def _change(m: Mapping) -> Change:
    m.only("points", "source", "sure")
    return Change(m.decimal("points"), m.text("source"), m.one_of("sure", SURE))
