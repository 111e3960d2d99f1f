"""A worker's decision on hovedforlop, from the API and from the console."""

from __future__ import annotations

from assistant.domain.case import RELATIVE, Case, Decision
from assistant.export.beslutning import departs
from assistant.web import forslag
from assistant.web.problemer import Problem
from assistant.web.tjeneste import Tjeneste


def decide(running: Tjeneste, case: Case, pathway: int, reason: str, actor: str) -> Decision:
    """Record the decision. Raises Problem when it departs from the suggestion without a reason."""
    if case.kind == RELATIVE:
        raise Problem("konflikt", "Dette er en samtale med en pårørende. Hovedforløp velges i saken til personen den gjelder.")
    suggested = forslag.suggested(running.guide, case)
    decision = Decision(pathway, suggested, reason.strip(), actor, running.now())
    if departs(decision) and not decision.reason:
        raise Problem("ugyldig", f"Forslaget er hovedforløp {suggested}. Skriv en begrunnelse når du velger et annet.",
                      errors=[{"field": "reason", "detail": "Begrunnelse mangler."}])
    running.store.decide(case.id, decision, actor, decision.at)
    return decision
