"""/api/service: what the service says about itself to everybody who opens the chat."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from assistant.dialogue import stengt
from assistant.domain.case import DEPTH_ALIASES
from assistant.domain.tjeneste import lesing, tilpasning
from assistant.domain.tjeneste.apningstid import ZONE, moment
from assistant.domain.tjeneste.oppsett import Service
from assistant.domain.yamlfil import Text
from assistant.web.deps import Running
from assistant.web.problemer import Problem
from assistant.web.skjemaer import PROBLEMS, ServiceInfo
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/api/service", tags=["tjenesten"], responses={404: PROBLEMS[404], 503: PROBLEMS[503]})
COLOURS = {"aksent": "accent", "aksent_mork": "accent_dark"}
SHOWN = ("vakt", "legevakt", "mental_helse", "amk")     # the service's own contacts come after the duty phone
DEPTHS = {norwegian: english for english, norwegian in DEPTH_ALIASES.items() if english in ("short", "normal", "thorough")}


@router.get("", response_model=ServiceInfo, summary="Tjenestens navn, åpningstider, språk, farger og telefonnumre")
async def about(running: Running) -> dict[str, Any]:
    """Åpent for alle. Tekster står på hvert språk. «open» er tom når tjenesten ikke har oppgitt åpningstider."""
    service = running.settings.service
    return {
        "name": running.settings.tjeneste, "municipality": service.municipality, "unit": service.unit,
        "reader": _texts(service.reader), "languages": list(service.languages), "depth": DEPTHS[service.depth],
        "colours": {COLOURS[name]: colour for name, colour in service.colours.items()},
        "logo": "/api/service/logo" if service.logo else "", "contacts": _contacts(running), **_hours(running, service),
    }


@router.get("/logo", response_class=Response, summary="Tjenestens logo")
async def logo(running: Running) -> Response:
    """Bildet som tjenesten har valgt, svg, png eller jpg."""
    path = running.settings.service.logo
    if path is None or not path.is_file():
        raise Problem("finnes-ikke", "Tjenesten har ingen logo.")
    return FileResponse(path, media_type=lesing.LOGOS[path.suffix.lower()])


def _hours(running: Tjeneste, service: Service) -> dict[str, Any]:
    """Open now, the hours, and outside them when it opens and what the chat says."""
    if service.hours is None:
        return {"open": None, "opens_at": None, "opens": {}, "hours": {}, "outside": {}}
    now, languages = running.moment(), service.languages
    found: dict[str, Any] = {"open": not service.closed(now), "opens_at": None, "opens": {}, "outside": {},
                             "hours": {lang: service.hours.in_words(lang) for lang in languages}}
    if found["open"]:
        return found
    found["outside"] = {lang: stengt.sentence(service, now, lang) for lang in languages}
    if opening := service.hours.next_opening(now):
        found["opens_at"] = opening.astimezone(ZONE).isoformat(timespec="minutes")
        found["opens"] = {lang: moment(opening, now, lang) for lang in languages}
    return found


def _contacts(running: Tjeneste) -> list[dict[str, Any]]:
    """Numbers to ring, the service's own first; one that is closed now, says so."""
    service = running.settings.service
    contacts = tilpasning.at(running.guide, service, running.moment()).contacts
    ids = (SHOWN[0], *(c.id for c in service.contacts), *SHOWN[1:])
    found = (contacts[i] for i in ids if i in contacts and contacts[i].phone)
    return [{"id": c.id, "name": _texts(c.name), "phone": c.phone, "when": _texts(c.when)} for c in found]


def _texts(text: Text | None) -> dict[str, str]:
    return {lang: text.get(lang) for lang in ("nb", "nn", "en")} if text else {}
