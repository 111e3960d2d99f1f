"""From somebody the provider vouches for to a session in the console."""

from __future__ import annotations

import time

from fastapi import Request
from starlette.responses import Response

from assistant.web import okt
from assistant.web.oidc.bevis import Innlogget
from assistant.web.oidc.feil import Ukjent
from assistant.web.oidc.oppsett import Oppsett
from assistant.web.tjeneste import Tjeneste


def own(target: str) -> str:
    """Only pages of the console may be gone to after login."""
    safe = target == "/konsoll" or (target.startswith("/konsoll/") and "\\" not in target and target.isprintable())
    return target if safe else "/konsoll"


async def open_session(request: Request, running: Tjeneste, oppsett: Oppsett, innlogget: Innlogget, response: Response) -> None:
    """Set the cookie of a session for the account. Raises Ukjent when there is none and none may be made."""
    if oppsett.roles and not innlogget.roles:
        raise Ukjent("rolle")
    value = okt.start(running.key, innlogget.name, time.time())
    running.store.log("fagperson", "logget_inn", None, running.now(), "oidc")
    response.set_cookie(okt.COOKIE, value, max_age=okt.HOURS * 3600, path="/", httponly=True, samesite="strict",
                        secure=request.url.scheme == "https")
