"""Who may touch which case: every route that the application has, for each role, and for a case of another unit."""

from __future__ import annotations

import asyncio
import re

import pytest

from assistant.domain.case import Case, RiskEvent
from assistant.web import varsler
from assistant.web.app import create_app
from assistant.web.bruker import Bruker
from tests.test_docs import routes

NOW = "2026-03-01T10:00:00+00:00"
JSON = {"Accept": "application/json"}
EVERYBODY = {"/", "/docs", "/openapi.json", "/healthz", "/static", "/widget", "/konsoll/inn", "/api/conversations",
             "/api/conversations/resume",
             "/konsoll/oidc/inn", "/konsoll/oidc/tilbake", "/konsoll/oidc/ut", "/demo", "/bygg-inn", "/api/service",
             "/api/service/logo", "/api/questionnaires/{area}", "/health", "/ready", "/metrics"}
EVERY_ROLE = {"/konsoll/ut", "/konsoll/konto", "/konsoll/konto/passord", "/konsoll/konto/journal", "/konsoll/konto/kode", "/konsoll/konto/kode/bekreft",
              "/konsoll/oidc/knytt"}
ADMINISTRATORS = "/konsoll/brukere"
REPORT = {"/api/statistics/report", "/konsoll/rapport", "/konsoll/rapport/kan-ikke-si"}     # has no cases in it: tests/web/test_rapport.py
ALL = sorted({(method, path.rstrip("/") or "/") for method, path in routes(create_app())})
GUARDED = [(m, p) for m, p in ALL if p not in EVERYBODY | EVERY_ROLE and not p.startswith(ADMINISTRATORS)]
OF_ONE_CASE = [(m, p) for m, p in GUARDED if "{" in p]
LISTS = [p for m, p in GUARDED if "{" not in p and m == "GET"]


@pytest.fixture
def case(store):
    """Makes a case with an alert, in a unit."""

    def make(case_id: str, unit: str = "") -> str:
        made = Case(case_id, mode="guided", created=NOW, updated=NOW)
        made.risks.append(RiskEvent("selvmord-self", "selvmord", "akutt", "self", "HEMMELIG", "sikkerhet.apen", "sikkerhet", ("R-1",), at=NOW))
        store.create(made, "h", [{"kind": "info", "text": "HEMMELIG"}], NOW)
        if unit:
            with store._writing() as db:        # the unit may be one where nobody works
                db.execute("UPDATE cases SET unit = ? WHERE id = ?", [unit, case_id])
        return case_id

    return make


@pytest.fixture
def two_units(account, case):
    """Kari works in nord, Per in sor, and each unit has a case."""
    kari, per = account("kari", unit="nord"), account("per", unit="sor")
    case("sak-nord", "nord")
    case("sak-sor", "sor")
    return kari, per


def address(path: str, case_id: str, number: object) -> str:
    return path.replace("{id}", case_id).replace("{n}", str(number)).replace("{question}", "sovn.apning")


def test_rutene_kaller_saken_id_og_varselet_n():
    """`deps.permit` knows a case and an alert by these names. A route with another name would go past it."""
    assert [path for _, path in OF_ONE_CASE if "{id}" not in path and "{n}" not in path] == []
    assert len(OF_ONE_CASE) > 12
    assert {"/api/cases", "/api/alerts", "/api/statistics", "/konsoll", "/konsoll/varsler"} <= set(LISTS)


@pytest.mark.parametrize(("method", "path"), OF_ONE_CASE)
def test_en_annen_enhets_sak_ser_ut_som_en_ukjent(http, store, two_units, cookie, method, path):
    kari, _ = two_units
    theirs = next(a["id"] for a in store.alerts() if a["case_id"] == "sak-sor")
    before = store.audit("sak-sor")
    got = [http.request(method, address(path, *target), headers=cookie(kari)) for target in (("sak-sor", theirs), ("ukjent", 999))]
    assert [r.status_code for r in got] == [404, 404]
    assert got[0].text.replace("sak-sor", "ukjent") == got[1].text
    assert "HEMMELIG" not in got[0].text
    assert store.audit("sak-sor") == before
    assert store.load("sak-sor").decisions == []
    assert store.alerts()[0]["acknowledged_at"] is None


