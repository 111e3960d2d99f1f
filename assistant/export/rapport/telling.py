"""Counting: shared talks by figure, unit and month. One case is read at a time, and only numbers are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from assistant.domain.case import RELATIVE, Answer, Case, Finding, RiskEvent
from assistant.domain.guide import Guide
from assistant.domain.rapport import MONTHS, NO_UNIT, SHARED, WHOLE, Figure, Number, ReportData
from assistant.export.rapport.samling import Atom, Table, by_unit, crossed, pool
from assistant.export.utvalg import shared


class Read(Case):
    """A case whose lists are walked once, however many conditions ask about it. Never changed after it is made."""

    @cached_property
    def _facts(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.valid_findings():
            if finding.counts:
                found.setdefault(finding.attribute, []).append(finding)
        return found

    @cached_property
    def _answers(self) -> dict[str, Answer]:
        return super().current()

    @cached_property
    def _risks(self) -> dict[str, RiskEvent]:
        return super().current_risks()

    def facts(self, attribute: str) -> list[Finding]:
        return self._facts.get(attribute, [])

    def current(self) -> dict[str, Answer]:
        return self._answers

    def current_risks(self) -> dict[str, RiskEvent]:
        return self._risks


def is_shared(case: Case) -> bool:
    """Whether the talk counts: the person has said yes to share it; a guided talk is shared until the person says no.

    A relative's talk is about somebody who has her own, and is not counted.
    """
    if case.kind == RELATIVE or case.agreed() is False or case.consent("deling") is False:
        return False
    return case.consent("deling") is True or case.mode == "guided"


@dataclass
class Tally:
    """Numbers of shared talks. `by_cell` is by figure, unit and cell; `by_month` by unit and month."""

    guide: Guide
    data: ReportData
    by_cell: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    by_month: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, case: Case, unit: str, month: str) -> bool:
        """Count a talk once in every figure; False when it is not shared. What the person holds back is not looked at."""
        if not is_shared(case):
            return False
        kept = shared(self.guide, case).case
        read = Read(**{f.name: getattr(kept, f.name) for f in fields(Case)})
        self.by_month.setdefault(unit or NO_UNIT, Counter())[month] += 1
        rows: dict[str, str] = {}
        for figure in self.data.figures.values():
            if figure.split != MONTHS:
                rows[figure.id] = _row(figure, read)
        for name, row in rows.items():
            group = self.data.figures[name].group
            cell = f"{rows[group]}/{row}" if group else row
            self.by_cell.setdefault(name, {}).setdefault(unit or NO_UNIT, Counter())[cell] += 1
        return True


def _row(figure: Figure, case: Case) -> str:
    return next(row.id for row in figure.rows if row.when is None or row.when.holds(case))


def numbers(tally: Tally, months: tuple[str, ...], started: Mapping[str, int]) -> list[Number]:
    """Everything that may be shown of one quarter. `started` is how many talks were begun in each month, shared or not."""
    least, totals = tally.data.least, {unit: count.total() for unit, count in tally.by_month.items()}
    shared_in = {m: sum(count[m] for count in tally.by_month.values()) for m in months}
    rest_in = {m: max(0, started.get(m, 0) - n) for m, n in shared_in.items()}
    found: list[Number] = []
    for figure in tally.data.figures.values():
        if figure.split == MONTHS:
            found += _kept(figure.id, WHOLE, pool(shared_in if figure.of == SHARED else rest_in, least))
            if figure.of == SHARED and len(totals) > 1:
                found += [Number(figure.id, a.cells[0], months, a.count) for a in pool(totals, least) if len(a.cells) == 1]
        elif sum(totals.values()) >= least:
            found += _rows(tally, figure, totals)
    return found


def _rows(tally: Tally, figure: Figure, totals: Mapping[str, int]) -> list[Number]:
    """The whole table, and the tables by unit where they reveal nothing."""
    least, counted = tally.data.least, tally.by_cell.get(figure.id, {})
    cells = {c: sum(count[c] for count in counted.values()) for c in tally.data.cells(figure)}
    table = crossed(cells, least) if figure.group else pool(cells, least)
    found = _kept(figure.id, WHOLE, table)
    if not figure.units or len(totals) < 2:
        return found
    groups = {" ".join(atom.cells): atom.cells for atom in pool(totals, least)}
    merged = {name: sum((counted[u] for u in members), Counter[str]()) for name, members in groups.items()}
    for name, own in by_unit(table, merged, least).items():
        if len(groups[name]) == 1:
            found += _kept(figure.id, groups[name][0], own)
    return found


def _kept(figure: str, unit: str, table: Table) -> list[Number]:
    return [Number(figure, unit, atom.cells, atom.count) for atom in table]


def table(kept: Iterable[Number], figure: str, unit: str) -> Table:
    """The other way: the table of a figure and unit among the numbers of one quarter."""
    return tuple(Atom(n.cells, n.count) for n in kept if n.figure == figure and n.unit == unit)
