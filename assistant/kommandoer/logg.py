"""`kartlegging logg`: whether the log is as it was written."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.kommandoer.felles import DEFAULT_DATA, DataFolder, fail, opened

app = typer.Typer(help="Loggen over hvem som har lest og endret hva.", no_args_is_help=True)


@app.callback()
def logg() -> None:
    """Loggen over hvem som har lest og endret hva."""


@app.command()
def sjekk(
    hode: Annotated[str, typer.Option(help="Hodet fra en tidligere sjekk, skrevet ned et annet sted.")] = "",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Si om loggen er hel, eller hvilken linje som er endret eller fjernet. Kode 1 når den ikke er hel."""
    if not (data / "kartlegging.db").exists():
        raise fail(f"Det er ingen database i {data}.")
    with opened(data) as store:
        chain = store.check_log(hode.strip())
    typer.echo(str(chain))
    if chain.fault:
        raise typer.Exit(1)
    typer.echo(f"Hode: {chain.head}")
