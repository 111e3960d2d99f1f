"""Whatever the description of the API allows, and much that it does not, gets an answer that is no 5xx.

Each generated call is made as it is, and again on a talk that exists, so that it comes past the door.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings

from assistant.web.app import create_app
from assistant.web.tjeneste import Tjeneste

QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def unlimited(tjeneste: Tjeneste) -> FastAPI:
    """The service without limits on how often."""
    app = create_app(tjeneste=replace(tjeneste, settings=replace(tjeneste.settings, limits={})))
    with TestClient(app):
        yield app


@pytest.fixture
def described(unlimited: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", unlimited)


schema = schemathesis.pytest.from_fixture("described")


def check(app: FastAPI, case: Any, staff: dict[str, str]) -> None:
    """As generated, and on a talk that exists."""
    http = TestClient(app)
    _answered(case, {"Accept": "application/json", **staff})
    _answered(case, {"Accept": "application/json"})
    if "id" in (case.path_parameters or {}):
        made = http.post("/api/conversations").json()
        token = {"Authorization": f"Bearer {made['token']}"}
        http.post(f"/api/conversations/{made['id']}/messages", json={"choice": "ja"}, headers=token)
        case.path_parameters["id"] = made["id"]
        _answered(case, {"Accept": "application/json", **(token if "/conversations/" in case.path else staff)})


def _answered(case: Any, headers: dict[str, str]) -> None:
    response = case.call(headers=headers)
    assert response.status_code < 500, (case.method, case.path, response.status_code)
    if response.status_code >= 400:
        assert response.headers["content-type"] == ["application/problem+json"], (case.method, case.path)
        assert response.json()["detail"].endswith("."), (case.method, case.path)


@schema.parametrize()
@settings(max_examples=8, derandomize=True, **QUIET)
def test_api_et_svarer_aldri_med_5xx(case, unlimited, staff):
    check(unlimited, case, staff)


@pytest.mark.long
@schema.parametrize()
@settings(max_examples=150, **QUIET)
def test_api_et_svarer_aldri_med_5xx_heller_ikke_etter_mange_forsok(case, unlimited, staff):
    check(unlimited, case, staff)
