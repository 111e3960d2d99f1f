"""Danger reaches the workers: as a list, and at once as a stream."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time

import httpx
import pytest
import uvicorn

from assistant.web import varsler
from assistant.web.bruker import Bruker
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


def test_stream_when_many_consoles_listen_then_the_alerts_are_read_once_for_all_and_each_unit_hears_its_own(tjeneste, account, talk):
    account("kari", unit="nord")
    account("per", unit="sor")
    own = talk(unit="nord")
    readings, read_all = [], tjeneste.store.alerts

    def counted(*args, **kwargs):
        readings.append(time.monotonic())
        return read_all(*args, **kwargs)

    async def listen(unit):
        stream = varsler.events(tjeneste, Bruker("x", "fagperson", unit, "x"))
        got = [await anext(stream)]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.5):
                async for part in stream:
                    if not part.startswith(":"):
                        got.append(part)
        await stream.aclose()
        return got

    async def scene():
        open_consoles = [asyncio.create_task(listen(unit)) for unit in ["nord"] * 10 + ["sor"] * 10]
        await asyncio.sleep(0.2)
        tjeneste.store.alerts, before = counted, len(readings)
        await asyncio.to_thread(own.choose, "ja")
        await asyncio.to_thread(own.say, DANGER)
        return [*await asyncio.gather(*open_consoles), len(readings) - before]

    *heard, reads = asyncio.run(scene())
    assert all(len(got) == 2 and own.id in got[1] for got in heard[:10])
    assert all(len(got) == 1 for got in heard[10:])
    assert 0 < reads <= 1.5 / tjeneste.settings.poll_s


def test_stream_when_the_alerts_can_no_longer_be_read_then_it_ends(tjeneste, monkeypatch):
    async def read():
        stream = varsler.events(tjeneste)
        await anext(stream)
        await anext(stream)
        monkeypatch.setattr(tjeneste.store, "alerts", lambda *args, **kwargs: 1 / 0)
        return [part async for part in stream if not part.startswith(":")]

    assert asyncio.run(asyncio.wait_for(read(), 10)) == []


def test_alert_when_given_back_then_it_is_in_the_list_again_and_the_stream_says_so(http, staff, danger, store, tjeneste):
    number = store.alerts()[0]["id"]
    http.post(f"/api/alerts/{number}/acknowledge", headers=staff)

    async def read():
        stream = varsler.events(tjeneste, after=number)
        await anext(stream)
        await anext(stream)
        await asyncio.to_thread(http.post, f"/api/alerts/{number}/return", headers=staff)
        return await anext(part async for part in stream if not part.startswith(":"))

    again = asyncio.run(read())
    assert "event: varsel" in again
    assert "id:" not in again.split("data:")[0]
    assert [a["acknowledged_by"] for a in http.get("/api/alerts", headers={**staff, **LIST}).json()] == [None]
    assert http.post("/api/alerts/999/return", headers=staff).status_code == 404


def test_wish_to_be_called_when_the_alert_is_taken_then_a_new_one_says_so(http, staff, talk, store):
    t = talk()
    t.choose("ja")
    t.say("Jeg tenker på å ta livet mitt, men ikke i dag")
    for alert in store.alerts():
        http.post(f"/api/alerts/{alert['id']}/acknowledge", headers=staff)
    reply = t.get().json()
    for _ in range(4):
        codes = [c["code"] for c in reply["messages"][-1]["choices"]]
        if "kontakt" in codes:
            break
        reply = t.choose(codes[0])
        for alert in store.alerts():
            http.post(f"/api/alerts/{alert['id']}/acknowledge", headers=staff)
    t.choose("kontakt")
    assert [(a["case_id"], a["wants_call"]) for a in store.alerts()] == [(t.id, True)]
    t.say("Ring 99 88 77 66 etter klokka fire")
    assert len(store.alerts()) == 1


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
