"""The figures of the report as data: what each counts, its rows, and the figures that cannot be given, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from assistant.domain import betingelse, henvisning
from assistant.domain.betingelse import Condition
from assistant.domain.guide import FOLDER, Guide
from assistant.domain.yamlfil import NOWHERE, Mapping, Place, Text, once, read

FILE = FOLDER / "rapport.yml"
SHARED, UNSHARED = "shared", "unshared"
ROWS, MONTHS = "rows", "months"
WHOLE, NO_UNIT = "", "-"
LEAST = 5


@dataclass(frozen=True)
class Row:
    """A row of a figure. The first one whose condition holds takes the talk; the last has none and takes the rest."""

    id: str
    label: Text
    when: Condition | None = None


@dataclass(frozen=True)
class Figure:
    """`of` is shared talks or those that were not; `split` is by rows or by the months of the quarter.

    `form` is the number in IS-24/8, empty without one. `group` names the figure whose rows come first in a cross table.
    `units` says whether the figure is also given by unit.
    """

    id: str
    title: Text
    counts: Text
    of: str = SHARED
    split: str = ROWS
    form: str = ""
    group: str = ""
    units: bool = False
    rows: tuple[Row, ...] = ()
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Gap:
    """A figure that intake cannot give, and why."""

    id: str
    title: Text
    reason: Text
    form: str = ""


@dataclass(frozen=True)
class Number:
    """One number of a quarter that may be shown and kept: of a figure, for a unit (WHOLE is the whole service), for its cells together.

    `cells` are ids of rows, `group/row` in a cross table, or months.
    """

    figure: str
    unit: str
    cells: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class ReportData:
    """`least` is the smallest number shown, `wait_days` the days from the end of a quarter until its figures are made up."""

    version: str
    source: str
    least: int
    wait_days: int
    words: dict[str, Text]
    figures: dict[str, Figure]
    gaps: tuple[Gap, ...]

    def say(self, key: str, language: str, **values: object) -> str:
        """A fixed sentence, filled in. Raises KeyError on an unknown key or a missing value."""
        return self.words[key].get(language).format(**values)

    def cells(self, figure: Figure) -> tuple[str, ...]:
        """The ids of a figure's cells, in order: `row`, or `group/row` in a cross table; none when it is by months."""
        own = [row.id for row in figure.rows]
        return tuple(f"{g.id}/{r}" for g in self.figures[figure.group].rows for r in own) if figure.group else tuple(own)

    def label(self, figure: Figure, cell: str, language: str) -> str:
        """The words of a cell; one that the data no longer has is shown by its id."""
        first, _, second = cell.rpartition("/")
        words = {row.id: row.label.get(language) for row in figure.rows}.get(second, second)
        return f"{self.label(self.figures[figure.group], first, language)}: {words}" if first and figure.group else words


@lru_cache(maxsize=4)
def load(path: Path = FILE) -> ReportData:
    """Read the file. Raises DataError."""
    m = read(path)
    m.only("version", "source", "least", "wait_days", "words", "figures", "gaps")
    figures = [_figure(item) for item in m.items("figures")]
    once(((f.id, f.place) for f in figures), "id", "tallet")
    gaps = tuple(_gap(item) for item in m.items("gaps"))
    least, wait = m.number("least"), m.number("wait_days")
    if least < LEAST:
        raise m.error("least", f"«least» kan ikke være under {LEAST}")
    if wait < 0:
        raise m.error("wait_days", "«wait_days» kan ikke være under 0")
    made = ReportData(m.text("version"), m.text("source"), least, wait, _words(m.sub("words")), {f.id: f for f in figures}, gaps)
    for figure in figures:
        _group(made, figure)
    return made


def check(guide: Guide, data: ReportData) -> None:
    """Every question, finding, area and risk that a row names must be there. Raises DataError."""
    for figure in data.figures.values():
        for row in figure.rows:
            if row.when:
                henvisning.condition(guide, row.when, f"{figure.id}.{row.id}")


def _words(m: Mapping) -> dict[str, Text]:
    """The same {names} in each language."""
    found = {key: m.lang(key) for key in m}
    for key, text in found.items():
        if _names(text.nb) != _names(text.nn):
            raise m.error(key, f"«{key}» bruker andre {{navn}} på nynorsk enn på bokmål")
    return found


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def _figure(m: Mapping) -> Figure:
    m.only("id", "of", "split", "title", "counts", "form", "group", "units", "rows")
    rows = tuple(_row(item) for item in m.items("rows"))
    split = m.one_of("split", (ROWS, MONTHS), ROWS)
    if (split == ROWS) != bool(rows):
        raise m.error("rows", "et tall har rader, eller «split: months» og ingen rader")
    if rows and (rows[-1].when is not None or any(row.when is None for row in rows[:-1])):
        raise m.error("rows", "bare den siste raden er uten «when», og den må være det")
    if len({row.id for row in rows}) < len(rows):
        raise m.error("rows", "to rader har samme id")
    return Figure(m.text("id"), m.lang("title"), m.lang("counts"), m.one_of("of", (SHARED, UNSHARED), SHARED), split,
                  m.text("form", ""), m.text("group", ""), m.flag("units", False), rows, m.place)


def _row(m: Mapping) -> Row:
    m.only("id", "label", "when")
    if "/" in m.text("id"):
        raise m.error("id", "en id kan ikke ha skråstrek")
    return Row(m.text("id"), m.lang("label"), betingelse.optional(m))


def _gap(m: Mapping) -> Gap:
    m.only("id", "title", "reason", "form")
    return Gap(m.text("id"), m.lang("title"), m.lang("reason"), m.text("form", ""))


def _group(data: ReportData, figure: Figure) -> None:
    """A cross table stands on a figure with rows of its own, and is not given by unit as well: see docs/adr/0013."""
    if not figure.group:
        return
    base = data.figures.get(figure.group)
    if base is None or base.group or not base.rows:
        raise figure.place.error("group", f"«{figure.group}» er ikke et tall med rader")
    if figure.units:
        raise figure.place.error("units", "et tall med «group» kan ikke gis per enhet")
