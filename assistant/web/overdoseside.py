"""The talk that prevents an overdose, point by point: what was talked through, and the worker's notes."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain import planutkast
from assistant.domain.case import Case, Check, for_worker
from assistant.domain.plan import STATES
from assistant.domain.plandata import CheckItem
from assistant.export import tilbud
from assistant.web import innsyn
from assistant.web.deps import Console, Running
from assistant.web.konsoll import LongForm, to
from assistant.web.maling import page
from assistant.web.planlagring import MAX_LINE, written
from assistant.web.problemer import Problem
from assistant.web.saker import found, loaded

router = APIRouter(prefix="/konsoll/sak/{id}/overdose", include_in_schema=False)
LIST = "overdose"


@router.get("")
async def shown(id: str, request: Request, running: Running, actor: Console) -> Response:
    return _page(request, running, found(running, id, actor))


@router.post("")
async def save(id: str, request: Request, running: Running, actor: Console, fields: LongForm) -> Response:
    """Only what has changed is noted. What was written stays in the form when it cannot be saved."""
    case = loaded(running, id)
    items, noted = _items(running, case), case.current_checks(LIST)
    given = [Check(LIST, x.id, _state(fields.get(f"stand.{x.id}", "")), written(fields.get(f"merknad.{x.id}", ""))) for x in items]
    if any(len(c.note) > MAX_LINE for c in given):
        return _page(request, running, case, f"En merknad er for lang. Den kan ha {MAX_LINE} tegn.", fields)
    changed = [c for c in given if (c.state, c.note) != _before(noted.get(c.item))]
    if changed:
        running.store.check_off(id, changed, actor, running.now())
    return to(f"/konsoll/sak/{id}/overdose")


def _before(check: Check | None) -> tuple[str, str]:
    return (check.state, check.note) if check else ("", "")


def _state(given: str) -> str:
    return given if given in STATES else ""


def _items(running: Running, case: Case) -> tuple[CheckItem, ...]:
    """The points. Raises Problem when nothing in the case calls for the talk."""
    seen = innsyn.for_worker(running.guide, case).case
    offered = planutkast.offered(running.guide, seen, LIST)
    if offered is None:
        raise Problem("finnes-ikke", tilbud.overdose(running.guide, seen))
    return offered.items


def _page(request: Request, running: Running, case: Case, error: str = "", sent: dict[str, str] | None = None) -> Response:
    rows = [_row(running, case, x, sent) for x in _items(running, case)]
    return page(request, "konsoll/overdose.html", 422 if error else 200, sak_id=case.id, rows=rows, error=error)


def _row(running: Running, case: Case, item: CheckItem, sent: dict[str, str] | None) -> dict[str, Any]:
    seen, language = innsyn.for_worker(running.guide, case).case, for_worker(case.language)
    check = seen.current_checks(LIST).get(item.id)
    state, note = _before(check) if sent is None else (sent.get(f"stand.{item.id}", ""), sent.get(f"merknad.{item.id}", ""))
    evidence = (item.when.check(seen) or ()) if item.when else ()
    return {
        "id": item.id, "title": item.title.get(language), "say": item.say.get(language), "source": item.source, "state": state, "note": note,
        "quotes": list(dict.fromkeys(e.quote.strip() for e in evidence if e.quote.strip()))[:3], "check": check,
    }
