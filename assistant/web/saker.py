"""/api/cases and /api/statistics: for workers. Every reading leaves a line in the log."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from anyio import to_thread
from fastapi import APIRouter, Response

from assistant.domain.case import FOLLOW_UP, RELATIVE, Case, to_dict
from assistant.export import formater
from assistant.web import beslutninger, dokumenter, oppfolgingsbilde, saksbilde
from assistant.web.bruker import Bruker
from assistant.web.deps import Reader, Running, Worker
from assistant.web.problemer import unknown_case
from assistant.web.skjemaer import PROBLEMS, CaseLine, Choosing, Statistics
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/api", tags=["saker (ansatte)"], responses=PROBLEMS)


@router.get("/cases", response_model=list[CaseLine], summary="Alle saker, sist endret først")
async def listed(
    running: Running, user: Reader, status: Literal["pagar", "pause", "avsluttet", "levert"] | None = None,
) -> list[dict[str, Any]]:
    """Sakene du har tilgang til. Med ansattnøkkelen er det alle."""
    running.store.log(user.name, "liste_lest", None, running.now())
    return running.cases(user, status)


@router.get("/cases/{id}", response_model=dict[str, Any], summary="En hel sak")
async def one(id: str, running: Running, actor: Worker) -> dict[str, Any]:
    """Svar, funn, risiko, forslag med grunner, krav, tiltak, partnere, transkript og logg. Det personen ikke har delt, er utelatt."""
    found(running, id, actor)
    case = running.store.load(id)
    if case is None:
        raise unknown_case()
    if case.kind == RELATIVE:
        return oppfolgingsbilde.of_relative(running.guide, case)
    linked = oppfolgingsbilde.of_person(running.guide, case, running.store.followers(id), running.store.relatives(id))
    built = saksbilde.build(running.guide, case, running.store.transcript(id), running.store.audit(id), running.store.edits(id))
    return {**built, "followers": linked["followers"], "relatives": linked["relatives"]}


@router.post("/cases/{id}/decision", status_code=201, response_model=dict[str, Any], summary="Velg hovedforløp")
async def decide(id: str, running: Running, actor: Worker, body: Choosing) -> dict[str, Any]:
    """Et valg som avviker fra forslaget, må begrunnes (422 uten)."""
    return to_dict(beslutninger.decide(running, loaded(running, id), body.pathway, body.reason, actor))


@router.get("/cases/{id}/summary.docx", response_class=Response, summary="Sammendraget som Word-fil")
async def as_docx(id: str, running: Running, actor: Worker) -> Response:
    """Merket som utkast til saken er godkjent."""
    return await dokumenter.taken(running, id, formater.known("docx"), actor, draft=None)


@router.get("/cases/{id}/summary.pdf", response_class=Response, summary="Sammendraget som PDF")
async def as_pdf(id: str, running: Running, actor: Worker) -> Response:
    """Merket som utkast til saken er godkjent. Krever LibreOffice; uten er svaret 409 med hvordan det skaffes."""
    return await dokumenter.taken(running, id, formater.known("pdf"), actor, draft=None)


@router.get("/cases/{id}/summary.txt", response_class=Response, summary="Sammendraget som ren tekst")
async def as_text(id: str, running: Running, actor: Worker) -> Response:
    """Merket som utkast til saken er godkjent."""
    return await dokumenter.taken(running, id, formater.known("text"), actor, draft=None)


@router.get("/cases/{id}/innsyn.zip", response_class=Response, summary="Alt som er lagret om en sak")
async def everything(id: str, running: Running, actor: Worker) -> Response:
    """Det personen ikke har delt, er utelatt her; personen henter alt med sin egen nøkkel."""
    found(running, id, actor, "hentet", "format=innsyn")
    return await dokumenter.everything(running, id, own=False)


@router.delete("/cases/{id}", status_code=204, summary="Slett en sak for godt")
@router.delete("/cases/{id}/", status_code=204, include_in_schema=False)
async def delete(id: str, running: Running, actor: Worker) -> Response:
    if not await to_thread.run_sync(running.store.delete, id, actor, running.now()):
        raise unknown_case()
    return Response(status_code=204)


@router.get("/statistics", response_model=Statistics, summary="Antall, uten personopplysninger")
async def statistics(running: Running, user: Reader) -> dict[str, Any]:
    return counts(running, user)


def counts(running: Tjeneste, user: Bruker) -> dict[str, Any]:
    """How many cases there are of each kind, of those that the worker sees; made-up ones are not counted."""
    talks = [r for r in running.talks(user) if not r["demo"]]
    rows = [r for r in talks if r["kind"] != RELATIVE]
    by = {f"by_{key.removeprefix('worst_')}": dict(Counter(r[key] for r in rows)) for key in ("status", "mode", "worst_level")}
    counted = {"follow_ups": sum(r["kind"] == FOLLOW_UP for r in rows), "relatives": len(talks) - len(rows)}
    return {"total": len(rows), **by, **counted, "open_alerts": sum(not a["demo"] for a in running.alerts(user))}


def found(running: Tjeneste, case_id: str, actor: str, action: str = "lest", detail: str = "") -> Case:
    """A case that is being read, which is logged. Raises Problem when there is none."""
    case = running.read(case_id, actor, action, detail)
    if case is None:
        raise unknown_case()
    return case


def loaded(running: Tjeneste, case_id: str) -> Case:
    """A case that is about to be changed; the change is what is logged. Raises Problem when there is none."""
    case = running.store.load_corrected(case_id)
    if case is None:
        raise unknown_case()
    return case
