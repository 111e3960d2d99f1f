"""`kartlegging doctor`: what is installed, what is missing, and how to get it. Changes nothing and makes no file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.domain.guide import Guide

ROOT = Path(__file__).parents[1]
DATABASE = "kartlegging.db"
WIDGET = Path("web_widget") / "dist" / "kartlegging-chat.js"
PYTHON = (3, 11)


@dataclass(frozen=True)
class Line:
    """One sentence. `state`: ok, raad (it runs, and something could be better), feil (it must be put right)."""

    state: str
    text: str

    def __str__(self) -> str:
        return {"ok": "OK     ", "raad": "RÅD    ", "feil": "MANGLER"}[self.state] + f"  {self.text}"


def report(data: Path, root: Path = ROOT) -> tuple[list[str], bool]:
    """Sentences to print, and whether the service can run. Never raises."""
    lines = [*_installed(), *_guide(data), *_model(), *_database(data / DATABASE), _widget(root), *_service(data), *_instruments(data), _pdf()]
    return [str(line) for line in lines], all(line.state != "feil" for line in lines)


def _installed() -> Iterator[Line]:
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] == PYTHON:
        yield Line("ok", f"Python {running}.")
    else:
        yield Line("feil", f"Python {running} kan ikke brukes. Installer Python 3.11, og kjør «make setup».")
    for name, package in (("Rasa", "rasa"), ("spaCy", "spacy"), ("FastAPI", "fastapi")):
        try:
            yield Line("ok", f"{name} {version(package)}.")
        except PackageNotFoundError:
            yield Line("feil", f"{name} er ikke installert. Kjør «make setup».")
    yield from _pipeline()


def _pipeline() -> Iterator[Line]:
    try:
        from assistant.language import pipeline

        found = pipeline.load()
    except Exception as error:
        yield Line("feil", f"Språkrørledningen lot seg ikke laste ({type(error).__name__}). Kjør «make setup».")
        return
    yield Line("ok", f"Språkrørledningen er {found.name}.")
    if found.advice:
        yield Line("raad", f"{found.advice} LICENSES/README.md sier hvordan den tas i bruk.")


def _guide(data: Path) -> Iterator[Line]:
    from assistant.domain import guide
    from assistant.domain.yamlfil import DataError

    try:
        made = guide.load()
    except DataError as error:
        yield Line("feil", f"Faginnholdet kan ikke lastes. Rett dette, og prøv igjen: {error}")
        return
    rules = sum(len(c.rules) for c in made.risk.categories.values())
    yield Line("ok", f"Faginnholdet er lastet: {len(made.areas)} områder, {len(made.questions)} spørsmål, {rules} risikoregler.")
    yield _classifier(made)
    duty = made.contacts.get("vakt")
    if not (os.environ.get("KARTLEGGING_VAKT", "").strip() or (duty and duty.phone) or _has_file(data)):
        yield Line("raad", "Tjenesten har ikke satt sitt eget vaktnummer. Sett KARTLEGGING_VAKT, så vises det sammen med 116 117.")


def _classifier(made: Guide) -> Line:
    """Whether danger is read by meaning, by spelling, or by the rules alone."""
    from assistant.language import klassifikator

    if not made.risk.classifier.on:
        return Line("raad", "Risikoklassifikatoren er slått av i risk/klassifikator.yml. Bare reglene leser etter fare.")
    fitted = klassifikator.fitted(made.reading)
    if fitted is None:
        return Line("feil", "Risikoklassifikatoren er ikke lært for disse dataene. Bare reglene leser etter fare. Kjør «kartlegging train».")
    if not fitted.whole:
        return Line("raad", "Setningsmodellen kan ikke brukes på denne maskinen. Klassifikatoren leser skrift alene og ser mindre. Kjør «make setup».")
    return Line("ok", "Risikoklassifikatoren leser både mening og skrift.")


def _model() -> Iterator[Line]:
    try:
        from assistant.dialogue import modell

        path = modell.path()
    except (ImportError, PackageNotFoundError, OSError):
        yield Line("feil", "Modellen kan ikke sjekkes uten Rasa. Kjør «make setup».")
        return
    if path.exists():
        yield Line("ok", f"Samtalemodellen er oppdatert: {path.name}.")
    else:
        yield Line("feil", "Samtalemodellen er ikke trent for disse dataene. Kjør «kartlegging train» (under ett minutt).")


def _database(path: Path) -> Iterator[Line]:
    from assistant.kommandoer import datalege

    yield from (Line(state, text) for state, text in datalege.report(path))


def _widget(root: Path) -> Line:
    if (root / WIDGET).exists():
        return Line("ok", "Chatten er bygget.")
    return Line("feil", "Chatten er ikke bygget. Installer Node 20 eller nyere, og kjør «make setup».")


def _has_file(data: Path) -> bool:
    """Whether the service has its own file, which then is checked by itself."""
    from assistant.web.settings import service_file

    return service_file(data).exists()


def _service(data: Path) -> Iterator[Line]:
    from assistant.kommandoer import tjenestelege

    yield from (Line(state, text) for state, text in (*tjenestelege.lines(data), *tjenestelege.sending(data)))
    if not os.environ.get("KARTLEGGING_TJENESTE", "").strip() and not _has_file(data):
        yield Line("raad", "Tjenesten har ikke satt navnet sitt. Sett KARTLEGGING_TJENESTE, så står det i dokumentene.")


def _instruments(data: Path) -> Iterator[Line]:
    from assistant.kommandoer import instrument

    yield from (Line(state, text) for state, text in instrument.lines(data))


def _pdf() -> Line:
    from assistant.export import pdf

    if sentence := pdf.missing():
        return Line("raad", sentence)
    return Line("ok", "LibreOffice er installert, så dokumentene kan hentes som PDF.")
