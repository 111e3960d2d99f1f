"""What `kartlegging doctor` says about the data: whether they are whole, private, encrypted and backed up. Changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from assistant.kommandoer.kopi import BACKED_UP
from assistant.store import bytte, kjede, nokkel, sqlcipher
from assistant.store.connection import check_kind
from assistant.store.errors import StoreError
from assistant.store.retention import read_time
from assistant.store.sqlcipher import DATABASE_ERRORS, FILE_ERRORS

OLD = timedelta(days=7)
LOW = 1 << 30
Said = tuple[str, str]


def report(path: Path) -> Iterator[Said]:
    """(state, sentence) with the states of `lege.Line`. Never raises."""
    try:
        key = nokkel.from_env()
    except StoreError as error:
        yield "feil", str(error)
        return
    yield from _key(path, key)
    if path.exists():
        yield from _file(path, key)
    else:
        yield _new(path)
    yield from _space(path)


def _key(path: Path, key: nokkel.Key | None) -> Iterator[Said]:
    """How the key is kept."""
    if key is None:
        return
    if sqlcipher.cipher is None:
        yield "feil", "En nøkkel er satt, men SQLCipher er ikke installert her. Installer sqlcipher3-wheels."
    if file := os.environ.get(nokkel.FILE):
        yield "ok", f"Nøkkelfilen {file} kan bare leses av eieren."
        if Path(file).absolute().parent == path.absolute().parent:
            yield "raad", "Nøkkelfilen ligger i samme mappe som dataene. Legg den et annet sted, så den ikke blir med når mappen kopieres."
    else:
        yield "raad", f"Nøkkelen til dataene står i miljøet. {nokkel.FILE} med en fil er tryggere."


def _file(path: Path, key: nokkel.Key | None) -> Iterator[Said]:
    try:
        check_kind(path, key)
        last = _try_write(path, key)
    except StoreError as error:
        yield "feil", f"{error} Databasen kan ikke brukes."
        return
    except FILE_ERRORS as error:
        yield "feil", f"Databasen {path} kan ikke brukes ({error}). Sjekk at filen er hel og din egen, og at disken har plass."
        return
    yield "ok", f"Databasen {path} er hel og kan skrives til."
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield "feil", f"Andre på maskinen kan lese databasen. Kjør «chmod 600 {path}»."
    else:
        yield "ok", "Bare eieren kan lese databasen."
    yield ("ok", "Dataene er kryptert.") if key else ("raad", "Dataene er ikke kryptert av programmet. Se docs/drift-data.md, eller bruk en kryptert disk.")
    yield _backed_up(last)
    yield from _log(path, key)
    if old := bytte.kept(path):
        yield "raad", f"{len(old)} tidligere databaser er tatt vare på etter gjenoppretting. Slett dem med «kartlegging data rydd»."


def _try_write(path: Path, key: nokkel.Key | None) -> str:
    """Take the write lock and let it go; gives when the last backup was made, empty if never. Raises StoreError or DATABASE_ERRORS."""
    with closing(_connect(path, key)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        found = conn.execute("PRAGMA quick_check(1)").fetchone()[0]
        last = ""
        if conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit'").fetchone():
            last = conn.execute("SELECT max(at) FROM audit WHERE action = ?", [BACKED_UP]).fetchone()[0] or ""
        conn.execute("ROLLBACK")
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    return last


def _connect(path: Path, key: nokkel.Key | None) -> Any:
    """A connection that makes no file."""
    if key is not None:
        return sqlcipher.connect(path, key, timeout=2)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=2)


def _log(path: Path, key: nokkel.Key | None) -> Iterator[Said]:
    """The hash chain of the log; nothing when the file has none yet."""
    try:
        with closing(_connect(path, key)) as conn:
            chain = kjede.check(Database(conn))
    except StoreError:
        return
    except DATABASE_ERRORS:
        return
    yield ("feil" if chain.fault else "ok"), str(chain)


def _backed_up(last: str) -> Said:
    if not last:
        return "raad", "Det er ikke tatt noen sikkerhetskopi. Kjør «kartlegging backup FIL»."
    try:
        at = read_time(last)
    except StoreError:
        return "raad", "Det går ikke fram når siste sikkerhetskopi ble tatt."
    when = f"Siste sikkerhetskopi ble tatt {at:%d.%m.%Y}."
    return ("ok", when) if datetime.now(UTC) - at <= OLD else ("raad", f"{when} Ta en ny med «kartlegging backup FIL».")


def _new(path: Path) -> Said:
    """There is none yet: the nearest folder that is there must take it."""
    folder = next(p for p in path.absolute().parents if p.exists())
    if folder.is_dir() and os.access(folder, os.W_OK):
        return "ok", f"Databasen {path} lages første gang tjenesten starter."
    return "feil", f"Databasen {path} kan ikke lages, for {folder} kan ikke skrives i. Velg en annen mappe med --data."


def _space(path: Path) -> Iterator[Said]:
    try:
        free = shutil.disk_usage(next(p for p in path.absolute().parents if p.exists())).free
    except OSError:
        return
    amount = f"{free / LOW:.1f} GB".replace(".", ",")
    yield ("ok", f"Disken har {amount} ledig.") if free > LOW else ("raad", f"Disken har bare {amount} ledig. Gjør plass før den blir full.")
