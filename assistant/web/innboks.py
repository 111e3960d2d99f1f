"""The inbox: alerts first, then new cases, those in hand, and those that are done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.domain.case import FOLLOW_UP, LANGUAGES, LEVELS, MODES
from assistant.web.bruker import Bruker
from assistant.web.deps import ConsoleReader, Running
from assistant.web.maling import page
from assistant.web.tjeneste import Tjeneste
from assistant.web.varselside import around

router = APIRouter(prefix="/konsoll", include_in_schema=False)
GROUPS = {"ny": "Nye", "arbeid": "Under arbeid", "ferdig": "Ferdige"}
MOST = 50


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means everything. `text` is a part of a case number, and nothing else is searched."""

    text: str = ""
    group: str = ""
    level: str = ""
    mode: str = ""
    language: str = ""

    def takes(self, row: dict[str, Any]) -> bool:
        return (
            self.text.casefold() in row["id"].casefold() and self.group in ("", row["group"]) and self.level in ("", row["worst_level"])
            and self.mode in ("", row["mode"]) and self.language in ("", row["language"])
        )


@router.get("")
@router.get("/", include_in_schema=False)
async def inbox(request: Request, running: Running, user: ConsoleReader, q: str = "", gruppe: str = "", niva: str = "",
                mate: str = "", sprak: str = "", alle: str = "") -> Response:
    """Unknown choices in the address are taken as no choice."""
    running.store.log(user.name, "liste_lest", None, running.now())
    wanted = Filter(q.strip()[:60], _known(gruppe, tuple(GROUPS)), _known(niva, LEVELS), _known(mate, MODES), _known(sprak, LANGUAGES))
    rows = listed(running, user)
    shown = [row for row in rows if wanted.takes(row)]
    groups = [_group(key, title, shown, bool(alle)) for key, title in GROUPS.items()]
    return page(request, "konsoll/liste.html", groups=groups, wanted=wanted, total=len(rows), shown=len(shown), filtered=wanted != Filter(),
                demo=sum(row["demo"] for row in rows), making=running.makes_demo, levels=LEVELS, **around(running, user.name, running.alerts(user)))


def listed(running: Tjeneste, user: Bruker) -> list[dict[str, Any]]:
    """Every case that the worker sees, with `group` (ny, arbeid, ferdig), `state` in words, and `covered` areas of `areas`; covered is None before sharing."""
    rows = running.cases(user)
    approved, answered = running.store.approved(), running.store.answered_areas()
    read = running.store.read_by_workers([r["id"] for r in rows])
    return [_row(running, row, row["id"] in approved, row["id"] in read, answered.get(row["id"], set())) for row in rows]


def _row(running: Tjeneste, row: dict[str, Any], approved: bool, read: bool, answered: set[str]) -> dict[str, Any]:
    areas = set(running.guide.areas) - set(row.get("hidden_areas") or ())
    open_to_worker = row["status"] == "levert" or row["mode"] == "guided"
    group, state = _state(row, approved, read)
    return {**row, "group": group, "state": state, "covered": len(answered & areas) if open_to_worker else None, "areas": len(running.guide.areas)}


def _state(row: dict[str, Any], approved: bool, read: bool) -> tuple[str, str]:
    if approved:
        return "ferdig", "Godkjent"
    if row["status"] == "avsluttet":
        return "ferdig", "Avsluttet, ikke delt"
    if row["status"] == "levert":
        return ("arbeid", "Levert, under arbeid") if read else ("ny", "Levert, ikke lest")
    if row["kind"] == FOLLOW_UP and row["mode"] == "self" and not row["turn"]:
        return "arbeid", "Venter på at koden brukes"
    return "arbeid", "Samtalen pågår" if row["status"] == "pagar" else "Samtalen er på pause"


def _group(key: str, title: str, rows: list[dict[str, Any]], everything: bool) -> dict[str, Any]:
    own = [row for row in rows if row["group"] == key]
    return {"key": key, "title": title, "count": len(own), "rows": own if everything else own[:MOST]}


def _known(value: str, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else ""
