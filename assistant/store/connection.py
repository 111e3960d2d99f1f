"""The connection: how the file is made, and the settings that decide what survives a crash and what is left after a deletion."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from assistant.store import sqlcipher
from assistant.store.errors import StoreError
from assistant.store.nokkel import FILE, VALUE, Key

BUSY_SECONDS = 5.0
PRIVATE = 0o600
PRIVATE_DIR = 0o700
COMPANIONS = ("", "-wal", "-shm")


def connect(path: Path | None, key: Key | None = None, *, cipher: bool = False) -> Database:
    """A database ready for use; None is in memory. The file is readable by its owner only, also while it is being made.

    With a key it is encrypted. `cipher` opens a plain file by SQLCipher, so that it can be copied to an encrypted one.
    Raises StoreError when file and key do not fit, OSError when the folder cannot be made, DATABASE_ERRORS when the
    file is not a database.
    """
    if path is not None:
        _make_private(Path(path))
        check_kind(Path(path), key)
    conn = _open(path, key, cipher)
    try:
        return _configure(Database(conn))
    except BaseException:
        conn.close()
        raise


def _open(path: Path | None, key: Key | None, cipher: bool) -> Any:
    if path is None:
        return sqlite3.connect(":memory:", timeout=BUSY_SECONDS, check_same_thread=False)
    if key is not None or cipher:
        return sqlcipher.connect(path, key, timeout=BUSY_SECONDS, check_same_thread=False)
    return sqlite3.connect(str(path), timeout=BUSY_SECONDS, check_same_thread=False)


def check_kind(path: Path, key: Key | None) -> None:
    """Raises StoreError, with what to do, when a plain file has a key or an encrypted one has none. Reads the first bytes."""
    kind = sqlcipher.kind(path)
    if kind == sqlcipher.PLAIN and key is not None:
        raise StoreError(f"En nøkkel er satt, men {path} er ikke kryptert. Stopp tjenesten og kjør «kartlegging data krypter».")
    if kind == sqlcipher.ENCRYPTED and key is None:
        raise StoreError(f"Databasen {path} kan ikke åpnes uten nøkkel, for den er kryptert eller ingen database. Sett {FILE} eller {VALUE}.")


def copy(db: Database, target: Path, key: Key | None = None, *, same: bool = True) -> None:
    """A whole copy in a new file that only its owner reads, without remains of what was deleted. Outside any transaction.

    With `same` the copy opens as the original does; else it is written under `key`, and the connection must be of SQLCipher.
    Raises FileExistsError, OSError or DATABASE_ERRORS; then no file is left behind.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))
    try:
        if same:
            db.execute("VACUUM INTO ?", [str(target)])
        else:
            sqlcipher.export(db.conn, target, key)
        sync(target)
    except BaseException:
        target.unlink(missing_ok=True)
        target.with_name(target.name + "-journal").unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """See to it that the file and its place in the folder survive a power cut. Raises OSError."""
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_private(path: Path) -> None:
    """SQLite gives -wal and -shm the mode of the main file; files left from before are set right."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_DIR)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))
    for suffix in COMPANIONS:
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.chmod(PRIVATE)


def _configure(db: Database) -> Database:
    """FULL: a committed turn survives a power cut. MEMORY: sorting and VACUUM leave no copies in the temp folder."""
    _wait(db, BUSY_SECONDS)
    db.execute("PRAGMA secure_delete=ON")
    db.enable_wal()
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA foreign_keys=ON")
    db.execute("PRAGMA temp_store=MEMORY")
    return db


@contextmanager
def no_waiting(db: Database) -> Iterator[None]:
    """Within this, a lock held by another connection is an error at once."""
    _wait(db, 0)
    try:
        yield
    finally:
        _wait(db, BUSY_SECONDS)


def _wait(db: Database, seconds: float) -> None:
    db.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")
