"""`kartlegging innsyn`: everything about one case in a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from assistant.kommandoer.data import DATABASE, DEFAULT_DATA, DataFolder, emit, existing, fail, now
from assistant.kommandoer.felles import fitted, service_name


def register(app: typer.Typer) -> None:
    """Put the command into the program."""
    app.command("innsyn")(everything)


def everything(
    case_id: Annotated[str, typer.Argument(metavar="SAK")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Zip-filen som skrives.")],
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Skriv alt som er lagret om en sak, til personen det gjelder. Også det som ikke er delt med tjenesten."""
    from assistant.export import innsynskopi
    from assistant.export.innsynsdokument import Everything
    from assistant.store.base import open_store
    from assistant.web.settings import load_service

    existing(data)
    service = load_service(data)
    store = open_store(data / DATABASE)
    try:
        found = store.everything(case_id)
        if found is None:
            raise fail(f"Det finnes ingen sak med id {case_id} i {data}.")
        content = innsynskopi.render(fitted(data, service), Everything(**found), service=service_name(service), now=now())
        _write(output, content)
        store.log("cli", "eksport", case_id, now(), "innsyn")
    finally:
        store.close()
    emit({"written": str(output), "bytes": len(content)})
    typer.echo("Filen har alt personen har skrevet. Gi den bare til personen selv, og slett den etterpå.", err=True)


def _write(output: Path, content: bytes) -> None:
    """A new file that only its owner reads. Exit 2 when it exists or cannot be made."""
    try:
        handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise fail(f"{output} ble ikke skrevet. Velg et nytt navn i en mappe som kan skrives i.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)
