"""Who asks, and what they may: the conversation's own token, the worker's key, or the console's session."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request

from assistant.dialogue.engine import hash_token
from assistant.domain.case import Case
from assistant.web import okt
from assistant.web.feil import Innlogging
from assistant.web.problemer import Problem, moved_talk, needs_key, unknown_talk
from assistant.web.tjeneste import Tjeneste

SAFE = ("GET", "HEAD", "OPTIONS")
WORKER = "fagperson"


async def tjeneste(request: Request) -> Tjeneste:
    """The running service."""
    return request.app.state.tjeneste


Running = Annotated[Tjeneste, Depends(tjeneste)]


@dataclass(frozen=True)
class Access:
    """`actor` is what the log says; `worker` whether the worker's key or session opened the door."""

    case_id: str
    actor: str
    worker: bool

    def written_by(self, case: Case) -> str:
        """In a guided talk it is the worker who writes, also with the talk's own token."""
        return self.actor if self.worker or case.mode == "self" else WORKER


def bearer(request: Request) -> str | None:
    """The token of the Authorization header; None without one."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def session(request: Request, running: Tjeneste) -> okt.Session | None:
    """The console's session; None without a valid one, and for a change that another site asks for."""
    found = okt.read(running.key, request.cookies.get(okt.COOKIE, ""), time.time())
    if found is None or found.number in running.ended:
        return None
    if request.method not in SAFE and _from_elsewhere(request):
        raise Problem("ikke-tillatt", "Forespørselen kom fra en annen side og ble stoppet. Gå til konsollen og prøv derfra.")
    return found


def _from_elsewhere(request: Request) -> bool:
    """SameSite=Strict keeps the cookie at home; this also stops other names under the same domain.

    A browser that obeys no-referrer sends `Origin: null` with our own forms, so null alone says nothing.
    """
    if (site := request.headers.get("sec-fetch-site")) is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.headers.get("host")


def who(request: Request, running: Tjeneste) -> str | None:
    """The worker's name in the log; None when it is no worker. A bearer token that is sent is the one that counts."""
    token = bearer(request)
    if token is not None:
        return WORKER if running.is_key(token) else None
    found = session(request, running)
    return found.actor if found else None


async def worker(request: Request, running: Running) -> str:
    """For the worker's API: the actor, or 401."""
    actor = who(request, running)
    if actor is None:
        raise needs_key("Dette er bare for ansatte. Logg inn på /konsoll, eller send ansattnøkkelen.")
    return actor


async def console(request: Request, running: Running) -> str:
    """For the console's pages: the actor, or the way to the login page."""
    found = session(request, running)
    if found is None:
        target = request.url.path if request.method == "GET" else "/konsoll"
        raise Innlogging(quote(target))
    return found.actor


async def access(id: str, request: Request, running: Running) -> Access:
    """For one talk: its own token, or a worker. An unknown id and a wrong token look the same."""
    token = bearer(request)
    actor = who(request, running)
    if actor is not None:
        return Access(id, actor, True)
    if token is None:
        raise needs_key("Send nøkkelen til samtalen som Bearer.")
    hashed = hash_token(token)
    if not running.store.check_token(id, hashed):
        raise moved_talk() if running.store.token_ended(id, hashed) else unknown_talk()
    return Access(id, "person", False)


Worker = Annotated[str, Depends(worker)]
Console = Annotated[str, Depends(console)]
Door = Annotated[Access, Depends(access)]
