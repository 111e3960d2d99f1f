"""A browser at the console and a provider that really answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.store.kontoer import Account
from assistant.web.app import create_app
from assistant.web.oidc.oppsett import Oppsett
from assistant.web.tjeneste import Tjeneste
from tests.web.oidc_runde import AT
from tests.web.oidc_tilbyder import CLIENT, SECRET, Provider, Running


@pytest.fixture(autouse=True)
def administrator(store):
    """The service is in use: there is an account already."""
    return store.add_account(Account("sjef", "Sjefen", "administrator"), "cli", AT)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Running() as running:
        yield running


@pytest.fixture
def asked(provider: Provider) -> Oppsett:
    return Oppsett(provider.issuer, CLIENT, "http://testserver", "Testporten", secret=SECRET, unit_claim="enhet", role_claim="roller",
                   roles={"kartlegger": "fagperson"}, create=True)


@pytest.fixture
def open_with(tjeneste: Tjeneste):
    """A browser at the console, with these settings for the provider."""
    opened = []

    def start(asked: Oppsett) -> TestClient:
        running = replace(tjeneste, settings=replace(tjeneste.settings, oidc=asked))
        opened.append(client := TestClient(create_app(tjeneste=running), raise_server_exceptions=False, follow_redirects=False))
        return client.__enter__()

    yield start
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def browser(open_with, asked: Oppsett) -> TestClient:
    return open_with(asked)
