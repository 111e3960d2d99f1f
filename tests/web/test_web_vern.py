"""Headers, rescue from the unforeseen, no words in logs, settings and start."""

from __future__ import annotations

import logging
import stat

import pytest
from fastapi.testclient import TestClient

from assistant.dialogue.engine import Engine
from assistant.domain.tjeneste import tilpasning
from assistant.domain.tjeneste.oppsett import Service
from assistant.store.base import Store
from assistant.store.errors import StoreError
from assistant.web.app import create_app
from assistant.web.settings import Settings, staff_key
from assistant.web.tjener import welcome
from assistant.web.tjeneste import Tjeneste

SECRET = "noe veldig privat"


@pytest.mark.parametrize("path", ["/", "/healthz", "/docs", "/openapi.json", "/konsoll/inn", "/api/cases", "/api/nope", "/static/side.css"])
def test_alle_svar_har_sikkerhetsheadere(http, path):
    headers = http.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


@pytest.mark.parametrize("path", ["/", "/docs", "/konsoll/inn"])
def test_sidene_har_ingen_innlimte_skript_eller_stiler(http, path):
    page = http.get(path).text
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_healthz(http):
    assert http.get("/healthz").json() == {"status": "ok"}


def test_docs_viser_hele_api_et(http):
    page = http.get("/docs").text
    for path in http.get("/openapi.json").json()["paths"]:
        assert path in page


def test_uventet_feil_gir_rolig_tekst_med_numrene_og_ingen_ord_i_loggen(http, talk, monkeypatch, caplog):
    t = talk()
    t.choose("ja")

    async def fail(self, case_id, turn):
        raise ValueError(turn.text)

    monkeypatch.setattr(Engine, "handle_turn", fail)
    with caplog.at_level(logging.DEBUG):
        response = t.post({"text": SECRET})
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    for number in ("113", "116 117", "116 123"):
        assert number in response.json()["detail"]
    assert SECRET not in caplog.text
    assert "ValueError" in caplog.text


def test_lagerfeil_gir_503_og_samme_melding_kan_sendes_igjen(http, talk, monkeypatch, store):
    t = talk()
    t.choose("ja")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "commit_turn", lambda *a, **k: (_ for _ in ()).throw(StoreError("disk full")))
        assert t.post({"client_id": "a", "text": "Å få sove"}).status_code == 503
    assert t.post({"client_id": "a", "text": "Å få sove"}).status_code == 200
    assert [a.text for a in store.load(t.id).answers].count("Å få sove") == 1


def test_det_som_skrives_kommer_aldri_i_loggen(http, talk, caplog, capfd):
    t = talk()
    t.choose("ja")
    with caplog.at_level(logging.DEBUG):
        for text in (SECRET, f"/{SECRET}", f"Jeg vil ta livet mitt, {SECRET}"):
            t.say(text)
        t.get()
        t.get("/summary.docx")
    out = capfd.readouterr()
    assert SECRET not in caplog.text + out.out + out.err


def test_andre_nettsteder_slipper_bare_inn_naar_de_er_nevnt(engine, tmp_path):
    def answer(origins):
        running = Tjeneste(Settings(data=tmp_path, token="x" * 20, origins=origins), engine, "x" * 20)
        with TestClient(create_app(tjeneste=running)) as client:
            return client.post("/api/conversations", headers={"Origin": "https://kommune.no"}).headers.get("access-control-allow-origin")

    assert answer(()) is None
    assert answer(("https://kommune.no",)) == "https://kommune.no"
    assert answer(("https://annen.no",)) is None


def test_innstillinger_leses_fra_miljoet():
    settings = Settings.from_env({"KARTLEGGING_DATA": "/d", "KARTLEGGING_TOKEN": "t", "KARTLEGGING_VAKT": "900 00 000",
                                  "KARTLEGGING_TJENESTE": "Fjell", "KARTLEGGING_OPPHAV": "https://a.no/, https://b.no"})
    assert str(settings.database) == "/d/kartlegging.db"
    assert settings.origins == ("https://a.no", "https://b.no")
    assert settings.weak
    assert "'t'" not in repr(settings)


def test_uten_nokkel_lages_en_som_bare_eieren_kan_lese(tmp_path):
    settings = Settings(data=tmp_path / "data")
    key = staff_key(settings)
    assert len(key) >= 40
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    assert staff_key(settings) == key
    settings.key_file.write_text("")
    assert staff_key(settings)
    assert not any(key in line for line in welcome(settings, "127.0.0.1", 8000))
    assert any("/konsoll" in line for line in welcome(settings, "127.0.0.1", 8000))


def test_vaktnummeret_settes_uten_aa_endre_veilederen(guide):
    changed = tilpasning.fit(guide, Service(), "900 00 000")
    assert changed.contacts["vakt"].phone == "900 00 000"
    assert guide.contacts["vakt"].phone == ""


def test_tom_nokkel_slipper_ingen_inn(engine, tmp_path):
    assert not Tjeneste(Settings(data=tmp_path), engine, "").is_key("")