def test_en_veiledet_samtale_hoerer_til_enheten_til_den_som_leder_den(http, two_units, cookie):
    kari, per = two_units
    talk = http.post("/konsoll/samtale", data={"sprak": "nb"}, headers=cookie(kari)).headers["location"]
    assert http.get(talk, headers=cookie(kari)).status_code == 200
    assert http.get(talk, headers=cookie(per)).status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_lister_har_ikke_andre_enheters_saker(http, two_units, cookie, path):
    kari, _ = two_units
    assert "sak-sor" not in http.get(path, headers={**JSON, **cookie(kari)}).text


@pytest.mark.parametrize("path", ["/api/cases", "/api/alerts", "/konsoll", "/konsoll/varsler"])
@pytest.mark.parametrize("role", ["fagperson", "leder"])
def test_lister_har_egne_saker_og_de_uten_enhet(http, account, case, cookie, path, role):
    worker = account("kari", role, "nord")
    case("sak-nord", "nord")
    case("sak-ingen")
    page = http.get(path, headers={**JSON, **cookie(worker)}).text
    assert "sak-nord" in page
    assert "sak-ingen" in page


def test_tallene_gjelder_egne_saker(http, two_units, cookie):
    got = http.get("/api/statistics", headers=cookie(two_units[0])).json()
    assert (got["total"], got["open_alerts"]) == (1, 1)


def test_varslene_fortlopende_gjelder_egne_saker_og_tar_slutt_med_okten(tjeneste, two_units):
    async def read():
        left = [True, True, False]
        stream = varsler.events(tjeneste, Bruker("kari", "fagperson", "nord", two_units[0].id), still=lambda: left.pop(0))
        return "".join([part async for part in stream])

    got = asyncio.run(read())
    assert "sak-nord" in got
    assert "sak-sor" not in got


@pytest.mark.parametrize("role", ["administrator", "kursleder"])
@pytest.mark.parametrize(("method", "path"), [g for g in GUARDED if not g[1].startswith("/api/conversations")])
def test_roller_uten_saker_kommer_ikke_inn(http, account, case, cookie, store, role, method, path):
    if role == "administrator" and path in REPORT:
        pytest.skip("administratoren leser rapporten")
    other = account("ola", role)
    case("sak-a")
    response = http.request(method, address(path, "sak-a", store.alerts()[0]["id"]), headers=cookie(other))
    own_page = "/konsoll/brukere" if role == "administrator" else "/konsoll/konto"
    assert response.status_code == 403 or (path == "/konsoll" and response.headers["location"] == own_page)
    assert "sak-a" not in response.text


@pytest.mark.parametrize("role", ["administrator", "kursleder"])
def test_roller_uten_saker_kommer_ikke_inn_i_samtaler(http, account, case, cookie, role):
    headers = cookie(account("ola", role))
    case("sak-a")
    assert http.get("/api/conversations/sak-a", headers=headers).status_code == 404
    assert http.post("/api/conversations", json={"mode": "guided"}, headers=headers).status_code == 403


@pytest.mark.parametrize("role", ["fagperson", "leder", "kursleder"])
@pytest.mark.parametrize(("method", "path"), [(m, p) for m, p in ALL if p.startswith(ADMINISTRATORS)])
def test_bare_administratorer_styrer_kontoer(http, account, cookie, store, role, method, path):
    other = account("ola", role)
    boss = store.account_named("sjef")
    response = http.request(method, path.replace("{konto}", boss.id), headers=cookie(other))
    assert response.status_code == 403
    assert store.account(boss.id) == boss


@pytest.mark.parametrize(("method", "path"), [(m, p) for m, p in ALL if p not in EVERYBODY])
def test_uten_innlogging_kommer_ingen_inn(http, account, case, store, method, path):
    account("kari")
    case("sak-a")
    response = http.request(method, address(path, "sak-a", 1).replace("{konto}", "x"))
    assert response.status_code == 401 or response.headers["location"].startswith("/konsoll/inn")


def test_en_sak_i_en_enhet_der_ingen_arbeider_lenger_ses_av_alle(http, account, case, cookie, store):
    kari, per = account("kari", unit="nord"), account("per", unit="sor")
    case("sak-sor", "sor")
    assert http.get("/api/cases/sak-sor", headers=cookie(kari)).status_code == 404
    store.change_account(per.id, "sjef", "bruker_stengt", NOW, active=False)
    assert http.get("/api/cases/sak-sor", headers=cookie(kari)).status_code == 200


def test_ansattnokkelen_ser_alle_saker(http, staff, two_units):
    assert [http.get(f"/api/cases/{c}", headers=staff).status_code for c in ("sak-nord", "sak-sor")] == [200, 200]
    assert len(http.get("/api/cases", headers=staff).json()) == 2


