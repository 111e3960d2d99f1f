"""/api/questionnaires: the questions as FHIR Questionnaires. Open to everybody: they hold nothing about anybody."""

from __future__ import annotations

import json

from fastapi import APIRouter, Response

from assistant.export.fhir import skjema
from assistant.web.deps import Running
from assistant.web.problemer import Problem
from assistant.web.skjemaer import PROBLEMS

router = APIRouter(prefix="/api/questionnaires", tags=["spørreskjema"], responses={404: PROBLEMS[404], 503: PROBLEMS[503]})


@router.get("/{area}", response_class=Response, summary="Spørsmålene i ett område som FHIR Questionnaire")
async def one(area: str, running: Running) -> Response:
    """Id-en til et område, eller «alle». FHIR R4, bokmål med nynorsk og engelsk som oversettelser. linkId er id-en til spørsmålet."""
    if area != skjema.ALL and area not in running.guide.areas:
        raise Problem("finnes-ikke", f"Området finnes ikke. Bruk {skjema.ALL}, eller en av: {', '.join(a.id for a in running.guide.in_order())}.")
    made = skjema.of_area(running.guide, area, running.settings.service.name)
    return Response(json.dumps(made, ensure_ascii=False), media_type="application/fhir+json")
