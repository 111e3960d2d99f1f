"""Small numbers are put together, so that everything shown is a sum of numbers that may be shown: see docs/adr/0013.

A table is a partition of its talks into atoms. Each atom is at least `least`, or 0 in a table where nothing is hidden, and
every larger number is a sum of whole atoms. So a difference between shown numbers is a sum of whole atoms too, and what
lies inside an atom of several cells can be anything from 0 to the atom's count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Atom:
    """One number, for one cell or for several together."""

    cells: tuple[str, ...]
    count: int


Table = tuple[Atom, ...]


def pool(counts: Mapping[str, int], least: int) -> Table:
    """The cells as atoms, in order; none at all when they sum to less than `least`.

    Without a number from 1 to least - 1 every cell stands alone. Else those numbers and every 0 are put together, with
    the smallest of the rest until the sum is `least`. When all talks are in one cell, that says something about each of
    them, so the cells are put together, unless it is the last one, which is for talks where nothing was said.
    """
    if sum(counts.values()) < least:
        return ()
    if _all_in_one(list(counts.values())):
        return (Atom(tuple(counts), sum(counts.values())),)
    if not any(0 < n < least for n in counts.values()):
        return tuple(Atom((cell,), n) for cell, n in counts.items())
    order = sorted(counts, key=lambda cell: counts[cell])
    hidden = [cell for cell in order if counts[cell] < least]
    for cell in order[len(hidden):]:
        if sum(counts[c] for c in hidden) >= least:
            break
        hidden.append(cell)
    return _partition(counts, [set(hidden)])


def _all_in_one(row: list[int]) -> bool:
    """Whether every talk is in one cell that is not the last."""
    return not row[-1] and sum(n > 0 for n in row) == 1


def crossed(counts: Mapping[str, int], least: int) -> Table:
    """As `pool` for cells named `group/row`: first by group, then by row within each group or each pool of groups."""
    groups: dict[str, int] = {}
    for cell, n in counts.items():
        groups[cell.split("/")[0]] = groups.get(cell.split("/")[0], 0) + n
    atoms: list[Atom] = []
    for outer in pool(groups, least):
        inside: dict[str, int] = {}
        for cell, n in counts.items():
            if cell.split("/")[0] in outer.cells:
                row = cell.split("/")[1]
                inside[row] = inside.get(row, 0) + n
        table = pool(inside, least) or tuple(Atom((row,), n) for row, n in inside.items())
        atoms += [Atom(tuple(c for c in counts if c.split("/")[0] in outer.cells and c.split("/")[1] in a.cells), a.count) for a in table]
    return tuple(atoms)


def by_unit(table: Table, counts: Mapping[str, Mapping[str, int]], least: int) -> dict[str, Table]:
    """A whole table's atoms for each unit; none for a unit when nothing can be shown by unit.

    `counts` is by unit and cell, and holds every talk of the table; each unit has at least `least`. Rows with a number
    under `least` in any unit are put together, the same rows in every unit, until they sum to `least` in each.
    """
    by = {unit: [sum(cells.get(c, 0) for c in atom.cells) for atom in table] for unit, cells in counts.items()}
    hidden = {i for i in range(len(table)) if any(0 < row[i] < least for row in by.values())}
    if hidden:
        hidden |= {i for i in range(len(table)) if any(row[i] == 0 for row in by.values())}
    rest = sorted(set(range(len(table))) - hidden, key=lambda i: min(row[i] for row in by.values()))
    while hidden and rest and (len(hidden) < 2 or any(sum(row[i] for i in hidden) < least for row in by.values())):
        hidden.add(rest.pop(0))
    if len(table) < 2 or not rest or any(_all_in_one(row) for row in by.values()):
        return {}
    return {unit: _by_row(table, row, hidden) for unit, row in by.items()}


def _by_row(table: Table, row: list[int], hidden: set[int]) -> Table:
    atoms = [Atom(atom.cells, row[i]) for i, atom in enumerate(table) if i not in hidden]
    if hidden:
        atoms.append(Atom(tuple(c for i in sorted(hidden) for c in table[i].cells), sum(row[i] for i in hidden)))
    return tuple(atoms)


def summed(tables: Iterable[Table]) -> Table:
    """Tables of different periods as one. Cells that are together in one of them are together in the sum."""
    tables = list(tables)
    counts: dict[str, int] = {}
    together: list[set[str]] = []
    for atom in (a for table in tables for a in table):
        counts[atom.cells[0]] = counts.get(atom.cells[0], 0) + atom.count
        for cell in atom.cells:
            counts.setdefault(cell, 0)
        merged = set(atom.cells).union(*(g for g in together if g & set(atom.cells)))
        together = [g for g in together if not g & merged] + [merged]
    return _partition(counts, together)


def _partition(counts: Mapping[str, int], together: list[set[str]]) -> Table:
    """Atoms in the order of the cells; a cell that is in no group stands alone."""
    atoms: list[Atom] = []
    seen: set[str] = set()
    for cell in counts:
        if cell in seen:
            continue
        group = next((g for g in together if cell in g), {cell})
        cells = tuple(c for c in counts if c in group)
        seen.update(cells)
        atoms.append(Atom(cells, sum(counts[c] for c in cells)))
    return tuple(atoms)
