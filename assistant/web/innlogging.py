"""In and out of the console: user name, password and code; with the staff key only while there is no account."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from math import ceil

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from assistant.store import engangskode, passord
from assistant.store.kontoer import CASE_ROLES, Account
from assistant.web import okt
from assistant.web.deps import Running, SignedIn, refuse_elsewhere, session
from assistant.web.konsoll import Form
from assistant.web.maling import page
from assistant.web.oidc.runde import HINT
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll", include_in_schema=False)
WRONG_KEY_WAIT_S = 0.5
WRONG = "Brukernavnet, passordet eller koden stemmer ikke. Sjekk dem og prøv igjen."
WRONG_KEY = "Nøkkelen stemmer ikke. Sjekk at hele nøkkelen er med, og prøv igjen."


@dataclass(frozen=True)
class Refused:
    """Why nobody was let in, as a sentence."""

    sentence: str
    status: int = 401
    wait_s: int = 0


@router.get("/inn")
async def login_page(request: Request, running: Running, neste: str = "/konsoll") -> Response:
    return _page(request, running, own(neste))


@router.post("/inn")
async def login(request: Request, running: Running, fields: Form) -> Response:
    """A new session at each login, in a cookie that scripts cannot read and other sites cannot use."""
    refuse_elsewhere(request)
    target = own(fields.get("neste", "/konsoll"))
    if not running.store.has_accounts:
        return await _with_key(request, running, fields, target)
    got = await check(request, running, fields.get("brukernavn", ""), fields.get("passord", ""), fields.get("kode", ""))
    if isinstance(got, Refused):
        return _page(request, running, target, got, fields.get("brukernavn", "")[:60])
    return let_in(request, running, got, target)


def let_in(request: Request, running: Tjeneste, account: Account, target: str = "/konsoll") -> Response:
    """A session for somebody who has shown who they are, the way they came before being closed, and on to the page they wanted."""
    if before := session(request, running):
        running.store.end_session(before.token_hash, before.actor, running.now())
    response = RedirectResponse(target if account.role in CASE_ROLES else "/konsoll", 303)
    okt.set_cookie(request, response, okt.open(running, account))
    return okt.remember(request, response, running, account)


@router.post("/ut")
async def logout(request: Request, running: Running, user: SignedIn) -> Response:
    """End the session for good, also for a copy of the cookie."""
    if current := session(request, running):
        running.store.end_session(current.token_hash, user.name, running.now())
    response = RedirectResponse("/konsoll/oidc/ut" if HINT in request.cookies else "/konsoll/inn", 303)
    response.delete_cookie(okt.COOKIE, path="/")
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


async def check(request: Request, running: Tjeneste, user_name: str, password: str, code: str) -> Account | Refused:
    """The account that the three belong to. What was wrong is never said, and takes as long for a user name that is unknown."""
    account = running.store.account_named(user_name)
    known = okt.is_known(request, running, account)
    if wait := running.store.begin_login(user_name, known, running.clock()):
        return Refused(f"Det er prøvd mange ganger. Vent {ceil(wait)} sekunder og prøv igjen.", 429, ceil(wait))
    stored = account.password_hash if account and account.active else ""
    right = await matches(running, stored, password)
    if account is None or not right or not code_fits(running, account, code):
        running.store.log("ukjent", "innlogging_feilet", None, running.now(), f"konto={account.id}" if account else "")
        return Refused(WRONG)
    running.store.end_login(user_name, known)
    return account


async def matches(running: Tjeneste, stored: str, password: str) -> bool:
    """Whether the password is right; off the loop, and few at a time, since each takes 64 MiB."""
    return await to_thread.run_sync(passord.matches, stored, password, limiter=running.hashing)


async def hashed(running: Tjeneste, password: str) -> str:
    """The hash of a new password, made as `matches` is."""
    return await to_thread.run_sync(passord.make_hash, password, limiter=running.hashing)


def code_fits(running: Tjeneste, account: Account, code: str) -> bool:
    """Whether the code is right and not used before; true where no code is asked for."""
    if not account.totp_secret:
        return True
    step = engangskode.step_of(account.totp_secret, code, running.clock())
    return step is not None and running.store.use_code(account.id, step)


def own(target: str) -> str:
    """Only pages of the console may be gone to after login."""
    safe = target == "/konsoll" or (target.startswith("/konsoll/") and "\\" not in target and target.isprintable())
    return target if safe else "/konsoll"


async def _with_key(request: Request, running: Tjeneste, fields: dict[str, str], target: str) -> Response:
    if not running.is_key(fields.get("nokkel", "").strip()):
        await asyncio.sleep(WRONG_KEY_WAIT_S)
        running.store.log("ukjent", "innlogging_feilet", None, running.now())
        return _page(request, running, target, Refused(WRONG_KEY))
    return okt.set_cookie(request, RedirectResponse(target, 303), okt.open_with_key(running, fields.get("navn", "")))


def _page(request: Request, running: Tjeneste, target: str, refused: Refused | None = None, user_name: str = "") -> Response:
    response = page(request, "konsoll/inn.html", refused.status if refused else 200, target=target, error=refused.sentence if refused else "",
                    with_key=not running.store.has_accounts, user_name=user_name)
    if refused and refused.wait_s:
        response.headers["Retry-After"] = str(refused.wait_s)
    return response
