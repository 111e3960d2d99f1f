"""The worker's console: pages with forms, so that it works with the keyboard, without scripts and on a tablet."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from assistant.domain.case import level_rank
from assistant.web import audit, beslutninger, saksbilde, varsler
from assistant.web.bruker import Bruker
from assistant.web.deps import Console, ConsoleReader, Running
from assistant.web.maling import page
from assistant.web.problemer import Problem, unknown_case
from assistant.web.saker import counts, found

router = APIRouter(prefix="/konsoll", include_in_schema=False)


async def form(request: Request) -> dict[str, str]:
    """The fields of a form; the first of each name. Anything unreadable is simply not there."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=20).items()}


Form = Annotated[dict[str, str], Depends(form)]


def _to(path: str) -> Response:
    return RedirectResponse(path, 303)


@router.get("")
@router.get("/", include_in_schema=False)
async def inbox(request: Request, running: Running, user: ConsoleReader) -> Response:
    """Open alerts, the most serious first, then every case that the worker sees, the last changed first."""
    running.store.log(user.name, "liste_lest", None, running.now())
    return page(request, "konsoll/liste.html", cases=running.cases(user), counts=counts(running, user), **_alerts(running, user))


@router.get("/varsler")
async def alerts(request: Request, running: Running, user: ConsoleReader) -> Response:
    """Only the alerts, for the script that keeps the inbox up to date."""
    return page(request, "konsoll/varsler.html", **_alerts(running, user))


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


def _alerts(running: Running, user: Bruker) -> dict:
    """Open alerts, the most serious first and then the oldest, with their categories in words."""
    ordered = sorted(running.alerts(user), key=lambda a: (-level_rank(a["level"]), a["id"]))
    return {"alerts": ordered, "labels": _labels(running)}


def _labels(running: Running) -> dict[str, str]:
    return {c.id: c.label.nb for c in running.guide.risk.categories.values()}
