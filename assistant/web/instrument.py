"""/api/instruments and /api/cases/{id}/measurements: the forms, and what is filled in, for workers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from assistant.web import malinger
from assistant.web.deps import Reader, Running, Worker
from assistant.web.problemer import unknown_case
from assistant.web.saker import found
from assistant.web.skjemaer import PROBLEMS, InstrumentInfo, Measurement, NewMeasurement

router = APIRouter(prefix="/api", tags=["skjemaer (ansatte)"], responses=PROBLEMS)


@router.get("/instruments", response_model=list[InstrumentInfo], summary="Skjemaene, med grenser, kilder og lisens")
async def instruments(running: Running, user: Reader) -> list[dict[str, Any]]:
    """«readable» sier om tekstene er på plass, så personen kan spørres i samtalen. De andre føres med tall fra papir."""
    return [malinger.described(i) for i in running.guide.instruments.values()]


@router.get("/cases/{id}/measurements", response_model=list[Measurement], summary="Utfylte skjemaer i en sak")
async def measurements(id: str, running: Running, actor: Worker) -> list[dict[str, Any]]:
    """Poengsummer med grenser og endring. Det personen ikke har delt, er utelatt. En poengsum er ikke en diagnose."""
    return malinger.shown(running.guide, found(running, id, actor))


@router.post("/cases/{id}/measurements", status_code=201, response_model=Measurement, summary="Før et utfylt skjema")
async def add(id: str, running: Running, actor: Worker, body: NewMeasurement) -> dict[str, Any]:
    """Svarene, eller bare summen. Sier et svar fra om fare (som spørsmål 9 i PHQ-9), kommer det et varsel med en gang."""
    maling = await malinger.add(running, id, body, actor)
    case = running.store.load(id)
    if case is None:
        raise unknown_case()
    return malinger.one(running.guide, case, maling)
