"""Checks that the data does what it says: every pattern can be read, and every example gives what stands beside it.

`python -m assistant.datasjekk` writes a sentence with file and line for each thing that is wrong, and exits with 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.domain import guide as guide_module
from assistant.domain.analyse import RiskSpan
from assistant.domain.guide import FOLDER, Guide
from assistant.domain.omrade import Area, Example
from assistant.domain.risikodata import RiskRule
from assistant.domain.yamlfil import DataError, Place
from assistant.language.analyse import Analyser
from assistant.language.monster import PatternError, PatternSet

Pattern = tuple[str, Place | Path, str]      # the pattern, where it stands, the key that names its line


def deviations(guide: Guide, folder: Path = FOLDER) -> list[str]:
    """Sentences, empty when all is well. Examples are read only when every pattern can be."""
    unreadable = list(_unreadable(guide, folder))
    if unreadable:
        return unreadable
    analyser = Analyser(guide)
    return [*_risk(guide, analyser), *_idioms(guide, analyser), *_areas(guide, analyser)]


def _unreadable(guide: Guide, folder: Path) -> Iterator[str]:
    for pattern, place, key in _patterns(guide, folder):
        try:
            PatternSet([(pattern, None)], guide.language.classes, guide.language.forms)
        except PatternError as error:
            yield _sentence(place, key, f"mønsteret «{pattern}» kan ikke leses: {error}.")


def _patterns(guide: Guide, folder: Path) -> Iterator[Pattern]:
    """Every pattern in the data."""
    for spec in guide.findings.values():
        yield from _numbered(spec.near, spec.place, "near")
        yield from _numbered(spec.unless, spec.place, "unless")
        for value in spec.values:
            yield from _numbered(value.expressions, value.place, "expressions")
            yield from _numbered(value.denied, value.place, "denied")
    for rule in _rules(guide):
        yield from _numbered(rule.patterns, rule.place, "patterns")
        yield from _numbered(rule.unless, rule.place, "unless")
    risk = guide.risk
    for cue, patterns in risk.cues.items():
        yield from _numbered(patterns, risk.cues_place, cue)
    yield from _numbered(risk.idioms, risk.idioms_place, "idioms")
    yield from _numbered(risk.sentence_exclusions, risk.idioms_place, "sentence_exclusions")
    context = (p for cue in guide.language.cues for p in cue.patterns)
    yield from ((p, folder / "language" / "kontekst.yml", "") for p in (*context, *guide.language.pseudo))
    quantities = guide.language.quantities
    yield from ((p, folder / "language" / "mal.yml", "") for p, _ in (*quantities.since, *quantities.points, *quantities.frequency))


def _numbered(patterns: Iterable[str], place: Place, key: str) -> Iterator[Pattern]:
    return ((pattern, place, f"{key}.{number}") for number, pattern in enumerate(patterns))


def _rules(guide: Guide) -> Iterator[RiskRule]:
    return (rule for category in guide.risk.categories.values() for rule in category.rules)


def _risk(guide: Guide, analyser: Analyser) -> Iterator[str]:
    for rule in _rules(guide):
        for number, hit in enumerate(rule.hits):
            if wrong := _wrong_hit(rule, *hit, analyser):
                yield _sentence(rule.place, f"hits.{number}", f"{rule.id}: {wrong}")
        for number, text in enumerate(rule.misses):
            if risks := analyser.read(text).risks:
                yield _sentence(rule.place, f"misses.{number}", f"{rule.id}: «{text}» skal ikke gi risiko, men ga {_told(risks)}.")


def _wrong_hit(rule: RiskRule, text: str, level: str, analyser: Analyser) -> str:
    """A hit gives its category and level, and the rule's person. Empty when it does."""
    found = [s for s in analyser.read(text).risks if s.category == rule.category]
    if not found or found[0].level != level:
        return f"«{text}» skal gi {level}, men ga {_told(found)}."
    if rule.subject not in ("auto", found[0].subject):
        return f"«{text}» skal gjelde {rule.subject}, men ga {found[0].subject}."
    return ""


def _idioms(guide: Guide, analyser: Analyser) -> Iterator[str]:
    for number, text in enumerate(guide.risk.idiom_examples):
        if risks := analyser.read(text).risks:
            yield _sentence(guide.risk.idioms_place, f"examples.{number}", f"«{text}» skal ikke gi risiko, men ga {_told(risks)}.")


def _told(risks: Iterable[RiskSpan]) -> str:
    return ", ".join(f"{s.category} {s.level} ({s.rules[0]})" for s in risks) or "ingen risiko"


def _areas(guide: Guide, analyser: Analyser) -> Iterator[str]:
    """An example gives at least the findings it names; one that names none gives none of its area."""
    for area in guide.in_order():
        for example in area.examples:
            wanted, found = _compared(area, example, analyser)
            if not wanted <= found or (not wanted and found):
                told = ", ".join(f"{a} = {v}" for a, v in sorted(found)) or "ingen funn"
                named = ", ".join(f"{a} = {v}" for a, v in sorted(wanted)) or "ingen funn"
                yield _sentence(example.place, "text", f"«{example.text}» skal gi {named}, men ga {told}.")


def _compared(area: Area, example: Example, analyser: Analyser) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(wanted, found) among the findings that expressions give; quantities are left to the tests of the language room."""
    by_words = {s.attribute for s in area.findings if s.kind == "uttrykk"}
    facts = analyser.read(example.text).facts
    found = {(f.attribute, f.value) for f in facts if f.area == area.id and not f.negated and f.subject == "self"}
    return {p for p in example.findings if p[0] in by_words}, {p for p in found if p[0] in by_words}


def _sentence(place: Place | Path, key: str, text: str) -> str:
    """The file is named from the root of the project when it lies there."""
    where = str(place.error(key, text)) if isinstance(place, Place) else f"{place}: {text}"
    return where.removeprefix(f"{FOLDER.parents[1]}/")


def main(folder: Path = FOLDER) -> int:
    """The command. Exit code 0, or 1 when something is wrong."""
    try:
        guide = guide_module.read(folder)
    except DataError as error:
        print(f"Feil i en datafil. {str(error).removeprefix(f'{FOLDER.parents[1]}/')}", file=sys.stderr)
        return 1
    wrong = deviations(guide, folder)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    count = sum(1 for _ in _patterns(guide, folder))
    print(f"{count} mønstre er lest, {len(wrong)} avvik.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
