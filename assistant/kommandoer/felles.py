"""What several commands need: the data folder, the store, the time, and errors as sentences."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.store import Store, StoreError, open_store

if TYPE_CHECKING:
    from assistant.domain.guide import Guide
    from assistant.domain.tjeneste.oppsett import Service

DataFolder = Annotated[Path, typer.Option("--data", envvar="KARTLEGGING_DATA", help="Mappen som sakene ligger i.")]
DEFAULT_DATA = Path("data")


def fail(sentence: str) -> typer.Exit:
    """A sentence on stderr and exit code 2."""
    typer.echo(sentence, err=True)
    return typer.Exit(2)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def fitted(data: Path, service: Service) -> Guide:
    """The guide as the service that runs uses it, with the forms of its own. Raises DataError."""
    from assistant.domain import guide
    from assistant.domain.tjeneste import tilpasning
    from assistant.web.settings import instrument_folder

    return tilpasning.fit(guide.load(), service, os.environ.get("KARTLEGGING_VAKT", "").strip(), instrument_folder(data))


def service_name(service: Service) -> str:
    """The service's name in documents: KARTLEGGING_TJENESTE goes before the file's."""
    return os.environ.get("KARTLEGGING_TJENESTE", "").strip() or service.name


@contextmanager
def opened(data: Path) -> Iterator[Store]:
    """The store, closed afterwards. What goes wrong in it is a sentence and exit code 2."""
    try:
        store = open_store(data / "kartlegging.db")
    except StoreError as error:
        raise fail(str(error)) from None
    try:
        yield store
    except StoreError as error:
        raise fail(str(error)) from None
    finally:
        store.close()
