"""The worker's console: login, inbox, case, decision, deletion."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.web import audit, okt

HTML = {"Accept": "text/html"}


@pytest.fixture
def inside(http, key):
    """The client with a session."""
    response = http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari Nordmann"})
    assert response.status_code == 303
    return http


@pytest.fixture
def danger(talk):
    t = talk(depth="short")
    t.choose("ja")
    t.say("Barna mine")
    t.say("Jeg vil ta livet mitt i kveld <b>")
    return t


@pytest.mark.parametrize("path", ["/konsoll", "/konsoll/samtale", "/konsoll/sak/x", "/konsoll/varsler", "/konsoll/sak/x/slett",
                                  "/konsoll/samtale/x"])
def test_uten_okt_gaar_alt_til_innloggingen(http, path):
    response = http.get(path, headers=HTML)
    assert response.status_code == 303
    assert response.headers["location"] == f"/konsoll/inn?neste={path}"


@pytest.mark.parametrize("path", ["/konsoll/sak/x/slett", "/konsoll/sak/x/beslutning", "/konsoll/varsel/1/kvitter", "/konsoll/ut",
                                  "/konsoll/varsel/1/overlever", "/konsoll/sak/x/godkjenn", "/konsoll/sak/x/funn", "/konsoll/demo", "/konsoll/demo/fjern"])
def test_uten_okt_endres_ingenting(http, path):
    assert http.post(path).headers["location"].startswith("/konsoll/inn")


def test_kaken_er_stengt_for_skript_og_andre_sider(http, key):
    cookie = http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert key not in cookie


def test_feil_nokkel_slipper_ingen_inn(http, store):
    response = http.post("/konsoll/inn", data={"nokkel": "feil", "navn": "Kari"})
    assert response.status_code == 401
    assert "Nøkkelen stemmer ikke" in response.text
    assert "set-cookie" not in response.headers
    assert store.audit()[-1]["action"] == "innlogging_feilet"


def test_innlogging_gaar_bare_til_konsollens_egne_sider(http, key):
    for target in ("https://ond.no", "//ond.no", "/konsoll/../", "/konsollx", "/konsoll/\\ond", "/konsoll\r\nX: y"):
        where = http.post("/konsoll/inn", data={"nokkel": key, "neste": target}).headers["location"]
        assert where == "/konsoll" or where.startswith("/konsoll/")
    assert http.post("/konsoll/inn", data={"nokkel": key, "neste": "/konsoll/sak/a"}).headers["location"] == "/konsoll/sak/a"


@pytest.mark.parametrize("change", [lambda v: v + "0", lambda v: "x" + v, lambda v: v[:-1], lambda v: "", lambda v: "æ.ø", lambda v: "\udc80"])
def test_en_kake_som_er_endret_gir_ingen_okt(tjeneste, change):
    value = okt.open_with_key(tjeneste, "Kari")
    assert okt.read(tjeneste, value).name == "Kari"
    assert okt.read(tjeneste, change(value)) is None


def test_ny_nokkel_stenger_okten(tjeneste):
    value = okt.open_with_key(tjeneste, "Kari")
    assert okt.read(replace(tjeneste, key="en annen nokkel"), value) is None


def test_utlogging_stenger_ogsaa_en_kopi_av_kaken(inside):
    copy = inside.cookies[okt.COOKIE]
    inside.post("/konsoll/ut")
    assert inside.get("/konsoll", headers={"Cookie": f"{okt.COOKIE}={copy}"}).status_code == 303


def test_skjema_fra_en_annen_side_stoppes(inside, danger):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://ond.no"}):
        assert inside.post(f"/konsoll/sak/{danger.id}/slett", headers=headers).status_code == 403
        assert inside.delete(f"/api/cases/{danger.id}", headers=headers).status_code == 403
    assert inside.post("/konsoll/ut", headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_okten_gjelder_ogsaa_for_api_og_veiledet_samtale(inside):
    assert inside.get("/api/cases").status_code == 200
    assert inside.post("/api/conversations", json={"mode": "guided"}, headers={"Origin": "http://testserver"}).status_code == 201


def test_innboksen_har_varslene_forst(inside, danger):
    page = inside.get("/konsoll").text
    assert page.index("1 åpent varsel") < page.index(">Saker<")
    assert f"/konsoll/sak/{danger.id}" in page
    assert "<title>(1) Innboks – Testkommune</title>" in page


def test_tom_innboks_sier_at_den_er_tom(inside):
    page = inside.get("/konsoll").text
    assert "Ingen åpne varsler" in page
    assert "Ingen saker ennå" in page


def test_kvittering_staar_med_navnet_og_gaar_til_saken(inside, danger, store):
    number = store.alerts()[0]["id"]
    assert inside.post(f"/konsoll/varsel/{number}/kvitter").headers["location"] == f"/konsoll/sak/{danger.id}"
    assert store.alerts(open_only=False)[0]["acknowledged_by"] == "fagperson Kari Nordmann"


def test_alert_when_given_back_from_the_case_then_it_is_open_there_and_the_timeline_tells(inside, danger, store):
    number = store.alerts()[0]["id"]
    inside.post(f"/konsoll/varsel/{number}/kvitter")
    page = inside.get(f"/konsoll/sak/{danger.id}").text
    assert "Varsler som er tatt" in page
    assert f"/konsoll/varsel/{number}/tilbake" in page
    answer = inside.post(f"/konsoll/varsel/{number}/tilbake")
    assert answer.headers["location"] == f"/konsoll/sak/{danger.id}"
    page = inside.get(f"/konsoll/sak/{danger.id}").text
    assert "Gitt tilbake av" in page
    assert f"ga varsel {number} tilbake" in page
    assert "Varsler som er tatt" not in page


def test_saken_viser_det_viktige_forst_og_fare_foer_deling(inside, danger):
    page = inside.get(f"/konsoll/sak/{danger.id}").text
    assert "ikke delt samtalen ennå" in page
    assert "Barna mine" not in page
    assert "Jeg vil ta livet mitt i kveld &lt;b&gt;" in page
    danger.http.post(f"{danger.url}/submit", headers=danger.headers)
    page = inside.get(f"/konsoll/sak/{danger.id}").text
    order = [page.index(f'id="{part}"') for part in ("viktig", "risiko", "forslag", "beslutning", "omrader", "dekning", "dokumenter", "tidslinje", "lest", "logg")]
    assert order == sorted(order)
    assert "Barna mine" in page
    assert "<b>" not in page.split("<main")[1]
    assert "fagperson Kari Nordmann" in page


def test_overskriftene_kommer_i_rekkefolge(inside, danger):
    danger.http.post(f"{danger.url}/submit", headers=danger.headers)
    case = f"/konsoll/sak/{danger.id}"
    for path in ("/konsoll", case, f"{case}/slett", "/konsoll/samtale", "/konsoll/inn", "/docs", "/"):
        levels = [int(n) for n in re.findall(r"<h([1-6])", inside.get(path).text)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_beslutning_uten_begrunnelse_gir_siden_igjen_med_valget_i_behold(inside, danger, store):
    danger.http.post(f"{danger.url}/submit", headers=danger.headers)
    url = f"/konsoll/sak/{danger.id}/beslutning"
    missing = inside.post(url, data={"grunn": "Fordi"})
    assert missing.status_code == 422
    assert "Velg hovedforløp" in missing.text
    assert ">Fordi</textarea>" in missing.text
    done = inside.post(url, data={"forlop": "3", "grunn": "Alvorlig fare"})
    assert done.status_code == 303
    assert store.load(danger.id).decisions[-1].by == "fagperson Kari Nordmann"
    assert "Alvorlig fare" in inside.get(f"/konsoll/sak/{danger.id}").text


def test_loggen_teller_det_som_gjentas(inside, danger, store):
    lines = audit.told(store.audit(danger.id))
    assert [(x["who"], x["what"], x["times"]) for x in lines][-2:] == [("person", "skrev i samtalen", 3), ("person", "startet samtalen", 1)]
    inside.get(f"/konsoll/sak/{danger.id}")
    assert "leste, 2 ganger" in inside.get(f"/konsoll/sak/{danger.id}").text


def test_det_viktige_som_holdes_tilbake_sies_rett_ut(inside, danger):
    danger.http.post(f"{danger.url}/submit", json={"withhold": ["viktig"]}, headers=danger.headers)
    page = inside.get(f"/konsoll/sak/{danger.id}").text
    assert "Holdt tilbake av personen." in page
    assert "Barna mine" not in page


def test_sletting_maa_bekreftes(inside, danger, store):
    assert "Ja, slett for godt" in inside.get(f"/konsoll/sak/{danger.id}/slett").text
    assert store.load(danger.id)
    assert inside.post(f"/konsoll/sak/{danger.id}/slett").headers["location"] == "/konsoll"
    assert store.load(danger.id) is None


def test_ukjent_sak_gir_en_side_som_sier_det(inside):
    response = inside.get("/konsoll/sak/finnesikke", headers=HTML)
    assert response.status_code == 404
    assert "<h1>Finnes ikke</h1>" in response.text


def test_chatsiden_har_elementet_paa_begge_spraak(http):
    assert '<kartlegging-chat data-service="/" data-language="nb">' in http.get("/").text
    page = http.get("/?sprak=nn").text
    assert '<html lang="nn">' in page
    assert 'data-language="nn"' in page
    assert 'href="tel:116117"' in page
    assert 'lang="en"' in http.get("/?sprak=en").text
    assert http.get("/?sprak=<script>").text.count("<script") == 1
