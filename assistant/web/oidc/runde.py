"""One log-in on its way: what must be the same when the browser comes back. It lies sealed in a short-lived cookie in that browser."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry
from joserfc.jwk import OctKey

COOKIE = "kartlegging_oidc"
HINT = "kartlegging_oidc_ut"
SECONDS = 600
MAX_HINT = 3500
SEALED = JWERegistry(algorithms=["dir", "A256GCM", "DEF"])


@dataclass(frozen=True)
class Runde:
    """`target` is the page of the console to end at; `ends` is seconds since 1970. `account` is the id of one that is to be tied to the person."""

    state: str
    nonce: str
    verifier: str
    target: str
    ends: float
    account: str = ""


def new(target: str, now: float, account: str = "") -> Runde:
    return Runde(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), target, now + SECONDS, account)


def seal(secret: str, runde: Runde) -> str:
    """The value of the cookie: encrypted and signed."""
    return _seal(secret, "runde", asdict(runde))


def unseal(secret: str, value: str, now: float) -> Runde | None:
    """None when the cookie is forged, broken or too old."""
    found = _unseal(secret, "runde", value)
    runde = Runde(**found) if found else None
    return runde if runde and runde.ends > now else None


def seal_hint(secret: str, id_token: str) -> str:
    """The id_token for the provider's log-out; empty when it is too long for a cookie."""
    value = _seal(secret, "ut", {"id_token": id_token})
    return value if len(value) <= MAX_HINT else ""


def unseal_hint(secret: str, value: str) -> str:
    """The id_token; empty when the cookie does not hold."""
    return str((_unseal(secret, "ut", value) or {}).get("id_token", ""))


class Brukte:
    """Rounds that have come back once. They are forgotten when the cookie is too old anyway."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def use(self, runde: Runde) -> bool:
        """Whether this is the first time."""
        now = time.time()
        self._until = {state: ends for state, ends in self._until.items() if ends > now}
        first = runde.state not in self._until
        self._until[runde.state] = runde.ends
        return first


def _key(secret: str, purpose: str) -> OctKey:
    return OctKey.import_key(hashlib.sha256(f"oidc:{purpose}:{secret}".encode()).digest())


def _seal(secret: str, purpose: str, data: dict[str, Any]) -> str:
    header = {"alg": "dir", "enc": "A256GCM", "zip": "DEF"}
    return jwt.encode(header, data, _key(secret, purpose), registry=SEALED)


def _unseal(secret: str, purpose: str, value: str) -> dict[str, Any] | None:
    try:
        return jwt.decode(value, _key(secret, purpose), registry=SEALED).claims
    except (JoseError, ValueError, TypeError, KeyError):
        return None
