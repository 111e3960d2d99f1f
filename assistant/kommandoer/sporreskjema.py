"""`kartlegging sporreskjema`: the questions as FHIR Questionnaires, one file for each area and one for them all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.kommandoer.felles import DEFAULT_DATA, DataFolder, fail, fitted

FILE = "Questionnaire-{area}.json"


def register(app: typer.Typer) -> None:
    """Put the command into the program."""
    app.command("sporreskjema")(questionnaires)


def questionnaires(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MAPPE", help="Mappen som skjemaene skrives i. Den lages når den ikke finnes.")],
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Skriv spørsmålene som FHIR Questionnaire, slik at et annet skjemaverktøy kan åpne dem. Ingen saker leses."""
    from assistant.export.fhir import skjema
    from assistant.web.settings import load_service

    service = load_service(data)
    made, publisher = fitted(data, service), service.name
    files = {FILE.format(area=area): skjema.of_area(made, area, publisher) for area in (*(a.id for a in made.in_order()), skjema.ALL)}
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (output / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError:
        raise fail(f"Skjemaene kunne ikke skrives i {output}. Velg en mappe som kan skrives i, og se om disken er full.") from None
    typer.echo(f"{len(files)} skjemaer er skrevet i {output}.")
