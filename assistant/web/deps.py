"""Who asks, and what they may: the conversation's own token, the worker's key, or the console's session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request

from assistant.dialogue.engine import hash_token
from assistant.domain.case import Case
from assistant.store.kontoer import ADMINISTRATOR, CASE_ROLES, REPORT_ROLES
from assistant.store.okter import Session
from assistant.web import okt
from assistant.web.bruker import FIRST, KEY_HOLDER, Bruker, home, of_session
from assistant.web.feil import Innlogging, Videre
from assistant.web.problemer import Problem, moved_talk, needs_key, unknown_alert, unknown_case, unknown_talk
from assistant.web.tjeneste import Tjeneste

SAFE = ("GET", "HEAD", "OPTIONS")


async def tjeneste(request: Request) -> Tjeneste:
    """The running service."""
    return request.app.state.tjeneste


Running = Annotated[Tjeneste, Depends(tjeneste)]


@dataclass(frozen=True)
class Access:
    """`actor` is what the log says; `worker` whether the worker's key or session opened the door; `by` who leads a guided talk."""

    case_id: str
    actor: str
    worker: bool
    by: str = KEY_HOLDER.name

    def written_by(self, case: Case) -> str:
        """In a guided talk it is the worker who writes, also with the talk's own token."""
        return self.actor if self.worker or case.mode == "self" else self.by


def bearer(request: Request) -> str | None:
    """The token of the Authorization header; None without one."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def session(request: Request, running: Tjeneste) -> Session | None:
    """The console's session; None without a valid one. Raises Problem on a change that another site asks for."""
    found = okt.read(running, request.cookies.get(okt.COOKIE, ""))
    if found is not None:
        refuse_elsewhere(request)
    return found


def refuse_elsewhere(request: Request) -> None:
    """Raises Problem on a change that another site asks for."""
    if request.method not in SAFE and _from_elsewhere(request):
        raise Problem("ikke-tillatt", "Forespørselen kom fra en annen side og ble stoppet. Gå til konsollen og prøv derfra.")


def _from_elsewhere(request: Request) -> bool:
    """SameSite=Strict keeps the cookie at home; this also stops other names under the same domain.

    A browser that obeys no-referrer sends `Origin: null` with our own forms, so null alone says nothing.
    """
    if (site := request.headers.get("sec-fetch-site")) is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.headers.get("host")


def asker(request: Request, running: Tjeneste) -> Bruker | None:
    """The worker who asks; None when it is no worker. A bearer token that is sent is the one that counts."""
    token = bearer(request)
    if token is not None:
        return KEY_HOLDER if running.is_key(token) else None
    found = session(request, running)
    return of_session(found) if found else None


async def signed_in(request: Request, running: Running) -> Bruker:
    """For pages of every role: who has the session, or the way to the login page, or to the one page that must be seen first."""
    found = session(request, running)
    if found is None:
        target = request.url.path if request.method == "GET" else "/konsoll"
        raise Innlogging(quote(target))
    request.state.bruker = user = of_session(found)
    if user.must_change and not request.url.path.startswith(FIRST):
        raise Videre("/konsoll/konto")
    return user


async def reader(request: Request, running: Running) -> Bruker:
    """For the worker's API: who asks, when they may read the case or alert that the address names. Raises Problem."""
    user = asker(request, running)
    if user is None:
        raise needs_key("Dette er bare for ansatte. Logg inn på /konsoll, eller send ansattnøkkelen.")
    return permit(request, running, user)


async def console_reader(request: Request, running: Running, user: Annotated[Bruker, Depends(signed_in)]) -> Bruker:
    """For the console's pages about cases. Raises Problem; from the front page those who read no cases go to their own."""
    if user.role not in CASE_ROLES and request.url.path.rstrip("/") == "/konsoll":
        raise Videre(home(user))
    return permit(request, running, user)


def permit(request: Request, running: Tjeneste, user: Bruker) -> Bruker:
    """The one place where it is decided who may touch which case. Somebody else's case looks like an unknown one.

    Every route about one case calls it `id` in its address, and every route about one alert calls that `n`.
    """
    if user.must_change:
        raise Problem("ikke-tillatt", "Bytt passordet ditt på /konsoll/konto først.")
    if user.role not in CASE_ROLES:
        raise Problem("ikke-tillatt", "Rollen din gir ikke tilgang til saker.")
    if (case_id := request.path_params.get("id")) is not None and not may_open(request, running, user, case_id):
        raise unknown_case()
    if (number := request.path_params.get("n")) is not None and user.unit is not None:
        alert = running.store.alert(str(number))
        if alert is None or not running.store.opens(alert["case_id"], user.unit, user.account, running.clock()):
            raise unknown_alert()
    return user


