"""SQLCipher, and where it stands in for SQLite. It has exception classes of its own, so the store catches `DATABASE_ERRORS`.

SQLCipher 4: AES-256 in CBC mode with an HMAC-SHA512 for every page; a passphrase becomes a key by PBKDF2 with 256 000 rounds.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from assistant.store.errors import StoreError
from assistant.store.nokkel import Key

try:
    from sqlcipher3 import dbapi2 as cipher
except ImportError:  # no wheel for this platform
    cipher: Any = None  # type: ignore[no-redef]

DATABASE_ERRORS: tuple[type[Exception], ...] = (sqlite3.Error, cipher.Error) if cipher else (sqlite3.Error,)
FILE_ERRORS: tuple[type[Exception], ...] = (OSError, *DATABASE_ERRORS)
PLAIN_HEAD = b"SQLite format 3\x00"
PAGE = 4096
NEW, PLAIN, ENCRYPTED, FOREIGN = "ny", "klar", "kryptert", "ukjent"


class WrongKey(StoreError):
    """The file does not open with the key given."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Nøkkelen passer ikke til {path}, eller filen er skadet. Sjekk at det er den nøkkelen filen ble laget med.")


def require() -> Any:
    """The module. Raises StoreError when it is not installed: what should be encrypted is never written plain."""
    if cipher is None:
        raise StoreError("En nøkkel er satt, men SQLCipher er ikke installert her. Installer sqlcipher3-wheels, eller kjør på en maskin som har det.")
    return cipher


def kind(path: Path) -> str:
    """NEW (missing or empty), PLAIN, ENCRYPTED (whole pages without the head of SQLite) or FOREIGN. Raises OSError."""
    if not path.exists() or not (size := path.stat().st_size):
        return NEW
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEAD)) == PLAIN_HEAD:
            return PLAIN
    return ENCRYPTED if size % PAGE == 0 else FOREIGN


def connect(path: Path, key: Key | None, **options: Any) -> Any:
    """A connection with the key set and tried; without a key the file is plain. Raises WrongKey, StoreError or DATABASE_ERRORS."""
    conn = require().connect(str(path), **options)
    try:
        conn.execute("PRAGMA cipher_log_level=NONE")  # it would write to stderr
        conn.execute("PRAGMA cipher_memory_security=ON")
        if key is not None:
            _unlock(conn, path, key)
        return conn
    except BaseException:
        conn.close()
        raise


def _unlock(conn: Any, path: Path, key: Key) -> None:
    """A pragma takes no parameters; the error must not show the statement."""
    quoted = key.value.replace("'", "''")
    conn.execute(f"PRAGMA key = '{quoted}'")
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except require().DatabaseError as error:
        if "not a database" in str(error):
            raise WrongKey(path) from None
        raise


def export(conn: Any, target: Path, key: Key | None) -> None:
    """Write everything that the connection sees to an empty file under another key (None is plain), as one snapshot.

    Outside any transaction; other connections may write meanwhile. Raises DATABASE_ERRORS.
    """
    conn.execute("ATTACH DATABASE ? AS kopi KEY ?", [str(target), key.value if key else ""])
    try:
        conn.execute("BEGIN")
        try:
            state = conn.execute("PRAGMA main.user_version").fetchone()[0]
            conn.execute("SELECT sqlcipher_export('kopi')").fetchone()
            conn.execute(f"PRAGMA kopi.user_version={state}")
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
    finally:
        conn.execute("DETACH DATABASE kopi")


def faults(conn: Any, encrypted: bool) -> list[str]:
    """What is wrong with the file, page by page and as a database; empty when it is whole. Reads all of it."""
    pages = [row[0] for row in conn.execute("PRAGMA cipher_integrity_check").fetchall()] if encrypted else []
    found = [row[0] for row in conn.execute("PRAGMA integrity_check(10)").fetchall()] if not pages else []
    found += [f"{row[0]}: fremmednøkkel" for row in conn.execute("PRAGMA foreign_key_check").fetchall()] if found == ["ok"] else []
    return pages + [line for line in found if line != "ok"]
