"""Putting another file in the place of the database: under a new key, or from a backup.

The new file is written beside the old one, read through and compared, and only then moved into place in one step. A
crash at any point leaves the old file or the new one, whole, under the name the service opens.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from assistant.store import las, sqlcipher
from assistant.store.connection import COMPANIONS, PRIVATE, check_kind, connect, copy, sync
from assistant.store.errors import StoreError
from assistant.store.migrations import refuse_newer
from assistant.store.nokkel import Key
from assistant.store.sqlcipher import DATABASE_ERRORS, FILE_ERRORS, WrongKey

UNDER_WAY = (".ny", ".ny2")
DELETED = ("slettet", "ryddet")
UNREADABLE: tuple[type[Exception], ...] = (StoreError, *FILE_ERRORS)


def rekey(path: Path, key: Key | None, wanted: Key) -> str:
    """Write the database anew under another key and put it in place; gives its fingerprint. `key` None: it is plain now.

    Raises Busy when somebody has it open, WrongKey, or StoreError; the old file then stands as it was.
    """
    if not path.exists():
        raise StoreError(f"Det er ingen database i {path}. Den lages med nøkkelen første gang tjenesten starter.")
    made = _staged(path)
    try:
        with las.alone(path):
            clear(path)
            before = _write(path, key, made, wanted)
            if check(made, wanted) != before:
                raise StoreError("Den nye filen er ikke lik den gamle. Ingenting er endret. Prøv igjen.")
            _put(made, path)
            return before
    except FILE_ERRORS as error:
        raise StoreError(f"Databasen {path} ble ikke skrevet på nytt, og er som før. Sjekk at disken har plass, og at filen er hel.") from error
    finally:
        _drop(made)


def _write(path: Path, key: Key | None, target: Path, wanted: Key | None) -> str:
    """Everything to a new file under another key; the source is closed with an empty WAL. Gives the fingerprint of the source."""
    db = connect(path, key, cipher=True)
    with closing(db):
        mark = fingerprint(db.conn)
        copy(db, target, wanted, same=False)
    if (wal := path.with_name(path.name + "-wal")).exists() and wal.stat().st_size:
        raise las.Busy(f"Databasen {path} er i bruk. Stopp tjenesten og andre kommandoer, og prøv igjen.")
    return mark


def check(path: Path, key: Key | None) -> str:
    """The fingerprint of a file that is whole and of a version that is known; nothing is left beside it.

    Raises WrongKey or StoreError with what is wrong, or OSError.
    """
    check_kind(path, key)
    try:
        conn = sqlcipher.connect(path, key, isolation_level=None) if sqlcipher.cipher else connect(path, key).conn
        with closing(conn):
            conn.execute("PRAGMA journal_mode=DELETE")
            if found := sqlcipher.faults(conn, key is not None):
                raise StoreError(f"{path} er ikke hel ({len(found)} feil). Bruk en annen kopi.")
            db = Database(conn)
            if "cases" not in db.table_names():
                raise StoreError(f"{path} er ikke en database fra dette programmet.")
            refuse_newer(db)
            return fingerprint(conn)
    except DATABASE_ERRORS:
        raise StoreError(f"{path} er ikke hel, eller ingen database. Bruk en annen kopi.") from None


def restore(path: Path, source: Path, source_key: Key | None, key: Key | None, stamp: str) -> tuple[Path | None, set[str] | None]:
    """Put a checked copy of a backup in place, under the service's own key.

    Gives where the previous file is kept (None when there was none), and the hashes of the cases that were deleted in
    it (None when it cannot be read). The backup is only read. Raises Busy, WrongKey or StoreError; then nothing is changed.
    """
    made, again = _staged(path), _staged(path, 1)
    try:
        with las.alone(path):
            clear(path)
            _fetch(source, made)
            try:
                mark = check(made, source_key)
            except WrongKey:
                raise WrongKey(source) from None
            except StoreError as error:
                raise StoreError(str(error).replace(str(made), str(source))) from None
            if source_key != key:
                _write(made, source_key, again, key)
                if check(again, key) != mark:
                    raise StoreError("Den nye filen er ikke lik kopien. Ingenting er endret. Prøv igjen.")
                os.replace(again, made)
            gone = _settle(path, key)
            kept = _keep(path, stamp)
            _put(made, path)
            return kept, gone
    except FILE_ERRORS as error:
        raise StoreError(f"{source} ble ikke lagt inn, og databasen er som før. Sjekk at filen kan leses, og at disken har plass.") from error
    finally:
        _drop(made)
        _drop(again)


def _fetch(source: Path, target: Path) -> None:
    """The file as it is, with the WAL that belongs to it if there is one. Raises OSError."""
    for suffix in COMPANIONS[:2]:
        if (part := source.with_name(source.name + suffix)).exists() or not suffix:
            aim = target.with_name(target.name + suffix)
            os.close(os.open(aim, os.O_RDWR | os.O_CREAT | os.O_TRUNC, PRIVATE))
            shutil.copyfile(part, aim)


def _settle(path: Path, key: Key | None) -> set[str] | None:
    """Bring the WAL into the file; gives the hashes of what was deleted. None when the file cannot be read with this key."""
    if sqlcipher.kind(path) == sqlcipher.NEW:
        return set()
    try:
        with closing(connect(path, key)) as db:
            rows = db.execute("SELECT case_hash FROM audit WHERE action IN (?, ?)", DELETED).fetchall()
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return {row[0] for row in rows}
    except UNREADABLE:
        return None


def _keep(path: Path, stamp: str) -> Path | None:
    """The file gets a second name; a WAL that could not be brought in follows it, and never meets the new file."""
    if sqlcipher.kind(path) == sqlcipher.NEW:
        return None
    kept = path.with_name(f"{path.name}.for-{stamp}")
    try:
        os.link(path, kept)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        shutil.copy2(path, kept)
    if (wal := path.with_name(path.name + "-wal")).exists():
        os.replace(wal, kept.with_name(kept.name + "-wal"))
    return kept


def kept(path: Path) -> list[Path]:
    """The files that `restore` has kept, oldest first."""
    return sorted(p for p in path.parent.glob(f"{path.name}.for-*") if not p.name.endswith((*COMPANIONS[1:], las.SUFFIX)))


def forget(path: Path) -> list[Path]:
    """Remove the files that `restore` has kept; gives what is gone. Raises OSError."""
    gone = kept(path)
    for file in gone:
        _drop(file)
    return gone


def clear(path: Path) -> None:
    """Remove what an exchange that was cut short has left. Only for one who holds the lock. Raises OSError."""
    for number in range(len(UNDER_WAY)):
        _drop(_staged(path, number))


def _staged(path: Path, number: int = 0) -> Path:
    return path.with_name(path.name + UNDER_WAY[number])


def _drop(path: Path) -> None:
    for suffix in (*COMPANIONS, "-journal", las.SUFFIX):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _put(made: Path, path: Path) -> None:
    """In one step; afterwards a -shm of the old file must not be read with the new one."""
    sync(made)
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    os.replace(made, path)
    with suppress(OSError):
        sync(path)


def fingerprint(conn: Any) -> str:
    """SHA-256 over the tables and every row, in order; the same before and after a new key. Reads only."""
    total = hashlib.sha256()
    tables = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").fetchall()
    for name, sql in tables:
        total.update(repr((name, sql)).encode("utf-8", "surrogatepass"))
        for row in conn.execute(f'SELECT * FROM "{name}"'):
            total.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return total.hexdigest()
