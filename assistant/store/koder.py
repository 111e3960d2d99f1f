"""A code that opens a talk again, on another day or another device. It is shown once and kept only as SHA-256.

Twelve characters out of 31 are about 59 bits: too many to guess over the network.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from sqlite_utils import Database

from assistant.domain import parorende
from assistant.store import cases, koblinger, retention
from assistant.store.errors import UnknownCase

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"     # without the look-alikes 0 O and 1 I L
LENGTH, GROUP = 12, 4


def new() -> str:
    """A random code as it is written down: XXXX-XXXX-XXXX."""
    drawn = [secrets.choice(ALPHABET) for _ in range(LENGTH)]
    return "-".join("".join(drawn[i:i + GROUP]) for i in range(0, LENGTH, GROUP))


def code_hash(written: str) -> str | None:
    """The hash of what somebody wrote, whatever its case, spaces and hyphens; None when it cannot be a code."""
    kept = "".join(c for c in written if not c.isspace() and unicodedata.category(c) != "Pd").upper()
    if len(kept) != LENGTH or not set(kept) <= set(ALPHABET):
        return None
    return hashlib.sha256(kept.encode()).hexdigest()


def keep(db: Database, case_id: str, code: str, now: str, ends: str | None = None) -> None:
    """The talk's code from now on; one made before no longer works. Inside the caller's transaction. Raises UnknownCase.

    With `ends` it is a start code, which a worker has seen: it works once, and not after that moment.
    """
    if not db.execute("SELECT 1 FROM cases WHERE id = ?", [case_id]).fetchone():
        raise UnknownCase
    db.execute(
        "INSERT INTO gjenopptakskoder (case_id, code_hash, at, ends) VALUES (?, ?, ?, ?) ON CONFLICT(case_id)"
        " DO UPDATE SET code_hash = excluded.code_hash, at = excluded.at, ends = excluded.ends", [case_id, code_hash(code), now, ends],
    )


def made(db: Database, case_id: str) -> str | None:
    """When the talk's code was made, ISO 8601; None without a code. Reads only."""
    row = db.execute("SELECT at FROM gjenopptakskoder WHERE case_id = ?", [case_id]).fetchone()
    return row[0] if row else None


def use(db: Database, written: str, token_hash: str, now: str) -> str | None:
    """Give the talk of a code a new token and end the old one, inside the caller's transaction. None when no talk has it.

    The person's own code goes on working; a start code ends when it is used. The old token is remembered, so that whoever
    holds it can be told why it no longer works.
    """
    row = db.execute("SELECT case_id, ends FROM gjenopptakskoder WHERE code_hash = ?", [code_hash(written)]).fetchone()
    if row is None or (row[1] is not None and retention.read_time(now) > retention.read_time(row[1])):
        return None
    if row[1] is not None:
        if not _consented(db, row[0]):
            return None
        db.execute("DELETE FROM gjenopptakskoder WHERE case_id = ?", [row[0]])
    db.execute("INSERT INTO avsluttede_nokler (case_id, token_hash, at) SELECT case_id, token_hash, ? FROM tokens WHERE case_id = ?", [now, row[0]])
    db.execute("UPDATE tokens SET token_hash = ? WHERE case_id = ?", [token_hash, row[0]])
    return row[0]


def _consented(db: Database, case_id: str) -> bool:
    """Whether the person's yes to a relative's talk still stands; True for any other talk."""
    about = koblinger.root(db, case_id)
    if about == case_id:
        return True
    person = cases.load(db, about)
    return person is not None and parorende.allowed(person)


def ended(db: Database, case_id: str, token_hash: str) -> bool:
    """Whether the token once opened the talk and was ended by a code. Reads only."""
    return bool(db.execute("SELECT 1 FROM avsluttede_nokler WHERE case_id = ? AND token_hash = ?", [case_id, token_hash]).fetchone())
