"""The part of the store that knows who may do what: accounts, sessions, units, blålys, and the check of the log."""

from __future__ import annotations

from typing import Any

from assistant.store import audit, enheter, forsok, kjede, kontoer, okter
from assistant.store.kjede import Chain
from assistant.store.kontoer import Account
from assistant.store.okter import Session
from assistant.store.transactions import Transactions


class AccessStore(Transactions):
    """`now` is ISO 8601 for what is logged; `clock` is seconds since 1970 for what runs out."""

    def add_account(self, account: Account, actor: str, now: str) -> Account:
        """A new account with its log line. Raises AccountError."""
        with self._writing() as db:
            made = kontoer.add(db, account, now)
            audit.append(db, actor, "bruker_ny", None, now, f"konto={made.id},rolle={made.role}")
            return made

    def change_account(self, account_id: str, actor: str, action: str, now: str, *, keep: str = "", **values: Any) -> Account:
        """Change fields with a log line `action`, and end the account's sessions but `keep`. Raises AccountError."""
        with self._writing() as db:
            changed = kontoer.change(db, account_id, values)
            okter.end_all(db, account_id, keep)
            audit.append(db, actor, action, None, now, f"konto={account_id}")
            return changed

    def account(self, account_id: str) -> Account | None:
        with self._reading() as db:
            return kontoer.by_id(db, account_id)

    def account_named(self, user_name: str) -> Account | None:
        with self._reading() as db:
            return kontoer.by_name(db, user_name)

    def for_oidc(self, issuer: str, subject: str) -> Account | None:
        """The active account of somebody at an OpenID provider; None without one."""
        with self._reading() as db:
            return kontoer.for_oidc(db, issuer, subject)

    def accounts(self) -> list[Account]:
        """Every account by user name, also closed ones."""
        with self._reading() as db:
            return kontoer.listed(db)

    @property
    def has_accounts(self) -> bool:
        """Whether any account was ever made."""
        with self._reading() as db:
            return kontoer.exist(db)

    def use_code(self, account_id: str, step: int) -> bool:
        """Note a time step of the code as used; False when it, or a later one, was used before."""
        with self._writing() as db:
            return kontoer.use_step(db, account_id, step)

    def begin_login(self, user_name: str, known: bool, clock: float) -> float:
        """Seconds to wait; 0 when the attempt may be made. It counts as failed until `end_login`."""
        with self._writing() as db:
            return forsok.begin(db, user_name, known, clock)

    def end_login(self, user_name: str, known: bool) -> None:
        """The attempt succeeded."""
        with self._writing() as db:
            forsok.succeed(db, user_name, known)

    def start_session(self, token_hash: str, account_id: str | None, name: str, actor: str, now: str, clock: float) -> None:
        """A new session with its log line."""
        with self._writing() as db:
            okter.start(db, token_hash, account_id, name, clock)
            audit.append(db, actor, "logget_inn", None, now)

    def session(self, token_hash: str, clock: float) -> Session | None:
        """The session, whose use is noted; None when it is unknown or has ended."""
        with self._reading() as db:
            found = okter.find(db, token_hash, clock)
        if found and found.stale:
            with self._writing() as db:
                okter.touch(db, token_hash, clock)
        return found

    def end_session(self, token_hash: str, actor: str, now: str) -> None:
        """End a session for good, with a log line."""
        with self._writing() as db:
            okter.end(db, token_hash)
            audit.append(db, actor, "logget_ut", None, now)

    def visible(self, unit: str) -> set[str]:
        """Ids of the cases that somebody in the unit sees."""
        with self._reading() as db:
            return enheter.visible(db, unit)

    def opens(self, case_id: str, unit: str, account_id: str = "", clock: float = 0.0) -> bool:
        """Whether the case is the unit's to see, or, when an account is given, is open to it by blålys."""
        with self._reading() as db:
            return enheter.opens(db, case_id, unit) or bool(account_id and enheter.granted(db, case_id, account_id, clock))

    def units(self) -> list[str]:
        """Units that somebody works in."""
        with self._reading() as db:
            return enheter.known(db)

    def unit_of(self, case_id: str) -> str | None:
        """The unit of a case, empty without one; None for an unknown case."""
        with self._reading() as db:
            return enheter.unit_of(db, case_id)

    def move_case(self, case_id: str, unit: str, actor: str, now: str) -> None:
        """Give a case to a unit, with a log line. Raises UnknownCase, and StoreError when nobody works there."""
        with self._writing() as db:
            enheter.move(db, case_id, unit)
            audit.append(db, actor, "enhet_satt", case_id, now)

    def grant(self, case_id: str, account: Account, reason: str, now: str, clock: float) -> None:
        """Blålys for an hour, with a log line that does not hold the reason. Raises UnknownCase, and StoreError on a short reason."""
        with self._writing() as db:
            enheter.grant(db, case_id, account.id, reason, now, clock)
            audit.append(db, account.user_name, "blaalys", case_id, now)

    def grants(self, unit: str) -> list[dict[str, Any]]:
        """Blålys in cases of the unit and by workers in it, newest first."""
        with self._reading() as db:
            return enheter.grants(db, unit)

    def check_log(self, noted: str = "") -> Chain:
        """Walk the hash chain of the log. `noted` is a head that was written down before."""
        with self._reading() as db:
            return kjede.check(db, noted)
