"""What several commands need: the data folder, the store, the time, and errors as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.store import Store, StoreError, open_store

DataFolder = Annotated[Path, typer.Option("--data", envvar="KARTLEGGING_DATA", help="Mappen som sakene ligger i.")]
DEFAULT_DATA = Path("data")


def fail(sentence: str) -> typer.Exit:
    """A sentence on stderr and exit code 2."""
    typer.echo(sentence, err=True)
    return typer.Exit(2)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


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
