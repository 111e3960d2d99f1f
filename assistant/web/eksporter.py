"""/api/cases/{id}/documents and /exports: every document that can be made of a case, and what has been taken out."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Response
from pydantic import BaseModel

from assistant.domain.guide import Guide
from assistant.domain.tjeneste.oppsett import Service
from assistant.export import formater
from assistant.export.formater import Format
from assistant.store.arbeid import Standing
from assistant.store.eksport import Export
from assistant.web import dokumenter, innsyn
from assistant.web.deps import Running, Worker
from assistant.web.problemer import Problem, unknown_case
from assistant.web.skjemaer import PROBLEMS
from assistant.web.tjeneste import Tjeneste
from assistant.web.uttak import is_draft, outdated

LATER = "Kan lages når saken er godkjent slik den er nå."
router = APIRouter(prefix="/api/cases/{id}", tags=["saker (ansatte)"], responses=PROBLEMS)


class DocumentLine(BaseModel):
    """`own`: written to the person. `draft` is what comes without an approval; `missing` is a sentence when it cannot be made
    now or on this machine, `remark` what to know about one that is made."""

    id: str
    document: str
    label: str
    form: str
    about: str
    media_type: str
    approval: bool
    own: bool
    draft: bool
    missing: str
    remark: str


class ExportLine(BaseModel):
    """`outdated`: the case has changed since the document was made."""

    id: int
    format: str
    label: str
    sha256: str
    turn: int
    draft: bool
    outdated: bool
    at: str
    by: str


@router.get("/documents", response_model=list[DocumentLine], summary="Dokumentene som kan lages av en sak")
async def documents(id: str, running: Running, actor: Worker) -> list[dict[str, Any]]:
    """Hva hvert dokument er til, om det er et utkast, og om det mangler noe på maskinen for å lage det."""
    return lines(running.guide, read(running, id, actor), running.settings.service)


@router.get("/documents/{format}", response_class=Response, summary="Et dokument")
async def document(id: str, format: str, running: Running, actor: Worker, draft: bool = False) -> Response:
    """Et dokument til journalen krever at saken er godkjent slik den er nå (409 ellers). Med `draft=true` kommer et utkast som er merket på hver side."""
    wanted = formater.by_id(format)
    if wanted is None:
        raise Problem("finnes-ikke", f"Dokumentet finnes ikke. Disse finnes: {', '.join(f.id for f in formater.FORMATS)}.")
    return await dokumenter.taken(running, id, wanted, actor, draft=draft and wanted.approval)


@router.get("/exports", response_model=list[ExportLine], summary="Det som er tatt ut av en sak")
async def exports(id: str, running: Running, actor: Worker) -> list[dict[str, Any]]:
    """Hvert dokument som er hentet, nyest først, med SHA-256 av filen. «outdated» sier at saken er endret siden."""
    standing = await to_thread.run_sync(read, running, id, actor)
    return register(running, id, standing)


def read(running: Tjeneste, case_id: str, actor: str) -> Standing:
    """The case as it stands, read and logged. Raises Problem."""
    standing = running.store.standing(case_id)
    if standing is None:
        raise unknown_case()
    running.store.log(actor, "lest", case_id, running.now())
    return standing


def lines(guide: Guide, standing: Standing, service: Service) -> list[dict[str, Any]]:
    """Every document that the worker may take out and the case calls for; the person's own copy only when something is shared."""
    nothing = innsyn.sharing(standing.case) in ("nei", "ubestemt")
    seen = innsyn.for_worker(guide, standing.case).case
    return [_line(f, standing, service) for f in formater.FORMATS if not (f.own and nothing) and not f.unfit(guide, seen)]


def _line(format: Format, standing: Standing, service: Service) -> dict[str, Any]:
    draft = is_draft(format, standing)
    missing = format.missing() or ("" if format.drafts or not draft else LATER)
    return {"id": format.id, "document": format.document, "label": format.label, "form": format.form, "about": format.about,
            "media_type": format.media_type, "approval": format.approval, "own": format.own, "draft": draft, "missing": missing, "remark": format.remark(service)}


def register(running: Tjeneste, case_id: str, standing: Standing) -> list[dict[str, Any]]:
    """What has been taken out, the newest first."""
    return [_taken(export, standing) for export in running.store.exports(case_id)]


def _taken(export: Export, standing: Standing) -> dict[str, Any]:
    known = formater.by_id(export.format)
    return {"id": export.id, "format": export.format, "label": known.name if known else export.format, "sha256": export.sha256,
            "turn": export.turn, "draft": export.draft, "outdated": outdated(export, standing), "at": export.at, "by": export.actor}
