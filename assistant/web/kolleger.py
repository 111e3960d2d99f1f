"""Whom an alert may be handed over to: those whose accounts read cases; while there are no accounts, names seen in the log."""

from __future__ import annotations

from assistant.store.kontoer import CASE_ROLES, Account
from assistant.web.problemer import Problem
from assistant.web.tjeneste import Tjeneste

MOST = 60


def own_name(actor: str) -> str:
    """The name that an alert is handed over to, from how the log names them."""
    return actor.removeprefix("fagperson ")


def names(running: Tjeneste, actor: str) -> list[str]:
    """The others' names, to choose among."""
    known = [a.user_name for a in _accounts(running)] if running.store.has_accounts else running.store.workers()
    return [n for n in known if n != own_name(actor)]


def find(running: Tjeneste, given: str, case_id: str) -> str:
    """The name to hand a case's alert over to, by user name or by full name. Raises Problem when nobody who may open the case has it."""
    name = " ".join("".join(c for c in given if c.isprintable()).split())[:MOST]
    if not name:
        raise Problem("ugyldig", "Skriv navnet på kollegaen som skal ta varselet.")
    if not running.store.has_accounts:
        return name
    fits = [a for a in _accounts(running) if name.casefold() in (a.user_name.casefold(), a.name.casefold())]
    if len(fits) != 1:
        raise Problem("ugyldig", "Fant ikke kollegaen. Velg et brukernavn fra listen.")
    if not running.store.opens(case_id, fits[0].unit, fits[0].id, running.clock()):
        raise Problem("ugyldig", "Kollegaen hører til en annen enhet og kan ikke åpne saken.")
    return fits[0].user_name


def _accounts(running: Tjeneste) -> list[Account]:
    return [a for a in running.store.accounts() if a.active and a.role in CASE_ROLES]
