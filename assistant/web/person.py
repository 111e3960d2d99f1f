"""Who a case is about: for a worker to write down, and never part of the talk. Every reading and every change is logged."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response

from assistant.domain.person import Person, PersonError, made
from assistant.web.deps import Console, Running, Worker
from assistant.web.konsoll import Form, to
from assistant.web.maling import page
from assistant.web.problemer import Problem, unknown_case
from assistant.web.skjemaer import PROBLEMS, PersonInfo, PersonWritten
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/api/cases/{id}/person", tags=["saker (ansatte)"], responses=PROBLEMS)
sider = APIRouter(prefix="/konsoll/sak/{id}/person", include_in_schema=False)


@router.get("", response_model=PersonInfo, summary="Hvem saken gjelder")
async def one(id: str, running: Running, actor: Worker) -> dict[str, Any]:
    """Navn, nummer og fastlege, slik en ansatt har ført det opp. 404 når ingen er ført opp."""
    person = running.store.person(id, actor, running.now())
    if person is None:
        raise _nobody(running, id)
    return told(person, running)


@router.put("", response_model=PersonInfo, summary="Før opp hvem saken gjelder")
async def put(id: str, running: Running, actor: Worker, body: PersonWritten) -> dict[str, Any]:
    """Fødselsnummer, D-nummer, felles hjelpenummer eller DUF-nummer. Sifrene sjekkes. Navn eller nummer må være med."""
    try:
        return told(write(running, id, actor, **body.model_dump()), running)
    except PersonError as error:
        raise Problem("ugyldig", str(error), errors=[{"field": "number", "detail": str(error)}]) from None


@router.delete("", status_code=204, summary="Glem hvem saken gjelder")
async def delete(id: str, running: Running, actor: Worker) -> Response:
    if not running.store.remove_person(id, actor, running.now()):
        raise _nobody(running, id)
    return Response(status_code=204)


@sider.get("")
async def shown(id: str, request: Request, running: Running, actor: Console) -> Response:
    if running.store.load(id) is None:
        raise unknown_case()
    return _page(request, id, running.store.person(id, actor, running.now()))


@sider.post("")
async def save(id: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """What was written stays in the form when something must be put right."""
    written = {name: fields.get(field, "")[:200] for name, field in
               (("given_name", "fornavn"), ("family_name", "etternavn"), ("number", "nummer"), ("gp", "fastlege"))}
    try:
        write(running, id, actor, **written)
    except PersonError as error:
        return _page(request, id, Person(**written), str(error))
    return to(f"/konsoll/sak/{id}#dokumenter")


@sider.post("/slett")
async def forget(id: str, running: Running, actor: Console) -> Response:
    if running.store.load(id) is None:
        raise unknown_case()
    running.store.remove_person(id, actor, running.now())
    return to(f"/konsoll/sak/{id}#dokumenter")


def write(running: Tjeneste, case_id: str, actor: str, *, given_name: str, family_name: str, number: str, gp: str) -> Person:
    """Check and keep. Raises PersonError with a sentence, and Problem for an unknown case."""
    if running.store.load(case_id) is None:
        raise unknown_case()
    person = made(given_name, family_name, number, gp, actor, running.now())
    running.store.set_person(case_id, person, actor, running.now())
    return person


def told(person: Person, running: Tjeneste) -> dict[str, Any]:
    found = person.identity(running.moment().date())
    return {**asdict(person), "kind": found.kind if found else "", "synthetic": found is not None and found.synthetic}


def _nobody(running: Tjeneste, case_id: str) -> Problem:
    if running.store.load(case_id) is None:
        return unknown_case()
    return Problem("finnes-ikke", "Det er ikke ført opp hvem saken gjelder.")


def _page(request: Request, case_id: str, person: Person | None, error: str = "") -> Response:
    return page(request, "konsoll/person.html", 422 if error else 200, case_id=case_id, person=person or Person(),
                known=person is not None and not error, error=error)
