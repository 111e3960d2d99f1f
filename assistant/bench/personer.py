"""How well whole persons are understood: scripted talks with the real engine, held against what a colleague expects.

The persons are for measuring only: nothing is trained on them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.bench import linjer
from assistant.bench.mal import share
from assistant.domain.case import LEVELS, level_rank
from assistant.domain.hovedforlopdata import SPECIALIST
from assistant.domain.risikodata import CATEGORIES

PATHWAYS = (1, 2, 3)


@dataclass(frozen=True)
class Person:
    """One scripted person. `acceptable` holds neighbouring pathways that a colleague could defend."""

    script: dict[str, Any]
    pathway: int
    acceptable: frozenset[int]
    specialist: str
    risks: dict[str, str]
    facts: tuple[str, ...]
    children: bool


@dataclass(frozen=True)
class Outcome:
    """What the engine made of one person, beside what was expected."""

    person: Person
    report: dict[str, Any]

    @property
    def suggested(self) -> int | None:
        suggestion: int | None = self.report["hovedforlop"]["suggestion"]
        return suggestion

    @property
    def exact(self) -> bool:
        return self.suggested == self.person.pathway

    @property
    def accepted(self) -> bool:
        return self.exact or self.suggested in self.person.acceptable

    @property
    def found(self) -> dict[str, str]:
        """The highest level per category, about anybody."""
        levels: dict[str, str] = {}
        for risk in self.report["risks"]:
            levels[risk["category"]] = max(levels.get(risk["category"], "ingen"), risk["level"], key=level_rank)
        return levels

    def reached(self, category: str) -> bool:
        """Whether an expected category was found at its lowest level or higher."""
        return level_rank(self.found.get(category, "ingen")) >= level_rank(self.person.risks[category])

    @property
    def false_risks(self) -> tuple[str, ...]:
        return tuple(c for c in self.found if c not in self.person.risks)

    def fact_found(self, word: str) -> bool:
        """Whether the word stands in a finding: in its value or in the words it rests on."""
        findings = [f for area in self.report["areas"].values() for f in area["findings"]]
        return any(_holds(f"{f['value']} {f['quote']}", word) for f in findings)

    def fact_kept(self, word: str) -> bool:
        """Whether the word stands in an answer, read as a finding or not."""
        return any(_holds(answer, word) for area in self.report["areas"].values() for answer in area["answers"])


def _holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word.lower())}", text.lower()) is not None


def measure(model_path: Path, file: Path) -> dict[str, Any]:
    """Let every person of `file` talk with the engine of `model_path`, and count.

    Shares are 0-1 with four decimals, None when there is nothing to share: "pathway" right or acceptable, exact,
    per expected pathway and as pairs of expected and suggested; "specialist"; "risks" expected and found by category and
    lowest level, and false; "children"; "facts" whose word stands in a finding, or at least in a kept answer.
    Raises ValueError with file and line on a person that cannot be used.
    """
    return count(asyncio.run(play(model_path, load(file))))


def load(file: Path) -> list[Person]:
    """The persons of a JSON-lines file. Raises ValueError with file and line, never with what the person says."""
    wanted = "answers, og expected med hovedforlop, acceptable, specialist, risks, facts og children"
    return linjer.read(file, _person, f"personen må ha {wanted}")


def _person(item: dict[str, Any]) -> Person:
    expected = item["expected"]
    person = Person(
        item, expected["hovedforlop"], frozenset(expected["acceptable"]), expected["specialist"],
        {r["category"]: r["min_level"] for r in expected["risks"]}, tuple(str(f["value"]) for f in expected["facts"]), expected["children"],
    )
    known = person.pathway in PATHWAYS and person.acceptable <= set(PATHWAYS) and person.specialist in SPECIALIST
    known = known and set(person.risks) <= set(CATEGORIES) and set(person.risks.values()) <= set(LEVELS[1:])
    if not known or not isinstance(item["answers"], dict) or not isinstance(person.children, bool):
        raise ValueError
    return person


async def play(model_path: Path, persons: Sequence[Person]) -> list[Outcome]:
    """The persons talk one after the other; the engine is loaded once."""
    from assistant.dialogue.spill import Player

    player = Player.load(model_path)
    return [Outcome(person, await player.play(person.script)) for person in persons]


def count(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The object of `measure` for persons who have talked."""
    risks = [(o, c) for o in outcomes for c in o.person.risks]
    facts = [(o, word) for o in outcomes for word in o.person.facts]
    calm = [o for o in outcomes if not o.person.risks]
    return {
        "persons": len(outcomes),
        "pathway": {
            "accepted": _share([o.accepted for o in outcomes]), "exact": _share([o.exact for o in outcomes]),
            "by_pathway": {str(p): _share([o.accepted for o in outcomes if o.person.pathway == p]) for p in PATHWAYS},
            "pairs": _pairs(outcomes),
        },
        "specialist": _share([o.report["hovedforlop"]["specialist"] == o.person.specialist for o in outcomes]),
        "risks": {
            "expected": len(risks), "found": _share([o.reached(c) for o, c in risks]), "category": _share([c in o.found for o, c in risks]),
            "false": sum(len(o.false_risks) for o in outcomes), "calm_persons_alarmed": _share([bool(o.found) for o in calm]),
        },
        "children": _share([o.report["children"] == o.person.children for o in outcomes]),
        "facts": {"expected": len(facts), "found": _share([o.fact_found(w) for o, w in facts]), "kept": _share([o.fact_kept(w) for o, w in facts])},
    }


def _pairs(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many of each expected and suggested pathway: {"1-2": 3}; "1-" when nothing is suggested."""
    pairs: dict[str, int] = {}
    for o in outcomes:
        key = f"{o.person.pathway}-{o.suggested or ''}"
        pairs[key] = pairs.get(key, 0) + 1
    return dict(sorted(pairs.items()))


def _share(hits: Sequence[bool]) -> float | None:
    return share(sum(hits), len(hits))
