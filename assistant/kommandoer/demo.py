"""`kartlegging demo`: made-up cases to look at, and away with them."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Fiktive demosaker: lag dem, eller fjern dem.", no_args_is_help=True)
Data = Annotated[Path, typer.Option("--data", envvar="KARTLEGGING_DATA", help="Mappen som sakene ligger i.")]


@app.command("lag")
def make(data: Data = Path("data")) -> None:
    """Lag seks fiktive saker, merket som demo. De telles aldri med."""
    from assistant.dialogue.stille import quiet

    quiet()
    from assistant.dialogue import demo, modell
    from assistant.dialogue.engine import Engine
    from assistant.domain import guide
    from assistant.store.base import open_store

    store = open_store(data / "kartlegging.db")
    if store.demo_cases():
        typer.echo("Demosakene finnes allerede. Fjern dem først med «kartlegging demo fjern».", err=True)
        raise typer.Exit(2)
    made = asyncio.run(demo.make(Engine.load(modell.train(), guide.load(), store)))
    typer.echo(json.dumps({"made": made}))


@app.command("fjern")
def remove(data: Data = Path("data")) -> None:
    """Slett alle demosaker for godt. Andre saker røres ikke."""
    from assistant.dialogue.stille import quiet

    quiet()
    from assistant.dialogue import demo
    from assistant.store.base import open_store

    gone = demo.remove(open_store(data / "kartlegging.db"), "cli", datetime.now(UTC).isoformat(timespec="seconds"))
    typer.echo(json.dumps({"deleted": gone}))
