"""A report laid out: tables with their lines, what is hidden and why, and the figures over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.domain import datoer, periode
from assistant.domain.rapport import MONTHS, NO_UNIT, WHOLE, Figure, Number, ReportData
from assistant.export.rapport.samling import Atom, Table, summed
from assistant.export.rapport.telling import table

Kept = Mapping[str, list[Number]]
SERIES = 8
COMPLETE_DAYS = 110


@dataclass(frozen=True)
class Line:
    """`count` is for all the cells together."""

    label: str
    count: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """One figure: its lines with their total, or why there are none. `lacks` are periods that are asked for and not counted in."""

    figure: Figure
    title: str
    counts: str
    lines: tuple[Line, ...]
    total: int | None
    why: str = ""
    lacks: str = ""

    def share(self, line: Line) -> int | None:
        """Percent of the total, to the nearest whole; None when there is no total."""
        return round(100 * line.count / self.total) if self.total else None


@dataclass(frozen=True)
class Series:
    """One figure over time: `periods` are quarters, `rows` the numbers of each cell, None where it is not shown alone."""

    figure: str
    title: str
    periods: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]

    def change(self, numbers: tuple[int | None, ...]) -> int | None:
        """The last number less the one before; None when either is hidden."""
        last, before = (*numbers[::-1], None, None)[:2]
        return None if last is None or before is None else last - before


@dataclass(frozen=True)
class Report:
    """`first` and `last` are days, `unit` as a reader knows it, `notes` what must be read with the numbers."""

    title: str
    period: str
    first: date
    last: date
    unit: str
    unit_id: str
    language: str
    blocks: tuple[Block, ...]
    series: tuple[Series, ...]
    notes: tuple[str, ...]
    gaps: tuple[tuple[str, str, str], ...]
    source: str
    made: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not any(block.lines for block in self.blocks)

    def over_time(self, figure: str) -> Series | None:
        return next((s for s in self.series if s.figure == figure), None)


@dataclass(frozen=True)
class Asked:
    """What is asked for: whole months, a unit, a language, and today. `days_kept` is how long shared cases stay, None for good."""

    months: tuple[str, ...]
    unit: str = WHOLE
    language: str = "nb"
    today: date = date.min
    days_kept: int | None = None

    @property
    def quarters(self) -> tuple[str, ...]:
        return periode.whole_quarters(self.months)


def report(data: ReportData, kept: Kept, asked: Asked, made: Mapping[str, str] | None = None) -> Report:
    """`kept` is the numbers by quarter, `made` when each quarter was made up."""
    language = asked.language
    gaps = tuple((g.title.get(language), g.reason.get(language), g.form) for g in data.gaps)
    return Report(
        data.say("title", language), periode.span_name(asked.months), periode.first_day(asked.months[0]),
        date.fromordinal(periode.after(asked.months[-1]).toordinal() - 1), unit_name(data, asked.unit, language), asked.unit, language,
        tuple(_block(data, kept, asked, figure) for figure in data.figures.values() if asked.unit == WHOLE or figure.units or figure.id == "antall"),
        tuple(_series(data, kept, asked)), tuple(_notes(data, kept, asked)), gaps, data.source,
        tuple(sorted({at for q, at in (made or {}).items() if set(periode.months(q)) & set(asked.months)})),
    )


def unit_name(data: ReportData, unit: str, language: str) -> str:
    return {WHOLE: data.say("whole", language), NO_UNIT: data.say("no_unit", language)}.get(unit, unit)


def units(kept: Kept) -> list[str]:
    """The units that have numbers of their own."""
    return sorted({n.unit for numbers in kept.values() for n in numbers} - {WHOLE})


def _block(data: ReportData, kept: Kept, asked: Asked, figure: Figure) -> Block:
    lines, why, lacks = _by_month(data, kept, asked, figure) if figure.split == MONTHS else _by_row(data, kept, asked, figure)
    total = sum(line.count for line in lines) if lines else None
    told = data.say("lacks", asked.language, perioder=_listed(data, [periode.name(p) for p in lacks], asked.language)) if lines and lacks else ""
    return Block(figure, figure.title.get(asked.language), figure.counts.get(asked.language), tuple(lines), total, "" if lines else why, told)


def _by_row(data: ReportData, kept: Kept, asked: Asked, figure: Figure) -> tuple[list[Line], str, list[str]]:
    if not asked.quarters:
        return [], data.say("whole_quarters", asked.language), []
    order = data.cells(figure)
    found = {q: _telling(table(kept.get(q, []), figure.id, asked.unit)) for q in asked.quarters}
    atoms = sorted(_telling(summed(found.values())), key=lambda a: _first(order, a))
    lines = [Line(_label(data, figure, atom, asked.language), atom.count, atom.cells) for atom in atoms]
    return lines, _hidden(data, asked.language), [q for q, atoms in found.items() if not atoms]


def _telling(atoms: Table) -> Table:
    """Nothing when every row is together: that is the number of talks, and says no more."""
    return () if len(atoms) == 1 and len(atoms[0].cells) > 1 else atoms


def _first(order: tuple[str, ...], atom: Atom) -> int:
    return min((order.index(c) for c in atom.cells if c in order), default=len(order))


def _by_month(data: ReportData, kept: Kept, asked: Asked, figure: Figure) -> tuple[list[Line], str, list[str]]:
    """A line for each month, or for months that are together; only those that lie wholly in what is asked for."""
    lines: list[Line] = []
    covered: set[str] = set()
    for quarter in dict.fromkeys(map(periode.quarter, asked.months)):
        for atom in table(kept.get(quarter, []), figure.id, asked.unit):
            if set(atom.cells) <= set(asked.months):
                lines.append(Line(_together(data, [periode.name(c) for c in sorted(atom.cells)], asked.language), atom.count, atom.cells))
                covered.update(atom.cells)
    return lines, _hidden(data, asked.language), [m for m in asked.months if m not in covered]


def _hidden(data: ReportData, language: str) -> str:
    return data.say("hidden", language, minst=data.least)


def _label(data: ReportData, figure: Figure, atom: Atom, language: str) -> str:
    """The words of the cells; where a cross table has all rows of a group together, the group's own."""
    groups = dict.fromkeys(cell.split("/")[0] for cell in atom.cells)
    if figure.group and len(atom.cells) == len(groups) * len(figure.rows):
        return _together(data, [data.label(data.figures[figure.group], group, language) for group in groups], language)
    return _together(data, [data.label(figure, cell, language) for cell in atom.cells], language)


