"""Documents as downloads."""

from __future__ import annotations

from collections.abc import Callable

from anyio import to_thread
from starlette.responses import Response

from assistant.domain.case import Case
from assistant.export import formater, innsynskopi
from assistant.export.formater import Format
from assistant.export.skrivefeil import WriteError
from assistant.store.errors import UnknownCase
from assistant.web import innsyn
from assistant.web.problemer import Problem, not_approved, unknown_case, unknown_talk
from assistant.web.tjeneste import Tjeneste
from assistant.web.uttak import Desk, Taken, as_draft, is_draft, named


async def own_copy(running: Tjeneste, case: Case, actor: str, *, pdf: bool = False) -> Response:
    """The person's own copy, with what relatives agree to show; in a guided talk the worker's summary. A relative's own words, to the relative.

    Raises Problem.
    """
    if case.by_worker:
        return await taken(running, case.id, formater.known("pdf" if pdf else "docx"), actor, draft=None)
    format, standing = formater.known("egen-pdf" if pdf else "egen"), running.store.standing(case.id)
    if standing is None:
        raise unknown_talk()
    case = innsyn.with_relatives(running, case, agreed_only=True)
    made = await _made(running, format, lambda: desk(running, actor).make(case.id, standing, format, case))
    return _download(made.content, format.media_type, f"oppsummering{format.suffix}")


async def own_plan(running: Tjeneste, case: Case, actor: str) -> Response:
    """The person's own copy of the plan that is saved. Raises Problem."""
    format, standing = formater.known("egen-plan"), running.store.standing(case.id)
    if standing is None:
        raise unknown_talk()
    made = await _made(running, format, lambda: desk(running, actor).make(case.id, standing, format, case))
    return _download(made.content, format.media_type, f"planen-din{format.suffix}")


async def taken(running: Tjeneste, case_id: str, format: Format, actor: str, *, draft: bool | None) -> Response:
    """A document for the worker, noted in the register. `draft` None is a draft until the case is approved; False refuses that. Raises Problem."""
    standing = await to_thread.run_sync(running.store.standing, case_id)
    if standing is None:
        raise unknown_case()
    if sentence := format.unfit(running.guide, innsyn.for_worker(running.guide, standing.case).case):
        raise Problem("kan-ikke-lages", sentence)
    if is_draft(format, standing) and draft is False:
        raise not_approved()
    if draft:
        standing = as_draft(standing)
    made = await _made(running, format, lambda: desk(running, actor).take(case_id, standing, format))
    return _download(made.content, format.media_type, made.name)


def desk(running: Tjeneste, actor: str) -> Desk:
    return Desk(running.store, running.guide, named(running.settings.service, running.settings.tjeneste), actor, running.now())


async def everything(running: Tjeneste, case_id: str, own: bool) -> Response:
    """All that is stored about a talk as a zip. For a worker (`own` False) without what the person has not shared. Raises Problem."""
    stored = await to_thread.run_sync(lambda: innsyn.everything(running, case_id, own))
    content = await to_thread.run_sync(lambda: innsynskopi.render(running.guide, stored, service=running.settings.tjeneste, now=running.now()))
    return _download(content, "application/zip", "innsyn.zip")


async def _made(running: Tjeneste, format: Format, make: Callable[[], Taken]) -> Taken:
    """Beside the event loop, and few of the slow ones at a time. Raises Problem when it cannot be made."""
    if sentence := format.missing():
        raise Problem("kan-ikke-lages", sentence)
    try:
        return await to_thread.run_sync(make, limiter=running.writing if format.slow else None)
    except WriteError as error:
        raise Problem("kan-ikke-lages", str(error)) from None
    except UnknownCase:
        raise unknown_case() from None


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
