"""The parts of the crisis and coping plan, and the checklists of a talk, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import betingelse
from assistant.domain.betingelse import Condition
from assistant.domain.yamlfil import NOWHERE, Mapping, Place, Text, once, read

PLAN = "kriseplan.yml"


@dataclass(frozen=True)
class PlanPart:
    """One part. `title` is the worker's heading, `own` the person's; `answers` are the questions whose answers a draft is made from."""

    id: str
    source: str
    title: Text
    own: Text
    ask: Text
    answers: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class CheckItem:
    """One thing to talk through. `when` holds where what was said makes it matter most."""

    id: str
    source: str
    title: Text
    say: Text
    when: Condition | None
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Checklist:
    """Offered only when `when` holds."""

    id: str
    when: Condition
    items: tuple[CheckItem, ...]


@dataclass(frozen=True)
class PlanData:
    parts: tuple[PlanPart, ...] = ()
    checklists: dict[str, Checklist] = field(default_factory=dict)


def load(folder: Path) -> PlanData:
    """The plan's parts, and every other file as a checklist named by its file. Raises DataError."""
    m = read(folder / PLAN)
    m.only("version", "parts")
    m.text("version")
    parts = tuple(_part(p) for p in m.items("parts"))
    once(((p.id, p.place) for p in parts), "id", "delen")
    lists = [_checklist(path) for path in sorted(folder.glob("*.yml")) if path.name != PLAN]
    return PlanData(parts, {found.id: found for found in lists})


def _part(m: Mapping) -> PlanPart:
    m.only("id", "source", "title", "own", "ask", "from")
    return PlanPart(m.text("id"), m.text("source"), m.lang("title"), m.lang("own"), m.lang("ask"), m.strings("from"), m.place)


def _checklist(path: Path) -> Checklist:
    m = read(path)
    m.only("version", "when", "items")
    m.text("version")
    items = tuple(_item(x) for x in m.items("items"))
    if not items:
        raise m.error(None, "lista er tom")
    once(((x.id, x.place) for x in items), "id", "punktet")
    return Checklist(path.stem, betingelse.parse(m.sub("when")), items)


def _item(m: Mapping) -> CheckItem:
    m.only("id", "source", "title", "say", "when")
    return CheckItem(m.text("id"), m.text("source"), m.lang("title"), m.lang("say"),
                     betingelse.optional(m), m.place)
