"""Whatever the description of the API allows, and much that it does not, gets an answer that is no 5xx.

Each generated call is made with and without the key, and again on a talk that exists, so that it comes past the door.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from assistant.web.app import create_app
from assistant.web.tjeneste import Tjeneste

QUIET = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
OPERATIONS = [(path, method) for path, methods in create_app().openapi()["paths"].items() for method in methods]
JSON = {"Accept": "application/json"}


@pytest.fixture
def unlimited(tjeneste: Tjeneste) -> Iterator[FastAPI]:
    """The service without limits on how often."""
    app = create_app(tjeneste=replace(tjeneste, settings=replace(tjeneste.settings, limits={})))
    with TestClient(app):
        yield app


def explore(app: FastAPI, path: str, method: str, staff: dict[str, str], wanted: settings) -> None:
    """Let the description make up calls of one operation, and try each of them."""
    operation = schemathesis.openapi.from_asgi("/openapi.json", app)[path][method]

    @given(case=operation.as_strategy())
    @wanted
    def tried(case: Any) -> None:
        _answered(case, staff)
        _answered(case, {})
        if "id" in (case.path_parameters or {}):
            case.path_parameters["id"], token = _talk(app)
            _answered(case, token if "/conversations/" in path else staff)

    tried()


def _talk(app: FastAPI) -> tuple[str, dict[str, str]]:
    """A talk that has begun: its id and the headers that open it."""
    http = TestClient(app)
    made = http.post("/api/conversations").json()
    token = {"Authorization": f"Bearer {made['token']}"}
    assert http.post(f"/api/conversations/{made['id']}/messages", json={"choice": "ja"}, headers=token).status_code == 200
    return made["id"], token


def _answered(case: Any, headers: dict[str, str]) -> None:
    response = case.call(headers={**JSON, **headers})
    assert response.status_code < 500, response.status_code
    if response.status_code >= 400:
        assert response.headers["content-type"] == ["application/problem+json"]
        assert response.json()["detail"].endswith(".")


def test_hele_beskrivelsen_er_med():
    assert len(OPERATIONS) >= 17


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_api_et_svarer_aldri_med_5xx(unlimited, staff, path, method):
    explore(unlimited, path, method, staff, settings(QUIET, max_examples=10, derandomize=True))


@pytest.mark.long
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_api_et_svarer_ikke_med_5xx_etter_mange_forsok(unlimited, staff, path, method):
    explore(unlimited, path, method, staff, settings(QUIET, max_examples=200))
