"""Blålys: into another unit's case for an hour when it is urgent, with a reason that the leader reads."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from assistant.store.enheter import MIN_REASON
from assistant.store.errors import UnknownCase
from assistant.store.kontoer import LEADER
from assistant.web.bruker import Bruker
from assistant.web.deps import Caseworker, Running
from assistant.web.konsoll import Form
from assistant.web.maling import page
from assistant.web.problemer import unknown_case
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll/blaalys", include_in_schema=False)


@router.get("")
async def shown(request: Request, running: Running, user: Caseworker, sak: str = "") -> Response:
    """The form, and for a leader what blålys was used for in the unit."""
    return _page(request, running, user, sak[:60])


@router.post("")
async def take(request: Request, running: Running, user: Caseworker, fields: Form) -> Response:
    """Opens the case for reading. One that the worker sees already needs no blålys."""
    case_id, reason = fields.get("sak", "").strip()[:60], fields.get("grunn", "")
    if running.store.opens(case_id, user.unit or ""):
        return RedirectResponse(f"/konsoll/sak/{case_id}", 303)
    if len(reason.strip()) < MIN_REASON:
        return _page(request, running, user, case_id, reason, f"Skriv en begrunnelse på minst {MIN_REASON} tegn. Lederne kan lese den.")
    account = running.store.account(user.account)
    assert account is not None
    try:
        running.store.grant(case_id, account, reason, running.now(), running.clock())
    except UnknownCase:
        running.store.log(user.name, "blaalys_ukjent", None, running.now())
        raise unknown_case() from None
    return RedirectResponse(f"/konsoll/sak/{case_id}", 303)


def _page(request: Request, running: Tjeneste, user: Bruker, case_id: str, reason: str = "", error: str = "") -> Response:
    grants = running.store.grants(user.unit or "") if user.role == LEADER else None
    if grants is not None:
        running.store.log(user.name, "blaalys_lest", None, running.now())
    return page(request, "konsoll/blaalys.html", 422 if error else 200, case_id=case_id, reason=reason, error=error, grants=grants)
