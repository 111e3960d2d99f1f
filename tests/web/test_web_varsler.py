"""Danger reaches the workers: as a list, and at once as a stream."""

from __future__ import annotations

import asyncio
import json
import threading
import time

import httpx
import pytest
import uvicorn

from assistant.web import varsler
from assistant.web.tjener import config

DANGER = "Jeg har bestemt meg for å ta livet mitt i kveld"
LIST = {"Accept": "application/json"}


@pytest.fixture
def danger(talk):
    t = talk()
    t.choose("ja")
    t.say(DANGER)
    return t


def test_listen_har_varselet_uten_personens_ord(http, staff, danger):
    response = http.get("/api/alerts", headers={**staff, **LIST})
    alert = response.json()[0]
    assert alert["case_id"] == danger.id
    assert alert["category"] == "selvmord"
    assert alert["level"] == "akutt"
    assert "bestemt" not in response.text


def test_kvittering_tar_varselet_ut_av_listen_og_sier_hvem(http, staff, danger, store):
    number = store.alerts()[0]["id"]
    first = http.post(f"/api/alerts/{number}/acknowledge", headers=staff)
    assert first.status_code == 200
    assert first.json()["acknowledged_by"] == "fagperson"
    assert http.post(f"/api/alerts/{number}/acknowledge", headers=staff).json() == first.json()
    assert http.get("/api/alerts", headers={**staff, **LIST}).json() == []


@pytest.mark.parametrize(("number", "status"), [("999", 404), ("-1", 404), ("9" * 30, 404), ("x", 422)])
def test_ukjent_varsel_gir_4xx(http, staff, number, status):
    assert http.post(f"/api/alerts/{number}/acknowledge", headers=staff).status_code == status


def test_strommen_gir_aapne_varsler_nye_varsler_og_kvitteringer(tjeneste, danger):
    async def read():
        stream, seen = varsler.events(tjeneste), []
        seen += [await anext(stream), await anext(stream)]
        tjeneste.store.acknowledge(tjeneste.store.alerts()[0]["id"], "fagperson", tjeneste.now())
        seen += [await anext(stream), await anext(stream)]
        await stream.aclose()
        return seen

    retry, alert, gone, beat = asyncio.run(read())
    assert retry.startswith("retry:")
    assert "event: varsel" in alert
    assert json.loads(alert.split("data: ")[1])["case_id"] == danger.id
    assert "event: kvittert" in gone
    assert beat.startswith(":")


def test_strommen_fortsetter_etter_siste_id(tjeneste, danger):
    async def read():
        stream = varsler.events(tjeneste, after=tjeneste.store.alerts()[0]["id"])
        await anext(stream)
        return await anext(stream)

    assert asyncio.run(read()).startswith(":")


@pytest.fixture
def server(app):
    """The service on a real port, since the test client reads a stream only when it has ended."""
    running = uvicorn.Server(config(app))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while thread.is_alive() and not running.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    running.should_exit = True
    thread.join(10)


def test_varselet_kommer_gjennom_nettet_mens_samtalen_gaar(server, staff):
    with httpx.Client(base_url=server, timeout=20) as client:
        started = client.post("/api/conversations").json()
        headers, url = {"Authorization": f"Bearer {started['token']}"}, f"/api/conversations/{started['id']}/messages"
        client.post(url, json={"choice": "ja"}, headers=headers)
        with client.stream("GET", "/api/alerts", headers={**staff, "Accept": "text/event-stream"}) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert stream.headers["cache-control"] == "no-store"
            lines = stream.iter_lines()
            assert next(lines).startswith("retry")
            client.post(url, json={"text": DANGER}, headers=headers)
            data = next(line for line in lines if line.startswith("data: "))
            assert json.loads(data[6:])["case_id"] == started["id"]
