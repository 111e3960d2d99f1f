"""`kartlegging rapport`: the figures of a period as a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.kommandoer.felles import DEFAULT_DATA, DataFolder, fail, fitted, now, opened, service_name


def register(app: typer.Typer) -> None:
    """Put the command into the program."""
    app.command("rapport")(report)


def report(
    first: Annotated[str, typer.Option("--fra", help="Den første dagen, som 2026-01-01, eller en måned.")],
    last: Annotated[str, typer.Option("--til", help="Den siste dagen, som 2026-12-31, eller en måned.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Filen som skrives.")],
    unit: Annotated[str, typer.Option("--enhet", help="En enhet. Uten: hele tjenesten.")] = "",
    format: Annotated[str, typer.Option(help="csv, docx eller json.")] = "csv",
    language: Annotated[str, typer.Option("--language", "-l", help="nb eller nn.")] = "nb",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Skriv tallene for en periode til en fil. Kvartaler som er over, blir gjort opp først."""
    from assistant.domain import periode
    from assistant.store.retention import kept_days
    from assistant.web import oppgjor, rapport
    from assistant.web.settings import load_service

    if format not in rapport.FORMATS or language not in ("nb", "nn"):
        raise fail("Formatet må være csv, docx eller json, og språket nb eller nn.")
    try:
        months = periode.span(first, last)
    except periode.PeriodError as error:
        raise fail(str(error)) from None
    if not (data / "kartlegging.db").is_file():
        raise fail(f"Det er ingen database i {data}.")
    service = load_service(data)
    with opened(data) as store:
        oppgjor.close(fitted(data, service), store, kept_days(service.retention), now())
        if unit and unit not in store.units() and unit not in {n.unit for q in store.period_numbers().values() for n in q}:
            raise fail(f"Enheten «{unit}» finnes ikke.")
        made = rapport.make(store, kept_days(service.retention), months, unit, language, now())
        _write(output, _content(made, format, service_name(service)))
        store.log("cli", "rapport_hentet", None, now(), f"format={format}")
    typer.echo(json.dumps({"written": str(output), "period": made.period, "unit": made.unit, "empty": made.empty}, ensure_ascii=False))


def _content(made, format: str, service: str) -> bytes:
    from assistant.domain import rapport
    from assistant.export.rapport import filer, rapportdokument

    if format == "json":
        return (json.dumps(filer.as_data(made), ensure_ascii=False, indent=1) + "\n").encode()
    if format == "csv":
        return filer.as_csv(rapport.load(), made)
    return rapportdokument.render(rapport.load(), made, service=service, now=now())


def _write(output: Path, content: bytes) -> None:
    """Whole or not at all. Exit 2 when the file cannot be written."""
    part = output.with_name(output.name + ".del")
    try:
        part.write_bytes(content)
        part.replace(output)
    except OSError:
        part.unlink(missing_ok=True)
        raise fail(f"{output} ble ikke skrevet. Sjekk at mappen finnes, at du har tilgang og at det er plass på disken.") from None
