"""The service as the person meets it: who it is, when somebody reads, and which numbers answer now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.dialogue.engine import Engine
from assistant.domain.tjeneste import lesing, tilpasning
from assistant.domain.tjeneste.apningstid import Hours
from assistant.domain.tjeneste.oppsett import Duty, Service
from assistant.domain.yamlfil import DataError, Text
from assistant.web.app import create_app
from assistant.web.settings import Settings
from assistant.web.tjeneste import Tjeneste

OFFICE = Hours((((480, 930),),) * 5 + ((), ()), outside=Text("Kontoret er tomt nå.", "Kontoret er tomt no.", "The office is empty now."))
SERVICE = Service(name="Rask psykisk hjelp", municipality="Nordvik kommune", reader=Text("psykologen", "psykologen", "the psychologist"),
                  duty=Duty("33 00 00 00"), hours=OFFICE, depth="kort", areas_off=("okonomi", "bolig"), languages=("nb", "nn"),
                  colours={"aksent": "#0b5c66"})
NIGHT, DAYTIME = "2026-11-23T22:00:00+00:00", "2026-11-23T10:00:00+00:00"
HURT = "Han slår meg, og jeg er redd for ham"


class Clock:
    """A service with a clock that stands still."""

    def __init__(self, tjeneste: Tjeneste, http: TestClient) -> None:
        self.tjeneste, self.http = tjeneste, http

    def stands_at(self, moment: str) -> None:
        self.tjeneste.engine._clock = lambda: moment
        self.tjeneste.moment = lambda: datetime.fromisoformat(moment)  # type: ignore[method-assign]


@pytest.fixture
def clock(engine: Engine, tjeneste: Tjeneste) -> Iterator[Clock]:
    """The whole service with a file of its own."""
    before = engine.guide, engine.service, engine._clock
    engine.guide, engine.service = tilpasning.fit(engine.guide, SERVICE), SERVICE
    tjeneste.settings = replace(tjeneste.settings, service=SERVICE, tjeneste=SERVICE.name)
    with TestClient(create_app(tjeneste=tjeneste), raise_server_exceptions=False) as http:
        yield Clock(tjeneste, http)
    engine.guide, engine.service, engine._clock = before


def started(http: TestClient, headers: dict[str, str] | None = None, **body: str) -> dict[str, Any]:
    response = http.post("/api/conversations", json=body, headers=headers or {})
    assert response.status_code == 201, response.text
    return response.json()


def say(http: TestClient, talk: dict[str, Any], **body: str) -> dict[str, Any]:
    response = http.post(f"/api/conversations/{talk['id']}/messages", json=body, headers={"Authorization": f"Bearer {talk['token']}"})
    assert response.status_code == 200, response.text
    return response.json()


def texts(reply: dict[str, Any]) -> list[str]:
    return [m["text"] for m in reply["messages"]]


def test_service_when_nothing_is_set_then_it_says_only_what_it_knows(http: TestClient) -> None:
    found = http.get("/api/service").json()
    assert found["name"] == "Testkommune"
    assert (found["open"], found["opens_at"], found["outside"], found["colours"], found["logo"]) == (None, None, {}, {}, "")
    assert found["languages"] == ["nb", "nn", "en"] and found["depth"] == "normal"
    assert [c["id"] for c in found["contacts"]] == ["legevakt", "mental_helse", "amk"]


def test_service_when_open_then_no_word_about_being_closed(clock: Clock) -> None:
    clock.stands_at(DAYTIME)
    found = clock.http.get("/api/service").json()
    assert (found["open"], found["opens_at"], found["outside"]) == (True, None, {})
    assert found["hours"] == {"nb": "mandag–fredag kl. 08.00–15.30", "nn": "måndag–fredag kl. 08.00–15.30"}
    assert (found["depth"], found["languages"], found["colours"]) == ("short", ["nb", "nn"], {"accent": "#0b5c66"})
    assert found["contacts"][0] | {"name": {}} == {
        "id": "vakt", "name": {}, "phone": "33 00 00 00",
        "when": {"nb": "mandag–fredag kl. 08.00–15.30", "nn": "måndag–fredag kl. 08.00–15.30", "en": "Monday–Friday 08:00–15:30"}}


def test_service_when_closed_then_it_says_when_it_opens_and_the_duty_phone_is_closed(clock: Clock) -> None:
    clock.stands_at(NIGHT)
    found = clock.http.get("/api/service").json()
    assert (found["open"], found["opens_at"]) == (False, "2026-11-24T08:00+01:00")
    assert found["opens"] == {"nb": "i morgen kl. 08.00", "nn": "i morgon kl. 08.00"}
    assert found["outside"]["nn"] == "Kontoret er tomt no. Det du deler, blir lese tidlegast når vi opnar, i morgon kl. 08.00."
    assert found["contacts"][0]["when"]["nb"] == "stengt nå, åpner i morgen kl. 08.00"


def test_talk_when_it_starts_then_the_welcome_names_the_service_and_the_depth_is_its_own(clock: Clock) -> None:
    clock.stands_at(DAYTIME)
    talk = started(clock.http)
    assert len(talk["messages"]) == 2
    assert "Du skriver til Rask psykisk hjelp (Nordvik kommune). Det du deler, blir lest av psykologen." in texts(talk)[0]
    assert "omtrent 10 minutter" in texts(talk)[0]
    assert "omtrent 30 minutter" in texts(started(clock.http, depth="thorough"))[0]


def test_talk_when_it_starts_at_night_then_one_more_message_says_when_somebody_reads(clock: Clock) -> None:
    clock.stands_at(NIGHT)
    open_then, closed = None, started(clock.http)
    clock.stands_at(DAYTIME)
    open_then = started(clock.http)
    assert closed["messages"][0]["text"] == open_then["messages"][0]["text"], "ingenting står i stedet for noe annet"
    assert closed["messages"][-1]["text"] == open_then["messages"][-1]["text"]
    assert [m["kind"] for m in closed["messages"]] == ["info", "info", "question"]
    assert texts(closed)[1] == "Kontoret er tomt nå. Det du deler, blir lest tidligst når vi åpner, i morgen kl. 08.00."


def test_talk_when_a_language_is_not_offered_then_it_is_held_in_one_that_is(clock: Clock) -> None:
    clock.stands_at(DAYTIME)
    assert started(clock.http, language="en")["language"] == "nb"
    assert started(clock.http, language="nn")["language"] == "nn"


def test_safety_step_when_open_then_it_says_when_the_duty_phone_is_answered(clock: Clock) -> None:
    clock.stands_at(DAYTIME)
    talk = started(clock.http)
    say(clock.http, talk, choice="ja")
    reply = say(clock.http, talk, text=HURT)
    step = next(m for m in reply["messages"] if m["kind"] == "safety" and m["contacts"])
    assert "33 00 00 00" in [c["phone"] for c in step["contacts"]]
    assert "Vakttelefonen svarer mandag–fredag kl. 08.00–15.30." in texts(reply)


def test_safety_step_when_closed_then_a_phone_that_answers_comes_first_and_the_wait_is_said(clock: Clock) -> None:
    clock.stands_at(NIGHT)
    talk = started(clock.http)
    say(clock.http, talk, choice="ja")
    reply = say(clock.http, talk, text=HURT)
    at = next(n for n, m in enumerate(reply["messages"]) if m["kind"] == "safety" and m["contacts"])
    assert reply["messages"][at]["contacts"][0]["phone"] != "33 00 00 00"
    more = reply["messages"][at + 1]
    assert more["kind"] == "info" and "Haster det, ring et av numrene over." in more["text"] and "Vi åpner i morgen kl. 08.00." in more["text"]
    assert reply["messages"][-1]["question"].startswith("trygg."), "spørsmålet i sikkerhetssteget står sist som før"
    kept = clock.http.get(f"/api/conversations/{talk['id']}", headers={"Authorization": f"Bearer {talk['token']}"}).json()
    assert kept["messages"][-len(reply["messages"]):][at + 1]["text"] == more["text"], "det som ble sagt, står i samtalen"


def test_sharing_when_closed_then_the_end_says_when_somebody_reads(clock: Clock) -> None:
    clock.stands_at(NIGHT)
    talk = started(clock.http)
    headers = {"Authorization": f"Bearer {talk['token']}"}
    say(clock.http, talk, choice="ja")
    say(clock.http, talk, text="Jeg sover dårlig og er sliten")
    reply = clock.http.post(f"/api/conversations/{talk['id']}/submit", json={}, headers=headers).json()
    assert [m["kind"] for m in reply["messages"]] == ["closing", "info"]
    assert "tidligst når vi åpner, i morgen kl. 08.00" in texts(reply)[1]


def test_guided_talk_when_closed_then_nothing_is_added_for_the_worker(clock: Clock, staff: dict[str, str]) -> None:
    clock.stands_at(NIGHT)
    talk = started(clock.http, staff, mode="guided")
    assert [m["kind"] for m in talk["messages"]] == ["info", "question"]
    offered = {area["id"] for area in talk["areas"]}
    assert "okonomi" not in offered and "bolig" not in offered and {"sikkerhet", "barn", "rusmidler"} <= offered


def test_danger_when_it_is_told_where_an_area_is_off_then_the_step_still_comes(clock: Clock) -> None:
    clock.stands_at(DAYTIME)
    talk = started(clock.http)
    say(clock.http, talk, choice="ja")
    reply = say(clock.http, talk, text="Jeg har mistet huset og pengene, og jeg vil ta livet mitt i kveld")
    assert any(m["kind"] == "safety" and m["contacts"] for m in reply["messages"])


def test_logo_when_the_file_has_one_then_it_is_served_and_else_it_is_not_there(tjeneste: Tjeneste, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    with TestClient(create_app(tjeneste=tjeneste)) as http:
        assert http.get("/api/service/logo").status_code == 404
        tjeneste.settings = replace(tjeneste.settings, service=Service(name="A", logo=logo))
        answer = http.get("/api/service/logo")
    assert answer.headers["content-type"] == "image/svg+xml" and "default-src 'none'" in answer.headers["content-security-policy"]


def env(folder: Path, **more: str) -> dict[str, str]:
    return {"KARTLEGGING_DATA": str(folder), **more}


def test_settings_when_the_data_folder_holds_a_file_then_it_counts_and_the_environment_is_stronger(tmp_path: Path) -> None:
    assert Settings.from_env(env(tmp_path)).service == Service()
    text = "navn: Fra filen\nopphav: ['https://b.no']\nlagring: {levert: 90}\nvarsling: {akutt: 3}\n"
    (tmp_path / "tjeneste.yml").write_text(text, encoding="utf-8")
    found = Settings.from_env(env(tmp_path, KARTLEGGING_OPPHAV="https://a.no"))
    assert (found.tjeneste, found.origins) == ("Fra filen", ("https://a.no", "https://b.no"))
    assert (found.service.retention, found.service.alert_minutes) == ({"levert": 90}, {"akutt": 3})
    assert Settings.from_env(env(tmp_path, KARTLEGGING_TJENESTE="Fra miljøet")).tjeneste == "Fra miljøet"


def test_settings_when_the_file_has_faults_or_a_named_one_is_missing_then_the_service_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "tjeneste.yml").write_text("dybde: lang\n", encoding="utf-8")
    with pytest.raises(lesing.ServiceError, match="«navn» mangler"):
        Settings.from_env(env(tmp_path))
    with pytest.raises(DataError, match="mangler"):
        Settings.from_env(env(tmp_path / "annet", KARTLEGGING_TJENESTEFIL=str(tmp_path / "borte.yml")))


def test_moment_when_asked_then_it_names_its_zone(tjeneste: Tjeneste) -> None:
    assert tjeneste.moment().tzinfo is UTC
