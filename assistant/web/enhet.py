"""Which unit a case belongs to: a worker gives it to their own or another."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from assistant.store.errors import StoreError, UnknownCase
from assistant.web.deps import ConsoleReader, Running, refuse_reader
from assistant.web.konsoll import Form
from assistant.web.maling import page
from assistant.web.saker import found

router = APIRouter(prefix="/konsoll/sak/{id}/enhet", include_in_schema=False)


@router.get("")
async def shown(id: str, request: Request, running: Running, user: ConsoleReader) -> Response:
    refuse_reader(running, user, id)
    return _page(request, running, found(running, id, user.name).id)


@router.post("")
async def move(id: str, request: Request, running: Running, user: ConsoleReader, fields: Form) -> Response:
    """Back to the case, or to the inbox when it is now out of one's own sight."""
    try:
        running.store.move_case(id, fields.get("enhet", ""), user.name, running.now())
    except UnknownCase:
        raise
    except StoreError as error:
        return _page(request, running, id, str(error))
    sees = user.unit is None or running.store.opens(id, user.unit)
    return RedirectResponse(f"/konsoll/sak/{id}" if sees else "/konsoll", 303)


def _page(request: Request, running: Running, case_id: str, error: str = "") -> Response:
    return page(request, "konsoll/enhet.html", 422 if error else 200, case_id=case_id, unit=running.store.unit_of(case_id) or "",
                units=running.store.units(), error=error)
