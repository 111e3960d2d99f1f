"""Word of an alert that nobody answered, to a web address and by e-mail: its number, level, age and a link, never a person's words or name."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import httpx
from anyio import to_thread

from assistant.domain.tjeneste.oppsett import Service
from assistant.web import epost
from assistant.web.epost import TIMEOUT_S, Epost, NotDelivered, NotReadable

SIGNATURE = "X-Kartlegging-Signatur"


@dataclass(frozen=True)
class Varsling:
    """Where word is sent; empty means nowhere. `base` is the address of the service, for the link."""

    webhook: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    epost: Epost | None = None
    base: str = ""

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Varsling:
        """Read KARTLEGGING_WEBHOOK, _WEBHOOKNOKKEL, _EPOST and _ADRESSE. Raises NotReadable."""
        mail = env.get("KARTLEGGING_EPOST", "").strip()
        return cls(_webhook(env.get("KARTLEGGING_WEBHOOK", "").strip()), env.get("KARTLEGGING_WEBHOOKNOKKEL", "").strip(),
                   Epost.from_url(mail) if mail else None, env.get("KARTLEGGING_ADRESSE", "").strip().rstrip("/"))

    @classmethod
    def of(cls, service: Service, env: Mapping[str, str] = os.environ) -> Varsling:
        """What the environment sets, and the service's file where it sets nothing. Raises NotReadable."""
        found = cls.from_env(env)
        mail = Epost(service.smtp[0], service.smtp[1], service.emails[0], service.emails) if service.smtp and service.emails else None
        return replace(found, webhook=found.webhook or service.webhook, epost=found.epost or mail)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that are set up."""
        return (*(["webhook"] if self.webhook else []), *(["epost"] if self.epost else []))

    async def send(self, channel: str, content: dict[str, Any]) -> None:
        """Send in one channel. Raises NotDelivered."""
        if channel == "webhook" and self.webhook:
            await self._post(content)
        elif channel == "epost" and self.epost:
            await to_thread.run_sync(epost.send, self.epost, content)
        else:
            raise NotDelivered("ikke_satt_opp")

    async def _post(self, content: dict[str, Any]) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SIGNATURE] = "sha256=" + hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as client:
                answer = await client.post(self.webhook, content=body, headers=headers)
        except httpx.TimeoutException:
            raise NotDelivered("tidsavbrudd") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            raise NotDelivered("ingen_forbindelse") from None
        if not answer.is_success:
            raise NotDelivered(f"svar_{answer.status_code}")


def content(notice: dict[str, Any], minutes: int, base: str) -> dict[str, Any]:
    """What is sent: `{"id","level","age_min","at","link"}`. The link leads to a case that takes a login."""
    return {"id": notice["alert_id"], "level": notice["level"], "age_min": minutes, "at": notice["at"],
            "link": f"{base}/konsoll/sak/{notice['case_id']}"}


def trial(now: str, base: str) -> dict[str, Any]:
    """A notice that says itself that it is a trial: no alert, no case."""
    return {"id": 0, "level": "avklar", "age_min": 0, "at": now, "link": f"{base}/konsoll", "test": True}


def reason(code: str) -> str:
    """Why something did not arrive, in words."""
    known = {"tidsavbrudd": "mottakeren svarte ikke i tide", "ingen_forbindelse": "det ble ingen forbindelse", "ikke_satt_opp": "det er ikke satt opp"}
    return known.get(code, code.replace("_", " "))


def _webhook(url: str) -> str:
    """The address when something can be sent there. Raises NotReadable."""
    try:
        parts = urlsplit(url)
        usable = not url or (parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        usable = False
    if not usable:
        raise NotReadable("KARTLEGGING_WEBHOOK kan ikke leses. Skriv den som https://varsel.kommune.no/inn.")
    return url
