"""What must be set for log-in through a provider. Nothing is set: the log-in is off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey

from assistant.store.kontoer import ROLES

LOCAL = ("localhost", "127.0.0.1", "::1")


class Feiloppsett(ValueError):
    """The settings cannot be used; the text is a sentence that says which one and what to do."""


@dataclass(frozen=True)
class Oppsett:
    """`key` is for private_key_jwt and goes before `secret`. `acr` are the levels that are enough; none is demanded when empty.

    `user_claim` is the user name of an account here, which is tied to the person at the first log-in; off when empty.
    `roles` maps a value of the role claim to a role here, the first that fits counts. `create` is whether somebody unknown gets an account at the first log-in.
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
    user_claim: str = ""
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
        return env.get(name, "").strip() or default

    if not (issuer := value("KARTLEGGING_OIDC_UTSTEDER")):
        return None
    found = Oppsett(
        issuer=_address(issuer, "KARTLEGGING_OIDC_UTSTEDER", strip=False),
        client_id=_needed(value("KARTLEGGING_OIDC_KLIENT"), "KARTLEGGING_OIDC_KLIENT"),
        address=_address(_needed(value("KARTLEGGING_OIDC_ADRESSE"), "KARTLEGGING_OIDC_ADRESSE"), "KARTLEGGING_OIDC_ADRESSE"),
        label=value("KARTLEGGING_OIDC_NAVN", "arbeidskontoen"), secret=value("KARTLEGGING_OIDC_HEMMELIGHET"),
        key=_key(value("KARTLEGGING_OIDC_NOKKELFIL")), scope=value("KARTLEGGING_OIDC_OMFANG", "openid profile"),
        acr=tuple(value("KARTLEGGING_OIDC_ACR").split()), name_claim=value("KARTLEGGING_OIDC_FELT_NAVN", "name"),
        unit_claim=value("KARTLEGGING_OIDC_FELT_ENHET"), role_claim=value("KARTLEGGING_OIDC_FELT_ROLLE"),
        user_claim=value("KARTLEGGING_OIDC_FELT_BRUKER"), level_claim=value("KARTLEGGING_OIDC_FELT_NIVA", "acr"),
        roles=_pairs(value("KARTLEGGING_OIDC_ROLLER")), create=_yes(value("KARTLEGGING_OIDC_NYE", "nei")),
    )
    if "openid" not in found.scope.split():
        raise Feiloppsett("KARTLEGGING_OIDC_OMFANG må ha med «openid».")
    if not found.secret and found.key is None:
        raise Feiloppsett("Sett KARTLEGGING_OIDC_HEMMELIGHET eller KARTLEGGING_OIDC_NOKKELFIL, så tilbyderen kan vite at det er tjenesten som spør.")
    return found


def _needed(value: str, name: str) -> str:
    if not value:
        raise Feiloppsett(f"{name} må være satt når KARTLEGGING_OIDC_UTSTEDER er det.")
    return value


def _address(value: str, name: str, strip: bool = True) -> str:
    """An https address; http only on this machine. An issuer keeps its last stroke, since it is compared letter by letter."""
    try:
        parts = urlsplit(value)
        fits = bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL))
    except ValueError:
        fits = False
    if not fits:
        raise Feiloppsett(f"{name} må være en adresse som begynner med https://.")
    return value.rstrip("/") if strip else value


def _key(path: str) -> Key | None:
    """A private RSA or EC key, as JWK or PEM."""
    if not path:
        return None
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise Feiloppsett("Filen i KARTLEGGING_OIDC_NOKKELFIL kan ikke leses.") from None
    for kind in (RSAKey, ECKey):
        try:
            key = kind.import_key(json.loads(content) if content.startswith("{") else content)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if key.is_private:
            return key
    raise Feiloppsett("Filen i KARTLEGGING_OIDC_NOKKELFIL må være en privat RSA- eller EC-nøkkel, som JWK eller PEM.")


def _pairs(value: str) -> dict[str, str]:
    """`theirs=ours,theirs=ours`."""
    pairs = [pair.rpartition("=") for pair in value.split(",") if pair.strip()]
    if any(not theirs.strip() or not ours.strip() for theirs, _, ours in pairs):
        raise Feiloppsett("KARTLEGGING_OIDC_ROLLER skrives slik: verdi hos tilbyderen=rolle her, med komma mellom parene.")
    if unknown := {ours.strip() for _, _, ours in pairs} - set(ROLES):
        raise Feiloppsett(f"KARTLEGGING_OIDC_ROLLER har en rolle som ikke finnes: {', '.join(sorted(unknown))}. Bruk {', '.join(ROLES)}.")
    return {theirs.strip(): ours.strip() for theirs, _, ours in pairs}


def _yes(value: str) -> bool:
    if value not in ("ja", "nei"):
        raise Feiloppsett("KARTLEGGING_OIDC_NYE er «ja» eller «nei».")
    return value == "ja"
