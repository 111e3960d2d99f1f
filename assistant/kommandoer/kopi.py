"""`kartlegging backup` and `kartlegging restore`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.kommandoer.data import DATABASE, DEFAULT_DATA, DataFolder, emit, existing, fail, now

if TYPE_CHECKING:
    from assistant.store.nokkel import Key

KeyFile = Annotated[Path | None, typer.Option("--nokkel-fil", help="Nøkkelen til kopien, når den ikke er den samme som tjenestens.")]
BACKED_UP = "sikkerhetskopi"


def register(app: typer.Typer) -> None:
    """Put the commands into the program."""
    app.command()(backup)
    app.command()(restore)


def backup(
    output: Annotated[Path, typer.Argument(metavar="FIL", help="Filen som kopien skrives til.")],
    key_file: KeyFile = None, data: DataFolder = DEFAULT_DATA,
) -> None:
    """Ta en hel kopi av databasen mens tjenesten går. Den er kryptert når databasen er det, eller med --nokkel-fil."""
    from assistant.store import nokkel, sqlcipher
    from assistant.store.base import open_store

    if output.exists():
        raise fail(f"{output} finnes fra før. Velg et annet navn.")
    existing(data)
    key = nokkel.from_file(key_file) if key_file else None
    store = open_store(data / DATABASE, cipher=key is not None)
    try:
        store.backup(output, key)
        _read_through(output, key or nokkel.from_env())
        store.log("cli", BACKED_UP, None, now())
    finally:
        store.close()
    encrypted = sqlcipher.kind(output) == sqlcipher.ENCRYPTED
    emit({"written": str(output), "bytes": output.stat().st_size, "encrypted": encrypted})
    if not encrypted:
        typer.echo("Kopien er ikke kryptert, og er like følsom som originalen. Legg den på en kryptert disk.", err=True)


def _read_through(output: Path, key: Key | None) -> None:
    """A copy that cannot be read again is worse than none, so it is removed. Raises StoreError."""
    from assistant.store import bytte

    try:
        bytte.check(output, key)
    except BaseException:
        output.unlink(missing_ok=True)
        raise


def restore(
    source: Annotated[Path, typer.Argument(metavar="FIL", help="Kopien som legges inn.")],
    key_file: KeyFile = None, data: DataFolder = DEFAULT_DATA,
) -> None:
    """Legg inn en sikkerhetskopi. Tjenesten må være stoppet. Den forrige databasen blir liggende ved siden av."""
    from assistant.store import bytte, nokkel, sqlcipher
    from assistant.store.base import open_store

    if not source.is_file():
        raise fail(f"Finner ikke filen {source}.")
    path, key = data / DATABASE, nokkel.from_env()
    if path.exists() and source.samefile(path):
        raise fail("Dette er databasen selv, ikke en kopi av den.")
    own = nokkel.from_file(key_file) if key_file else key
    source_key = None if sqlcipher.kind(source) == sqlcipher.PLAIN else own
    kept, deleted = bytte.restore(path, source, source_key, key, datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ"))
    store = open_store(path, key)
    again = store.delete_again(deleted or set(), "cli", now())
    store.log("cli", "gjenopprettet", None, now())
    cases = len(store.list_cases())
    store.close()
    emit({"restored": str(source), "cases": cases, "deleted_again": len(again), "kept": str(kept) if kept else None})
    _advise(kept, deleted)


def _advise(kept: Path | None, deleted: set[str] | None) -> None:
    if kept:
        typer.echo(f"Den forrige databasen ligger i {kept}. Slett den med «kartlegging data rydd» når alt er som det skal.", err=True)
    if deleted is None:
        typer.echo("Den forrige databasen kunne ikke leses. Det som er slettet siden kopien ble tatt, må slettes på nytt.", err=True)
