"""`kartlegging instrument liste`, `sjekk` and `importer`: the forms that the service may use, and its own folder of texts."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.kommandoer.felles import DEFAULT_DATA, DataFolder, fail

app = typer.Typer(help="Skjemaene (instrumentene), og tjenestens egen mappe med tekster.", no_args_is_help=True)
MAX_FILE = 2_000_000


@app.command()
def liste(data: DataFolder = DEFAULT_DATA) -> None:
    """Si hvilke skjemaer som finnes, og hvilke som har tekst."""
    from assistant.domain import guide, instrumenttekst
    from assistant.web.settings import instrument_folder

    known = guide.load()
    fitted = instrumenttekst.fit(known, instrument_folder(data))
    for one in fitted.instruments.values():
        own = "" if one.id in known.instruments else " (tjenestens eget)"
        size = f"{len(one.items)} spørsmål" if one.items else "bare poengsum"
        typer.echo(f"{one.id}: {one.title.nb}{own}, {size}. {state(one.readable, bool(one.items))}")


@app.command()
def sjekk(data: DataFolder = DEFAULT_DATA) -> None:
    """Si alt som må rettes i tjenestens mappe. Kode 2 når noe må rettes."""
    from assistant.domain import guide, instrumenttekst
    from assistant.web.settings import instrument_folder

    folder = instrument_folder(data)
    placed = instrumenttekst.load(folder, guide.load())
    for fault in placed.faults:
        typer.echo(fault)
    if placed.faults:
        raise fail(f"{len(placed.faults)} av filene i {folder} kan ikke brukes før dette er rettet.")
    typer.echo(f"{len(placed.instruments)} filer i {folder} er i orden." if placed.instruments else f"Det er ingen filer i {folder}.")


@app.command()
def importer(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Et FHIR R4 Questionnaire som JSON.")],
    name: Annotated[str, typer.Option("--som", help="Id-en skjemaet skal ha, som phq-9 for tekstene til et kjent skjema.")] = "",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Legg inn et skjema fra en fil: tekstene til et kjent skjema, eller et nytt. Sier hva som ikke er tatt med."""
    from assistant.domain import fhirskjema, guide, instrumenttekst
    from assistant.domain.yamlfil import DataError
    from assistant.web.settings import instrument_folder

    known, folder = guide.load(), instrument_folder(data)
    try:
        made = fhirskjema.read(_json(file), known.instruments, name)
    except fhirskjema.Unreadable as error:
        raise fail(str(error)) from None
    target = folder / f"{made.id}.yml"
    if target.exists():
        raise fail(f"{target} finnes fra før, og den blir ikke skrevet over. Flytt den først, eller gi skjemaet et annet navn med --som.")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=folder) as room:
            draft = Path(room) / target.name
            _write(draft, made.file)
            one = instrumenttekst.one(draft, known)
            os.link(draft, target)
    except DataError as error:
        raise fail(f"Skjemaet passer ikke med det som er kjent: {str(error).rpartition(': ')[2]}.") from None
    except OSError:
        raise fail(f"{target} ble ikke skrevet. Sjekk at mappen kan skrives i, og at disken har plass.") from None
    for sentence in made.left_out:
        typer.echo(sentence)
    typer.echo(f"{target} er skrevet: {one.title.nb}, {len(one.items)} spørsmål. Les gjennom den, og start tjenesten på nytt.")
    if made.id not in known.instruments:
        typer.echo("Skjemaet er nytt. Det summeres uten grenser. Skriv inn grenser med kilde, og hva som er best, når en fagperson har sett på det.")


def state(readable: bool, has_items: bool) -> str:
    """What the form can be used for."""
    if readable:
        return "Kan fylles ut i samtalen."
    return "Føres med tall fra papir; teksten mangler." if has_items else "Føres bare med poengsum."


def _json(file: Path) -> Any:
    try:
        if file.stat().st_size > MAX_FILE:
            raise fail(f"{file} er for stor. Den kan ha 2 MB.")
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError:
        raise fail(f"{file} kan ikke leses. Sjekk at filen finnes.") from None
    except (ValueError, RecursionError):
        raise fail(f"{file} er ikke JSON. Lagre skjemaet som JSON, ikke som XML.") from None


def _write(path: Path, content: dict[str, Any]) -> None:
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.allow_unicode, yaml.sort_base_mapping_type_on_output = False, True, False  # type: ignore[assignment]
    with path.open("w", encoding="utf-8") as stream:
        yaml.dump(content, stream)


def lines(data: Path) -> Iterator[tuple[str, str]]:
    """What `kartlegging doctor` says: (state, sentence). Never raises."""
    from assistant.domain import guide, instrumenttekst
    from assistant.domain.yamlfil import DataError
    from assistant.web.settings import instrument_folder

    try:
        known = guide.load()
    except DataError:
        return
    folder = instrument_folder(data)
    placed = instrumenttekst.load(folder, known)
    for fault in placed.faults:
        yield "feil", f"{fault}. Skjemaet brukes ikke før dette er rettet."
    all_of_them = {**known.instruments, **placed.instruments}
    able = sorted(i.id for i in all_of_them.values() if i.readable)
    rest = sum(1 for i in all_of_them.values() if i.items and not i.readable)
    yield "ok", f"Skjemaer som kan fylles ut i samtalen: {', '.join(able) or 'ingen'}."
    if rest:
        yield "raad", f"{rest} skjemaer mangler tekst og føres med tall fra papir. Legg tekstene i {folder} når tjenesten har lisens til dem."
