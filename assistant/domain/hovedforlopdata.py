"""Criteria, the decision table, measures, partners and requirements of the three hovedforlop, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import betingelse
from assistant.domain.betingelse import Condition
from assistant.domain.yamlfil import NOWHERE, Mapping, Place, Text, read

DIMENSIONS = {"alvor": ("mild", "moderat", "alvorlig"), "varighet": ("kort", "lang"), "funksjon": ("lite", "noe", "stort")}
STRAIGHT = ("1", "2", "3", "sorg")     # what a criterion of dimension forlop may point at; prolonged grief has its own row
SPECIALIST = ("none", "consult", "refer")


@dataclass(frozen=True)
class Criterion:
    """One ground. It says a value of a dimension, or (dimension forlop) points straight at a pathway."""

    id: str
    version: int
    source: str
    dimension: str
    value: str
    label: Text
    when: Condition
    pathway: int
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Row:
    """One row of the decision table; the first row whose named dimensions all fit decides."""

    pathway: int
    fits: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Unclear:
    """What is missing when a dimension is not known, and the question that would tell."""

    dimension: str
    text: Text
    question: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Measure:
    id: str
    version: int
    source: str
    pathway: int
    title: Text
    note: Text | None
    always: bool
    when: Condition | None
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Partner:
    id: str
    pathway: int
    title: Text
    when: Condition | None
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Requirement:
    """What the municipality must (skal) or should (bor) do."""

    id: str
    version: int
    source: str
    pathways: tuple[int, ...]
    strength: str
    specialist: str
    title: Text
    when: Condition
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class PathwayData:
    criteria: tuple[Criterion, ...]
    table: tuple[Row, ...]
    unclear: tuple[Unclear, ...]
    measures: tuple[Measure, ...]
    partners: tuple[Partner, ...]
    requirements: tuple[Requirement, ...]


def load(folder: Path) -> PathwayData:
    """Read the folder. Raises DataError."""
    m = read(folder / "kriterier.yml")
    m.only("version", "criteria", "table", "unclear")
    measures, partners = [], []
    for pathway in (1, 2, 3):
        part = read(folder / f"tiltak_{pathway}.yml")
        part.only("version", "source", "measures", "partners")
        measures += [_measure(x, pathway) for x in part.items("measures")]
        partners += [_partner(x, pathway) for x in part.items("partners")]
    demands = read(folder / "krav.yml")
    demands.only("version", "requirements")
    return PathwayData(
        tuple(_criterion(c) for c in m.items("criteria")), tuple(_row(r) for r in m.items("table")),
        tuple(_unclear(u) for u in m.items("unclear")), tuple(measures), tuple(partners),
        tuple(_requirement(r) for r in demands.items("requirements")),
    )


def _criterion(m: Mapping) -> Criterion:
    m.only("id", "version", "source", "dimension", "value", "label", "when", "for")
    dimension = m.one_of("dimension", (*DIMENSIONS, "forlop"))
    value = m.one_of("value", DIMENSIONS.get(dimension, STRAIGHT))
    pathway = m.integer("for") or (int(value) if dimension == "forlop" and value.isdigit() else 0)
    if pathway not in (1, 2, 3):
        raise m.error("for", "«for» må være 1, 2 eller 3")
    return Criterion(m.text("id"), m.integer("version") or 1, m.text("source"), dimension, value, m.lang("label"),
                     betingelse.parse(m.sub("when")), pathway, m.place)


def _row(m: Mapping) -> Row:
    m.only("suggest", *DIMENSIONS, "forlop")
    fits = {d: m.strings(d) for d in (*DIMENSIONS, "forlop") if d in m}
    for dimension, values in fits.items():
        allowed = (*DIMENSIONS.get(dimension, STRAIGHT), "ukjent")
        if unknown := [v for v in values if v not in allowed]:
            raise m.error(dimension, f"ukjent verdi {unknown[0]} for {dimension}")
    return Row(m.integer("suggest") or 0, fits)


def _unclear(m: Mapping) -> Unclear:
    m.only("dimension", "text", "question")
    return Unclear(m.one_of("dimension", tuple(DIMENSIONS)), m.lang("text"), m.text("question"), m.place)


def _measure(m: Mapping, pathway: int) -> Measure:
    m.only("id", "version", "source", "title", "note", "always", "when")
    return Measure(m.text("id"), m.integer("version") or 1, m.text("source"), pathway, m.lang("title"), m.optional_lang("note"),
                   m.flag("always", False), betingelse.optional(m), m.place)


def _partner(m: Mapping, pathway: int) -> Partner:
    m.only("id", "title", "when")
    return Partner(m.text("id"), pathway, m.lang("title"), betingelse.optional(m), m.place)


def _requirement(m: Mapping) -> Requirement:
    m.only("id", "version", "source", "pathway", "strength", "specialist", "title", "when")
    return Requirement(
        m.text("id"), m.integer("version") or 1, m.text("source"), tuple(int(p) for p in m.strings("pathway")),
        m.one_of("strength", ("skal", "bor")), m.one_of("specialist", SPECIALIST, "none"), m.lang("title"),
        betingelse.parse(m.sub("when")), m.place,
    )
