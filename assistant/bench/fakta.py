"""How well facts are read out of answers, on labelled answers that nothing is trained on.

A labelled fact is found when its attribute and value stand among the findings of the answer, read the way a talk reads it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.bench import linjer
from assistant.bench.mal import share
from assistant.domain.case import Case, Finding
from assistant.domain.guide import Guide
from assistant.domain.samtale import find
from assistant.domain.svar import read_answer
from assistant.language.analyse import Analyser

WRITTEN = date(2026, 11, 22)      # the day the answers were labelled; «siden mai» counts from here
LANGUAGES = ("nb", "nn", "dialect", "en")
CERTAINTIES = ("sikker", "usikker", "tidligere", "andre", "nektet")
NUMERIC = ("tall", "varighet", "mengde", "alder")
NEAR = {"varighet": (0.25, 0.3)}  # share of the labelled number, months: «et par år», «i fjor høst» have no exact length
MONTHS = {"da": 1 / 30.4, "do": 1 / 30.4, "uk": 1 / 4.345, "ve": 1 / 4.345, "ar": 12.0}      # the first letters of a unit
WORST = 12


@dataclass(frozen=True)
class Fact:
    """One fact as labelled or as read."""

    attribute: str
    value: str
    certainty: str


@dataclass(frozen=True)
class Line:
    """One labelled answer and what was read out of it."""

    id: str
    text: str
    language: str
    area: str
    expected: tuple[Fact, ...]
    got: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Match:
    """One line held against its label: facts on both sides, and those that only one side has."""

    line: Line
    pairs: tuple[tuple[Fact, Fact], ...]
    missed: tuple[Fact, ...]
    extra: tuple[Fact, ...]


def measure(guide: Guide, file: Path) -> dict[str, Any]:
    """Read every answer of `file`, and count.

    {"lines", "facts"}, "value" and "certainty": precision, recall and F1, 0-1 with four decimals, None when there is
    nothing to share; "by_language" the same two for each form, "by_certainty" how many of each are found as such, and "worst", the
    attributes with most errors: [{"attribute", "missed", "extra"}]. Raises ValueError with file and line on a line that cannot be used.
    """
    analyser = Analyser(guide)
    return count(guide, [read(guide, analyser, line) for line in load(guide, file)])


def load(guide: Guide, file: Path) -> list[Line]:
    """The answers of a JSON-lines file. Raises ValueError with file and line, never with the text."""
    return linjer.read(file, lambda item: _line(guide, item), "svaret må ha id, lang, area, text og facts med kjente attributter og verdier")


def _line(guide: Guide, item: dict[str, Any]) -> Line:
    facts = tuple(Fact(f["attribute"], str(f["value"]), f["certainty"]) for f in item["facts"])
    line = Line(item["id"], item["text"], item["lang"], item["area"], tuple(dict.fromkeys(facts)))
    if line.language not in LANGUAGES or line.area not in guide.areas or not all(_known(guide, f) for f in facts):
        raise ValueError
    return line


def _known(guide: Guide, fact: Fact) -> bool:
    spec = guide.findings.get(fact.attribute)
    if spec is None or fact.certainty not in CERTAINTIES:
        return False
    return _number(fact.value) is not None if spec.kind in NUMERIC else spec.kind == "hyppighet" or fact.value in {v.value for v in spec.values}


def read(guide: Guide, analyser: Analyser, line: Line) -> Line:
    """The line with what a talk would note when it is the answer to the opening question of its area."""
    question = guide.areas[line.area].opening
    analysis = analyser.read(line.text, WRITTEN)
    findings = find(guide, Case("maling"), question, read_answer(question, line.text, None, line.language), analysis)
    facts = dict.fromkeys(Fact(f.attribute, f.value, certainty(f)) for f in findings)
    return Line(line.id, line.text, line.language, line.area, line.expected, tuple(facts))


def certainty(finding: Finding) -> str:
    """The strongest mark of a finding: denied, another person, the past, doubt."""
    marks = (("nektet", finding.negated), ("andre", finding.subject != "self"), ("tidligere", finding.earlier), ("usikker", finding.uncertain))
    return next((name for name, holds in marks if holds), "sikker")


def count(guide: Guide, lines: Sequence[Line]) -> dict[str, Any]:
    """The object of `measure` for lines that have been read."""
    by_value = [match(guide, line, lambda e, g: True) for line in lines]
    by_certainty = [match(guide, line, lambda e, g: e.certainty == g.certainty) for line in lines]
    return {
        "lines": len(lines), "facts": sum(len(_distinct(guide, line.expected)) for line in lines),
        "value": _score(by_value), "certainty": _score(by_certainty),
        "by_language": {name: {"value": _score([m for m in by_value if m.line.language == name]),
                               "certainty": _score([m for m in by_certainty if m.line.language == name])} for name in LANGUAGES},
        "by_certainty": _marks(lines, by_certainty),
        "worst": _worst(by_value),
    }


def match(guide: Guide, line: Line, alike: Callable[[Fact, Fact], bool]) -> Match:
    """Each labelled fact takes at most one read fact, and a read fact serves one; those with the same certainty go first."""
    expected, free = _distinct(guide, line.expected, alike), list(_distinct(guide, line.got, alike))
    pairs: dict[Fact, Fact] = {}
    for same in (True, False):
        for wanted in expected:
            fits = [g for g in free if wanted not in pairs and alike(wanted, g) and same_value(guide, wanted, g) and (wanted.certainty == g.certainty or not same)]
            if fits:
                pairs[wanted] = fits[0]
                free.remove(fits[0])
    return Match(line, tuple(pairs.items()), tuple(f for f in expected if f not in pairs), tuple(free))


def _distinct(guide: Guide, facts: Iterable[Fact], alike: Callable[[Fact, Fact], bool] = lambda a, b: True) -> tuple[Fact, ...]:
    """The facts without those that say the same once more."""
    kept: list[Fact] = []
    for fact in facts:
        if not any(alike(k, fact) and same_value(guide, k, fact) for k in kept):
            kept.append(fact)
    return tuple(kept)


def same_value(guide: Guide, wanted: Fact, got: Fact) -> bool:
    """Codes must be the same; numbers may differ as much as `NEAR` says, and amounts must share the unit."""
    if wanted.attribute != got.attribute:
        return False
    kind = guide.findings[wanted.attribute].kind
    a, b = (_size(kind, wanted.value), _size(kind, got.value)) if kind in NUMERIC else (None, None)
    if a is None or b is None:
        return wanted.value == got.value
    part, least = NEAR.get(kind, (0.0, 0.0))
    return abs(a - b) <= max(part * a, least) and (kind != "mengde" or _unit(wanted.value)[:2] == _unit(got.value)[:2])


def _size(kind: str, value: str) -> float | None:
    """The number; a duration in months, whatever unit it is written in."""
    number = _number(value)
    return number * MONTHS.get(_unit(value)[:2], 1.0) if number is not None and kind == "varighet" else number


def _number(value: str) -> float | None:
    found = re.match(r"\d+(?:[.,]\d+)?", value)
    return float(found.group().replace(",", ".")) if found else None


def _unit(value: str) -> str:
    return value.split()[-1].translate(str.maketrans("æøå", "aoa"))


def _score(matches: Sequence[Match]) -> dict[str, Any]:
    found, missed, extra = (sum(len(side) for side in sides) for sides in (
        [m.pairs for m in matches], [m.missed for m in matches], [m.extra for m in matches]))
    return {"precision": share(found, found + extra), "recall": share(found, found + missed),
            "f1": share(2 * found, 2 * found + missed + extra), "found": found, "missed": missed, "extra": extra}


def _marks(lines: Sequence[Line], matches: Sequence[Match]) -> dict[str, dict[str, Any]]:
    expected = Counter(f.certainty for line in lines for f in line.expected)
    found = Counter(wanted.certainty for m in matches for wanted, _ in m.pairs)
    return {name: {"n": expected[name], "recall": share(found[name], expected[name])} for name in CERTAINTIES}


def _worst(matches: Sequence[Match]) -> list[dict[str, Any]]:
    errors: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for m in matches:
        for side, facts in enumerate((m.missed, m.extra)):
            for fact in facts:
                errors[fact.attribute][side] += 1
    order = sorted(errors, key=lambda name: (-sum(errors[name]), name))[:WORST]
    return [{"attribute": name, "missed": errors[name][0], "extra": errors[name][1]} for name in order]
