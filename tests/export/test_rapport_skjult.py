"""What is hidden stays hidden: an attack with everything that the reports show, by linear differences, narrows no small number."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from assistant.domain import periode, rapport
from assistant.domain.rapport import MONTHS, WHOLE, Figure, ReportData, Row
from assistant.domain.yamlfil import Text
from assistant.export.rapport import oppstilling, telling
from assistant.export.rapport.oppstilling import Asked
from assistant.export.rapport.samling import Atom, by_unit, crossed, pool, summed
from assistant.export.rapport.telling import Tally

LEAST = 5
QUARTERS = ("2026-K1", "2026-K2")
ALL_MONTHS = tuple(m for q in QUARTERS for m in periode.months(q))
T = Text("x", "x")
ROWS, INNER = ("rus", "psykisk", "annet"), ("ja", "nei")


def data() -> ReportData:
    """Three figures: by months, by row and unit, and a cross table on the second."""
    figures = (
        Figure("antall", T, T, split=MONTHS),
        Figure("problem", T, T, units=True, rows=tuple(Row(r, T) for r in ROWS)),
        Figure("kryss", T, T, group="problem", rows=tuple(Row(r, T) for r in INNER)),
    )
    return ReportData("1", "", LEAST, 14, rapport.load().words, {f.id: f for f in figures}, ())


DATA = data()
Leaf = tuple[str, str, str, str]        # unit, month, row, inner row


def kept(leaves: Counter[Leaf]) -> dict[str, list[rapport.Number]]:
    """The numbers of both quarters."""
    found = {}
    for quarter in QUARTERS:
        tally = Tally(None, DATA)       # type: ignore[arg-type]  # nothing is read from a case here
        for (unit, month, row, inner), n in leaves.items():
            if month in periode.months(quarter) and n:
                tally.by_month.setdefault(unit, Counter())[month] += n
                for name, cell in (("problem", row), ("kryss", f"{row}/{inner}")):
                    tally.by_cell.setdefault(name, {}).setdefault(unit, Counter())[cell] += n
        found[quarter] = telling.numbers(tally, periode.months(quarter), {})
    return found


def covers(leaf: Leaf, figure: str, unit: str, cells: tuple[str, ...], months: set[str]) -> bool:
    cell = {"antall": leaf[1], "problem": leaf[2], "kryss": f"{leaf[2]}/{leaf[3]}"}[figure]
    return unit in (WHOLE, leaf[0]) and leaf[1] in months and cell in cells


def _lacks(block: oppstilling.Block, month: str) -> bool:
    return any(periode.name(p) in block.lacks for p in (month, periode.quarter(month)))


class Attack:
    """Everything that the reports of every period and unit show, as equations over the leaves."""

    def __init__(self, units: tuple[str, ...], leaves: Counter[Leaf]) -> None:
        self.leaves = list(itertools.product(units, ALL_MONTHS, ROWS, INNER))
        numbers = kept(leaves)
        rows, values = [], []
        spans = [(m,) for m in ALL_MONTHS] + [periode.months(q) for q in QUARTERS] + [ALL_MONTHS, ALL_MONTHS[:2], ALL_MONTHS[1:4]]
        for unit, months in itertools.product((WHOLE, *units), spans):
            for block in oppstilling.report(DATA, numbers, Asked(tuple(months), unit, today=date(2027, 1, 1))).blocks:
                given = {m for m in months if not _lacks(block, m)}
                for line in block.lines:
                    rows.append([covers(leaf, block.figure.id, unit, line.cells, given) for leaf in self.leaves])
                    values.append(line.count)
        self.rows, self.values = np.array(rows, float).reshape(-1, len(self.leaves)), np.array(values, float)
        if len(values):
            _, first = np.unique(np.column_stack([self.rows, self.values]), axis=0, return_index=True)
            self.rows, self.values = self.rows[first], self.values[first]

    def range_of(self, wanted: list[bool]) -> tuple[float, float]:
        """The least and the greatest that a sum of leaves can be, when nothing but the reports is known."""
        cost = np.array(wanted, float)
        known = {"A_eq": self.rows, "b_eq": self.values} if len(self.values) else {}
        ends = []
        for sign in (1, -1):
            found = linprog(sign * cost, bounds=(0, None), method="highs", **known)
            assert found.status in (0, 3), found.message
            ends.append(float("inf") if found.status == 3 else sign * found.fun)
        return ends[0], ends[1]


def small_numbers(attack: Attack, leaves: Counter[Leaf], units: tuple[str, ...]):
    """Every number from 1 to 4 in every table that could have been asked for, and which leaves it is the sum of."""
    spans = [(m,) for m in ALL_MONTHS] + [periode.months(q) for q in QUARTERS] + [ALL_MONTHS]
    cells = [(r,) for r in ROWS] + [tuple(ROWS)]
    kinds = [("problem", c) for c in cells] + [("kryss", (f"{r}/{i}",)) for r in ROWS for i in INNER]
    for unit, months, (figure, cell) in itertools.product((WHOLE, *units), spans, kinds):
        wanted = [covers(leaf, figure, unit, cell, set(months)) for leaf in attack.leaves]
        if 0 < sum(leaves[leaf] for leaf, yes in zip(attack.leaves, wanted, strict=True) if yes) < LEAST:
            yield (unit, months, figure, cell), wanted


@st.composite
def services(draw: st.DrawFn) -> tuple[tuple[str, ...], Counter[Leaf]]:
    """One to three units, from sparse to busy, often with nobody in a cell."""
    units = ("nord", "sor", "vest")[: draw(st.integers(1, 3))]
    most = draw(st.sampled_from((1, 2, 4, 9, 30)))
    numbers = st.one_of(st.just(0), st.integers(0, most))
    return units, Counter({leaf: draw(numbers) for leaf in itertools.product(units, ALL_MONTHS, ROWS, INNER)})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(services(), st.randoms(use_true_random=False))
def test_reports_when_everything_shown_is_put_together_then_no_small_number_is_narrowed_below_five_values(service, rng) -> None:
    units, leaves = service
    attack = Attack(units, leaves)
    found = list(small_numbers(attack, leaves, units))
    for name, wanted in rng.sample(found, min(25, len(found))):
        low, high = attack.range_of(wanted)
        assert high - low >= LEAST - 1, (name, low, high)


@settings(max_examples=200, deadline=None)
@given(services())
def test_numbers_when_made_then_each_is_zero_or_at_least_five_and_right(service) -> None:
    _, leaves = service
    for quarter, numbers in kept(leaves).items():
        for n in numbers:
            assert n.count == 0 or n.count >= LEAST
            assert n.count == sum(v for leaf, v in leaves.items() if covers(leaf, n.figure, n.unit, n.cells, set(periode.months(quarter))))


def test_attack_when_a_table_hides_only_one_cell_then_it_is_found() -> None:
    """The attack works: a total with one hidden cell gives it away."""
    attack = Attack(("nord",), Counter())
    attack.leaves = [("nord", "2026-01", r, "ja") for r in ROWS]
    attack.rows, attack.values = np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0]], float), np.array([23, 12, 8], float)
    low, high = attack.range_of([False, False, True])
    assert (low, high) == pytest.approx((3, 3))


@pytest.mark.parametrize(("counts", "shown"), [
    ({"a": 12, "b": 5, "c": 0}, [("a", 12), ("b", 5), ("c", 0)]),
    ({"a": 12, "b": 4, "c": 0}, [("abc", 16)]),
    ({"a": 12, "b": 7, "c": 4}, [("a", 12), ("bc", 11)]),
    ({"a": 12, "b": 3, "c": 2, "d": 0}, [("a", 12), ("bcd", 5)]),
    ({"a": 4, "b": 0}, []),
    ({"a": 0, "b": 0}, []),
    ({"a": 2, "b": 3}, [("ab", 5)]),
    ({"a": 8, "b": 0, "c": 0}, [("abc", 8)]),
    ({"a": 0, "b": 0, "c": 8}, [("a", 0), ("b", 0), ("c", 8)]),
])
def test_pool_when_small_then_together_with_the_zeros_and_the_next_smallest(counts, shown) -> None:
    assert pool(counts, LEAST) == tuple(Atom(tuple(cells), n) for cells, n in shown)


def test_crossed_when_a_group_is_small_then_it_is_merged_before_its_rows() -> None:
    counts = {"rus/ja": 3, "rus/nei": 1, "psyk/ja": 9, "psyk/nei": 6, "annet/ja": 20, "annet/nei": 7}
    assert crossed(counts, LEAST) == (
        Atom(("rus/ja", "psyk/ja"), 12), Atom(("rus/nei", "psyk/nei"), 7), Atom(("annet/ja",), 20), Atom(("annet/nei",), 7),
    )


def test_by_unit_when_a_row_is_small_in_one_unit_then_the_same_rows_are_together_in_all() -> None:
    table = (Atom(("a",), 40), Atom(("b",), 11), Atom(("c",), 30))
    counts = {"nord": {"a": 20, "b": 3, "c": 10}, "sor": {"a": 20, "b": 8, "c": 20}}
    assert by_unit(table, counts, LEAST) == {
        "nord": (Atom(("a",), 20), Atom(("b", "c"), 13)), "sor": (Atom(("a",), 20), Atom(("b", "c"), 28)),
    }
    assert by_unit(table, {"nord": {"a": 20, "b": 11, "c": 2}, "sor": {"a": 20, "c": 28}}, LEAST) == {
        "nord": (Atom(("a",), 20), Atom(("b", "c"), 13)), "sor": (Atom(("a",), 20), Atom(("b", "c"), 28)),
    }
    assert by_unit(table, {"nord": {"a": 33}, "sor": {"a": 7, "b": 11, "c": 30}}, LEAST) == {}


def test_summed_when_quarters_hide_different_rows_then_those_rows_are_together() -> None:
    first, second = (Atom(("a",), 12), Atom(("b", "c"), 9)), (Atom(("a", "b"), 8), Atom(("c",), 6))
    assert summed([first, second]) == (Atom(("a", "b", "c"), 35),)
    assert summed([first, first, ()]) == (Atom(("a",), 24), Atom(("b", "c"), 18))
