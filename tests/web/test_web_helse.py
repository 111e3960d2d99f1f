"""For those who keep the service running: alive, ready, and counts that hold no words and no case."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.dialogue import demo
from assistant.web import helse
from assistant.web.tjeneste import Tjeneste
from tests.web.conftest import Talk

KEY = "en-lang-nokkel-for-malingene"
LOCAL = ("127.0.0.1", 50000)


@pytest.fixture
def local(app: FastAPI) -> TestClient:
    """Somebody on the same machine; the application runs already, by `http`."""
    return TestClient(app, raise_server_exceptions=False, client=LOCAL)


def value(text: str, series: str) -> float:
    """The value of one series."""
    return float(next(line for line in text.splitlines() if line.startswith(series + " ")).rsplit(" ", 1)[1])


def test_health_when_asked_then_both_addresses_say_ok(http: TestClient) -> None:
    assert http.get("/health").json() == http.get("/healthz").json() == {"status": "ok"}


def test_ready_when_all_is_well_then_there_is_no_reason(http: TestClient) -> None:
    answer = http.get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "reasons": []})


def test_ready_when_the_database_is_closed_then_503_names_it(http: TestClient, tjeneste: Tjeneste) -> None:
    tjeneste.store.close()
    answer = http.get("/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "not_ready", "reasons": ["database"]})
    assert http.get("/health").status_code == 200, "prosessen lever fortsatt"


def test_ready_when_disk_and_model_fail_then_both_are_named(http: TestClient, tjeneste: Tjeneste, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=helse.NEEDED - 1))
    monkeypatch.setattr(type(tjeneste.engine), "ready", property(lambda self: False))
    assert http.get("/ready").json()["reasons"] == ["modell", "disk"]


def test_metrics_when_talks_have_been_held_then_they_are_counted(http: TestClient, local: TestClient, talk: Callable[..., Talk]) -> None:
    before = local.get("/metrics").text
    assert value(before, 'kartlegging_turn_seconds_count{outcome="svar"}') == 0
    one, two = talk(), talk()
    one.choose("ja")
    one.say("Jeg sover dårlig om natten")
    two.choose("ja")
    two.say("Jeg vil ta livet mitt i kveld")
    assert http.post(f"{one.url}/submit", json={}, headers=one.headers).status_code == 200
    text = local.get("/metrics").text
    assert value(text, 'kartlegging_talks_started_total{mode="self"}') == 2
    assert value(text, 'kartlegging_talks_finished_total{status="levert"}') == 1
    assert value(text, 'kartlegging_turn_seconds_count{outcome="trygg"}') == 1
    assert value(text, 'kartlegging_turn_seconds_count{outcome="svar"}') == 4
    assert 0 < value(text, 'kartlegging_turn_seconds_sum{outcome="svar"}') < 60
    assert value(text, 'kartlegging_danger_turns_total{level="akutt"}') == 1
    assert value(text, 'kartlegging_alerts_open{level="akutt"}') == 1
    assert value(text, 'kartlegging_alert_oldest_seconds{level="akutt"}') >= 0
    assert value(text, 'kartlegging_alerts_open{level="hoy"}') == 0
    assert one.id not in text and two.id not in text
    assert "livet" not in text and "sover" not in text


def test_metrics_when_a_repeated_message_is_answered_from_memory_then_it_is_no_new_turn(local: TestClient, talk: Callable[..., Talk]) -> None:
    one = talk()
    for _ in range(3):
        one.post({"client_id": "samme", "choice": "ja"})
    assert value(local.get("/metrics").text, 'kartlegging_turn_seconds_count{outcome="svar"}') == 1


def test_metrics_when_a_turn_fails_then_the_failure_is_counted_by_kind(
        tjeneste: Tjeneste, local: TestClient, talk: Callable[..., Talk], monkeypatch: pytest.MonkeyPatch) -> None:
    one = talk()
    one.choose("ja")

    async def broken(message: object) -> None:
        raise RuntimeError("HEMMELIG")

    monkeypatch.setattr(tjeneste.engine._agent, "handle_message", broken)
    one.say("Jeg sover dårlig")
    text = local.get("/metrics").text
    assert value(text, 'kartlegging_failures_total{kind="tur"}') == 1
    assert value(text, 'kartlegging_turn_seconds_count{outcome="feil"}') == 1
    assert "HEMMELIG" not in text


def test_metrics_when_alerts_are_acknowledged_then_none_is_open(
        http: TestClient, local: TestClient, talk: Callable[..., Talk], staff: dict[str, str]) -> None:
    one = talk()
    one.choose("ja")
    one.say("Jeg vil ta livet mitt i kveld")
    for alert in http.get("/api/alerts", headers={**staff, "accept": "application/json"}).json():
        http.post(f"/api/alerts/{alert['id']}/acknowledge", headers=staff)
    text = local.get("/metrics").text
    assert value(text, 'kartlegging_alerts_open{level="akutt"}') == 0
    assert value(text, 'kartlegging_alert_oldest_seconds{level="akutt"}') == 0


def test_metrics_when_there_are_made_up_cases_then_nothing_of_them_is_counted(
        http: TestClient, local: TestClient, tjeneste: Tjeneste) -> None:
    asyncio.run(demo.make(tjeneste.engine))
    assert any(alert["level"] == "akutt" for alert in tjeneste.store.alerts())
    text = local.get("/metrics").text
    assert value(text, 'kartlegging_alerts_open{level="akutt"}') == 0
    assert value(text, 'kartlegging_alert_oldest_seconds{level="akutt"}') == 0
    assert value(text, 'kartlegging_turn_seconds_count{outcome="svar"}') == 0
    assert "kartlegging_danger_turns_total{" not in text and "kartlegging_talks_started_total{" not in text


def test_metrics_when_asked_from_elsewhere_then_no(http: TestClient) -> None:
    answer = http.get("/metrics")
    assert answer.status_code == 403 and "kartlegging_turn" not in answer.text


@pytest.mark.parametrize("header", helse.FORWARDED)
def test_metrics_when_a_proxy_on_this_machine_asks_for_somebody_else_then_no(http: TestClient, local: TestClient, header: str) -> None:
    assert local.get("/metrics", headers={header: "10.0.0.7"}).status_code == 403


def test_metrics_when_a_key_is_set_then_only_the_key_opens(http: TestClient, local: TestClient, tjeneste: Tjeneste) -> None:
    tjeneste.settings = replace(tjeneste.settings, metrics_key=KEY)
    assert local.get("/metrics").status_code == 403
    assert http.get("/metrics", headers={"Authorization": f"Bearer {KEY[:-1]}"}).status_code == 403
    assert http.get("/metrics", headers={"Authorization": "Bearer æøå".encode()}).status_code == 403
    assert http.get("/metrics", headers={"Authorization": f"Bearer {KEY}"}).status_code == 200


def test_metrics_when_the_service_has_stopped_then_it_hears_nothing_more(app: FastAPI, tjeneste: Tjeneste) -> None:
    from assistant.dialogue import hendelser

    with TestClient(app):
        assert tjeneste.metrics in hendelser.logger.handlers
    assert tjeneste.metrics not in hendelser.logger.handlers