def counts_read(user: Bruker) -> Bruker:
    """For the report, which has no cases in it: workers, leaders and administrators. Raises Problem."""
    if user.must_change:
        raise Problem("ikke-tillatt", "Bytt passordet ditt på /konsoll/konto først.")
    if user.role not in REPORT_ROLES:
        raise Problem("ikke-tillatt", "Rollen din gir ikke tilgang til rapporten.")
    return user


async def report_reader(request: Request, running: Running) -> Bruker:
    """For the report in the API. Raises Problem."""
    user = asker(request, running)
    if user is None:
        raise needs_key("Dette er bare for ansatte. Logg inn på /konsoll, eller send ansattnøkkelen.")
    return counts_read(user)


async def console_report_reader(user: Annotated[Bruker, Depends(signed_in)]) -> Bruker:
    """For the report in the console. Raises Problem."""
    return counts_read(user)


def may_open(request: Request, running: Tjeneste, user: Bruker, case_id: str) -> bool:
    """Blålys gives reading, not changes; an unknown case is left to the route when the worker sees every unit."""
    if user.unit is None:
        return True
    return running.store.opens(case_id, user.unit, user.account if request.method in SAFE else "", running.clock())


def may_change(running: Tjeneste, user: Bruker, case_id: str) -> bool:
    """Whether a case that the worker has open may also be changed; by blålys it may only be read."""
    return user.unit is None or running.store.opens(case_id, user.unit)


def refuse_reader(running: Tjeneste, user: Bruker, case_id: str) -> None:
    """Raises Problem for a page with nothing but a form, when the worker may only read the case."""
    if not may_change(running, user, case_id):
        raise Problem("ikke-tillatt", "Du har åpnet saken med blålys, og kan bare lese den.")


async def worker(user: Annotated[Bruker, Depends(reader)]) -> str:
    """For the worker's API: how the log names who asks."""
    return user.name


async def console(user: Annotated[Bruker, Depends(console_reader)]) -> str:
    """For the console's pages about cases: how the log names who asks."""
    return user.name


async def access(id: str, request: Request, running: Running) -> Access:
    """For one talk: its own token, or a worker. An unknown id, another unit's and a wrong token look the same."""
    token = bearer(request)
    user = asker(request, running)
    if user is not None:
        if user.role not in CASE_ROLES or user.must_change or not may_open(request, running, user, id):
            raise unknown_talk()
        return Access(id, user.name, True)
    if token is None:
        raise needs_key("Send nøkkelen til samtalen som Bearer.")
    hashed = hash_token(token)
    if not running.store.check_token(id, hashed):
        raise moved_talk() if running.store.token_ended(id, hashed) else unknown_talk()
    leads = okt.read(running, request.cookies.get(okt.COOKIE, ""))
    return Access(id, "person", False, leads.actor if leads else KEY_HOLDER.name)


def for_role(*roles: str) -> Callable[..., Awaitable[Bruker]]:
    """A dependency for pages of some roles only; others get 403."""

    async def of_role(user: Annotated[Bruker, Depends(signed_in)]) -> Bruker:
        if user.role not in roles or not user.account:
            raise Problem("ikke-tillatt", "Rollen din gir ikke tilgang til denne siden.")
        return user

    return of_role


Worker = Annotated[str, Depends(worker)]
Console = Annotated[str, Depends(console)]
Reader = Annotated[Bruker, Depends(reader)]
ConsoleReader = Annotated[Bruker, Depends(console_reader)]
ReportReader = Annotated[Bruker, Depends(report_reader)]
ConsoleReportReader = Annotated[Bruker, Depends(console_report_reader)]
SignedIn = Annotated[Bruker, Depends(signed_in)]
Manager = Annotated[Bruker, Depends(for_role(ADMINISTRATOR))]
Caseworker = Annotated[Bruker, Depends(for_role(*CASE_ROLES))]
Door = Annotated[Access, Depends(access)]
