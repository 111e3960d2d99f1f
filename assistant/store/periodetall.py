"""The numbers of quarters that are made up: kept when the cases are gone, and never changed. No case id, nothing under five."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from assistant.domain.rapport import LEAST, Number
from assistant.store.errors import StoreError
from assistant.store.transactions import Transactions


class ReportStore(Transactions):
    """Part of `Store`; the same promises hold."""

    def keep_quarter(self, quarter: str, version: str, numbers: Iterable[Number], now: str) -> bool:
        """The numbers of a quarter in one transaction; False when it is made up before, and then nothing is changed.

        StoreError on a number from 1 to LEAST - 1: such a number is never stored.
        """
        rows = list(numbers)
        if any(n.count < 0 or 0 < n.count < LEAST for n in rows):
            raise StoreError("Tall som er så små, kan ikke lagres.")
        with self._writing() as db:
            if db.execute("SELECT 1 FROM perioder WHERE period = ?", [quarter]).fetchone():
                return False
            db.execute("INSERT INTO perioder (period, version, made) VALUES (?, ?, ?)", [quarter, version, now])
            for n in rows:
                db.execute("INSERT INTO periodetall (period, figure, unit, cells, count) VALUES (?, ?, ?, ?, ?)",
                           [quarter, n.figure, n.unit, json.dumps(n.cells, ensure_ascii=False), n.count])
            return True

    def quarters_kept(self) -> dict[str, str]:
        """When each quarter was made up, by quarter, the oldest first."""
        with self._reading() as db:
            return dict(db.execute("SELECT period, made FROM perioder ORDER BY period").fetchall())

    def period_numbers(self, quarters: Iterable[str] | None = None) -> dict[str, list[Number]]:
        """The numbers by quarter, in the order in which they were kept; a quarter that is made up and has none is there and empty."""
        with self._reading() as db:
            found: dict[str, list[Number]] = {row[0]: [] for row in db.execute("SELECT period FROM perioder ORDER BY period").fetchall()}
            for period, figure, unit, cells, count in db.execute("SELECT period, figure, unit, cells, count FROM periodetall ORDER BY id").fetchall():
                found[period].append(Number(figure, unit, tuple(json.loads(cells)), count))
        return found if quarters is None else {q: n for q, n in found.items() if q in set(quarters)}

    def real_cases(self) -> list[dict[str, Any]]:
        """id, unit and created of every case that is no demo case, the oldest first."""
        with self._reading() as db:
            return list(db.query("SELECT id, unit, created FROM cases WHERE demo = 0 ORDER BY created, rowid"))

    def begun(self, first: str, after: str) -> list[str]:
        """When talks were begun, from `first` to before `after` (UTC), also those that are deleted since; demo cases are left out."""
        with self._reading() as db:
            return [row[0] for row in _begun(db, first, after)]


def _begun(db: Database, first: str, after: str) -> list[tuple[str]]:
    return db.execute(
        "SELECT at FROM audit WHERE action = 'opprettet' AND detail <> 'demo' AND at >= ? AND at < ?"
        " AND case_hash NOT IN (SELECT id_hash FROM cases WHERE demo = 1)", [first, after],
    ).fetchall()
