"""Sessions at rest: the hash of the cookie, whose it is, when it was last used and when it ends. Times are seconds since 1970."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from assistant.store import kontoer
from assistant.store.kontoer import Account

HOURS = 10
IDLE_MINUTES = 60
NOTE_USE_S = 60


@dataclass(frozen=True)
class Session:
    """`account` is None for a session that the staff key opened; `name` is then what the worker called themself."""

    token_hash: str
    name: str
    account: Account | None
    stale: bool

    @property
    def actor(self) -> str:
        """How the log names the worker."""
        return self.account.user_name if self.account else f"fagperson {self.name}".strip()


def start(db: Database, token_hash: str, account_id: str | None, name: str, now: float) -> None:
    """A new session; those that have ended are cleared away. Inside the caller's transaction."""
    db.execute("DELETE FROM sessions WHERE ends <= ? OR seen <= ?", [now, now - IDLE_MINUTES * 60])
    db.execute("INSERT INTO sessions (token_hash, account_id, name, seen, ends) VALUES (?, ?, ?, ?, ?)",
               [token_hash, account_id, name, now, now + HOURS * 3600])


def find(db: Database, token_hash: str, now: float) -> Session | None:
    """The session; None when it is unknown, has ended, was idle too long or its account is closed. Reads only.

    A session of the staff key holds only while there is no account. `stale` says that its use should be noted with `touch`.
    """
    row = db.execute("SELECT account_id, name, seen FROM sessions WHERE token_hash = ? AND ends > ? AND seen > ?",
                     [token_hash, now, now - IDLE_MINUTES * 60]).fetchone()
    if row is None:
        return None
    account_id, name, seen = row
    stale = now - seen >= NOTE_USE_S
    if account_id is None:
        return None if kontoer.exist(db) else Session(token_hash, name, None, stale)
    account = kontoer.by_id(db, account_id)
    return Session(token_hash, account.name, account, stale) if account and account.active else None


def touch(db: Database, token_hash: str, now: float) -> None:
    """Note that the session is in use, inside the caller's transaction."""
    db.execute("UPDATE sessions SET seen = ? WHERE token_hash = ?", [now, token_hash])


def end(db: Database, token_hash: str) -> None:
    """End one session for good, inside the caller's transaction."""
    db.execute("DELETE FROM sessions WHERE token_hash = ?", [token_hash])


def end_all(db: Database, account_id: str, but: str = "") -> None:
    """End every session of an account but one, inside the caller's transaction."""
    db.execute("DELETE FROM sessions WHERE account_id = ? AND token_hash <> ?", [account_id, but])
