"""The plan on a page: the person's sentences to tick, what is written together, measures, and every earlier version. Works without scripts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain.case import Case
from assistant.domain.plan import PlanLine, PlanMeasure
from assistant.web import innsyn, planbilde, planlagring
from assistant.web.deps import Console, Running
from assistant.web.konsoll import LongForm, to
from assistant.web.maling import page
from assistant.web.problemer import Problem
from assistant.web.saker import found, loaded

router = APIRouter(prefix="/konsoll/sak/{id}/plan", include_in_schema=False)


@router.get("")
async def shown(id: str, request: Request, running: Running, actor: Console) -> Response:
    return _page(request, running, found(running, id, actor))


@router.post("")
async def save(id: str, request: Request, running: Running, actor: Console, fields: LongForm) -> Response:
    """What was ticked and written stays in the form when it cannot be saved."""
    case = loaded(running, id)
    seen = innsyn.for_worker(running.guide, case).case
    try:
        lines = _lines(planlagring.said(running.guide, seen), fields)
        planlagring.save(running, seen, _version(fields), lines, _measures(fields), actor)
    except Problem as problem:
        return _page(request, running, loaded(running, id), problem.detail, fields)
    return to(f"/konsoll/sak/{id}/plan#utgaver")


def _page(request: Request, running: Running, case: Case, error: str = "", sent: dict[str, str] | None = None) -> Response:
    seen = innsyn.for_worker(running.guide, case).case
    context = {"plan": planbilde.build(running.guide, seen), "form": planbilde.form(running.guide, seen, sent), "sharing": innsyn.sharing(case)}
    return page(request, "konsoll/plan.html", 422 if error else 200, sak_id=case.id, error=error, **context)


def _version(fields: dict[str, str]) -> int:
    """The version that the form was filled from; one that cannot be read is no version that anybody has seen."""
    text = fields.get("versjon", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1


def _lines(said: list[PlanLine], fields: dict[str, str]) -> list[PlanLine]:
    """The ticked sentences, then each written line. A line in quotation marks is the person's own words."""
    ticked = {name.removeprefix("ord.") for name in fields if name.startswith("ord.")}
    if ticked - {planlagring.key(x) for x in said}:
        raise Problem("ugyldig", "Et svar som skulle være med, står ikke i saken lenger. Se over planen, og lagre igjen.")
    found = [x for x in said if planlagring.key(x) in ticked]
    for name, text in fields.items():
        if name.startswith("tekst."):
            found += [_line(name.removeprefix("tekst."), row) for row in text.splitlines() if row.strip()]
    return found


def _line(part: str, text: str) -> PlanLine:
    text = text.strip()
    for left, right in ("«»", '""', "“”", "””"):
        if len(text) > 2 and text.startswith(left) and text.endswith(right):
            return PlanLine(part, text[1:-1].strip(), own=True)
    return PlanLine(part, text)


def _measures(fields: dict[str, str]) -> list[PlanMeasure]:
    rows = (f"tiltak.{n}." for n in range(planlagring.MAX_MEASURES))
    return [PlanMeasure(*(fields.get(row + name, "") for name in ("tekst", "valg", "mal", "hvem", "nar", "folges"))) for row in rows]
