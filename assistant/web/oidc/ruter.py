"""/konsoll/oidc: to the provider, back from it, and out of it again."""

from __future__ import annotations

import hmac
import time
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from assistant.store.kontoer import CASE_ROLES
from assistant.web.deps import Running, SignedIn
from assistant.web.innlogging import matches, own
from assistant.web.konsoll import Form
from assistant.web.maling import page
from assistant.web.oidc import bevis, inngang, runde
from assistant.web.oidc.feil import Angret, Avbrutt, FeilPassord, Utilgjengelig, Utlopt
from assistant.web.oidc.tilbyder import Tilbyder
from assistant.web.problemer import Problem
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll/oidc", include_in_schema=False)
PATH = "/konsoll"


def provider(request: Request) -> Tilbyder:
    """Raises Problem when log-in through a provider is off."""
    if (found := request.app.state.oidc) is None:
        raise Problem("finnes-ikke", "Innlogging med en annen tjeneste er ikke slått på her.")
    return found


@router.get("/inn")
async def login(request: Request, running: Running, neste: str = "/konsoll") -> Response:
    """To the provider. The round lies in a cookie that comes along when the provider sends the browser back (SameSite=Lax)."""
    tilbyder, begun = provider(request), runde.new(own(neste), time.time())
    try:
        response = RedirectResponse(await tilbyder.authorize_url(begun), 303)
    except Avbrutt as problem:
        return _failed(request, running, problem)
    _keep(request, response, runde.COOKIE, runde.seal(running.key, begun), runde.SECONDS)
    return response


@router.post("/knytt")
async def tie(request: Request, running: Running, user: SignedIn, fields: Form) -> Response:
    """To the provider from «Min konto», so that one's account can be opened from there. The password is asked for, as for other ways in."""
    tilbyder, begun = provider(request), runde.new("/konsoll/konto", time.time(), user.account)
    account = running.store.account(user.account)
    if account is None or not await matches(running, account.password_hash, fields.get("passord", "")):
        return _failed(request, running, FeilPassord("passord"))
    try:
        target = await tilbyder.authorize_url(begun)
    except Avbrutt as problem:
        return _failed(request, running, problem)
    response = page(request, "konsoll/videre.html", title="Du sendes videre", target=target, text=f"Gå til {tilbyder.oppsett.label}")
    _keep(request, response, runde.COOKIE, runde.seal(running.key, begun), runde.SECONDS)
    return response


@router.get("/tilbake")
async def back(request: Request, running: Running) -> Response:
    """From the provider. Ends in the same session as any other log-in."""
    tilbyder = provider(request)
    try:
        response = await _back(request, running, tilbyder)
    except Avbrutt as problem:
        response = _failed(request, running, problem)
    response.delete_cookie(runde.COOKIE, path=PATH)
    return response


async def _back(request: Request, running: Tjeneste, tilbyder: Tilbyder) -> Response:
    begun = runde.unseal(running.key, request.cookies.get(runde.COOKIE, ""), time.time())
    given = request.query_params
    if begun is None or not hmac.compare_digest(given.get("state", "").encode(), begun.state.encode()) or not request.app.state.runder.use(begun):
        raise Utlopt("state")
    if "iss" in given and given["iss"] != tilbyder.oppsett.issuer:
        raise Utlopt("iss")
    if "error" in given or not given.get("code"):
        raise Angret("avbrutt")
    id_token = await tilbyder.redeem(given["code"], begun.verifier)
    innlogget = await bevis.checked(tilbyder, id_token, begun.nonce)
    account = inngang.tie(running, begun.account, innlogget) if begun.account else inngang.account(running, tilbyder.oppsett, innlogget)
    target = begun.target if account.role in CASE_ROLES else "/konsoll"
    response = page(request, "konsoll/videre.html", title="Du er logget inn", target=target, text="Gå til konsollen")
    inngang.open_session(request, running, account, response)
    if hint := runde.seal_hint(running.key, id_token):
        _keep(request, response, runde.HINT, hint, None)
    return response


@router.get("/ut")
async def logout(request: Request, running: Running) -> Response:
    """After the console's own log-out: out of the provider as well. A page and not a redirect, since a form may only lead to our own pages."""
    tilbyder = provider(request)
    hint = runde.unseal_hint(running.key, request.cookies.get(runde.HINT, ""))
    try:
        end = (await tilbyder.about()).get("end_session_endpoint")
    except Utilgjengelig:
        end = None
    if not hint or not isinstance(end, str):
        response: Response = RedirectResponse("/konsoll/inn", 303)
    else:
        wishes = {"id_token_hint": hint, "client_id": tilbyder.oppsett.client_id, "post_logout_redirect_uri": tilbyder.oppsett.after_logout}
        target = f"{end}{'&' if '?' in end else '?'}{urlencode(wishes)}"
        response = page(request, "konsoll/videre.html", title="Du er logget ut av konsollen", target=target,
                        text=f"Logg ut av {tilbyder.oppsett.label} også")
    response.delete_cookie(runde.HINT, path=PATH)
    return response


def _keep(request: Request, response: Response, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(name, value, max_age=seconds, path=PATH, httponly=True, samesite="lax", secure=request.url.scheme == "https")


def _failed(request: Request, running: Tjeneste, problem: Avbrutt) -> Response:
    running.store.log("ukjent", "innlogging_feilet", None, running.now(), f"oidc:{problem.code}")
    return page(request, "konsoll/oidc_feil.html", problem.status, problem=problem)
