"""Accounts: who may log in, as what, and in which unit. They are closed, never deleted, since the log names them."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from assistant.store import hpr
from assistant.store.errors import StoreError

WORKER, LEADER, TRAINER, ADMINISTRATOR = ROLES = ("fagperson", "leder", "kursleder", "administrator")
CASE_ROLES = (WORKER, LEADER)
REPORT_ROLES = (WORKER, LEADER, ADMINISTRATOR)
RESERVED = frozenset({"person", "assistent", "fagperson", "system", "cli", "ukjent"})
USER_NAME = re.compile(r"[a-z0-9æøå][a-z0-9æøå._@-]{1,59}")
MAX_NAME, MAX_UNIT = 60, 60
CHANGEABLE = frozenset({
    "name", "role", "unit", "password_hash", "must_change", "totp_secret", "totp_pending", "totp_step", "active", "issuer", "subject",
    "title", "hpr",
})


class AccountError(StoreError):
    """The account cannot be made or changed so; the sentence says why."""


@dataclass(frozen=True)
class Account:
    """`totp_secret` is empty when log-in takes no code, `totp_pending` is one not yet confirmed, `totp_step` the last one used.

    `title` (stilling) and `hpr`, the number in Helsepersonellregisteret, stand in the journal documents that the worker approves.
    """

    user_name: str
    name: str
    role: str
    unit: str = ""
    password_hash: str = field(default="", repr=False)
    must_change: bool = False
    totp_secret: str = field(default="", repr=False)
    totp_pending: str = field(default="", repr=False)
    totp_step: int = 0
    active: bool = True
    issuer: str | None = None
    subject: str | None = None
    created: str = ""
    id: str = ""
    title: str = ""
    hpr: str = ""


def tidy(text: str) -> str:
    """One line of printable characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def add(db: Database, account: Account, now: str) -> Account:
    """A new account with an id, inside the caller's transaction. Raises AccountError."""
    user_name = account.user_name.strip().casefold()
    if not USER_NAME.fullmatch(user_name):
        raise AccountError("Brukernavnet må ha 2 til 60 tegn: små bokstaver, tall, punktum, bindestrek, understrek eller @.")
    if user_name in RESERVED:
        raise AccountError("Dette brukernavnet har en egen betydning i loggen. Velg et annet.")
    if by_name(db, user_name) is not None:
        raise AccountError("Brukernavnet er i bruk. Velg et annet.")
    if account.role != ADMINISTRATOR and not exist(db):
        raise AccountError("Den første kontoen må være en administrator.")
    values = {**account.__dict__, "user_name": user_name, "id": secrets.token_hex(8), "created": now, **_checked(account.__dict__)}
    db.table("accounts").insert(values)
    return _account(values)


def change(db: Database, account_id: str, values: dict[str, Any]) -> Account:
    """Set some fields, inside the caller's transaction. Raises AccountError, also when nobody would be left to manage accounts."""
    if unknown := values.keys() - CHANGEABLE:
        raise AccountError(f"Dette kan ikke endres på en konto: {', '.join(sorted(unknown))}.")
    before = by_id(db, account_id)
    if before is None:
        raise AccountError("Kontoen finnes ikke.")
    db.table("accounts").update(account_id, {**values, **_checked(values)})
    after = by_id(db, account_id)
    assert after is not None
    if _manages(before) and not _manages(after) and not any(_manages(a) for a in listed(db)):
        raise AccountError("Dette er den siste administratoren. Gjør en annen til administrator først.")
    return after


def _manages(account: Account) -> bool:
    return account.active and account.role == ADMINISTRATOR


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """The fields that people write, made tidy. Raises AccountError."""
    clean: dict[str, Any] = {}
    if "name" in values and not (clean.setdefault("name", tidy(values["name"])[:MAX_NAME])):
        raise AccountError("Skriv navnet til den som skal bruke kontoen.")
    if "unit" in values:
        clean["unit"] = tidy(values["unit"])[:MAX_UNIT]
    if "title" in values:
        clean["title"] = tidy(values["title"])[:MAX_NAME]
    if "hpr" in values:
        clean["hpr"] = hpr.tidy(values["hpr"])
        if sentence := hpr.fault(clean["hpr"]):
            raise AccountError(sentence)
    if "role" in values and values["role"] not in ROLES:
        raise AccountError(f"Rollen må være en av {', '.join(ROLES)}.")
    return clean


def by_id(db: Database, account_id: str) -> Account | None:
    """Reads only."""
    return _one(db, "id = ?", [account_id])


def by_name(db: Database, user_name: str) -> Account | None:
    """Reads only; capital letters and spaces around do not matter."""
    return _one(db, "user_name = ?", [user_name.strip().casefold()])


def for_oidc(db: Database, issuer: str, subject: str) -> Account | None:
    """The active account that belongs to somebody at an OpenID provider; None without one. Reads only."""
    return _one(db, "issuer = ? AND subject = ? AND active = 1", [issuer, subject])


def listed(db: Database) -> list[Account]:
    """Every account by user name, also closed ones. Reads only."""
    return [_account(row) for row in db.query("SELECT * FROM accounts ORDER BY user_name")]


def exist(db: Database) -> bool:
    """Whether any account was ever made. Reads only."""
    return db.execute("SELECT 1 FROM accounts LIMIT 1").fetchone() is not None


def use_step(db: Database, account_id: str, step: int) -> bool:
    """Note the time step of a code as used, inside the caller's transaction; False when it, or a later one, was used before."""
    return db.execute("UPDATE accounts SET totp_step = ? WHERE id = ? AND totp_step < ?", [step, account_id, step]).rowcount > 0


def _one(db: Database, where: str, values: list[Any]) -> Account | None:
    row = next(db.query(f"SELECT * FROM accounts WHERE {where}", values), None)
    return _account(row) if row else None


def _account(row: dict[str, Any]) -> Account:
    return Account(**{**row, "active": bool(row["active"]), "must_change": bool(row["must_change"])})
