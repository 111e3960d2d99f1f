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
        codes = {"ramme.samtykke": "ja", "ramme.oppsummering": "stemmer"}
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
