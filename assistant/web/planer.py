"""/api/cases/{id}/plan: the crisis and coping plan with measures; and the person's own copy of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from assistant.domain.plan import PlanLine, PlanMeasure
from assistant.web import dokumenter, innsyn, planbilde, planlagring
from assistant.web.deps import Door, Running, Worker
from assistant.web.problemer import Problem, unknown_talk
from assistant.web.saker import found, loaded
from assistant.web.skjemaer import PROBLEMS, Body

router = APIRouter(prefix="/api", responses=PROBLEMS)
FOR_WORKERS: Any = ["saker (ansatte)"]


class WrittenLine(Body):
    text: Annotated[str, Field(max_length=60_000)]
    own: Annotated[bool, Field(default=False, description="Om det er personens egne ord.")]
    source: Annotated[str, Field(default="", max_length=60, description="Spørsmålet personen svarte på. Tomt når punktet er skrevet sammen.")]


class WrittenMeasure(Body):
    text: Annotated[str, Field(default="", max_length=500)]
    measure: Annotated[str, Field(default="", max_length=60, description="Id i tiltakene til hovedforløpet. Tomt ved egne ord.")]
    goal: Annotated[str, Field(default="", max_length=500)]
    who: Annotated[str, Field(default="", max_length=500)]
    when: Annotated[str, Field(default="", max_length=500)]
    follow_up: Annotated[date | None, Field(default=None, description="Dagen tiltaket ses på igjen.")]


class WrittenPlan(Body):
    version: Annotated[int, Field(ge=0, le=1_000_000, description="Utgaven som ble lest. 0 når ingen er lagret.")]
    parts: Annotated[dict[str, Annotated[list[WrittenLine], Field(max_length=100)]], Field(default={}, max_length=40)]
    measures: Annotated[list[WrittenMeasure], Field(default=[], max_length=100)]


class Line(BaseModel):
    """`own`: the person's own words. `source` is the question they answered; empty when it was written together."""

    text: str
    own: bool
    source: str


class Part(BaseModel):
    id: str
    title: str
    ask: str
    source: str
    lines: list[Line]


class Measure(BaseModel):
    """`measure` is the id in the guide's measures; empty for own words. `follow_up` is a date or empty."""

    text: str
    measure: str
    goal: str
    who: str
    when: str
    follow_up: str


class TitledLines(BaseModel):
    title: str
    lines: list[Line]


class Version(BaseModel):
    version: int
    by: str
    at: str
    parts: list[TitledLines]
    measures: list[Measure]


class WholePlan(BaseModel):
    """`draft` is made of what was said, and nobody has saved it (version 0). `history` has the newest first."""

    version: int
    draft: bool
    by: str
    at: str
    parts: list[Part]
    measures: list[Measure]
    history: list[Version]


@router.get("/cases/{id}/plan", response_model=WholePlan, summary="Krise- og mestringsplanen med tiltak", tags=FOR_WORKERS)
async def plan(id: str, running: Running, actor: Worker) -> dict[str, Any]:
    """Utgaven som gjelder, eller et utkast av det personen har sagt. Det personen ikke har delt, er utelatt."""
    return planbilde.build(running.guide, innsyn.for_worker(running.guide, found(running, id, actor)).case)


@router.put("/cases/{id}/plan", response_model=WholePlan, summary="Lagre en ny utgave av planen", tags=FOR_WORKERS)
async def save(id: str, running: Running, actor: Worker, body: WrittenPlan) -> dict[str, Any]:
    """Send hele planen og nummeret på utgaven du leste. Har en kollega lagret i mellomtiden, er svaret 409. Eldre utgaver blir stående."""
    seen = innsyn.for_worker(running.guide, loaded(running, id)).case
    lines = [PlanLine(part, x.text, x.own, x.source) for part, items in body.parts.items() for x in items]
    measures = [PlanMeasure(m.text, m.measure, m.goal, m.who, m.when, m.follow_up.isoformat() if m.follow_up else "") for m in body.measures]
    planlagring.save(running, seen, body.version, lines, measures, actor)
    return planbilde.build(running.guide, innsyn.for_worker(running.guide, loaded(running, id)).case)


@router.get("/conversations/{id}/plan.docx", response_class=Response, tags=["samtaler"], summary="Personens egen kopi av planen")
async def own_copy(door: Door, running: Running) -> Response:
    """Planen som er lagret, i vanlige ord. 404 når ingen er laget ennå."""
    case = await to_thread.run_sync(running.store.load_corrected, door.case_id)
    if case is None:
        raise unknown_talk()
    if not case.plans:
        raise Problem("finnes-ikke", "Det er ikke laget noen plan ennå. Dere lager den sammen i tjenesten.")
    running.store.log(door.written_by(case), "hentet", case.id, running.now(), "plan")
    return await dokumenter.own_plan(running, case, door.written_by(case))
