"""`kartlegging data`: encrypt, change the key, check the file, and remove what `restore` has kept."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from assistant.store.nokkel import Key

app = typer.Typer(help="Dataene på disken: kryptering, nøkkel og sjekk.", no_args_is_help=True)
DataFolder = Annotated[Path, typer.Option("--data", envvar="KARTLEGGING_DATA", help="Mappen som sakene ligger i.")]
DEFAULT_DATA, DATABASE = Path("data"), "kartlegging.db"


def fail(sentence: str) -> typer.Exit:
    """A sentence on stderr and exit code 2."""
    typer.echo(sentence, err=True)
    return typer.Exit(2)


def emit(item: dict[str, Any]) -> None:
    typer.echo(json.dumps(item, ensure_ascii=False))


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def existing(data: Path) -> Path:
    """The database in the folder. Exit 2 when there is none."""
    path = data / DATABASE
    if not path.exists():
        raise fail(f"Det er ingen database i {data}.")
    return path


@app.command("lag-nokkel")
def make_key(file: Annotated[Path, typer.Argument(metavar="FIL", help="Den nye nøkkelfilen.")]) -> None:
    """Lag en ny nøkkel på 256 tilfeldige biter i en fil som bare eieren kan lese."""
    from assistant.store.nokkel import make_file

    make_file(file)
    emit({"written": str(file)})
    typer.echo("Ta vare på en kopi et annet sted enn dataene. Uten nøkkelen kan ingen lese dem igjen.", err=True)


@app.command("krypter")
def encrypt(
    key_file: Annotated[Path | None, typer.Option("--nokkel-fil", help="Nøkkelfilen, når nøkkelen ikke er satt i miljøet.")] = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Krypter en database som ligger åpent. Tjenesten må være stoppet."""
    from assistant.store import bytte, nokkel, sqlcipher

    key = nokkel.from_file(key_file) if key_file else nokkel.from_env()
    if key is None:
        raise fail(f"Sett {nokkel.FILE}, eller gi --nokkel-fil. En ny nøkkel lages med «kartlegging data lag-nokkel FIL».")
    path = existing(data)
    if sqlcipher.kind(path) == sqlcipher.ENCRYPTED:
        raise fail("Databasen er kryptert allerede. Nøkkelen byttes med «kartlegging data nokkel».")
    bytte.rekey(path, None, key)
    _log(data, key, "kryptert")
    emit({"encrypted": str(path)})
    typer.echo("Databasen er kryptert. Sikkerhetskopier fra før er fortsatt åpne: ta en ny, og slett dem.", err=True)


@app.command("nokkel")
def rotate(
    new_file: Annotated[Path | None, typer.Option("--ny-fil", help="Filen med den nye nøkkelen.")] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="Les den nye nøkkelen fra standard inn.")] = False,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Bytt nøkkel. Den gamle hentes fra miljøet. Tjenesten må være stoppet."""
    from assistant.store import bytte, nokkel, sqlcipher

    path, old = existing(data), nokkel.from_env()
    if sqlcipher.kind(path) == sqlcipher.PLAIN:
        raise fail("Databasen er ikke kryptert. Kjør «kartlegging data krypter».")
    if old is None:
        raise fail(f"Sett {nokkel.FILE} eller {nokkel.VALUE} til nøkkelen som gjelder nå.")
    new = nokkel.from_file(new_file) if new_file else _asked(stdin)
    if new == old:
        raise fail("Den nye nøkkelen er lik den gamle. Ingenting er endret.")
    bytte.rekey(path, old, new)
    _log(data, new, "nokkel_byttet")
    emit({"rekeyed": str(path)})
    typer.echo("Nøkkelen er byttet. Sett den nye i miljøet før tjenesten startes. Gamle sikkerhetskopier åpnes med den gamle.", err=True)


def _asked(stdin: bool) -> Key:
    """The new key from standard input, or asked for twice without being shown."""
    from assistant.store.nokkel import Key

    text = sys.stdin.readline() if stdin else typer.prompt("Ny nøkkel", hide_input=True, confirmation_prompt="Samme en gang til", err=True)
    return Key(text)


def _log(data: Path, key: Key | None, action: str) -> None:
    from assistant.store.base import open_store

    store = open_store(data / DATABASE, key)
    store.log("cli", action, None, now())
    store.close()


@app.command("sjekk")
def check(data: DataFolder = DEFAULT_DATA) -> None:
    """Les gjennom hele databasen, og si om den er hel. Tjenesten kan gå imens."""
    from assistant.store import sqlcipher
    from assistant.store.base import open_store

    path = existing(data)
    store = open_store(path)
    faults, cases = store.faults(), len(store.list_cases())
    mark = "" if faults else store.fingerprint()
    store.close()
    encrypted = sqlcipher.kind(path) == sqlcipher.ENCRYPTED
    if faults:
        typer.echo(f"Databasen har {len(faults)} feil. Stopp tjenesten, og legg inn en sikkerhetskopi med «kartlegging restore FIL».", err=True)
        raise typer.Exit(1)
    words = "kryptert" if encrypted else "ikke kryptert"
    typer.echo(f"Databasen er hel og {words}. Den har {cases} saker, og innholdet har kontrollsum {mark}.")


@app.command("rydd")
def tidy(data: DataFolder = DEFAULT_DATA) -> None:
    """Slett de forrige databasene som «kartlegging restore» har tatt vare på."""
    from assistant.store import bytte

    gone = bytte.forget(data / DATABASE)
    emit({"deleted": [file.name for file in gone]})
