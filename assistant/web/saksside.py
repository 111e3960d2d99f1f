"""A case on one page: reading it, deciding, approving, and deleting it."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain.case import RELATIVE, Case
from assistant.web import audit, beslutninger, eksporter, oppfolgingsbilde, saksbilde, tidslinje
from assistant.web.deps import Console, ConsoleReader, Running, may_change, refuse_reader
from assistant.web.konsoll import Form, to
from assistant.web.maling import page
from assistant.web.problemer import Problem, unknown_case
from assistant.web.saker import found, loaded
from assistant.web.tjeneste import Tjeneste
from assistant.web.varselside import around

router = APIRouter(prefix="/konsoll/sak/{id}", include_in_schema=False)


@router.get("")
async def case_page(id: str, request: Request, running: Running, actor: Console) -> Response:
    return shown(request, running, id, actor)


@router.post("/beslutning")
async def decide(id: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """What was chosen and written stays in the form when something is missing."""
    case = loaded(running, id)
    chosen, reason = fields.get("forlop", ""), fields.get("grunn", "")[:4000]
    try:
        if chosen not in ("1", "2", "3"):
            raise Problem("ugyldig", "Velg hovedforløp 1, 2 eller 3.")
        beslutninger.decide(running, case, int(chosen), reason, actor)
    except Problem as problem:
        return shown(request, running, id, actor, error=problem.detail, chosen=chosen, reason=reason)
    return to(f"/konsoll/sak/{id}#beslutning")


@router.post("/godkjenn")
async def approve(id: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """What is approved is the case as it stands: a later change shows that it must be approved again."""
    case = loaded(running, id)
    if not case.decisions or case.kind == RELATIVE:
        return shown(request, running, id, actor, error="Ta en beslutning før du godkjenner saken.")
    running.store.approve(id, actor, running.now())
    return to(f"/konsoll/sak/{id}/dokumenter" if fields.get("til") == "dokumenter" else f"/konsoll/sak/{id}#beslutning")


@router.get("/slett")
async def delete_page(id: str, request: Request, running: Running, user: ConsoleReader) -> Response:
    refuse_reader(running, user, id)
    return page(request, "konsoll/slett.html", case=found(running, id, user.name))


@router.post("/slett")
async def delete(id: str, running: Running, actor: Console) -> Response:
    if not await to_thread.run_sync(running.store.delete, id, actor, running.now()):
        raise unknown_case()
    return to("/konsoll")


def shown(request: Request, running: Running, id: str, actor: str, *, error: str = "", chosen: str = "", reason: str = "",
          edit_error: str = "", edit_area: str = "") -> Response:
    """The page, read and logged. `error` stands at the decision, `edit_error` on top and in its area; either makes it a 422. Raises Problem."""
    found(running, id, actor)
    log, edits, case, standing = running.store.audit(id), running.store.edits(id), running.store.load(id), running.store.standing(id)
    if case is None or standing is None:
        raise unknown_case()
    if case.kind == RELATIVE:
        return _relative(request, running, case, actor)
    relatives = running.store.relatives(id)
    alerts = [a for one in (case, *relatives) for a in running.store.alerts(open_only=False, case_id=one.id)]
    view = saksbilde.build(running.guide, case, running.store.transcript(id), log, edits)
    context: dict[str, Any] = {
        "history": audit.told(log), "readers": audit.readers(log), "timeline": tidslinje.build(view, alerts, edits),
        "approved": standing.approval is not None, "exports": eksporter.register(running, id, standing),
        "approvals": [e for e in edits if e.kind == "godkjent"],
        "demo": id in running.store.demo_cases(), "taken": [a for a in alerts if a["acknowledged_at"]],
        "kobling": oppfolgingsbilde.of_person(running.guide, case, running.store.followers(id), relatives),
        **around(running, actor, [a for a in alerts if a["acknowledged_at"] is None]),
    }
    return page(request, "konsoll/sak.html", 422 if error or edit_error else 200, sak=view, error=error, chosen=chosen, reason=reason,
                edit_error=edit_error, edit_area=edit_area, skriver=may_change(running, request.state.bruker, id), **context)


def _relative(request: Request, running: Tjeneste, case: Case, actor: str) -> Response:
    """A relative's talk stands on the page of the person it is about; when that is deleted, on a page of its own."""
    if case.about:
        return to(f"/konsoll/sak/{case.about}#parorende-{case.id}")
    open_ = running.store.alerts(case_id=case.id)
    return page(request, "konsoll/parorendesak.html", r=oppfolgingsbilde.of_relative(running.guide, case), **around(running, actor, open_))
