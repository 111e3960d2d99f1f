"""Word of an alert that nobody answered, to a web address and by e-mail: its number, level, age and a link, never a person's words or name."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
from anyio import to_thread

from assistant.domain.tjeneste.oppsett import Service

TIMEOUT_S = 10.0
SIGNATURE = "X-Kartlegging-Signatur"


class NotDelivered(Exception):
    """`code` says what went wrong in one word, without anything from outside."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Epost:
    """A mail server and who writes to whom. `starttls` is for a server that is not on the same machine."""

    host: str
    port: int = 25
    sender: str = ""
    to: tuple[str, ...] = ()
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False

    @classmethod
    def from_url(cls, url: str) -> Epost | None:
        """`smtp://user:password@host:587/?fra=a@b.no&til=c@d.no,e@f.no&starttls=ja`; None when it has no host or receiver."""
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        to = tuple(t.strip() for t in query.get("til", [""])[0].split(",") if t.strip())
        if parts.scheme != "smtp" or not parts.hostname or not to:
            return None
        sender = query.get("fra", [to[0]])[0]
        return cls(parts.hostname, parts.port or 25, sender, to, unquote(parts.username or ""), unquote(parts.password or ""),
                   query.get("starttls", [""])[0] == "ja")


@dataclass(frozen=True)
class Varsling:
    """Where word is sent; empty means nowhere. `base` is the address of the service, for the link."""

    webhook: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    epost: Epost | None = None
    base: str = ""

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Varsling:
        """Read KARTLEGGING_WEBHOOK, _WEBHOOKNOKKEL, _EPOST and _ADRESSE."""
        return cls(env.get("KARTLEGGING_WEBHOOK", "").strip(), env.get("KARTLEGGING_WEBHOOKNOKKEL", "").strip(),
                   Epost.from_url(env.get("KARTLEGGING_EPOST", "").strip()), env.get("KARTLEGGING_ADRESSE", "").strip().rstrip("/"))

    @classmethod
    def of(cls, service: Service, env: Mapping[str, str] = os.environ) -> Varsling:
        """What the environment sets, and the service's file where it sets nothing."""
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
            await to_thread.run_sync(_mail, self.epost, content)
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


LEVELS = {"akutt": "akutt", "hoy": "høyt", "avklar": "avklar"}


def _mail(epost: Epost, content: dict[str, Any]) -> None:
    """In a thread of its own. Raises NotDelivered."""
    message = EmailMessage()
    message["Subject"] = f"Varsel {content['id']} er ikke besvart (nivå: {LEVELS.get(content['level'], content['level'])})"
    message["From"], message["To"] = epost.sender, ", ".join(epost.to)
    message.set_content(
        f"Varsel {content['id']} er ikke besvart.\nNivå: {LEVELS.get(content['level'], content['level'])}\n"
        f"Har stått i {content['age_min']} minutter.\nLogg inn og ta det her: {content['link']}\n"
    )
    try:
        with smtplib.SMTP(epost.host, epost.port, timeout=TIMEOUT_S) as server:
            if epost.starttls:
                server.starttls(context=ssl.create_default_context())
            if epost.user:
                server.login(epost.user, epost.password)
            server.send_message(message)
    except smtplib.SMTPResponseException as error:
        raise NotDelivered(f"svar_{error.smtp_code}") from None
    except TimeoutError:
        raise NotDelivered("tidsavbrudd") from None
    except (OSError, smtplib.SMTPException):
        raise NotDelivered("ingen_forbindelse") from None
