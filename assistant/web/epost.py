"""Letters about alerts that nobody has taken: the mail server, who writes to whom, and what stands in them. Never a person's words or name."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT_S = 10.0
LEVELS = {"akutt": "akutt", "hoy": "høyt", "avklar": "avklar"}
EPOST_WRONG = (
    "KARTLEGGING_EPOST kan ikke leses. Skriv den som smtp://bruker:passord@smtp.kommune.no:587/?fra=a@kommune.no&til=b@kommune.no&starttls=ja, "
    "med spesialtegn i passordet som i en nettadresse (@ er %40)."
)


class NotReadable(RuntimeError):
    """A setting for what is sent cannot be read. The sentence says which and how it is written, never what stood there."""


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
    def from_url(cls, url: str) -> Epost:
        """`smtp://user:password@host:587/?fra=a@b.no&til=c@d.no,e@f.no&starttls=ja`. Raises NotReadable."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or 25
        except ValueError:
            raise NotReadable(EPOST_WRONG) from None
        query = parse_qs(parts.query)
        to = tuple(t.strip() for t in query.get("til", [""])[0].split(",") if t.strip())
        sender = query.get("fra", [*to, ""])[0].strip()
        if parts.scheme != "smtp" or not host or not to or not all(_is_email(address) for address in (sender, *to)):
            raise NotReadable(EPOST_WRONG)
        return cls(host, port, sender, to, unquote(parts.username or ""), unquote(parts.password or ""), query.get("starttls", [""])[0] == "ja")


def send(epost: Epost, content: dict[str, Any]) -> None:
    """One letter; waits for the server. Raises NotDelivered."""
    try:
        with smtplib.SMTP(epost.host, epost.port, timeout=TIMEOUT_S) as server:
            if epost.starttls:
                server.starttls(context=ssl.create_default_context())
            if epost.user:
                server.login(epost.user, epost.password)
            server.send_message(_letter(epost, content))
    except smtplib.SMTPResponseException as error:
        raise NotDelivered(f"svar_{error.smtp_code}") from None
    except TimeoutError:
        raise NotDelivered("tidsavbrudd") from None
    except (OSError, ValueError, smtplib.SMTPException):
        raise NotDelivered("ingen_forbindelse") from None


def _letter(epost: Epost, content: dict[str, Any]) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = epost.sender, ", ".join(epost.to)
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=epost.sender.rpartition("@")[2] or None)
    if content.get("test"):
        message["Subject"] = "PRØVE: varsler fra kartlegging kommer hit"
        message.set_content(f"Dette er en prøve. Ingen er i fare, og du trenger ikke gjøre noe.\nDen ble sendt {content['at']} fra {content['link']}.\n"
                            "Beskjed om varsler som ingen har tatt, kommer til denne adressen.\n")
        return message
    level = LEVELS.get(content["level"], content["level"])
    message["Subject"] = f"Varsel {content['id']} er ikke tatt (nivå: {level})"
    message.set_content(f"Ingen har tatt varsel {content['id']}.\nNivå: {level}\nDet har stått i {_minutes(content['age_min'])}.\n"
                        f"Logg inn og ta det her: {content['link']}\n")
    return message


def _minutes(number: int) -> str:
    return f"{number} minutt" if number == 1 else f"{number} minutter"


def _is_email(text: str) -> bool:
    name, mark, host = text.partition("@")
    return bool(name and mark and host) and text.isprintable() and " " not in text
