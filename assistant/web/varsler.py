"""/api/alerts: danger in a talk, to the workers at once. They hold no words of the person; those stand in the case."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from assistant.web import kolleger
from assistant.web.bruker import KEY_HOLDER, Bruker
from assistant.web.deps import Reader, Running, Worker, asker
from assistant.web.problemer import unknown_alert
from assistant.web.skjemaer import PROBLEMS, Alert, Handover
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/api/alerts", tags=["varsler (ansatte)"], responses=PROBLEMS)
RETRY_MS = 3000


@router.get("", response_model=list[Alert], summary="Åpne varsler, fortløpende eller som liste")
async def alerts(request: Request, running: Running, user: Reader) -> Response:
    """Server-Sent Events: «varsel» for hvert åpent varsel, «endret» når det overleveres eller ikke er besvart, «kvittert» når noen har tatt det.

    Accept: application/json gir en liste.
    """
    running.store.log(user.name, "varsler_lest", None, running.now())
    if wants_list(request.headers.get("accept", "")):
        return JSONResponse(running.alerts(user))
    last = request.headers.get("last-event-id", "")
    after = int(last) if last.isdecimal() and last.isascii() and len(last) < 16 else 0
    stream = events(running, user, after, still=lambda: asker(request, running) == user)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@router.post("/{n}/acknowledge", response_model=Alert, summary="Kvitter for et varsel")
async def acknowledge(n: int, running: Running, actor: Worker) -> dict[str, Any]:
    """Den første som kvitterer, står som den som tok det. Gjentas det, kommer samme svar."""
    return take(running, n, actor)


@router.post("/{n}/handover", response_model=Alert, summary="Overlever et varsel til en kollega")
async def handover(n: int, running: Running, actor: Worker, body: Handover) -> dict[str, Any]:
    """Varselet er åpent til kollegaen kvitterer, og tiden begynner på nytt."""
    return pass_on(running, n, body.to, actor)


@router.post("/{n}/return", response_model=Alert, summary="Gi et varsel tilbake")
async def give_back(n: int, running: Running, actor: Worker) -> dict[str, Any]:
    """Angrer en kvittering: varselet er åpent for alle igjen, og tiden begynner på nytt. Er det åpent, skjer ingenting."""
    return put_back(running, n, actor)


def wants_list(accept: str) -> bool:
    return "application/json" in accept and "text/event-stream" not in accept


def take(running: Tjeneste, number: int, actor: str) -> dict[str, Any]:
    """Acknowledge an alert; gives it as it then is. Raises Problem on an unknown one."""
    if abs(number) < 2**63:
        running.store.acknowledge(number, actor, running.now())
    return _one(running, number)


def pass_on(running: Tjeneste, number: int, to: str, actor: str) -> dict[str, Any]:
    """Hand an alert over to a named colleague; gives it as it then is. Raises Problem without a known name, or on an unknown alert."""
    name = kolleger.find(running, to, _one(running, number)["case_id"])
    running.store.hand_over(number, name, actor, running.now())
    return _one(running, number)


def put_back(running: Tjeneste, number: int, actor: str) -> dict[str, Any]:
    """Undo an acknowledgement; gives the alert as it then is. Raises Problem on an unknown one."""
    if abs(number) < 2**63:
        running.store.give_back(number, actor, running.now())
    return _one(running, number)


def _one(running: Tjeneste, number: int) -> dict[str, Any]:
    alert = running.store.alert(str(number))
    if alert is None:
        raise unknown_alert()
    return alert


async def events(
    running: Tjeneste, user: Bruker = KEY_HOLDER, after: int = 0, still: Callable[[], bool] = lambda: True,
) -> AsyncIterator[str]:
    """Open alerts newer than `after`, and then whatever happens, until the reader goes away or is no longer let in.

    A beat keeps the line open. `fresh` is false for what was open already when a new reader came. One that was given back has no id
    of its own in the stream: the reader goes on from the newest.
    """
    yield f"retry: {RETRY_MS}\n\n"
    known: dict[int, tuple[Any, ...]] = {}
    fresh, last = after > 0, after
    with running.varselvakt.listening(user.unit) as listener:
        while still() and not listener.lost:
            now = {a["id"]: a for a in listener.rows}
            for number in sorted(n for n in now.keys() - known.keys() if n > after):
                yield _event("varsel", {**now[number], "fresh": fresh}, number if number > last else None)
                last = max(last, number)
            for number in sorted(known.keys() - now.keys()):
                yield _event("kvittert", {"id": number})
            for number in sorted(n for n in now.keys() & known.keys() if known[n] != _state(now[n])):
                yield _event("endret", now[number])
            known, fresh, after = {n: _state(a) for n, a in now.items()}, True, 0
            if not await listener.changed(running.settings.heartbeat_s):
                yield ": fortsatt her\n\n"


def _state(alert: dict[str, Any]) -> tuple[Any, ...]:
    return alert["assigned_to"], alert["assigned_at"], alert["unanswered_at"], alert["wants_call"]


def _event(kind: str, data: dict[str, Any], number: int | None = None) -> str:
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
