"""Alerts in the console: the list that the inbox shows, taking one, and handing one over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain.case import level_rank
from assistant.web import varsler
from assistant.web.deps import Console, Running
from assistant.web.konsoll import Form, to
from assistant.web.maling import page
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll", include_in_schema=False)


@router.get("/varsler")
async def alerts(request: Request, running: Running, actor: Console) -> Response:
    """Only the alerts, for the script that keeps the inbox up to date."""
    return page(request, "konsoll/varsler.html", **around(running, actor))


@router.post("/varsel/{n}/kvitter")
async def acknowledge(n: int, running: Running, actor: Console) -> Response:
    return to(f"/konsoll/sak/{varsler.take(running, n, actor)['case_id']}")


@router.post("/varsel/{n}/overlever")
async def hand_over(n: int, running: Running, actor: Console, fields: Form) -> Response:
    """The colleague sees it on top, and the time starts anew."""
    varsler.pass_on(running, n, fields.get("til", ""), actor)
    return to("/konsoll")


def around(running: Tjeneste, actor: str, case_id: str | None = None) -> dict[str, Any]:
    """Open alerts as the worker should meet them, with names to hand over to and notices that did not arrive.

    First what was handed to the worker, then what nobody answered in time, then the most serious and oldest.
    """
    rows = [_row(running, a, actor) for a in running.store.alerts() if case_id in (None, a["case_id"])]
    rows.sort(key=lambda a: (not a["mine"], not a["unanswered_at"], -level_rank(a["level"]), a["id"]))
    names = [n for n in running.store.workers() if n != _name(actor)]
    troubled = running.store.troubled_notices()
    return {"alerts": rows, "labels": labels(running), "colleagues": names, "troubled": troubled}


def _row(running: Tjeneste, alert: dict[str, Any], actor: str) -> dict[str, Any]:
    due = running.varseltider.due(alert)
    mine = bool(alert["assigned_to"]) and alert["assigned_to"].casefold() == _name(actor).casefold()
    return {**alert, "mine": mine, "due": due.astimezone(UTC).isoformat() if due else "", "late": bool(due and due <= datetime.now(UTC))}


def _name(actor: str) -> str:
    return actor.removeprefix("fagperson ")


def labels(running: Tjeneste) -> dict[str, str]:
    """The categories of danger in words."""
    return {c.id: c.label.nb for c in running.guide.risk.categories.values()}
