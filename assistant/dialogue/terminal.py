"""A talk in the terminal: the same engine, the same database."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import typer

from assistant.dialogue.engine import Engine
from assistant.dialogue.tur import Turn
from assistant.domain.guide import Guide
from assistant.domain.tjeneste.oppsett import Service
from assistant.store.base import open_store


def talk(model: Path, guide: Guide, data: Path, mode: str, language: str, depth: str, service: Service) -> None:
    """Talk until the person ends it with Ctrl-D or Ctrl-C; everything answered is stored."""
    engine = Engine.load(model, guide, open_store(data / "kartlegging.db"), service=service)
    case, _, messages = asyncio.run(engine.start(mode, language, depth))
    choices = show(messages)
    while True:
        try:
            line = input("\n> ")
        except (EOFError, KeyboardInterrupt):
            typer.echo(f"\nSaken er lagret som {case.id}. Dokument: kartlegging export {case.id} -o sammendrag.docx --data {data}")
            return
        turn = Turn(choice=choices[int(line) - 1]) if line.strip().isdecimal() and 0 < int(line) <= len(choices) else Turn(text=line)
        choices = show(asyncio.run(engine.handle_turn(case.id, turn))["messages"])


def show(messages: list[dict[str, Any]]) -> list[str]:
    """Print the messages; gives the codes of the numbered choices that stand last."""
    codes: list[str] = []
    for message in messages:
        typer.echo("\n" + message["text"])
        if message["choices"]:
            codes = [c["code"] for c in message["choices"]]
            typer.echo("\n".join(f"  {n}. {c['label']}" for n, c in enumerate(message["choices"], 1)))
    return codes
