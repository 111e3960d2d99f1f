"""Documents as downloads."""

from __future__ import annotations

from anyio import to_thread
from starlette.responses import Response

from assistant.domain.case import RELATIVE, Case
from assistant.export import DEMO, docx, docx_egen, innsynskopi, tekst
from assistant.web import innsyn
from assistant.web.tjeneste import Tjeneste

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def own_copy(running: Tjeneste, case: Case) -> Response:
    """The person's own copy, with what relatives agree to show; in a guided talk the worker's summary. A relative's own words, to the relative."""
    if case.mode == "guided" and case.kind != RELATIVE:
        return await summary(running, case)
    case = innsyn.with_relatives(running, case, agreed_only=True)
    content = await to_thread.run_sync(lambda: docx_egen.render(running.guide, case, service=running.settings.tjeneste, now=running.now()))
    return _download(content, DOCX, "oppsummering.docx")


async def summary(running: Tjeneste, case: Case) -> Response:
    """The worker's summary, with only what the worker may read."""
    seen = innsyn.for_documents(case)
    given = {"service": running.settings.tjeneste, "now": running.now(), "note": _note(running, case)}
    content = await to_thread.run_sync(lambda: docx.render(running.guide, seen, **given))
    return _download(content, DOCX, f"{_name(case)}-{case.id}.docx")


async def text(running: Tjeneste, case: Case) -> Response:
    """The same as plain text for the journal."""
    seen = innsyn.for_documents(case)
    given = {"service": running.settings.tjeneste, "now": running.now(), "note": _note(running, case)}
    content = await to_thread.run_sync(lambda: tekst.render(running.guide, seen, **given))
    return _download(content.encode(), "text/plain; charset=utf-8", f"{_name(case)}-{case.id}.txt")


async def everything(running: Tjeneste, case_id: str, own: bool) -> Response:
    """All that is stored about a talk as a zip. For a worker (`own` False) without what the person has not shared. Raises Problem."""
    stored = await to_thread.run_sync(lambda: innsyn.everything(running, case_id, own))
    content = await to_thread.run_sync(lambda: innsynskopi.render(running.guide, stored, service=running.settings.tjeneste, now=running.now()))
    return _download(content, "application/zip", "innsyn.zip")


def _name(case: Case) -> str:
    return "parorende" if case.kind == RELATIVE else "sammendrag"


def _note(running: Tjeneste, case: Case) -> str:
    return DEMO if case.id in running.store.demo_cases() else ""


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
