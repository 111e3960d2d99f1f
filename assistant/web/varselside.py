"""Alerts in the console: the list that the inbox shows, taking one, giving it back, and handing one over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain.case import level_rank
from assistant.web import kolleger, varsler
from assistant.web.deps import Console, ConsoleReader, Running
from assistant.web.konsoll import Form, to
from assistant.web.maling import page
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll", include_in_schema=False)


@router.get("/varsler")
async def alerts(request: Request, running: Running, user: ConsoleReader) -> Response:
    """Only the alerts, for the script that keeps the inbox up to date."""
    return page(request, "konsoll/varsler.html", **around(running, user.name, running.alerts(user)))


@router.post("/varsel/{n}/kvitter")
async def acknowledge(n: int, running: Running, actor: Console) -> Response:
    return to(f"/konsoll/sak/{varsler.take(running, n, actor)['case_id']}")


@router.post("/varsel/{n}/tilbake")
async def give_back(n: int, running: Running, actor: Console) -> Response:
    """Stays in the case, where the alert is now open again."""
    return to(f"/konsoll/sak/{varsler.put_back(running, n, actor)['case_id']}")


@router.post("/varsel/{n}/overlever")
async def hand_over(n: int, running: Running, actor: Console, fields: Form) -> Response:
    """The colleague sees it on top, and the time starts anew."""
    varsler.pass_on(running, n, fields.get("til", ""), actor)
    return to("/konsoll")


def around(running: Tjeneste, actor: str, alerts: list[dict[str, Any]]) -> dict[str, Any]:
    """Open alerts, those that are given, as the worker should meet them, with names to hand over to and notices that did not arrive.

    First what was handed to the worker, then what nobody answered in time, then the most serious and oldest.
    """
    rows = [_row(running, a, actor) for a in alerts]
    rows.sort(key=lambda a: (not a["mine"], not a["unanswered_at"], -level_rank(a["level"]), a["id"]))
    numbers = {a["id"] for a in alerts}
    troubled = [n for n in running.store.troubled_notices() if n["alert_id"] in numbers]
    return {"alerts": rows, "labels": labels(running), "colleagues": kolleger.names(running, actor), "troubled": troubled}


def _row(running: Tjeneste, alert: dict[str, Any], actor: str) -> dict[str, Any]:
    due = running.varseltider.due(alert)
    mine = bool(alert["assigned_to"]) and alert["assigned_to"].casefold() == kolleger.own_name(actor).casefold()
    return {**alert, "mine": mine, "due": due.astimezone(UTC).isoformat() if due else "", "late": bool(due and due <= datetime.now(UTC))}


def labels(running: Tjeneste) -> dict[str, str]:
    """The categories of danger in words."""
    return {c.id: c.label.nb for c in running.guide.risk.categories.values()}
