"""Who is logged in, as the routes and pages see it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.store.kontoer import ADMINISTRATOR, CASE_ROLES, REPORT_ROLES, WORKER
from assistant.store.okter import Session

FIRST = ("/konsoll/konto", "/konsoll/ut")


@dataclass(frozen=True)
class Bruker:
    """`name` is how the log names them. `unit` None sees every case; that is the staff key, which has no `account`."""

    name: str
    role: str
    unit: str | None
    account: str = ""
    shown: str = ""
    must_change: bool = False

    @property
    def reads_cases(self) -> bool:
        return self.role in CASE_ROLES

    @property
    def reads_report(self) -> bool:
        return self.role in REPORT_ROLES


KEY_HOLDER = Bruker("fagperson", WORKER, None)


def of_session(found: Session) -> Bruker:
    """The one whose session it is."""
    account = found.account
    if account is None:
        return Bruker(found.actor, WORKER, None, "", found.name)
    return Bruker(account.user_name, account.role, account.unit, account.id, account.name, account.must_change)


def home(user: Bruker) -> str:
    """The front page of a role."""
    if user.reads_cases:
        return "/konsoll"
    return "/konsoll/brukere" if user.role == ADMINISTRATOR else "/konsoll/konto"
