"""The console's forms for follow-ups and relatives, and the page that shows a start code. Works without scripts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain.case import MODES, RELATIVE, Case
from assistant.web import oppfolging
from assistant.web.deps import Console, ConsoleReader, Running
from assistant.web.konsoll import Form, to
from assistant.web.maling import page
from assistant.web.problemer import Problem
from assistant.web.saksside import shown

router = APIRouter(prefix="/konsoll/sak/{id}", include_in_schema=False)


@router.post("/oppfolging")
async def follow_up(id: str, request: Request, running: Running, user: ConsoleReader, fields: Form) -> Response:
    """On to the talk, or to the page with the code."""
    try:
        case = await oppfolging.begin_follow_up(running, user, id, _mode(fields))
    except Problem as problem:
        return _again(request, running, id, user.name, problem)
    return _on(case)


@router.post("/parorende")
async def relative(id: str, request: Request, running: Running, user: ConsoleReader, fields: Form) -> Response:
    """As for a follow-up."""
    try:
        case = await oppfolging.begin_relative(running, user, id, _mode(fields), relation=fields.get("relasjon", ""))
    except Problem as problem:
        return _again(request, running, id, user.name, problem)
    return _on(case)


@router.post("/parorende/samtykke")
async def consent(id: str, request: Request, running: Running, user: ConsoleReader, fields: Form) -> Response:
    """Yes or no, when it was said and how."""
    try:
        if fields.get("svar") not in ("ja", "nei"):
            raise Problem("ugyldig", "Velg om personen sa ja eller nei.")
        on = oppfolging.as_date(fields.get("dato", "")[:40])
        await oppfolging.record(running, user, id, fields["svar"] == "ja", fields.get("hvordan", "")[:500], fields.get("hvem", "")[:200], on)
    except Problem as problem:
        return _again(request, running, id, user.name, problem)
    return to(f"/konsoll/sak/{id}#parorende")


@router.get("/startkode")
async def code_page(id: str, request: Request, running: Running, actor: Console) -> Response:
    """What the code is for. It is made when the worker is ready to hand it over."""
    return page(request, "konsoll/startkode.html", case=oppfolging.startable(running, id), code="", ends="", relative=RELATIVE)


@router.post("/startkode")
async def make_code(id: str, request: Request, running: Running, actor: Console) -> Response:
    """The code is shown on this page and nowhere else; a new one ends it."""
    case = oppfolging.startable(running, id)
    made = oppfolging.new_code(running, id, actor)
    return page(request, "konsoll/startkode.html", case=case, code=made["code"], ends=oppfolging.moment(made["ends"]), relative=RELATIVE)


def _on(case: Case) -> Response:
    return to(f"/konsoll/samtale/{case.id}" if case.mode == "guided" else f"/konsoll/sak/{case.id}/startkode")


def _mode(fields: dict[str, str]) -> str:
    return fields["mate"] if fields.get("mate") in MODES else "guided"


def _again(request: Request, running: Running, id: str, actor: str, problem: Problem) -> Response:
    """The page of the case with the sentence on top; an unknown case is still unknown."""
    if problem.kind == "finnes-ikke":
        raise problem
    return shown(request, running, id, actor, edit_error=problem.detail)
