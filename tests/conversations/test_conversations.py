"""Whole talks with the real engine; each file is the text of one talk."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant.dialogue.engine import Engine
from assistant.store.base import open_store
from tests.conversations.samtalefil import Playing, read

FILES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_talk_as_written(path: Path, engine: Engine, tmp_path: Path) -> None:
    database = tmp_path / "sak.db"
    engine.store = open_store(database)

    def crash_and_start_again() -> Engine:
        engine.store = open_store(database)
        return engine

    asyncio.run(Playing(engine, crash_and_start_again).play(read(path)))


def test_talk_when_expectation_is_wrong_then_fails(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "feil.txt"
    path.write_text("velger: ja\nspør: sikkerhet.apen\n", encoding="utf-8")
    engine.store = open_store(None)
    with pytest.raises(AssertionError, match=r"feil\.txt:2"):
        asyncio.run(Playing(engine, lambda: engine).play(read(path)))


def test_there_are_at_least_thirty_talks() -> None:
    assert len(FILES) >= 30
