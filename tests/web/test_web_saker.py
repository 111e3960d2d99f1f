"""The worker's API: what is shown, what is held back, decisions, and that every reading is logged."""

from __future__ import annotations

import pytest

from assistant.domain.case import replace
from assistant.web import forslag

STORY = ("Jeg har hatt angst og mørke tanker i flere år, klarer ikke jobben og isolerer meg. "
         "Jeg sover nesten ikke og har panikkanfall hver dag.")


@pytest.fixture
def delivered(talk):
    t = talk(depth="short")
    t.choose("ja")
    t.say("Å kunne være med barna mine")
    t.say(STORY)
    t.finish("alt")
    return t


@pytest.mark.parametrize(("method", "path"), [
    ("GET", "/api/cases"), ("GET", "/api/cases/x"), ("POST", "/api/cases/x/decision"), ("GET", "/api/cases/x/summary.docx"),
    ("GET", "/api/cases/x/summary.txt"), ("DELETE", "/api/cases/x"), ("GET", "/api/alerts"), ("POST", "/api/alerts/1/acknowledge"),
    ("GET", "/api/statistics"),
])
def test_alt_for_ansatte_er_stengt_uten_nokkel(http, talk, method, path):
    for headers in ({}, {"Authorization": "Bearer feil"}, talk().headers):
        response = http.request(method, path, headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == "Bearer"
        assert response.json()["detail"]


def test_en_levert_sak_viser_alt(http, staff, delivered):
    case = http.get(f"/api/cases/{delivered.id}", headers=staff).json()
    assert case["sharing"] == "alt"
    assert case["important"][0]["text"] == "Å kunne være med barna mine"
    situation = next(a for a in case["areas"] if a["id"] == "situasjon")
    assert situation["answers"][0]["text"] == STORY
    assert any(f["quote"] for f in situation["findings"])
    assert {"for", "against", "unclear", "mandatory", "measures", "partners", "pathway"} <= set(case["suggestion"])
    assert STORY in [m["text"] for m in case["transcript"]]
    assert case["log"]


def test_en_samtale_som_ikke_er_delt_viser_bare_fare(http, staff, talk):
    t = talk()
    t.choose("ja")
    t.say("Barnet mitt heter Ola")
    t.say("Jeg vil ta livet mitt i kveld")
    raw = http.get(f"/api/cases/{t.id}", headers=staff)
    case = raw.json()
    assert case["sharing"] == "ubestemt"
    assert "Ola" not in raw.text
    assert case["transcript"] == []
    assert case["risks"][0]["quotes"] == ["Jeg vil ta livet mitt i kveld"]
    assert case["suggestion"]["pathway"] is None
    for kind in ("docx", "txt"):
        assert b"Ola" not in http.get(f"/api/cases/{t.id}/summary.{kind}", headers=staff).content
    assert "Jeg vil ta livet mitt i kveld" in http.get(f"/api/cases/{t.id}/summary.txt", headers=staff).text


def test_listen_har_bare_metadata(http, staff, delivered):
    rows = http.get("/api/cases", headers=staff).json()
    assert rows[0]["id"] == delivered.id
    assert set(rows[0]) == {"id", "mode", "language", "depth", "status", "created", "updated", "worst_level", "demo", "kind", "follows"}
    assert http.get("/api/cases?status=pause", headers=staff).json() == []
    assert http.get("/api/cases?status=tull", headers=staff).status_code == 422


def test_hver_lesing_staar_i_loggen(http, staff, delivered, store):
    http.get(f"/api/cases/{delivered.id}", headers=staff)
    http.get(f"/api/cases/{delivered.id}/summary.docx", headers=staff)
    http.get(f"/api/cases/{delivered.id}/summary.txt", headers=staff)
    lines = [(x["actor"], x["action"], x["detail"]) for x in store.audit(delivered.id) if x["actor"] == "fagperson"]
    assert [(who, what, detail.split(",sha256=")[0]) for who, what, detail in lines] == [
        ("fagperson", "lest", ""), ("fagperson", "eksport", "format=docx,utkast"), ("fagperson", "eksport", "format=text,utkast")]


def test_beslutning_som_folger_forslaget_trenger_ingen_begrunnelse(http, staff, delivered, guide, store):
    suggested = forslag.suggested(guide, store.load(delivered.id))
    assert suggested is not None
    response = http.post(f"/api/cases/{delivered.id}/decision", json={"pathway": suggested}, headers=staff)
    assert response.status_code == 201
    assert store.load(delivered.id).decisions[-1].pathway == suggested


def test_beslutning_som_avviker_krever_begrunnelse(http, staff, delivered, guide, store):
    other = 1 + forslag.suggested(guide, store.load(delivered.id)) % 3
    url = f"/api/cases/{delivered.id}/decision"
    for reason in ("", "   "):
        refused = http.post(url, json={"pathway": other, "reason": reason}, headers=staff)
        assert refused.status_code == 422
        assert "begrunnelse" in refused.json()["detail"]
    assert store.load(delivered.id).decisions == []
    response = http.post(url, json={"pathway": other, "reason": "Funksjonen er bedre enn svarene tyder på."}, headers=staff)
    assert response.status_code == 201
    assert response.json()["suggested"] != other


@pytest.mark.parametrize("body", [{}, {"pathway": 0}, {"pathway": 4}, {"pathway": "x"}, {"pathway": 1.5}, {"pathway": 1, "reason": 3},
                                  {"pathway": 1, "reason": "a" * 4001}, [], "x"])
def test_beslutning_med_feil_form_gir_422(http, staff, delivered, body):
    assert http.post(f"/api/cases/{delivered.id}/decision", json=body, headers=staff).status_code == 422


def test_ukjent_sak_gir_404(http, staff):
    for method, path in (("GET", ""), ("GET", "/summary.docx"), ("GET", "/summary.txt"), ("DELETE", "")):
        assert http.request(method, f"/api/cases/finnesikke{path}", headers=staff).status_code == 404
    assert http.post("/api/cases/finnesikke/decision", json={"pathway": 1}, headers=staff).status_code == 404


def test_sletting_fjerner_saken_og_loggen_husker_at_det_skjedde(http, staff, delivered, store):
    assert http.delete(f"/api/cases/{delivered.id}/", headers=staff).status_code == 204
    assert store.load(delivered.id) is None
    assert store.audit(delivered.id)[-1]["action"] == "slettet"
    assert delivered.get().status_code == 404


def test_statistikk_er_bare_tall(http, staff, delivered, talk):
    talk()
    data = http.get("/api/statistics", headers=staff).json()
    assert data["total"] == 2
    assert data["by_status"] == {"levert": 1, "pagar": 1}
    assert delivered.id not in str(data)


def test_retting_vises_som_historikk(http, staff, delivered):
    delivered.http.patch(f"{delivered.url}/answers/viktig.apen", json={"text": "Å få ro"}, headers=delivered.headers)
    important = http.get(f"/api/cases/{delivered.id}", headers=staff).json()["important"][0]
    assert important["text"] == "Å få ro"
    assert important["history"][0]["text"] == "Å kunne være med barna mine"


def test_nei_til_deling_lukker_for_innsyn(http, staff, talk, store, guide):
    t = talk(depth="short")
    t.choose("ja")
    t.say("Barnet mitt heter Ola")
    t.finish("ingenting")
    case = http.get(f"/api/cases/{t.id}", headers=staff)
    assert case.json()["sharing"] == "nei"
    assert "Ola" not in case.text
    assert forslag.suggested(guide, replace(store.load(t.id))) is None
