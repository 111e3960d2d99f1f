"""One talk over HTTP: start, answer, resume, correct, read, share, delete."""

from __future__ import annotations

import io

from docx import Document

SLEEP = "Jeg får ikke sove om natten, og ligger våken og bekymrer meg for jobben"


def text_of(content: bytes) -> str:
    """All words of a Word file."""
    document = Document(io.BytesIO(content))
    cells = [p.text for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_start_uten_kropp_gir_velkomst_og_nokkel(http):
    response = http.post("/api/conversations")
    data = response.json()
    assert response.status_code == 201
    assert data["messages"][0]["kind"] == "info"
    assert data["messages"][-1]["question"] == "ramme.samtykke"
    assert data["messages"][-1]["choices"][0]["code"] == "ja"
    assert len(data["token"]) >= 32
    assert set(data["progress"]) == {"answered", "total", "percent", "label"}
    assert data["areas"] == []


def test_start_paa_nynorsk_gir_nynorsk(talk):
    assert "Eg er eit dataprogram" in talk(language="nn").started["messages"][0]["text"]
    english = talk(language="en")
    assert "I am a computer program" in english.started["messages"][0]["text"]
    assert english.get().json()["language"] == "en"


def test_svar_gir_neste_sporsmal_og_fremdrift(talk):
    t = talk(depth="short")
    t.choose("ja")
    reply = t.say("Å få sove igjen")
    assert reply["status"] == "pagar"
    assert reply["progress"]["answered"] == 1
    assert reply["messages"][-1]["question"] == "situasjon.apen"


def test_samme_klient_id_to_ganger_gir_samme_svar_og_lagres_en_gang(talk):
    t = talk()
    t.choose("ja")
    body = {"client_id": "samme", "text": "Å få sove igjen"}
    first, second = t.post(body), t.post(body)
    assert first.json() == second.json()
    assert [m["text"] for m in t.get().json()["messages"]].count("Å få sove igjen") == 1


def test_samme_valg_sendt_paa_nytt_etter_nettbrudd_er_ikke_ukjent_selv_om_sporsmalet_er_borte(talk):
    t = talk()
    body = {"client_id": "valg", "choice": "ja"}
    assert t.post(body).json() == t.post(body).json()


def test_gjenoppta_gir_hele_samtalen_med_hvem_som_sa_hva(talk):
    t = talk()
    t.choose("ja")
    t.say(SLEEP)
    data = t.get().json()
    assert [m["who"] for m in data["messages"]][:4] == ["assistent", "assistent", "person", "assistent"]
    assert data["messages"][2]["text"] == "Ja, vi starter"
    assert data["status"] == "pagar"
    assert data["mode"] == "self"
    assert data["depth"] == "normal"


def test_gjenoppta_etter_fare_har_ringeknappene_i_samme_rekkefolge(talk):
    t = talk()
    t.choose("ja")
    said = t.say("Jeg orker ikke mer, jeg vil ta livet mitt")
    step = next(m for m in said["messages"] if m["contacts"])
    again = next(m for m in t.get().json()["messages"] if m["kind"] == "safety" and m["contacts"])
    assert again["contacts"] == step["contacts"]
    assert len(step["contacts"]) >= 2


def test_valget_vises_med_etiketten_fra_sitt_eget_sporsmal(talk):
    t = talk()
    t.choose("ja")
    t.choose("hopp_over")
    texts = [m["text"] for m in t.get().json()["messages"] if m["who"] == "person"]
    assert texts == ["Ja, vi starter", "Hopp over"]


def test_retting_gir_nytt_svar_nye_funn_og_beholder_det_gamle(talk, store):
    t = talk()
    t.choose("ja")
    t.say("Å få sove")
    t.say("Jeg drikker hver kveld")
    response = t.http.patch(f"{t.url}/answers/situasjon.apen", json={"text": "Jeg drikker ikke. Det er søvnen, jeg får ikke sove."},
                            headers=t.headers)
    assert response.status_code == 200
    case = store.load(t.id)
    texts = [a.text for a in case.answers if a.question == "situasjon.apen" and a.status == "besvart"]
    assert texts == ["Jeg drikker hver kveld", "Jeg drikker ikke. Det er søvnen, jeg får ikke sove."]
    assert case.current()["situasjon.apen"].text == texts[-1]
    assert any(f.attribute == "sovnvansker" and f.counts for f in case.valid_findings())
    assert response.json()["messages"][0]["text"] == "Da er det rettet."
    assert response.json()["messages"][-1]["question"] not in ("", "situasjon.apen")


def test_retting_som_avdekker_fare_gir_sikkerhetssteg_forst(talk, store):
    t = talk()
    t.choose("ja")
    t.say("Å få sove")
    reply = t.http.patch(f"{t.url}/answers/viktig.apen", json={"text": "Jeg vil ta livet mitt i kveld"}, headers=t.headers).json()
    assert any(m["kind"] == "safety" and m["contacts"] for m in reply["messages"])
    assert store.alerts()


def test_retting_med_bare_tegn_lar_det_gamle_svaret_staa(talk, store):
    t = talk()
    t.choose("ja")
    t.say("Å få sove")
    assert t.http.patch(f"{t.url}/answers/viktig.apen", json={"text": "🙂🙂"}, headers=t.headers).status_code == 200
    assert store.load(t.id).current()["viktig.apen"].text == "Å få sove"
    assert t.http.patch(f"{t.url}/answers/viktig.apen", json={"text": "   "}, headers=t.headers).status_code == 422


def test_retting_av_noe_som_ikke_er_besvart_gir_404(talk):
    t = talk()
    t.choose("ja")
    for question in ("viktig.apen", "finnes.ikke", "ramme.samtykke"):
        assert t.http.patch(f"{t.url}/answers/{question}", json={"text": "x"}, headers=t.headers).status_code == 404


def test_oppsummering_har_egne_ord_og_ingen_tolkning(talk):
    t = talk()
    t.choose("ja")
    t.say("Barna mine")
    t.say(SLEEP)
    data = t.get("/summary").json()
    assert [p["area"] for p in data["points"]] == ["viktig", "situasjon"]
    assert data["points"][1]["answers"] == [{"question": "situasjon.apen", "text": SLEEP}]
    assert data["shared"] is None
    assert "hovedforl" not in str(data).lower()


def test_egen_kopi_er_en_wordfil_uten_forlop(talk):
    t = talk(depth="short")
    t.choose("ja")
    t.say(SLEEP)
    response = t.get("/summary.docx")
    assert response.headers["content-type"].endswith("wordprocessingml.document")
    assert "attachment" in response.headers["content-disposition"]
    words = text_of(response.content)
    assert "ikke sove om natten" in words
    assert "hovedforløp" not in words.lower()


def test_levering_holder_tilbake_omradene_som_er_valgt(talk, store, http, staff):
    t = talk()
    t.choose("ja")
    t.say("Barna mine")
    t.say("Jeg gruer meg til alt")
    response = t.http.post(f"{t.url}/submit", json={"withhold": ["viktig"]}, headers=t.headers)
    assert response.json()["status"] == "levert"
    assert response.json()["messages"][-1]["kind"] == "closing"
    assert store.load(t.id).hidden_areas == ("viktig",)
    case = http.get(f"/api/cases/{t.id}", headers=staff)
    assert "Barna mine" not in case.text
    assert "Jeg gruer meg til alt" in case.text


def test_levering_uten_kropp_deler_alt(talk, store):
    t = talk()
    t.choose("ja")
    t.say("Barna mine")
    assert t.http.post(f"{t.url}/submit", headers=t.headers).json()["status"] == "levert"
    assert store.load(t.id).consent("deling") is True


def test_levering_for_samtykke_gir_409_og_ukjent_omrade_gir_422(talk):
    t = talk()
    assert t.http.post(f"{t.url}/submit", json={}, headers=t.headers).status_code == 409
    t.choose("ja")
    assert t.http.post(f"{t.url}/submit", json={"withhold": ["finnes_ikke"]}, headers=t.headers).status_code == 422


def test_hele_samtalen_til_levering(talk, store):
    t = talk(depth="short")
    t.choose("ja")
    t.say("Å få sove igjen")
    t.say(SLEEP)
    reply = t.finish("alt")
    assert reply["status"] == "levert"
    assert reply["progress"]["percent"] == 100
    assert store.load(t.id).consent("deling") is True


def test_sletting_fjerner_alt_og_nokkelen_virker_ikke_mer(talk, store):
    t = talk()
    t.choose("ja")
    t.say("Jeg vil ta livet mitt")
    assert t.http.delete(t.url + "/", headers=t.headers).status_code == 204
    assert store.load(t.id) is None
    assert store.transcript(t.id) == []
    assert store.alerts(open_only=False) == []
    for response in (t.get(), t.get("/summary"), t.post({"text": "hei"}), t.http.delete(t.url, headers=t.headers)):
        assert response.status_code == 404


def test_veiledet_samtale_krever_ansattnokkel_og_gir_stotte_til_fagpersonen(http, talk, staff, store):
    assert http.post("/api/conversations", json={"mode": "guided"}).status_code == 401
    t = talk(staff, mode="guided")
    assert len(t.started["areas"]) == 20
    t.choose("ja")
    reply = t.choose("omrade:sovn_aktivitet")
    assert reply["messages"][-1]["area"] == "sovn_aktivitet"
    assert reply["messages"][-1]["why"]
    assert reply["messages"][-1]["listen_for"]
    t.say("Hun sover tre timer om natten")
    case = store.load(t.id)
    assert case.current()["sovn_aktivitet.apen"].by == "fagperson"
    resumed = t.get().json()
    assert resumed["messages"][-1]["listen_for"]
    assert next(a for a in resumed["areas"] if a["id"] == "sovn_aktivitet")["answered"]
    assert "Søvn og aktivitet" in [m["text"] for m in resumed["messages"] if m["who"] == "fagperson"]


def test_hopp_til_omrade_under_pause_tar_samtalen_opp_der(talk, staff, store):
    t = talk(staff, mode="guided")
    t.choose("ja")
    t.choose("pause")
    reply = t.choose("omrade:bolig")
    assert reply["messages"][-1]["area"] == "bolig"
    assert store.load(t.id).current().keys() == {"ramme.samtykke"}


def test_personen_selv_kan_ikke_hoppe_til_omrade(talk):
    t = talk()
    t.choose("ja")
    assert t.post({"choice": "omrade:bolig"}).status_code == 422


def test_veiledet_dokument_er_fagpersonens(talk, staff):
    t = talk(staff, mode="guided")
    t.choose("ja")
    t.say("Å få sove")
    assert "Foreslått hovedforløp" in text_of(t.get("/summary.docx").content)