def _together(data: ReportData, names: list[str], language: str) -> str:
    return names[0] if len(names) == 1 else data.say("together", language, rader="; ".join(names))


def _listed(data: ReportData, names: list[str], language: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {data.say('and', language)} {names[-1]}"


def _series(data: ReportData, kept: Kept, asked: Asked) -> Iterable[Series]:
    """Every figure by rows over the last quarters up to the end of what is asked for; none when there are fewer than two."""
    shown = [q for q in sorted(kept) if periode.after(q) <= periode.after(asked.months[-1])][-SERIES:]
    if len(shown) < 2:
        return
    total = tuple(_total(table(kept[q], "antall", asked.unit)) for q in shown)
    yield Series("antall", data.figures["antall"].title.get(asked.language), tuple(shown), ((data.say("total", asked.language), total),))
    for figure in data.figures.values():
        if figure.split != MONTHS and not figure.group and (asked.unit == WHOLE or figure.units):
            alone = {q: {a.cells[0]: a.count for a in table(kept[q], figure.id, asked.unit) if len(a.cells) == 1} for q in shown}
            rows = tuple((data.label(figure, cell, asked.language), tuple(alone[q].get(cell) for q in shown)) for cell in data.cells(figure))
            if any(n is not None for _, numbers in rows for n in numbers):
                yield Series(figure.id, figure.title.get(asked.language), tuple(shown), rows)


def _total(atoms: Table) -> int | None:
    return sum(atom.count for atom in atoms) if atoms else None


def _notes(data: ReportData, kept: Kept, asked: Asked) -> Iterable[str]:
    """What is not made up yet, then what goes for every number."""
    language = asked.language
    for quarter in dict.fromkeys(map(periode.quarter, asked.months)):
        if quarter not in kept:
            ready = periode.ready(quarter, data.wait_days)
            if asked.today < ready:
                yield data.say("not_ready", language, periode=periode.name(quarter), dag=datoer.written(ready, language))
            else:
                yield data.say("never_made", language, periode=periode.name(quarter))
    if asked.days_kept is not None and asked.days_kept < COMPLETE_DAYS:
        yield data.say("too_low", language, dager=asked.days_kept)
    yield data.say("talks", language)
    yield data.say("small", language, minst=data.least)