def test_en_veiledet_samtale_faar_fagpersonens_enhet(http, account, cookie, store):
    kari, per = account("kari", unit="nord"), account("per", unit="sor")
    made = http.post("/api/conversations", json={"mode": "guided"}, headers=cookie(kari)).json()["id"]
    assert store.unit_of(made) == "nord"
    assert http.get(f"/api/cases/{made}", headers=cookie(per)).status_code == 404


@pytest.mark.parametrize(("given", "kept"), [("Team nord", "Team nord"), (" team  NORD ", "Team nord"), ("finnes ikke", ""), ("", ""), ("n" * 5000, "")])
def test_unit_when_the_page_names_one_then_known_ones_count_and_others_are_common(http, account, cookie, store, given, kept):
    account("kari", unit="Team nord")
    other = account("per", unit="sor")
    started = http.post("/api/conversations", json={"unit": given})
    assert started.status_code == 201
    made = started.json()["id"]
    assert store.unit_of(made) == kept
    assert http.get(f"/api/cases/{made}", headers=cookie(other)).status_code == (404 if kept else 200)


def test_unit_when_its_last_worker_leaves_meanwhile_then_the_talk_starts_without_one(http, account, store, tjeneste, monkeypatch):
    account("kari", unit="nord")
    monkeypatch.setattr(type(store), "units", lambda self: ["nord", "nedlagt"])
    started = http.post("/api/conversations", json={"unit": "nedlagt"})
    assert (started.status_code, store.unit_of(started.json()["id"])) == (201, "")


def test_chat_page_when_the_address_names_a_unit_then_the_chat_gets_it(http):
    assert 'data-unit="Team &#34;nord&#34;"' in http.get("/", params={"enhet": 'Team "nord"'}).text
    assert "data-unit" not in http.get("/").text


def test_en_sak_flyttes_til_en_annen_enhet(http, two_units, cookie, store):
    headers = cookie(two_units[0])
    assert "sor" in http.get("/konsoll/sak/sak-nord/enhet", headers=headers).text
    assert http.post("/konsoll/sak/sak-nord/enhet", data={"enhet": "finnes ikke"}, headers=headers).status_code == 422
    assert store.unit_of("sak-nord") == "nord"
    assert http.post("/konsoll/sak/sak-nord/enhet", data={"enhet": "sor"}, headers=headers).headers["location"] == "/konsoll"
    assert http.get("/konsoll/sak/sak-nord", headers=headers).status_code == 404
    assert http.get("/konsoll/sak/sak-nord", headers=cookie(two_units[1])).status_code == 200
    assert ("kari", "enhet_satt") in [(x["actor"], x["action"]) for x in store.audit("sak-nord")]


def test_loggen_sier_hvem_som_leder_en_veiledet_samtale(http, account, cookie, store):
    """The element sends the talk's own token, and the browser its cookie."""
    headers = cookie(account("kari"))
    made = http.post("/api/conversations", json={"mode": "guided"}, headers=headers).json()
    http.get(f"/api/conversations/{made['id']}", headers={**headers, "Authorization": f"Bearer {made['token']}"})
    assert [(x["actor"], x["action"]) for x in store.audit(made["id"])][-2:] == [("kari", "veiledet"), ("kari", "lest")]


def test_personens_egen_samtale_har_aldri_en_ansatts_navn(http, account, cookie, store, talk):
    own = talk()
    http.get(own.url, headers={**cookie(account("kari")), **own.headers})
    assert {x["actor"] for x in store.audit(own.id)} == {"person"}


def test_loggen_har_brukernavnet(http, two_units, cookie, store):
    http.get("/api/cases/sak-nord", headers=cookie(two_units[0]))
    http.post("/konsoll/sak/sak-nord/slett", headers=cookie(two_units[0]))
    assert [(x["actor"], x["action"]) for x in store.audit("sak-nord")][-2:] == [("kari", "lest"), ("kari", "slettet")]


REASON = "Ringte legevakta, er på vei dit"


