"""Shared by every test: the guide, an empty store in memory, and the real engine. The model is loaded once a session."""

from __future__ import annotations

from collections.abc import Iterator

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


@pytest.fixture(scope="session")
def loaded_engine(guide: Guide) -> Engine:
    """The engine with its model. Its store belongs to nobody; use `engine` in tests of talks."""
    return Engine.load(modell.train(), guide, open_store(None))


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory, one for each test."""
    store = open_store(None)
    yield store
    store.close()


@pytest.fixture
def engine(loaded_engine: Engine, store: Store) -> Iterator[Engine]:
    """The loaded engine on this test's own store."""
    before, loaded_engine.store = loaded_engine.store, store
    yield loaded_engine
    loaded_engine.store = before


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running in the thread, and then `asyncio.run` refuses to start."""
    items.sort(key=lambda item: "tests/browser" in str(item.path))
