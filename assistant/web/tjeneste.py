"""What a running service holds: settings, guide, store, engine, the worker's key and the sessions that were ended."""

from __future__ import annotations

import asyncio
import hmac
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from assistant.dialogue.engine import Engine
from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.store.base import Store
from assistant.web.settings import Settings
from assistant.web.varseltider import Varseltider
from assistant.web.varsling import Varsling


@dataclass
class Tjeneste:
    """Made once, when the application starts."""

    settings: Settings
    engine: Engine
    key: str = field(repr=False)
    ended: set[str] = field(default_factory=set)
    making: asyncio.Task[list[str]] | None = None
    varseltider: Varseltider = field(default_factory=Varseltider)
    varsling: Varsling = field(default_factory=Varsling)

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
        return datetime.now(UTC).isoformat(timespec="seconds")

    def is_key(self, given: str) -> bool:
        """Compared in constant time."""
        return bool(self.key) and hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self.key.encode())

    def read(self, case_id: str, actor: str, action: str = "lest", detail: str = "") -> Case | None:
        """A case as the workers have left it, with a line in its log that says who read it; None when it does not exist."""
        case = self.store.load_corrected(case_id)
        if case is not None:
            self.store.log(actor, action, case_id, self.now(), detail)
        return case


def with_duty_phone(guide: Guide, phone: str) -> Guide:
    """The guide with the service's own number on the contact `vakt`. The guide given is not changed."""
    if not phone or "vakt" not in guide.contacts:
        return guide
    return replace(guide, contacts={**guide.contacts, "vakt": replace(guide.contacts["vakt"], phone=phone)})
