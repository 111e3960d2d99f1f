"""Language data: word forms, word classes, context cues and idioms, read from `language/*.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.domain.yamlfil import Mapping, read

CUE_KINDS = ("negert", "usikker", "tidligere", "fortid", "sluttet", "omtrent", "hypotetisk", "annen", "sitat")
DIRECTIONS = ("forover", "bakover")


@dataclass(frozen=True)
class Cue:
    """Words that change how a span near them is read. `scope` is the number of tokens they reach."""

    kind: str
    direction: str
    scope: int
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Quantities:
    """Words for numbers, marks given («ein trear»), units of time (in months), spans of time, how often, and units of amount."""

    numbers: dict[str, float]
    grades: dict[str, float]
    months: dict[str, float]
    since: tuple[tuple[str, float], ...]          # (pattern, months)
    points: tuple[tuple[str, float], ...]         # (pattern, month of the year)
    frequency: tuple[tuple[str, str], ...]        # (pattern, code)
    amounts: frozenset[str]
    month_names: tuple[str, ...]


@dataclass(frozen=True)
class LanguageData:
    forms: dict[str, str]                    # written form -> the form that patterns use
    classes: dict[str, tuple[str, ...]]      # <name> -> words (may end or begin with *)
    cues: tuple[Cue, ...]
    terminators: frozenset[str]
    pseudo: tuple[str, ...]                  # patterns that look like a cue and are none
    markers: dict[str, frozenset[str]]       # language form -> tell-tale words
    quantities: Quantities
    doubled: frozenset[str]                  # words whose double letter is no slip


def load(folder: Path) -> LanguageData:
    """Read the folder. Raises DataError on anything unknown or listed twice."""
    return LanguageData(
        _forms(folder / "ordformer.yml"), _classes(folder / "ordklasser.yml"),
        *_context(folder / "kontekst.yml"), _markers(folder / "sprakformer.yml"),
        _quantities(folder / "mal.yml"), _doubled(folder / "dobbelt.yml"),
    )


def _doubled(path: Path) -> frozenset[str]:
    m = read(path)
    m.only("words")
    return frozenset(m.strings("words"))


def _forms(path: Path) -> dict[str, str]:
    m = read(path)
    forms: dict[str, str] = {}
    for target in m:
        for form in m.strings(target):
            if forms.get(form, target) != target:
                raise m.error(target, f"«{form}» er ført til både «{forms[form]}» og «{target}»")
            forms[form] = target
    return forms


def _classes(path: Path) -> dict[str, tuple[str, ...]]:
    m = read(path)
    return {name: m.strings(name) for name in m}


def _context(path: Path) -> tuple[tuple[Cue, ...], frozenset[str], tuple[str, ...]]:
    m = read(path)
    m.only("cues", "terminators", "pseudo")
    cues = []
    for c in m.items("cues"):
        c.only("kind", "direction", "scope", "patterns")
        cues.append(Cue(c.one_of("kind", CUE_KINDS), c.one_of("direction", DIRECTIONS, "forover"), c.integer("scope", 5) or 5,
                        c.strings("patterns")))
    return tuple(cues), frozenset(m.strings("terminators")), m.strings("pseudo")


def _markers(path: Path) -> dict[str, frozenset[str]]:
    m = read(path)
    m.only("nb", "nn", "dialekt", "en")
    return {name: frozenset(m.strings(name)) for name in m}


def _quantities(path: Path) -> Quantities:
    m = read(path)
    m.only("numbers", "grades", "months_per_unit", "month_names", "since", "points", "frequency", "amount_units")
    numbers, grades, units, since, often, points = (m.sub(key) for key in ("numbers", "grades", "months_per_unit", "since", "frequency", "points"))
    return Quantities(
        {w: float(n) for n in numbers for w in _words(numbers, n)},
        {w: float(n) for n in grades for w in _words(grades, n)},
        {w: float(n) for n in units for w in _words(units, n)},
        tuple((p, float(n)) for n in since for p in since.strings(n)),
        tuple((p, float(n)) for n in points for p in points.strings(n)),
        tuple((p, code) for code in often for p in often.strings(code)), frozenset(m.strings("amount_units")),
        m.strings("month_names"),
    )


def _words(m: Mapping, key: str) -> list[str]:
    return ["null" if w is None else str(w) for w in m.value(key)]
