"""The documents of a case on one page: what each is for, draft or final, and what has been taken out."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.store.arbeid import Standing
from assistant.web import eksporter, innsyn
from assistant.web.deps import Console, Running
from assistant.web.maling import page
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll/sak/{id}/dokumenter", include_in_schema=False)


@router.get("")
async def documents(id: str, request: Request, running: Running, actor: Console) -> Response:
    return page(request, "konsoll/dokumenter.html", **_view(running, id, actor))


@router.get("/uttak")
async def register(id: str, request: Request, running: Running, actor: Console) -> Response:
    """The register alone, which the page fetches anew after a download."""
    standing = running.store.standing(id)
    return page(request, "konsoll/uttak.html", sak_id=id, exports=eksporter.register(running, id, standing) if standing else [])


def _view(running: Tjeneste, case_id: str, actor: str) -> dict[str, Any]:
    """Raises Problem."""
    standing = eksporter.read(running, case_id, actor)
    return {
        "sak_id": case_id, "decided": bool(standing.case.decisions), "approval": standing.approval, "by": name(running, standing),
        "sharing": innsyn.sharing(standing.case), "groups": _groups(running, standing), "exports": eksporter.register(running, case_id, standing),
        "demo": case_id in running.store.demo_cases(),
    }


def _groups(running: Tjeneste, standing: Standing) -> list[dict[str, Any]]:
    """One part per document, with its forms in the order of the register."""
    lines = eksporter.lines(running.guide, standing, running.settings.service)
    parts = [list(forms) for _, forms in groupby(lines, key=lambda line: line["document"])]
    return [{**{key: forms[0][key] for key in ("label", "about", "draft", "approval", "own")}, "forms": forms,
             "missing": next((f["missing"] for f in forms if f["missing"]), ""), "remark": next((f["remark"] for f in forms if f["remark"]), "")} for forms in parts]


def name(running: Tjeneste, standing: Standing) -> str:
    """Who approved the case, as colleagues know them; empty when it is not approved."""
    if standing.approval is None:
        return ""
    account = running.store.account_named(standing.approval.actor)
    return account.name if account else standing.approval.actor
