"""What a running service holds: settings, guide, store, engine, the worker's key, ended sessions and measuring points."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from assistant.dialogue.engine import Engine
from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.store.base import Store
from assistant.web.malepunkter import Metrics
from assistant.web.settings import Settings


@dataclass
class Tjeneste:
    """Made once, when the application starts."""

    settings: Settings
    engine: Engine
    key: str = field(repr=False)
    ended: set[str] = field(default_factory=set)
    metrics: Metrics = field(default_factory=Metrics)

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
        return datetime.now(UTC)

    def is_key(self, given: str) -> bool:
        """Compared in constant time."""
        return bool(self.key) and hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self.key.encode())

    def read(self, case_id: str, actor: str, action: str = "lest", detail: str = "") -> Case | None:
        """A case, with a line in its log that says who read it; None when it does not exist."""
        case = self.store.load(case_id)
        if case is not None:
            self.store.log(actor, action, case_id, self.now(), detail)
        return case


def with_duty_phone(guide: Guide, phone: str) -> Guide:
    """The guide with the service's own number on the contact `vakt`. The guide given is not changed."""
    if not phone or "vakt" not in guide.contacts:
        return guide
    return replace(guide, contacts={**guide.contacts, "vakt": replace(guide.contacts["vakt"], phone=phone)})
