"""One reader of the open alerts for every console that is open in this process: it wakes them when something has changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

logger = logging.getLogger(__name__)
Rows = list[dict[str, Any]]
Read = Callable[[set[str | None]], dict[str | None, Rows]]


@dataclass(eq=False)
class Lytter:
    """One console: the alerts that its unit sees, as they were last read. `lost` when they can no longer be read."""

    unit: str | None
    rows: Rows
    lost: bool = False
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, rows: Rows) -> None:
        if rows != self.rows:
            self.rows = rows
            self._woken.set()

    def lose(self) -> None:
        self.lost = True
        self._woken.set()

    async def changed(self, seconds: float) -> bool:
        """Wait until something has changed; False when nothing did within so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), seconds)
        woken = self._woken.is_set()
        self._woken.clear()
        return woken


class Varselvakt:
    """Reads while somebody listens, once every `every_s` however many they are. `read` gives the open alerts of each unit; None is every unit."""

    def __init__(self, read: Read, every_s: float) -> None:
        self._read, self._every_s = read, every_s
        self._listeners: set[Lytter] = set()
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def listening(self, unit: str | None) -> Iterator[Lytter]:
        """A listener that has been told what stands open now. Raises StoreError when it cannot be read."""
        listener = Lytter(unit, self._read({unit})[unit])
        if self._task is None or self._task.done():
            self._listeners.clear()
            self._task = asyncio.create_task(self._watch())
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    async def _watch(self) -> None:
        """Until nobody listens. When reading fails, every console is let go: its line breaks, and it says so and tries again."""
        while self._listeners:
            await asyncio.sleep(self._every_s)
            known = list(self._listeners)       # one that comes meanwhile has read something newer
            try:
                found = await asyncio.to_thread(self._read, {listener.unit for listener in known})
            except Exception as error:
                logger.error("åpne varsler kan ikke leses: %s", type(error).__name__)
                for listener in self._listeners:
                    listener.lose()
                return
            for listener in known:
                listener.tell(found[listener.unit])
