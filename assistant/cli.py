"""The command `kartlegging`. JSON lines in and out, errors as sentences on stderr, exit 2 on unusable input."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.kommandoer import bruker, demo, innsynskopi, instrument, kopi, logg, rapport, sporreskjema, tjeneste, varsling
from assistant.kommandoer import data as data_commands

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
app = typer.Typer(help="Samtaleassistent for den innledende kartleggingssamtalen.", no_args_is_help=True, add_completion=False)
app.add_typer(tjeneste.app, name="tjeneste")
app.add_typer(demo.app, name="demo")
app.add_typer(varsling.app, name="varsling")
DataFolder = Annotated[Path, typer.Option("--data", envvar="KARTLEGGING_DATA", help="Mappen som sakene ligger i.")]
DEFAULT_DATA = Path("data")
app.add_typer(bruker.app, name="bruker")
app.add_typer(logg.app, name="logg")
app.add_typer(instrument.app, name="instrument")
app.add_typer(data_commands.app, name="data")
kopi.register(app)
innsynskopi.register(app)
rapport.register(app)
sporreskjema.register(app)


def fail(sentence: str) -> typer.Exit:
    """A sentence on stderr and exit code 2."""
    typer.echo(sentence, err=True)
    return typer.Exit(2)


def json_lines(stream: Iterator[str], source: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) of each line that is not blank. Exit 2 on a line that is no JSON object."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError:
            raise fail(f"{source}, linje {number}: dette er ikke JSON.") from None
        if not isinstance(item, dict):
            raise fail(f"{source}, linje {number}: linjen må være et JSON-objekt.")
        yield number, item


def texts() -> Iterator[dict[str, Any]]:
    """The objects on standard input, each with a text. Exit 2 on a line that is none."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for number, item in json_lines(iter(sys.stdin), "standard inn"):
        if not isinstance(item.get("text"), str):
            raise fail(f"standard inn, linje {number}: «text» mangler eller er ikke tekst.")
        yield item


def emit(item: Any) -> None:
    typer.echo(json.dumps(item, ensure_ascii=False))


@app.command()
def risk() -> None:
    """Les {"id","text"} fra standard inn, og skriv nivå, kategorier og hvor i teksten det står."""
    from assistant.domain import guide
    from assistant.language.analyse import shared

    _classifier()
    analyser = shared(guide.load())
    for item in texts():
        found = analyser.read(item["text"])
        emit({
            "id": item.get("id"), "level": found.level, "categories": list(found.categories), "subject": found.subject,
            "spans": [{"start": s.start, "end": s.end, "category": s.category, "rule": s.rules[0]} for s in found.risks],
        })


@app.command()
def deidentify() -> None:
    """Les {"id","text"} fra standard inn, og skriv teksten med plassholdere for det som kan peke på en person."""
    from assistant.domain import guide
    from assistant.language import pipeline
    from assistant.language.avidentifisering import Deidentifier

    reader = Deidentifier(guide.load(), pipeline.load(names=True).nlp)
    for item in texts():
        emit({"id": item.get("id"), "text": reader.clean(item["text"])})


@app.command()
def replay(files: Annotated[list[Path], typer.Argument(help="Personer, en JSON-linje hver.")]) -> None:
    """La skrevne personer snakke med den virkelige motoren, og skriv hva som kom ut."""
    import asyncio

    from assistant.dialogue.spill import Player

    persons = []
    for file in files:
        if not file.is_file():
            raise fail(f"Finner ikke filen {file}.")
        for number, item in json_lines(iter(file.read_text(encoding="utf-8").splitlines()), str(file)):
            if not isinstance(item.get("answers"), dict):
                raise fail(f"{file}, linje {number}: «answers» mangler eller er ikke et objekt.")
            persons.append(item)
    player = Player.load(_model())
    for person in persons:
        emit(asyncio.run(player.play(person)))


