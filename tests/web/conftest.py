"""The whole service in this process, with the real engine and an empty store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from assistant.dialogue.engine import Engine
from assistant.store import Store, passord
from assistant.store.kontoer import Account
from assistant.web import okt
from assistant.web.app import create_app
from assistant.web.settings import Settings
from assistant.web.tjeneste import Tjeneste

KEY = "en-lang-nokkel-for-ansatte-i-testene"


@pytest.fixture
def tjeneste(engine: Engine, tmp_path: Path) -> Tjeneste:
    return Tjeneste(Settings(data=tmp_path, token=KEY, tjeneste="Testkommune", poll_s=0.02, heartbeat_s=0.1), engine, KEY)


@pytest.fixture
def app(tjeneste: Tjeneste) -> FastAPI:
    return create_app(tjeneste=tjeneste)


@pytest.fixture
def http(app: FastAPI) -> Iterator[TestClient]:
    """Redirects are not followed; an error inside the service must become an answer."""
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def key() -> str:
    """The worker's key."""
    return KEY


@pytest.fixture
def staff() -> dict[str, str]:
    """Headers with the worker's key."""
    return {"Authorization": f"Bearer {KEY}"}


@dataclass
class Talk:
    """One talk as a person has it: an address and a token."""

    http: TestClient
    id: str
    token: str
    started: dict[str, Any]
    sent: int = 0

    @property
    def url(self) -> str:
        return f"/api/conversations/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, body: Any) -> Response:
        return self.http.post(f"{self.url}/messages", json=body, headers=self.headers)

    def say(self, text: str) -> dict[str, Any]:
        return self._ok({"text": text})

    def choose(self, code: str) -> dict[str, Any]:
        return self._ok({"choice": code})

    def _ok(self, body: dict[str, Any]) -> dict[str, Any]:
        self.sent += 1
        response = self.post({"client_id": f"c{self.sent}", **body})
        assert response.status_code == 200, response.text
        return response.json()

    def get(self, path: str = "") -> Response:
        return self.http.get(self.url + path, headers=self.headers)

    def finish(self, *last: str) -> dict[str, Any]:
        """Skip whatever is left, approve the summary, and answer what comes after with `last` in turn."""
        codes = {"ramme.samtykke": "ja", "ramme.oppsummering": "stemmer", "ramme.kontakt": "hopp_over"}
        closing, reply = list(last), self.get().json()
        for _ in range(80):
            question = next((m["question"] for m in reversed(reply["messages"]) if m["question"]), "")
            if reply["status"] != "pagar":
                return reply
            code = codes.get(question) or (closing.pop(0) if question.startswith("ramme.") else "hopp_over")
            reply = self.choose(code)
        raise AssertionError("samtalen tok ikke slutt")


@pytest.fixture
def talk(http: TestClient) -> Callable[..., Talk]:
    """Starts a talk; `key` is for a guided one."""

    def start(key: dict[str, str] | None = None, **body: str) -> Talk:
        response = http.post("/api/conversations", json=body, headers=key or {})
        assert response.status_code == 201, response.text
        data = response.json()
        return Talk(http, data["id"], data["token"], data)

    return start


PASSWORD = "fire hunder og tolv katter"


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Made once: argon2 takes its time by design."""
    return passord.make_hash(PASSWORD)


@pytest.fixture
def account(store: Store, password_hash: str) -> Callable[..., Account]:
    """Makes an account with PASSWORD; the administrator that must come first is made with it."""

    def make(user_name: str, role: str = "fagperson", unit: str = "", **more: Any) -> Account:
        if not store.has_accounts:
            store.add_account(Account("sjef", "Sjef", "administrator", password_hash=password_hash), "cli", "2026-01-01T00:00:00+00:00")
        if user_name == "sjef":
            return store.account_named("sjef")
        return store.add_account(Account(user_name, user_name.title(), role, unit, password_hash, **more), "cli", "2026-01-01T00:00:00+00:00")

    return make


@pytest.fixture
def cookie(tjeneste: Tjeneste) -> Callable[[Account], dict[str, str]]:
    """Headers with a new session of an account."""
    return lambda account: {"Cookie": f"{okt.COOKIE}={okt.open(tjeneste, account)}"}


@dataclass
class Clock:
    """Seconds since 1970."""

    at: float = 1_780_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock(tjeneste: Tjeneste) -> Clock:
    """The clock of the service, which stands still until the test moves it."""
    tjeneste.clock = Clock()
    return tjeneste.clock
