"""The worker's console: pages with forms, so that it works with the keyboard, without scripts and on a tablet."""

from __future__ import annotations

import asyncio
import time
from typing import Annotated
from urllib.parse import parse_qs

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from assistant.domain.case import level_rank
from assistant.web import audit, beslutninger, okt, saksbilde, varsler
from assistant.web.deps import Console, Running, session
from assistant.web.maling import page
from assistant.web.oidc.runde import HINT
from assistant.web.problemer import Problem, unknown_case
from assistant.web.saker import counts, found

router = APIRouter(prefix="/konsoll", include_in_schema=False)
WRONG_KEY_WAIT_S = 0.5


async def form(request: Request) -> dict[str, str]:
    """The fields of a form; the first of each name. Anything unreadable is simply not there."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=20).items()}


Form = Annotated[dict[str, str], Depends(form)]


def _to(path: str) -> Response:
    return RedirectResponse(path, 303)


@router.get("/inn")
async def login_page(request: Request, neste: str = "/konsoll") -> Response:
    return page(request, "konsoll/inn.html", target=_own(neste), wrong=False)


@router.post("/inn")
async def login(request: Request, running: Running, fields: Form) -> Response:
    """The right key gives a session cookie that scripts cannot read and other sites cannot use."""
    target = _own(fields.get("neste", "/konsoll"))
    if not running.is_key(fields.get("nokkel", "").strip()):
        await asyncio.sleep(WRONG_KEY_WAIT_S)
        running.store.log("ukjent", "innlogging_feilet", None, running.now())
        return page(request, "konsoll/inn.html", 401, target=target, wrong=True)
    value = okt.start(running.key, fields.get("navn", ""), time.time())
    running.store.log("fagperson", "logget_inn", None, running.now())
    response = _to(target)
    response.set_cookie(okt.COOKIE, value, max_age=okt.HOURS * 3600, path="/", httponly=True, samesite="strict",
                        secure=request.url.scheme == "https")
    return response


@router.post("/ut")
async def logout(request: Request, running: Running, actor: Console) -> Response:
    """End the session for good, also for a copy of the cookie."""
    if current := session(request, running):
        running.ended.add(current.number)
    response = _to("/konsoll/oidc/ut" if HINT in request.cookies else "/konsoll/inn")
    response.delete_cookie(okt.COOKIE, path="/")
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@router.get("")
@router.get("/", include_in_schema=False)
async def inbox(request: Request, running: Running, actor: Console) -> Response:
    """Open alerts, the most serious first, then every case, the last changed first."""
    running.store.log(actor, "liste_lest", None, running.now())
    return page(request, "konsoll/liste.html", cases=running.store.list_cases(), counts=counts(running), **_alerts(running))


@router.get("/varsler")
async def alerts(request: Request, running: Running, actor: Console) -> Response:
    """Only the alerts, for the script that keeps the inbox up to date."""
    return page(request, "konsoll/varsler.html", **_alerts(running))


@router.post("/varsel/{n}/kvitter")
async def acknowledge(n: int, running: Running, actor: Console) -> Response:
    alert = varsler.take(running, n, actor)
    return _to(f"/konsoll/sak/{alert['case_id']}")


@router.get("/samtale")
async def guided(request: Request, actor: Console) -> Response:
    """A guided talk in the same chat element."""
    return page(request, "konsoll/samtale.html")


@router.get("/sak/{id}")
async def case_page(id: str, request: Request, running: Running, actor: Console) -> Response:
    return _case(request, running, id, actor)


@router.post("/sak/{id}/beslutning")
async def decide(id: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """What was chosen and written stays in the form when something is missing."""
    case = running.store.load(id)
    if case is None:
        raise unknown_case()
    chosen, reason = fields.get("forlop", ""), fields.get("grunn", "")[:4000]
    try:
        if chosen not in ("1", "2", "3"):
            raise Problem("ugyldig", "Velg hovedforløp 1, 2 eller 3.")
        beslutninger.decide(running, case, int(chosen), reason, actor)
    except Problem as problem:
        return _case(request, running, id, actor, problem.detail, chosen, reason)
    return _to(f"/konsoll/sak/{id}#beslutning")


@router.get("/sak/{id}/slett")
async def delete_page(id: str, request: Request, running: Running, actor: Console) -> Response:
    return page(request, "konsoll/slett.html", case=found(running, id, actor))


@router.post("/sak/{id}/slett")
async def delete(id: str, running: Running, actor: Console) -> Response:
    if not await to_thread.run_sync(running.store.delete, id, actor, running.now()):
        raise unknown_case()
    return _to("/konsoll")


def _case(request: Request, running: Running, id: str, actor: str, error: str = "", chosen: str = "", reason: str = "") -> Response:
    case = found(running, id, actor)
    view = saksbilde.build(running.guide, case, running.store.transcript(id), running.store.audit(id))
    open_alerts = [a for a in running.store.alerts() if a["case_id"] == id]
    return page(request, "konsoll/sak.html", 422 if error else 200, sak=view, history=audit.told(view["log"]), alerts=open_alerts,
                labels=_labels(running), error=error, chosen=chosen, reason=reason)


def _alerts(running: Running) -> dict:
    """Open alerts, the most serious first and then the oldest, with their categories in words."""
    ordered = sorted(running.store.alerts(), key=lambda a: (-level_rank(a["level"]), a["id"]))
    return {"alerts": ordered, "labels": _labels(running)}


def _labels(running: Running) -> dict[str, str]:
    return {c.id: c.label.nb for c in running.guide.risk.categories.values()}


def _own(target: str) -> str:
    """Only pages of the console may be gone to after login."""
    safe = target == "/konsoll" or (target.startswith("/konsoll/") and "\\" not in target and target.isprintable())
    return target if safe else "/konsoll"
