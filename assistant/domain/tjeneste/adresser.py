"""Addresses in the file: webhook, e-mail, SMTP, trusted proxies and the sites that may hold the chat."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from assistant.domain.tjeneste.felt import Fields

LOCAL = ("localhost", "127.0.0.1", "::1")
_BEFORE_AT = re.compile(r"[A-Za-z0-9._%+-]+")
_LABEL = re.compile(r"[A-Za-z0-9-]+")
SMTP_PORT = 587


def webhook(f: Fields) -> str:
    """Where alerts are sent. Only over an encrypted line, or to this machine."""
    if not (written := f.text("webhook")):
        return ""
    parts = _split(written)
    if parts is None or parts.username or parts.password:
        f.wrong("webhook", f"«{written}» er ingen adresse. Skriv den som https://varsel.kommune.no/inn, uten brukernavn og passord")
        return ""
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        f.wrong("webhook", f"«{written}» er ikke kryptert. Bruk https, eller localhost på samme maskin")
        return ""
    return written


def emails(f: Fields) -> tuple[str, ...]:
    found = f.texts("epost")
    for written in (e for e in found if not _is_email(e)):
        f.wrong("epost", f"«{written}» er ingen e-postadresse")
    return tuple(e for e in found if _is_email(e))


def smtp(f: Fields) -> tuple[str, int] | None:
    """(host, port) of the mail server."""
    if not (written := f.text("smtp")):
        return None
    host, mark, port = written.partition(":")
    number = int(port) if re.fullmatch(r"[0-9]{1,5}", port) else 0 if mark else SMTP_PORT
    if not _is_host(host) or not 0 < number < 65536:
        f.wrong("smtp", f"«{written}» er ingen posttjener. Skriv den som smtp.kommune.no:587")
        return None
    return host, number


def proxies(f: Fields) -> tuple[str, ...]:
    """Addresses of our own proxies, whose word on who asks is believed."""
    found = f.texts("proxy")
    for written in (p for p in found if not _is_ip(p)):
        f.wrong("proxy", f"«{written}» er ingen IP-adresse. Skriv adressen til proxyen, som 10.0.0.5 eller 10.0.0.0/24")
    return tuple(p for p in found if _is_ip(p))


def origins(f: Fields) -> tuple[str, ...]:
    """Sites that may hold the chat, as the browser names them: scheme, host and port, no path."""
    found = tuple(o.rstrip("/") for o in f.texts("opphav"))
    for written in (o for o in found if not _is_origin(o)):
        f.wrong("opphav", f"«{written}» er ikke et nettsted. Skriv https:// og navnet, som https://www.kommune.no, uten noe etter")
    return tuple(o for o in found if _is_origin(o))


def _is_origin(text: str) -> bool:
    parts = _split(text)
    if parts is None or parts.path or parts.query or parts.fragment or parts.username:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _split(text: str) -> SplitResult | None:
    """The parts of an address with a host; None when it is none, or holds spaces or control characters."""
    try:
        parts = urlsplit(text)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return None
    printable = text.isascii() and text.isprintable() and " " not in text
    host = parts.hostname in LOCAL or _is_host(parts.hostname or "")
    return parts if printable and port_is_a_number and host else None


def _is_email(text: str) -> bool:
    name, _, host = text.partition("@")
    return bool(_BEFORE_AT.fullmatch(name)) and "." in host and _is_host(host)


def _is_host(text: str) -> bool:
    return all(_LABEL.fullmatch(label) for label in text.split("."))
