"""Shared pieces: the guide, a fresh store, and one loaded engine a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.dialogue.stille import quiet

quiet()

from assistant.dialogue import modell  # noqa: E402
from assistant.dialogue.engine import Engine  # noqa: E402
from assistant.domain import guide as guide_module  # noqa: E402
from assistant.domain.guide import Guide  # noqa: E402
from assistant.store.base import Store, open_store  # noqa: E402


@pytest.fixture(scope="session")
def guide() -> Guide:
    return guide_module.load()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "kartlegging.db")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def loaded_engine(guide: Guide) -> Engine:
    return Engine.load(modell.train(), guide, open_store(None))


@pytest.fixture
def engine(loaded_engine: Engine, store: Store) -> Engine:
    """The session's engine on a database of its own."""
    loaded_engine.store = store
    return loaded_engine
