"""Which documents a case calls for: a sentence that says why one is not offered, empty when it is."""

from __future__ import annotations

from collections.abc import Callable

from assistant.domain import planutkast
from assistant.domain.case import RELATIVE, Case
from assistant.domain.guide import Guide

ABOUT_RELATIVE = "Dokumentet lages ikke av en samtale med en pårørende. Lag det fra saken til personen selv."


def of_person(unfit: Callable[[Guide, Case], str]) -> Callable[[Guide, Case], str]:
    """For what is about the one who is mapped: never made of a relative's talk, else as `unfit` says."""
    return lambda guide, case: ABOUT_RELATIVE if case.kind == RELATIVE else unfit(guide, case)


def overdose(guide: Guide, case: Case) -> str:
    """Only where what was said or noted points at danger of an overdose."""
    if planutkast.offered(guide, case, "overdose"):
        return ""
    return "Overdosesamtalen tilbys når noe i saken tyder på fare for overdose. Legg til det du vet om rusmidler på saken først."


def own_plan(guide: Guide, case: Case) -> str:
    """The person gets a plan that somebody has gone through with her."""
    return "" if case.plans else "Planen er ikke laget ennå. Gå gjennom den sammen med personen, og lagre den på siden «Plan»."
