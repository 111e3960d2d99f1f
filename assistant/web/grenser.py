"""How often one address may do what costs or can be guessed: starting talks, logging in, writing in a talk.

Token buckets in this process. Nothing about a visitor is kept: the key is a hash with a salt that is made when the process starts,
and it is forgotten when the bucket is full again.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import math
import secrets
import time
from collections.abc import Mapping
from itertools import islice

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.feil import shown
from assistant.web.problemer import NUMBERS, Problem
from assistant.web.settings import Limit

logger = logging.getLogger(__name__)
TALKS = "/api/conversations"
MAX_KEYS = 50_000
GUESSED = ("innlogging", "kode")
PERSON = (
    "Det kom uvanlig mye på kort tid herfra, så vi må vente litt. Prøv igjen om {wait}. Det du har skrevet før, er lagret. "
    "Trenger du hjelp nå, ring 113 eller 116 117. Vil du snakke med noen, ring Mental Helse på 116 123, hele døgnet."
)
WORKER = "Det har vært mange forsøk som ikke stemte. Vent {wait} og prøv igjen."


class Bucket:
    """Every key's tokens for one limit. A full bucket is not kept."""

    def __init__(self, limit: Limit) -> None:
        self._limit, self._salt = limit, secrets.token_bytes(16)
        self._left: dict[bytes, tuple[float, float]] = {}

    def take(self, key: str, now: float) -> float:
        """0.0 when there was a token, else the seconds until there is one."""
        left = self._now(sealed := self._seal(key), now)
        if left < 1:
            return (1 - left) * self._limit.every_s
        self._put(sealed, left - 1, now)
        return 0.0

    def give_back(self, key: str, now: float) -> None:
        """The token taken was not needed."""
        sealed = self._seal(key)
        self._put(sealed, self._now(sealed, now) + 1, now)

    def _now(self, sealed: bytes, now: float) -> float:
        left, at = self._left.get(sealed, (float(self._limit.burst), now))
        return min(float(self._limit.burst), left + (now - at) / self._limit.every_s)

    def _put(self, sealed: bytes, left: float, now: float) -> None:
        self._left.pop(sealed, None)
        if left < self._limit.burst:
            self._left[sealed] = left, now
        self._forget(now)

    def _forget(self, now: float) -> None:
        """Those untouched the longest go when they are full again, and anyway when there are too many. Two at a time is enough."""
        for sealed in tuple(islice(self._left, 2)):
            if self._now(sealed, now) >= self._limit.burst or len(self._left) > MAX_KEYS:
                del self._left[sealed]

    def _seal(self, key: str) -> bytes:
        return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), key=self._salt, digest_size=16).digest()

    def __len__(self) -> int:
        return len(self._left)


class Grenser:
    """429 for what comes too often. A token that a log-in or a code took is given back when it was the right one."""

    def __init__(self, app: ASGIApp, limits: Mapping[str, Limit]) -> None:
        self._app = app
        self._buckets = {kind: Bucket(limit) for kind, limit in limits.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = limited(scope) if scope["type"] == "http" else None
        if kind is None or kind not in self._buckets:
            return await self._app(scope, receive, send)
        bucket, key = self._buckets[kind], address(scope) + (scope["path"] if kind == "melding" else "")
        if wait := bucket.take(key, time.monotonic()):
            logger.warning("grensen for %s er nådd", kind)
            return await _refuse(kind, wait, scope, receive, send)

        async def counting(message: Message) -> None:
            if kind in GUESSED and message["type"] == "http.response.start" and message["status"] < 400:
                bucket.give_back(key, time.monotonic())
            await send(message)

        await self._app(scope, receive, counting)


def limited(scope: Scope) -> str | None:
    """Which limit a request is under; None for most."""
    path, method = scope["path"].rstrip("/"), scope["method"]
    if path == TALKS:
        return "start" if method == "POST" else None
    if path == TALKS + "/resume":
        return "kode"
    if path.startswith(TALKS + "/"):
        return "melding" if method in ("POST", "PATCH") else None
    if path.startswith("/konsoll/inn") or path == "/konsoll/oidc/knytt":
        return "innlogging" if method == "POST" else None
    if path == "/konsoll/oidc/tilbake":
        return "innlogging"
    return "innlogging" if path.startswith("/api/") and any(name == b"authorization" for name, _ in scope["headers"]) else None


def address(scope: Scope) -> str:
    """Where a request comes from. An IPv6 visitor holds a whole /64, so that is what is counted; IPv4 written as IPv6 is IPv4."""
    host = (scope.get("client") or ("",))[0]
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


async def _refuse(kind: str, wait: float, scope: Scope, receive: Receive, send: Send) -> None:
    seconds = max(1, math.ceil(wait))
    in_words = f"{seconds} sekunder" if seconds < 60 else f"{math.ceil(seconds / 60)} minutter"
    sentence, more = (WORKER, {}) if kind == "innlogging" else (PERSON, {"help": list(NUMBERS)})
    problem = Problem("for-mange", sentence.format(wait=in_words), headers={"Retry-After": str(seconds)}, **more)
    await shown(Request(scope), problem)(scope, receive, send)
