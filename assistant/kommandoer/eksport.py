"""`kartlegging export`: one document of one case to a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import typer

from assistant.domain.tjeneste.oppsett import Service
from assistant.export import formater
from assistant.export.skrivefeil import WriteError
from assistant.kommandoer.felles import fail, fitted, now, opened, service_name
from assistant.web import innsyn
from assistant.web.uttak import Desk, as_draft, named

ACTOR = "cli"


def write(data: Path, service: Service, case_id: str, name: str, output: Path, draft: bool) -> None:
    """Exit 2 with a sentence when it cannot be done; then no file is left half-written, and nothing is noted as taken out."""
    format = formater.by_id(name)
    if format is None:
        raise fail(f"Formatet «{name}» finnes ikke. Dette kan skrives: {', '.join(f.id for f in formater.FORMATS)}.")
    if sentence := format.missing():
        raise fail(sentence)
    if not output.parent.is_dir():
        raise fail(f"Mappen {output.parent} finnes ikke.")
    with opened(data) as store:
        standing = store.standing(case_id)
        if standing is None:
            raise fail(f"Det finnes ingen sak med id {case_id} i {data}.")
        if innsyn.undecided(standing.case):
            typer.echo("Merk: Personen har ikke tatt stilling til deling ennå. Bruk dokumentet bare når det er nødvendig.", err=True)
        known = fitted(data, service)
        if sentence := format.unfit(known, standing.case):
            raise fail(sentence)
        desk = Desk(store, known, named(service, service_name(service)), ACTOR, now())
        try:
            made = desk.make(case_id, as_draft(standing) if draft else standing, format, standing.case)
        except WriteError as error:
            raise fail(str(error)) from None
        if made.draft:
            typer.echo("Merk: Saken er ikke godkjent slik den er nå. Det som ble skrevet, er merket som utkast." if not draft
                       else "Merk: Det som ble skrevet, er merket som utkast.", err=True)
        if sentence := format.remark(service):
            typer.echo(f"Merk: {sentence}", err=True)
        _whole(output, made.content)
        desk.note(case_id, standing, made)


def _whole(output: Path, content: bytes) -> None:
    """The whole file or none: a full disk leaves what was there before. Exit 2 with a sentence."""
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(prefix=".kartlegging-", dir=output.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(beside, output)
    except OSError:
        if beside:
            os.unlink(beside)
        raise fail(f"{output} ble ikke skrevet. Se om disken er full og om du har lov til å skrive der. Det som lå der før, er urørt.") from None
