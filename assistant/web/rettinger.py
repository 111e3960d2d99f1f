"""Edits by the worker: correct a finding, mark it as wrong, add one, and own notes. Everything is added, nothing written over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain.case import Finding, to_dict
from assistant.domain.guide import Guide
from assistant.domain.omrade import FindingSpec
from assistant.store.rettinger import Edit, current
from assistant.web.deps import Console, Running
from assistant.web.konsoll import Form, to
from assistant.web.problemer import Problem, unknown_case
from assistant.web.saksside import shown
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll/sak/{id}", include_in_schema=False)
HOLDS = ("na", "for", "nei")
MAX_NOTE, MAX_NUMBER = 4000, 100_000


@router.post("/funn")
async def add(id: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """`funn` is `attribute=value`; a quantity has its number in `tall`."""
    attribute, _, value = fields.get("funn", "").partition("=")
    area = fields.get("omrade", "") if fields.get("omrade", "") in running.guide.areas else ""
    try:
        spec = _spec(running.guide, attribute)
        finding = _marked(Finding(attribute, _value(spec, value or fields.get("tall", "")), spec.area, "", "", spec.unit, by=actor), fields)
    except Problem as problem:
        return shown(request, running, id, actor, edit_error=problem.detail, edit_area=area)
    return _keep(running, id, actor, Edit("nytt", spec.area, after=to_dict(finding)))


@router.post("/funn/{target}/rett")
async def correct(id: str, target: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """A new value, or whether it holds now, held before, or does not hold."""
    finding = _finding(running, id, target)
    try:
        value = _value(_spec(running.guide, finding.attribute), fields.get("verdi", ""))
    except Problem as problem:
        return shown(request, running, id, actor, edit_error=problem.detail, edit_area=finding.area)
    changed = _marked(replace(finding, value=value, by=actor), fields)
    return _keep(running, id, actor, Edit("rettet", finding.area, target, to_dict(finding), to_dict(changed)))


@router.post("/funn/{target}/galt")
async def wrong(id: str, target: str, running: Running, actor: Console) -> Response:
    """It no longer counts, but is still shown."""
    finding = _finding(running, id, target)
    return _keep(running, id, actor, Edit("galt", finding.area, target, to_dict(finding)))


@router.post("/funn/{target}/angre")
async def take_back(id: str, target: str, running: Running, actor: Console) -> Response:
    """It counts again."""
    finding = _finding(running, id, target)
    return _keep(running, id, actor, Edit("angret", finding.area, target, to_dict(finding)))


@router.post("/notat/{area}")
async def note(id: str, area: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """The worker's own note to an area. The newest stands, the older ones are its history."""
    text = "".join(c for c in fields.get("notat", "") if c.isprintable() or c in "\n\t").strip()
    if area not in running.guide.areas:
        raise Problem("finnes-ikke", "Området finnes ikke.")
    if not text or len(text) > MAX_NOTE:
        wrong = "Skriv et notat først." if not text else "Notatet er for langt. Det kan ha 4000 tegn."
        return shown(request, running, id, actor, edit_error=wrong, edit_area=area)
    return _keep(running, id, actor, Edit("notat", area, after={"text": text}))


def _keep(running: Tjeneste, case_id: str, actor: str, change: Edit) -> Response:
    if running.store.load(case_id) is None:
        raise unknown_case()
    running.store.edit(case_id, change, actor, running.now())
    return to(f"/konsoll/sak/{case_id}#omrade-{change.area}")


def _finding(running: Tjeneste, case_id: str, target: str) -> Finding:
    """A finding of the case as it now stands. Raises Problem."""
    case = running.store.load(case_id)
    if case is None:
        raise unknown_case()
    known = current(case, running.store.edits(case_id))
    if target not in known:
        raise Problem("finnes-ikke", "Funnet finnes ikke lenger. Last siden på nytt.")
    return known[target][0]


def _spec(guide: Guide, attribute: str) -> FindingSpec:
    if attribute not in guide.findings:
        raise Problem("ugyldig", "Velg hva funnet gjelder.")
    return guide.findings[attribute]


def _value(spec: FindingSpec, given: str) -> str:
    """A known code, or a number as text. Raises Problem."""
    if spec.values:
        if given not in {v.value for v in spec.values}:
            raise Problem("ugyldig", "Velg en av verdiene i listen.")
        return given
    try:
        number = float(given.strip().replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= MAX_NUMBER:
        raise Problem("ugyldig", "Skriv et tall, for eksempel 4 eller 2,5.")
    return f"{number:g}"


def _marked(finding: Finding, fields: dict[str, Any]) -> Finding:
    holds = fields.get("gjelder", "na")
    return replace(finding, negated=holds == "nei", earlier=holds == "for")
