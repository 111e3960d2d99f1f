"""Which documents a case calls for: a sentence that says why one is not offered, empty when it is."""

from __future__ import annotations

from assistant.domain import planutkast
from assistant.domain.case import Case
from assistant.domain.guide import Guide


def overdose(guide: Guide, case: Case) -> str:
    """Only where what was said or noted points at danger of an overdose."""
    if planutkast.offered(guide, case, "overdose"):
        return ""
    return "Overdosesamtalen tilbys når noe i saken tyder på fare for overdose. Legg til det du vet om rusmidler på saken først."


def own_plan(guide: Guide, case: Case) -> str:
    """The person gets a plan that somebody has gone through with her."""
    return "" if case.plans else "Planen er ikke laget ennå. Gå gjennom den sammen med personen, og lagre den på siden «Plan»."
