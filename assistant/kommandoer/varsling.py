"""`kartlegging varsling`: whether word of an alert arrives where it should."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from assistant.kommandoer.felles import DEFAULT_DATA, DataFolder, fail

if TYPE_CHECKING:
    from assistant.web.varsling import Varsling

app = typer.Typer(help="Beskjed om varsler som ingen tar, til webhook og e-post.", no_args_is_help=True)


@app.callback()
def varsling() -> None:
    """Beskjed om varsler som ingen tar, til webhook og e-post."""


@app.command()
def prov(data: DataFolder = DEFAULT_DATA) -> None:
    """Send en merket prøve til hver mottaker, og si hvordan det gikk. Kode 1 når en av dem ikke kom fram."""
    import asyncio

    from assistant.domain.yamlfil import DataError
    from assistant.web.settings import load_service
    from assistant.web.varsling import NotReadable, Varsling

    try:
        found = Varsling.of(load_service(data))
    except (DataError, NotReadable) as error:
        raise fail(str(error)) from None
    if not found.channels:
        raise fail("Det er ikke satt opp noen mottaker. Sett webhook eller e-post under «varsling» i tjeneste.yml, eller KARTLEGGING_WEBHOOK eller _EPOST.")
    arrived = [asyncio.run(_try(found, channel)) for channel in found.channels]
    if not found.base:
        typer.echo("KARTLEGGING_ADRESSE er ikke satt. Da mangler lenken i beskjeden adressen til tjenesten.")
    if not all(arrived):
        raise typer.Exit(1)


async def _try(found: Varsling, channel: str) -> bool:
    """Send and say how it went; whether it arrived."""
    from assistant.web.varsling import NotDelivered, reason, trial

    where = _where(found, channel)
    try:
        await found.send(channel, trial(datetime.now(UTC).isoformat(timespec="seconds"), found.base))
    except NotDelivered as failed:
        typer.echo(f"{where}: prøven kom ikke fram ({reason(failed.code)}). Sjekk adressen, brannmuren og innloggingen.")
        return False
    typer.echo(f"{where}: prøven er tatt imot. Se at den kom til et menneske.")
    return True


def _where(found: Varsling, channel: str) -> str:
    """The receiver, without what could be a secret in a webhook's path."""
    from urllib.parse import urlsplit

    if channel == "webhook" or found.epost is None:
        return f"Webhooken {urlsplit(found.webhook).hostname}"
    return f"E-post til {', '.join(found.epost.to)} gjennom {found.epost.host}"
