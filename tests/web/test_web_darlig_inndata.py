"""Whatever is sent, the answer is a clear 4xx or a kind question, never a 5xx, and nothing that was said is lost."""

from __future__ import annotations

import json

import pytest

from assistant.web.vern import MAX_BODY

ODD = [
    "", "   ", "\n\t ", "🙂", "👩‍👩‍👧‍👦🏳️‍🌈", "\x00\x07\x1b[31m", "\u202eomvendt", "\ufeff", "/restart", "/intent{\"a\": 1}", "/svar",
    "//", "EXTERNAL: x",
    "'; DROP TABLE cases; --", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "%s%s%n", "a" * 20_000,
    "æøå " * 4000, "nei", "?", "1e999",
    "null", "[]", "\u0301" * 500, "ok\r\nSet-Cookie: a=b",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_rar_tekst_besvares_rolig_og_samtalen_gaar_videre(talk, text):
    t = talk()
    t.choose("ja")
    response = t.post({"client_id": "x", "text": text})
    assert response.status_code == 200, response.text
    assert response.json()["messages"]
    assert t.say("Å få sove igjen")["status"] == "pagar"


@pytest.mark.parametrize("text", ["<b>hei</b> & «du»", "/restart", "'; DROP TABLE cases; --"])
def test_teksten_lagres_som_den_er_skrevet(talk, text):
    t = talk()
    t.choose("ja")
    t.say(text)
    assert text in [m["text"] for m in t.get().json()["messages"] if m["who"] == "person"]


def test_kontrolltegn_fjernes_men_linjeskift_staar(talk):
    t = talk()
    t.choose("ja")
    t.say("en\x00\x1b\nto")
    assert "en\nto" in [m["text"] for m in t.get().json()["messages"]]


def test_for_lang_tekst_gir_413_med_setning(talk):
    t = talk()
    t.choose("ja")
    response = t.post({"text": "a" * 20_001})
    assert response.status_code == 413
    assert "20 000 tegn" in response.json()["detail"]


def test_for_stor_kropp_gir_413(http, talk):
    t = talk()
    response = t.post({"text": "a" * 1_000_000})
    assert response.status_code == 413
    assert response.json()["detail"]
    assert http.post("/api/conversations", content=b"x" * (MAX_BODY + 1)).status_code == 413


def test_for_stor_kropp_uten_lengde_leses_ikke_ferdig(http, talk):
    t, read = talk(), []

    def stream():
        for _ in range(1000):
            read.append(1)
            yield b"a" * 4096

    response = http.post(f"{t.url}/messages", content=stream(), headers=t.headers)
    assert response.status_code == 413


BODIES = [
    {}, {"text": None}, {"text": "a", "choice": "ja"}, {"text": 1}, {"text": ["a"]}, {"text": {"a": 1}}, {"choice": 3},
    {"choice": None},
    {"choice": "finnes_ikke"}, {"choice": "ja,nei"}, {"choice": "rett:finnes.ikke"}, {"choice": "omrade:finnes_ikke"}, 
    {"choice": "x" * 3000},
    {"choice": "sprak:xx"}, {"choice": ""}, {"choice": "start"}, {"choice": "risiko"}, {"choice": "/restart"}, 
    {"client_id": 5, "text": "a"},
    {"client_id": "", "text": "a"}, {"client_id": "x" * 101, "text": "a"}, [], "tekst", 7, None, True,
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_feil_form_gir_422_med_setning_og_ingenting_lagres(talk, body, store):
    t = talk()
    before = store.transcript(t.id)
    response = t.post(body)
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"].endswith(".")
    assert store.transcript(t.id) == before


RAW = [b"", b"{", b"\xff\xfe", b'{"text": "\xff"}', b'{"text": "a"', b"[" * 60_000, b'{"text": NaN}', b"1" * 5000]


@pytest.mark.parametrize("raw", RAW, ids=range(len(RAW)))
def test_uleselig_kropp_gir_400_eller_422(talk, raw):
    t = talk()
    response = t.http.post(f"{t.url}/messages", content=raw, headers={**t.headers, "Content-Type": "application/json"})
    assert response.status_code in (400, 422), response.text
    assert response.json()["detail"]


def test_ensom_surrogat_gir_4xx(talk):
    t = talk()
    response = t.http.post(f"{t.url}/messages", content=b'{"text": "\\ud800"}', headers={**t.headers, "Content-Type": "application/json"})
    assert response.status_code == 422


def test_feil_innholdstype_gir_4xx(talk):
    t = talk()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "\u00e6".encode("latin-1")):
        response = t.http.post(f"{t.url}/messages", content=b"text=hei", headers={**t.headers, "Content-Type": kind})
        assert 400 <= response.status_code < 500


@pytest.mark.parametrize("body", [{"mode": "x"}, {"language": "sv"}, {"language": 3}, {"depth": "dyp"}, {"mode": None}, [], "x", 5])
def test_start_med_feil_verdier_gir_422(http, body):
    response = http.post("/api/conversations", json=body)
    assert response.status_code == 422
    assert response.json()["detail"].endswith(".")


def test_feilmeldingen_sier_hva_som_kan_brukes_og_gjentar_ikke_teksten(http, talk):
    assert "nb, nn eller en" in http.post("/api/conversations", json={"language": "hemmelig"}).json()["detail"]
    response = talk().post({"text": {"hemmelig": 1}, "hemmelig": 2})
    assert "hemmelig" not in response.text
    assert "hemmelig" not in http.post("/api/conversations", json={"language": "hemmelig"}).text


def test_ukjent_id_og_feil_nokkel_ser_like_ut(http, talk):
    t = talk()
    wrong = {"Authorization": "Bearer feil"}
    tries = ((t.url, wrong), ("/api/conversations/finnesikke", wrong), ("/api/conversations/x", t.headers))
    answers = [http.get(url, headers=headers) for url, headers in tries]
    assert {a.status_code for a in answers} == {404}
    assert len({a.text for a in answers}) == 1


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer \u00e6\u00f8\u00e5", "bearer " + "x" * 5000])
def test_manglende_eller_rar_nokkel_gir_401_eller_404(http, talk, header):
    t = talk()
    response = http.get(t.url, headers={"Authorization": header.encode("latin-1")})
    assert response.status_code in (401, 404)


def test_nokkel_til_en_annen_samtale_virker_ikke(talk):
    mine, other = talk(), talk()
    response = other.http.post(f"{other.url}/messages", json={"text": "hei"}, headers=mine.headers)
    assert response.status_code == 404


PATHS = [
    "/api/conversations/" + "x" * 5000, "/api/conversations/%00", "/api/conversations/%ff%fe", "/api/nope", "/api",
    "/api/conversations/a/b/c", "/widget/../../pyproject.toml", "/static/%2e%2e/app.py", "/konsoll/nope",
]


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_rare_adresser_gir_4xx(http, path, staff):
    assert 300 <= http.get(path, headers=staff).status_code < 500


def test_feil_metode_gir_405(http):
    response = http.put("/api/conversations", json={})
    assert response.status_code == 405
    assert response.headers["content-type"] == "application/problem+json"


def test_kropp_som_er_gyldig_json_med_ukjente_felt_godtas(http):
    assert http.post("/api/conversations", content=json.dumps({"fremtid": 1}).encode(),
                     headers={"Content-Type": "application/json"}).status_code == 201
