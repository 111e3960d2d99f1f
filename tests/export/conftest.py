"""Fixtures of the documents: the guide, a full case, an empty one, a reader."""

from __future__ import annotations

import pytest
from eksempelsak import rich, words_of

from assistant.domain.case import Case
from assistant.domain.guide import Guide, load


@pytest.fixture(scope="session")
def guide() -> Guide:
    return load()


@pytest.fixture
def rik() -> Case:
    return rich()


@pytest.fixture
def tom() -> Case:
    return Case("K-TOM")


@pytest.fixture
def les():
    return words_of
