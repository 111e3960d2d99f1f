"""A guided talk, led by the worker: the prompt, why and what to listen for, free movement between areas, and own notes. Works without scripts."""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain import flow, replikk
from assistant.domain.case import DEPTH_ALIASES, LANGUAGES, RELATIVE, Case
from assistant.domain.guide import Guide
from assistant.store.rettinger import Edit
from assistant.web import bobler, tur
from assistant.web.deps import Console, ConsoleReader, Running, refuse_reader
from assistant.web.konsoll import Form, to
from assistant.web.maling import page
from assistant.web.problemer import Problem, unknown_case
from assistant.web.skjemaer import Said
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll/samtale", include_in_schema=False)
PICKED = "flere."
MAX_NOTE = 4000


@router.get("")
async def start_page(request: Request, actor: Console) -> Response:
    return page(request, "konsoll/samtale.html")


@router.post("")
async def start(running: Running, user: ConsoleReader, fields: Form) -> Response:
    """An unknown choice is taken as the usual one."""
    language = fields.get("sprak", "nb") if fields.get("sprak") in LANGUAGES else "nb"
    case, _, _ = await running.engine.start("guided", language, DEPTH_ALIASES.get(fields.get("omfang", ""), "normal"))
    running.led_by(user, case.id)
    running.store.log(user.name, "lest", case.id, running.now())
    return to(f"/konsoll/samtale/{case.id}")


@router.get("/{id}")
async def talk(id: str, request: Request, running: Running, user: ConsoleReader) -> Response:
    refuse_reader(running, user, id)
    case = _guided(running, id)
    running.store.log(user.name, "lest", id, running.now())
    return _page(request, running, case)


@router.post("/{id}")
async def say(id: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """A text, a button, or boxes that were ticked. What was written stays when it cannot be taken."""
    case = _guided(running, id)
    picked = [name.removeprefix(PICKED) for name in fields if name.startswith(PICKED)]
    choice = fields.get("valg") or (",".join(picked) if picked or "ferdig" in fields else None)
    text, number = fields.get("tekst", ""), fields.get("nummer", "")[:100] or None
    if number and running.store.reply_of(id, number):
        return to(f"/konsoll/samtale/{id}")
    try:
        if choice is None and not text.strip():
            raise Problem("ugyldig", "Skriv det personen sier, eller velg et svar.")
        said = Said(client_id=number, text=None if choice is not None else text, choice=choice)
        await running.engine.handle_turn(id, tur.turn(running.guide, case, said, actor))
    except Problem as problem:
        return _page(request, running, case, problem.detail, text)
    return to(f"/konsoll/samtale/{id}")


@router.post("/{id}/notat/{area}")
async def note(id: str, area: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """The same note as on the page of the case."""
    case = _guided(running, id)
    text = "".join(c for c in fields.get("notat", "") if c.isprintable() or c in "\n\t").strip()
    if area not in running.guide.areas or not text or len(text) > MAX_NOTE:
        return _page(request, running, case, "Skriv et notat på høyst 4000 tegn.")
    running.store.edit(id, Edit("notat", area, after={"text": text}), actor, running.now())
    return to(f"/konsoll/samtale/{id}")


def _guided(running: Tjeneste, case_id: str) -> Case:
    """The case of a guided talk. Raises Problem; the person's own talk is never led from here."""
    case = running.store.load(case_id)
    if case is None or case.mode != "guided":
        raise unknown_case()
    return case


def _page(request: Request, running: Tjeneste, case: Case, error: str = "", text: str = "") -> Response:
    guide, question = running.guide, flow.next_question(running.guide, case)
    rows = bobler.messages(guide, case, running.store.transcript(case.id))
    area = guide.areas.get(question.area) if question else None
    notes = [e for e in running.store.edits(case.id) if e.kind == "notat" and area and e.area == area.id]
    choices = [(c.code, c.label.get(case.language)) for c in replikk.choices(guide, case, question)] if question else []
    return page(
        request, "konsoll/veiledet.html", 422 if error else 200, case=case, question=question, choices=choices, area=area,
        title=area.title.get(case.language) if area else "", latest=_latest(rows), areas=_areas(guide, case), notes=notes, error=error, text=text,
        number=secrets.token_urlsafe(9), progress=running.engine.progress(case), said=[r for r in rows if r["who"] != "assistent"][-3:],
    )


def _latest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the assistant has said since somebody last wrote."""
    last = max((n for n, row in enumerate(rows) if row["who"] != "assistent"), default=-1)
    return rows[last + 1:]


def _areas(guide: Guide, case: Case) -> list[dict[str, Any]]:
    """The areas with how far each has come: besvart, hoppet or nothing yet. A relative's talk has its own few questions only."""
    if case.kind == RELATIVE:
        return []
    states: dict[str, str] = {}
    for answer in case.current().values():
        if not answer.question.startswith("trygg.") and states.get(answer.area) != "besvart":
            states[answer.area] = answer.status
    return [{"id": a.id, "title": a.title.get(case.language), "state": states.get(a.id, "")} for a in guide.in_order()]
