"""The worker's session: a signed cookie that holds a name and an end. A new key ends every session."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass

COOKIE = "kartlegging_okt"
HOURS = 10
MAX_NAME = 60


@dataclass(frozen=True)
class Session:
    """`name` is what the worker called themself; `ends` is seconds since 1970."""

    name: str
    ends: float
    number: str

    @property
    def actor(self) -> str:
        """How the log names the worker."""
        return f"fagperson {self.name}".strip()


def start(key: str, name: str, now: float) -> str:
    """The value of the cookie for a new session."""
    tidy = " ".join("".join(c for c in name if c.isprintable()).split())[:MAX_NAME]
    data = json.dumps([tidy, now + HOURS * 3600, secrets.token_urlsafe(12)]).encode()
    payload = base64.urlsafe_b64encode(data).decode()
    return f"{payload}.{_sign(key, payload)}"


def read(key: str, value: str, now: float) -> Session | None:
    """The session; None when the cookie is forged, broken or has ended."""
    payload, _, signature = value.partition(".")
    if not hmac.compare_digest(_sign(key, payload).encode(), signature.encode("utf-8", "surrogatepass")):
        return None
    session = Session(*json.loads(base64.urlsafe_b64decode(payload)))
    return session if session.ends > now else None


def _sign(key: str, payload: str) -> str:
    return hmac.new(hashlib.sha256(b"okt:" + key.encode()).digest(), payload.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