@app.command()
def chat(
    language: Annotated[str, typer.Option("--language", "-l", help="nb, nn eller en")] = "nb",
    depth: Annotated[str, typer.Option(help="short, normal eller thorough")] = "normal",
    mode: Annotated[str, typer.Option(help="self eller guided")] = "self",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """En samtale i terminalen."""
    from assistant.domain.case import DEPTH_ALIASES, LANGUAGES, MODES

    if language not in LANGUAGES or depth not in DEPTH_ALIASES or mode not in MODES:
        raise fail("Språk må være nb, nn eller en, dybde short, normal eller thorough, og måte self eller guided.")
    from assistant.dialogue.terminal import talk
    from assistant.kommandoer.felles import fitted

    service = _service(data)
    talk(_model(), fitted(data, service), data, mode, language, DEPTH_ALIASES[depth], service)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Adressen tjenesten svarer på.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Start tjenesten med chat, konsoll og HTTP-grensesnitt."""
    os.environ["KARTLEGGING_DATA"] = str(data)
    from assistant.web.tjener import run

    run(host, port)


@app.command()
def train(
    force: Annotated[bool, typer.Option(help="Tren også når dataene er uendret.")] = False,
    quiet: Annotated[bool, typer.Option(help="Si bare fra når noe gjøres.")] = False,
) -> None:
    """Tren Rasa-modellen når dataene har endret seg."""
    from assistant.dialogue import modell

    _classifier(force)
    if modell.path().exists() and not force:
        if not quiet:
            typer.echo(f"Modellen er oppdatert: {modell.path().name}")
        return
    typer.echo("4/4  Trener samtalemodellen (under ett minutt) ...", err=True)
    _quiet()
    with contextlib.redirect_stdout(io.StringIO()):
        trained = modell.train(force)
    typer.echo(f"Ferdig: {trained.name}", err=True)


def _classifier(force: bool = False) -> None:
    """The risk classifier fitted to the lines as they are now."""
    from assistant.domain import guide
    from assistant.language import klassifikator
    from assistant.training.risiko import klassifikator as fitting

    made = guide.load()
    if made.risk.classifier.on and (force or not klassifikator.file(made.reading).exists()):
        typer.echo("4/4  Lærer risikoklassifikatoren av eksempellinjene (om lag ett minutt) ...", err=True)
        fitting.train(made, force)


@app.command()
def export(
    case_id: Annotated[str, typer.Argument(metavar="CASE")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Filen som skrives.")],
    format: Annotated[str, typer.Option(help="docx, pdf, text eller et annet dokument. Et ukjent navn viser alle.")] = "docx",
    data: DataFolder = DEFAULT_DATA,
    draft: Annotated[bool, typer.Option("--utkast", help="Skriv et utkast også når saken er godkjent.")] = False,
) -> None:
    """Skriv en sak som dokument. Et dokument til journalen er merket som utkast til saken er godkjent."""
    from assistant.kommandoer.eksport import write

    write(data, _service(data), case_id, format, output, draft)


@app.command()
def purge(
    data: DataFolder = DEFAULT_DATA,
    days: Annotated[int | None, typer.Option(min=0, help="Samme grense for alle saker, i dager.")] = None,
    show: Annotated[bool, typer.Option("--vis", help="Vis hva som ville blitt slettet, uten å slette.")] = False,
) -> None:
    """Slett for godt saker som er eldre enn reglene sier."""
    from assistant.store import retention

    rules = dict.fromkeys(retention.DEFAULT_RULES, days) if days is not None else retention.kept_days(_service(data).retention)
    store = _store(data)
    if show:
        found = store.expired(_now(), rules)
        emit({"would_delete": len(found), "cases": found})
        return
    _close_quarters(data, store, at_once=days is not None)
    gone = store.purge(_now(), rules)
    emit({"deleted": len(gone)})


def _close_quarters(data: Path, store: Any, at_once: bool) -> None:
    """The report's numbers are made up while the cases are there."""
    from assistant.kommandoer.felles import fitted
    from assistant.store import retention
    from assistant.web import oppgjor

    service = _service(data)
    oppgjor.close(fitted(data, service), store, retention.kept_days(service.retention), _now(), at_once)


@app.command()
def doctor(data: DataFolder = DEFAULT_DATA) -> None:
    """Si hva som er installert, hvilken modell som brukes, hva som mangler og hvordan det skaffes."""
    from assistant.lege import report

    lines, ok = report(data)
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if ok else 1)


@app.command()
def bench(
    talks: Annotated[int, typer.Option(help="Hvor mange ganger hver samtale kjøres.")] = 3,
    http: Annotated[int, typer.Option(help="I stedet: så mange samtaler samtidig over HTTP.")] = 0,
    quality: Annotated[bool, typer.Option("--quality", help="I stedet: treffsikkerhet på filene i tests/quality.")] = False,
    docs: Annotated[bool, typer.Option(help="Sammen med --quality: skriv tabellen i docs/kvalitet.md.")] = False,
) -> None:
    """Mål motoren mot et vanlig Rasa-oppsett i samme kjøring."""
    if quality:
        emit(_quality(docs))
        return
    from assistant.bench import http as http_bench
    from assistant.bench import motor

    if http:
        emit(http_bench.measure(_model(), http))
    else:
        emit(motor.measure(talks))


def _quality(docs: bool) -> dict[str, object]:
    from assistant.bench import kvalitet, tabell
    from assistant.domain import guide

    try:
        found = kvalitet.measure(guide.load(), _model())
    except FileNotFoundError:
        raise fail("Treffsikkerhet måles på filene i tests/quality, og de følger bare med kildekoden.") from None
    if docs:
        (kvalitet.FOLDER.parents[1] / "docs" / "kvalitet.md").write_text(tabell.page(found), encoding="utf-8")
    return found


def _model() -> Path:
    from assistant.dialogue import modell

    _quiet()
    _classifier()
    return modell.train()


def _quiet() -> None:
    from assistant.dialogue.stille import quiet

    quiet()


def _service(data: Path) -> Any:
    from assistant.web.settings import load_service

    return load_service(data)


def _store(data: Path) -> Any:
    from assistant.store.base import open_store

    return open_store(data / "kartlegging.db")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def main() -> None:
    """The console script. A broken data file, or a database that cannot be used, is a sentence and not a trace."""
    from assistant.domain.yamlfil import DataError
    from assistant.store.errors import StoreError

    try:
        app()
    except DataError as error:
        typer.echo(f"Feil i en datafil. {error}", err=True)
        sys.exit(2)
    except StoreError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
