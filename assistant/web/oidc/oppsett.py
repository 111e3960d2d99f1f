"""What must be set for log-in through a provider. Nothing is set: the log-in is off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey

PREFIX = "KARTLEGGING_OIDC_"
LOCAL = ("localhost", "127.0.0.1", "::1")


class Feiloppsett(ValueError):
    """The settings cannot be used; the text is a sentence that says which one and what to do."""


@dataclass(frozen=True)
class Oppsett:
    """`key` is for private_key_jwt and goes before `secret`. `acr` are the levels that are enough; none is demanded when empty.

    `roles` maps a value of the role claim to a role here. `create` is whether somebody unknown gets an account at the first log-in.
    """

    issuer: str
    client_id: str
    address: str
    label: str = "arbeidskontoen"
    secret: str = field(default="", repr=False)
    key: Key | None = field(default=None, repr=False)
    scope: str = "openid profile"
    acr: tuple[str, ...] = ()
    name_claim: str = "name"
    unit_claim: str = ""
    role_claim: str = ""
    level_claim: str = "acr"
    roles: Mapping[str, str] = field(default_factory=dict)
    create: bool = False

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends the browser back. Never made from what a request says its host is."""
        return f"{self.address}/konsoll/oidc/tilbake"

    @property
    def after_logout(self) -> str:
        return f"{self.address}/konsoll/inn"


def from_env(env: Mapping[str, str]) -> Oppsett | None:
    """None without an issuer. Raises Feiloppsett."""
    def value(name: str, default: str = "") -> str:
        return env.get(PREFIX + name, "").strip() or default

    if not (issuer := value("UTSTEDER")):
        return None
    found = Oppsett(
        issuer=_address(issuer, "UTSTEDER", strip=False), client_id=_needed(value("KLIENT"), "KLIENT"),
        address=_address(_needed(value("ADRESSE"), "ADRESSE"), "ADRESSE"),
        label=value("NAVN", "arbeidskontoen"), secret=value("HEMMELIGHET"), key=_key(value("NOKKELFIL")),
        scope=value("OMFANG", "openid profile"), acr=tuple(value("ACR").split()), name_claim=value("FELT_NAVN", "name"),
        unit_claim=value("FELT_ENHET"), role_claim=value("FELT_ROLLE"), level_claim=value("FELT_NIVA", "acr"),
        roles=_pairs(value("ROLLER")), create=_yes(value("NYE", "nei")),
    )
    if "openid" not in found.scope.split():
        raise Feiloppsett(f"{PREFIX}OMFANG må ha med «openid».")
    if not found.secret and found.key is None:
        raise Feiloppsett(f"Sett {PREFIX}HEMMELIGHET eller {PREFIX}NOKKELFIL, så tilbyderen kan vite at det er tjenesten som spør.")
    return found


def _needed(value: str, name: str) -> str:
    if not value:
        raise Feiloppsett(f"{PREFIX}{name} må være satt når {PREFIX}UTSTEDER er det.")
    return value


def _address(value: str, name: str, strip: bool = True) -> str:
    """An https address; http only on this machine. An issuer keeps its last stroke, since it is compared letter by letter."""
    parts = urlsplit(value)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise Feiloppsett(f"{PREFIX}{name} må begynne med https://.")
    return value.rstrip("/") if strip else value


def _key(path: str) -> Key | None:
    """A private RSA or EC key, as JWK or PEM."""
    if not path:
        return None
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise Feiloppsett(f"Filen i {PREFIX}NOKKELFIL kan ikke leses.") from None
    for kind in (RSAKey, ECKey):
        try:
            key = kind.import_key(json.loads(content) if content.startswith("{") else content)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if key.is_private:
            return key
    raise Feiloppsett(f"Filen i {PREFIX}NOKKELFIL må være en privat RSA- eller EC-nøkkel, som JWK eller PEM.")


def _pairs(value: str) -> dict[str, str]:
    """`theirs=ours,theirs=ours`."""
    pairs = [pair.rpartition("=") for pair in value.split(",") if pair.strip()]
    if any(not theirs.strip() or not ours.strip() for theirs, _, ours in pairs):
        raise Feiloppsett(f"{PREFIX}ROLLER skrives slik: verdi hos tilbyderen=rolle her, med komma mellom parene.")
    return {theirs.strip(): ours.strip() for theirs, _, ours in pairs}


def _yes(value: str) -> bool:
    if value not in ("ja", "nei"):
        raise Feiloppsett(f"{PREFIX}NYE er «ja» eller «nei».")
    return value == "ja"
