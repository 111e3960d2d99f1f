"""The worker's session: a random cookie whose hash is in the store. A new staff key ends every session."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from assistant.store.kontoer import MAX_NAME, Account, tidy
from assistant.store.okter import HOURS, Session

if TYPE_CHECKING:
    from assistant.web.tjeneste import Tjeneste

COOKIE = "kartlegging_okt"
KNOWN = "kartlegging_kjent"
KNOWN_DAYS = 180


def open(running: Tjeneste, account: Account) -> str:
    """A new session for an account, logged; the value of its cookie."""
    return _start(running, account.id, account.name, account.user_name)


def open_with_key(running: Tjeneste, name: str) -> str:
    """A new session for somebody with the staff key, logged; it holds while no account is made. The value of its cookie."""
    return _start(running, None, tidy(name)[:MAX_NAME], "fagperson")


def _start(running: Tjeneste, account_id: str | None, name: str, actor: str) -> str:
    value = secrets.token_urlsafe(32)
    running.store.start_session(_hash(running.key, value), account_id, name, actor, running.now(), running.clock())
    return value


def read(running: Tjeneste, value: str) -> Session | None:
    """The session of a cookie; None when it is unknown or has ended."""
    return running.store.session(_hash(running.key, value), running.clock()) if value else None


def set_cookie(request: Request, response: Response, value: str) -> Response:
    """Give the browser the session: not for scripts, not for other sites, and under https only there."""
    response.set_cookie(COOKIE, value, max_age=HOURS * 3600, path="/", httponly=True, samesite="strict", secure=_secure(request))
    return response


def remember(request: Request, response: Response, running: Tjeneste, account: Account) -> Response:
    """Note in the browser that this account has logged in here; see `store.forsok`. It opens nothing."""
    value = f"{account.id}.{_mark(running.key, account.id)}"
    response.set_cookie(KNOWN, value, max_age=KNOWN_DAYS * 86400, path="/konsoll/inn", httponly=True, samesite="strict", secure=_secure(request))
    return response


def is_known(request: Request, running: Tjeneste, account: Account | None) -> bool:
    """Whether the account has logged in from this browser before."""
    given, _, mark = request.cookies.get(KNOWN, "").partition(".")
    ours = _mark(running.key, given)
    return account is not None and given == account.id and hmac.compare_digest(ours.encode(), mark.encode("utf-8", "surrogatepass"))


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _mark(key: str, account_id: str) -> str:
    return _hash(key, f"kjent:{account_id}")


def _hash(key: str, value: str) -> str:
    return hmac.new(hashlib.sha256(b"okt:" + key.encode()).digest(), value.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
