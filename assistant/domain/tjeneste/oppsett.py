"""What one service has set: who it is, who reads, when it is open, how it looks and how long things are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from assistant.domain.case import LANGUAGES
from assistant.domain.dokumentmal import Template
from assistant.domain.rammedata import Contact
from assistant.domain.tjeneste.apningstid import Hours
from assistant.domain.tjeneste.melding import Messages
from assistant.domain.yamlfil import Text


@dataclass(frozen=True)
class Duty:
    """The duty phone. Without `when` it is answered in the opening hours."""

    phone: str
    when: Text | None = None


@dataclass(frozen=True)
class Service:
    """Everything has a default, so that a service without a file works as it always did.

    `depth` is kort, normal or grundig. `retention` is days by status and `alert_minutes` minutes by level: only what the
    file sets. `alerts_always`: alerts are followed day and night, also outside the hours. `colours` are #rrggbb by name
    (aksent, aksent_mork). `smtp` is (host, port). `templates` are the service's own documents by id. `path` is the file.
    """

    name: str = ""
    municipality: str = ""
    unit: str = ""
    reader: Text | None = None
    duty: Duty | None = None
    contacts: tuple[Contact, ...] = ()
    hours: Hours | None = None
    depth: str = "normal"
    areas_off: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    colours: Mapping[str, str] = field(default_factory=dict)
    logo: Path | None = None
    retention: Mapping[str, int] = field(default_factory=dict)
    alert_minutes: Mapping[str, int] = field(default_factory=dict)
    alerts_always: bool = False
    webhook: str = ""
    emails: tuple[str, ...] = ()
    smtp: tuple[str, int] | None = None
    proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    templates: Mapping[str, Template] = field(default_factory=dict)
    path: Path | None = None
    messages: Messages | None = None

    def closed(self, at: datetime) -> bool:
        """Whether nobody is there at a moment. A service that has not said when it is open, is never called closed."""
        return self.hours is not None and not self.hours.is_open(at)
