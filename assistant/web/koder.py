"""/api/conversations: the code that opens a talk again, for the person who holds the talk."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter

from assistant.dialogue.engine import hash_token, new_token
from assistant.web import samtaler
from assistant.web.deps import Access, Door, Running
from assistant.web.problemer import Problem, unknown_code, unknown_talk
from assistant.web.skjemaer import PROBLEMS, CodeMade, NewCode, Reopened, WithCode
from assistant.web.skjemaer import Problem as Described
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/api/conversations", tags=["samtaler"], responses=PROBLEMS)
WRONG_CODE_WAIT_S = 0.5
ONLY_OWN: dict[int | str, dict[str, Any]] = {
    403: {"model": Described, "content": {"application/problem+json": {}}, "description": "Ikke personens egen nøkkel"},
}


@router.post("/resume", response_model=Reopened, summary="Åpne en samtale med koden")
async def reopen(running: Running, body: WithCode) -> dict[str, Any]:
    """Gir en ny nøkkel; den gamle slutter å virke. Ukjent kode og en kode som ikke kan stemme, ser like ut."""
    token = new_token()
    case_id = running.store.reopen_by_code(body.code, hash_token(token), running.now())
    case = running.store.load(case_id) if case_id else None
    if case is None:
        await asyncio.sleep(WRONG_CODE_WAIT_S)
        raise unknown_code()
    return {**samtaler.whole(running, case), "token": token}


@router.post("/{id}/code", response_model=NewCode, responses=ONLY_OWN, summary="Få en kode, for å fortsette en annen dag")
async def make(door: Door, running: Running) -> dict[str, Any]:
    """Krever samtalens egen nøkkel. Koden vises bare denne ene gangen. En kode fra før slutter å virke."""
    case_id = _own(running, door)
    had = running.store.code_made(case_id) is not None
    return {"code": running.store.make_code(case_id, running.now()), "replaced": had}


@router.get("/{id}/code", response_model=CodeMade, responses=ONLY_OWN, summary="Om samtalen har en kode")
async def made(door: Door, running: Running) -> dict[str, Any]:
    """Når koden ble laget. Sier aldri hva den er. Svarer 410 når samtalen er åpnet et annet sted."""
    return {"at": running.store.code_made(_own(running, door))}


def _own(running: Tjeneste, door: Access) -> str:
    """The id of the person's own talk. Raises Problem for a worker, who must never end the person's code, and for a guided talk."""
    case = running.store.load(door.case_id)
    if case is None:
        raise unknown_talk()
    if door.worker or case.mode != "self":
        raise Problem("ikke-tillatt", "Koden er personens egen, og lages i samtalen av den som skriver der.")
    return case.id
