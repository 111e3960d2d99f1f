"""What a running service holds: settings, guide, store, engine, the worker's key, the clock and measuring points."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from anyio import CapacityLimiter

from assistant.dialogue.engine import Engine
from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.store import enheter
from assistant.store.base import Store
from assistant.store.errors import StoreError
from assistant.web.bruker import Bruker
from assistant.web.malepunkter import Metrics
from assistant.web.settings import Settings
from assistant.web.varseltider import Varseltider
from assistant.web.varselvakt import Varselvakt
from assistant.web.varsling import Varsling

HASHES_AT_A_TIME = 2
SLOW_DOCUMENTS_AT_A_TIME = 2


@dataclass
class Tjeneste:
    """Made once, when the application starts."""

    settings: Settings
    engine: Engine
    key: str = field(repr=False)
    clock: Callable[[], float] = time.time
    hashing: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(HASHES_AT_A_TIME))
    writing: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(SLOW_DOCUMENTS_AT_A_TIME))
    metrics: Metrics = field(default_factory=Metrics)
    making: asyncio.Task[list[str]] | None = None
    varseltider: Varseltider = field(default_factory=Varseltider)
    varsling: Varsling = field(default_factory=Varsling)
    varselvakt: Varselvakt = field(init=False)

    def __post_init__(self) -> None:
        self.varselvakt = Varselvakt(self.open_alerts, self.settings.poll_s)

    @property
    def makes_demo(self) -> bool:
        """Whether demo cases are being made just now."""
        return self.making is not None and not self.making.done()

    @property
    def guide(self) -> Guide:
        return self.engine.guide

    @property
    def store(self) -> Store:
        return self.engine.store

    def now(self) -> str:
        """ISO 8601 UTC, to the second."""
        return self.moment().isoformat(timespec="seconds")

    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)

    def is_key(self, given: str) -> bool:
        """Compared in constant time."""
        return bool(self.key) and hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self.key.encode())

    def cases(self, user: Bruker, status: str | None = None) -> list[dict[str, Any]]:
        """Metadata of the cases that the worker sees, the last changed first. A relative's talk stands with the person's."""
        return [row for row in self.talks(user, status) if not row["about"]]

    def talks(self, user: Bruker, status: str | None = None) -> list[dict[str, Any]]:
        """As `cases`, with the relatives' talks."""
        rows = self.store.list_cases(status)
        return rows if user.unit is None else _within(self.store.visible(user.unit), rows, "id")

    def led_by(self, user: Bruker, case_id: str) -> None:
        """A guided talk belongs to the unit of the worker who leads it; the log says who that is."""
        if user.account:
            self.store.log(user.name, "veiledet", case_id, self.now())
        if user.unit:
            self.store.move_case(case_id, user.unit, user.name, self.now())

    def meant_for(self, case_id: str, unit: str) -> None:
        """A person's own talk belongs to the unit that the page names. One that nobody works in, gives no unit: then every worker sees the case."""
        if known := enheter.named(self.store.units(), unit):
            with suppress(StoreError):      # the last one who worked there has just left
                self.store.move_case(case_id, known, "person", self.now())

    def alerts(self, user: Bruker, open_only: bool = True) -> list[dict[str, Any]]:
        """Alerts in the cases that the worker sees, newest first."""
        if open_only:
            return self.open_alerts({user.unit})[user.unit]
        rows = self.store.alerts(open_only=False)
        return rows if user.unit is None else _within(self.store.visible(user.unit), rows, "case_id")

    def open_alerts(self, units: set[str | None]) -> dict[str | None, list[dict[str, Any]]]:
        """The open alerts that each of the units sees, newest first, read once for all of them; None is every unit."""
        rows = self.store.alerts()
        return {unit: rows if unit is None or not rows else _within(self.store.visible(unit), rows, "case_id") for unit in units}

    def read(self, case_id: str, actor: str, action: str = "lest", detail: str = "") -> Case | None:
        """A case as the workers have left it, with a line in its log that says who read it; None when it does not exist."""
        case = self.store.load_corrected(case_id)
        if case is not None:
            self.store.log(actor, action, case_id, self.now(), detail)
        return case


def _within(seen: set[str], rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return [row for row in rows if row[key] in seen]
