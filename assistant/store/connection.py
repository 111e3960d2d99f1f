"""The connection: how the file is made, and the settings that decide what survives a crash and what is left after a deletion."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

BUSY_SECONDS = 5.0
PRIVATE = 0o600
PRIVATE_DIR = 0o700


def connect(path: Path | None) -> Database:
    """A database ready for use; None is in memory. The file is readable by its owner only, also while it is being made.

    Raises OSError when the folder cannot be made, sqlite3.Error when the file is not a database.
    """
    if path is not None:
        _make_private(Path(path))
    conn = sqlite3.connect(":memory:" if path is None else str(path), timeout=BUSY_SECONDS, check_same_thread=False)
    try:
        return _configure(Database(conn))
    except BaseException:
        conn.close()
        raise


def copy(db: Database, target: Path) -> None:
    """A whole copy in a new file that only its owner reads, without remains of what was deleted. Outside any transaction.

    Raises FileExistsError, OSError or sqlite3.Error; then no file is left behind.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))
    try:
        db.execute("VACUUM INTO ?", [str(target)])
    except BaseException:
        target.unlink()
        raise


def _make_private(path: Path) -> None:
    """SQLite gives -wal and -shm the mode of the main file; files left from before are set right."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_DIR)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))
    for suffix in ("", "-wal", "-shm"):
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
