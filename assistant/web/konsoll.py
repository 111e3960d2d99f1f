"""The worker's console: pages with forms, so that it works with the keyboard, without scripts and on a tablet.

Here: in and out. Inbox, alerts, cases, edits and the guided talk have files of their own.
"""

from __future__ import annotations

import asyncio
import time
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from assistant.web import okt
from assistant.web.deps import Console, Running, session
from assistant.web.maling import page

router = APIRouter(prefix="/konsoll", include_in_schema=False)
WRONG_KEY_WAIT_S = 0.5


async def form(request: Request) -> dict[str, str]:
    """The fields of a form; the first of each name. Anything unreadable is simply not there."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=20).items()}


Form = Annotated[dict[str, str], Depends(form)]


def to(path: str) -> Response:
    """On to another page after a form."""
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
    response = to(target)
    response.set_cookie(okt.COOKIE, value, max_age=okt.HOURS * 3600, path="/", httponly=True, samesite="strict",
                        secure=request.url.scheme == "https")
    return response


@router.post("/ut")
async def logout(request: Request, running: Running, actor: Console) -> Response:
    """End the session for good, also for a copy of the cookie."""
    if current := session(request, running):
        running.ended.add(current.number)
    response = to("/konsoll/inn")
    response.delete_cookie(okt.COOKIE, path="/")
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _own(target: str) -> str:
    """Only pages of the console may be gone to after login."""
    safe = target == "/konsoll" or (target.startswith("/konsoll/") and "\\" not in target and target.isprintable())
    return target if safe else "/konsoll"
