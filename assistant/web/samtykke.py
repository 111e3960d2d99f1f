"""Why a talk with a relative may not begin, in words for the worker."""

from __future__ import annotations

from assistant.domain import parorende
from assistant.domain.case import RELATIVE, Case

_STILL = "Du kan lytte til pårørende og gi generelle råd, så lenge du ikke forteller noe om personen."
OF_RELATIVE = "Dette er en samtale med en pårørende. Gå til saken til personen den gjelder."
NOT_ASKED = f"Personen har ikke sagt ja til at tjenesten snakker med pårørende. Spør personen, og før inn svaret under. {_STILL}"
REFUSED = f"Personen har sagt nei til at tjenesten snakker med pårørende. {_STILL}"
WITHDRAWN = f"Personen har trukket samtykket til å snakke med pårørende, så ingen ny samtale kan startes. {_STILL}"


def refusal(case: Case) -> str:
    """Why not, and what can be done all the same; empty when it may begin."""
    if case.kind == RELATIVE:
        return OF_RELATIVE
    if parorende.allowed(case):
        return ""
    return WITHDRAWN if parorende.withdrawn(case) else REFUSED if parorende.consent(case) else NOT_ASKED