def test_case_page_when_open_by_blaalys_then_it_has_no_form_that_would_be_refused(http, two_units, cookie, store):
    headers = cookie(two_units[0])
    http.post("/konsoll/blaalys", data={"sak": "sak-sor", "grunn": REASON}, headers=headers)
    page = http.get("/konsoll/sak/sak-sor", headers=headers).text
    forms = set(re.findall(r'<form[^>]* action="([^"]+)"', page)) - {"/konsoll/ut"}
    assert forms == {f"/konsoll/varsel/{store.alerts(case_id='sak-sor')[0]['id']}/{way}" for way in ("kvitter", "overlever")}
    assert "ikke endre noe" in page
    assert not re.search(r'href="/konsoll/sak/sak-sor/(slett|enhet)"', page)
    assert [http.get(f"/konsoll/sak/sak-sor/{path}", headers=headers).status_code for path in ("slett", "enhet")] == [403, 403]
    assert http.get("/konsoll/samtale/sak-sor", headers=headers).status_code == 403
    own = http.get("/konsoll/sak/sak-nord", headers=headers).text
    assert "/konsoll/sak/sak-nord/beslutning" in own and "ikke endre noe" not in own


def test_blaalys_med_begrunnelse_gir_lesing_i_en_time(http, two_units, cookie, store, clock):
    headers = cookie(two_units[0])
    response = http.post("/konsoll/blaalys", data={"sak": "sak-sor", "grunn": REASON}, headers=headers)
    assert response.headers["location"] == "/konsoll/sak/sak-sor"
    page = http.get("/konsoll/sak/sak-sor", headers=headers).text
    assert "åpnet saken med blålys" in page
    assert http.get("/api/cases/sak-sor/summary.txt", headers=headers).status_code == 200
    assert "sak-sor" not in http.get("/konsoll", headers=headers).text
    clock.at += 3601
    assert http.get("/konsoll/sak/sak-sor", headers=cookie(two_units[0])).status_code == 404
    assert ("kari", "blaalys") in [(x["actor"], x["action"]) for x in store.audit("sak-sor")]
    assert REASON not in str(store.audit())


@pytest.mark.parametrize("reason", ["", "haster", "          ", "   kort    "])
def test_blaalys_uten_begrunnelse_aapner_ingenting(http, two_units, cookie, reason):
    headers = cookie(two_units[0])
    response = http.post("/konsoll/blaalys", data={"sak": "sak-sor", "grunn": reason}, headers=headers)
    assert response.status_code == 422
    assert "minst 10 tegn" in response.text
    assert http.get("/konsoll/sak/sak-sor", headers=headers).status_code == 404


def test_blaalys_gir_ikke_rett_til_endring(http, two_units, cookie, store):
    headers = cookie(two_units[0])
    http.post("/konsoll/blaalys", data={"sak": "sak-sor", "grunn": REASON}, headers=headers)
    assert http.post("/konsoll/sak/sak-sor/slett", headers=headers).status_code == 404
    assert http.delete("/api/cases/sak-sor", headers=headers).status_code == 404
    assert http.post("/api/cases/sak-sor/decision", json={"pathway": 1}, headers=headers).status_code == 404
    assert store.load("sak-sor")


def test_blaalys_lar_den_som_er_der_ta_varselet(http, two_units, cookie, store):
    headers = cookie(two_units[0])
    http.post("/konsoll/blaalys", data={"sak": "sak-sor", "grunn": REASON}, headers=headers)
    theirs = next(a["id"] for a in store.alerts() if a["case_id"] == "sak-sor")
    assert http.post(f"/api/alerts/{theirs}/acknowledge", headers=headers).json()["acknowledged_by"] == "kari"


def test_blaalys_for_en_ukjent_sak_sies_og_logges(http, two_units, cookie, store):
    response = http.post("/konsoll/blaalys", data={"sak": "finnes-ikke", "grunn": REASON}, headers=cookie(two_units[0]))
    assert response.status_code == 404
    assert store.audit()[-1]["action"] == "blaalys_ukjent"


def test_lederen_leser_begrunnelsen_og_fagpersoner_ikke(http, account, two_units, cookie):
    leader, other = account("lise", "leder", "sor"), account("lars", "leder", "vest")
    http.post("/konsoll/blaalys", data={"sak": "sak-sor", "grunn": f"{REASON} <b>"}, headers=cookie(two_units[0]))
    page = http.get("/konsoll/blaalys", headers=cookie(leader)).text
    assert f"{REASON} &lt;b&gt;" in page
    assert "sak-sor" in page
    for nobody in (two_units[1], other):
        assert REASON not in http.get("/konsoll/blaalys", headers=cookie(nobody)).text


def test_begrunnelsen_blir_borte_med_saken(http, account, two_units, cookie, store):
    http.post("/konsoll/blaalys", data={"sak": "sak-sor", "grunn": REASON}, headers=cookie(two_units[0]))
    store.delete("sak-sor", "per", NOW)
    assert store.grants("sor") == []
    assert store.grants("nord") == []
