"""Logging in: password, code, waits, how a session ends, one's own account, and the administrator's pages."""

from __future__ import annotations

import re

import pyotp
import pytest

from assistant.store import engangskode
from assistant.web import okt
from tests.web.conftest import PASSWORD

HTML = {"Accept": "text/html"}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW = "sju traktorer på jordet"


@pytest.fixture
def log_in(http):
    """Posts the form; `fields` may replace what is sent."""

    def send(user_name="kari", password=PASSWORD, code="", **headers):
        return http.post("/konsoll/inn", data={"brukernavn": user_name, "passord": password, "kode": code}, headers=headers)

    return send


def code_at(clock, steps=0):
    return pyotp.TOTP(SECRET).at(int(clock()) + steps * engangskode.STEP_S)


def inside(http):
    return http.get("/konsoll", headers=HTML).status_code == 200


@pytest.fixture
def boss(http, account, cookie):
    """The client as the administrator."""
    http.headers.update(cookie(account("sjef")))
    return http


def test_riktig_passord_slipper_inn(http, account, log_in):
    account("kari")
    assert log_in(" KARI ").headers["location"] == "/konsoll"
    assert inside(http)
    assert "Min konto" in http.get("/konsoll").text


@pytest.mark.parametrize(("user_name", "password"), [("kari", "feil"), ("kari", ""), ("ukjent", PASSWORD), ("", ""), ("kari", "x" * 60_000),
                                                    ("\udc80", "\udc80")])
def test_feil_passord_og_ukjent_bruker_faar_samme_svar(http, account, log_in, store, user_name, password):
    account("kari")
    sent = {"brukernavn": user_name, "passord": password}
    response = http.post("/konsoll/inn", data={name: text.encode("utf-8", "surrogatepass") for name, text in sent.items()})
    assert response.status_code == 401
    assert "stemmer ikke" in response.text
    assert okt.COOKIE not in response.headers.get("set-cookie", "")
    assert store.audit()[-1]["action"] == "innlogging_feilet"
    assert not inside(http)


def test_en_stengt_konto_slipper_ikke_inn(http, account, log_in):
    account("kari", active=False)
    assert log_in().status_code == 401


def test_en_konto_uten_passord_slipper_ikke_inn_med_tomt_passord(http, store, account, log_in):
    store.change_account(account("kari").id, "sjef", "passord_satt", "2026-01-01T00:00:00+00:00", password_hash="")
    assert log_in(password="").status_code == 401


def test_koden_maa_stemme_og_brukes_bare_en_gang(http, account, log_in, clock):
    account("kari", totp_secret=SECRET)
    assert log_in().status_code == 401
    assert log_in(code="000000").status_code == 401
    assert log_in(code=code_at(clock, 3)).status_code == 401
    assert log_in(code=code_at(clock)).status_code == 303
    assert log_in(code=code_at(clock)).status_code == 401
    assert log_in(code=code_at(clock, -1)).status_code == 401
    clock.at += engangskode.STEP_S
    assert log_in(code=code_at(clock)).status_code == 303


def test_en_brukt_kode_kan_ikke_brukes_av_to_samtidig(store, account):
    made = account("kari", totp_secret=SECRET)
    assert [store.use_code(made.id, 7), store.use_code(made.id, 7), store.use_code(made.id, 6)] == [True, False, False]


def test_mange_forsok_gir_en_kort_ventetid_som_vokser_og_aldri_blir_lang(http, account, log_in, clock):
    account("kari")
    assert [log_in(password="feil").status_code for _ in range(7)] == [401] * 6 + [429]
    response = log_in()
    assert response.status_code == 429
    assert 0 < int(response.headers["retry-after"]) <= 30
    assert "Vent" in response.text
    for _ in range(20):
        clock.at += 30
        assert log_in(password="feil").status_code == 401
    clock.at += 30
    assert log_in().status_code == 303


def test_ventetiden_er_den_samme_for_et_brukernavn_som_ikke_finnes(http, account, log_in, clock):
    account("kari")
    assert [log_in("ukjent", "feil").status_code for _ in range(7)] == [401] * 6 + [429]


def test_en_fremmed_som_prover_stenger_ikke_ute_den_som_har_vaert_der_foer(http, account, log_in, clock):
    account("kari")
    mark = log_in().cookies[okt.KNOWN]
    http.cookies.clear()
    assert [log_in(password="feil").status_code for _ in range(7)][-1] == 429
    assert log_in(Cookie=f"{okt.KNOWN}={mark}").status_code == 303
    assert log_in(Cookie=f"{okt.KNOWN}={mark[:-1]}").status_code == 429


def test_innlogging_gir_en_ny_okt_og_stenger_den_gamle(http, account, log_in):
    account("kari")
    first = log_in().cookies[okt.COOKIE]
    second = log_in().cookies[okt.COOKIE]
    assert first != second
    http.cookies.clear()
    assert http.get("/konsoll", headers={"Cookie": f"{okt.COOKIE}={first}"}).status_code == 303


def test_en_stjaalet_kake_virker_ikke_etter_utlogging(http, account, log_in):
    account("kari")
    stolen = {"Cookie": f"{okt.COOKIE}={log_in().cookies[okt.COOKIE]}"}
    http.post("/konsoll/ut")
    http.cookies.clear()
    assert http.get("/konsoll", headers=stolen).status_code == 303
    assert http.get("/api/cases", headers=stolen).status_code == 401


def test_okten_tar_slutt_etter_ti_timer_ogsaa_i_bruk(http, account, log_in, clock):
    account("kari")
    log_in()
    for _ in range(19):
        clock.at += 30 * 60
        assert inside(http)
    clock.at += 30 * 60
    assert not inside(http)


def test_okten_tar_slutt_naar_den_ikke_brukes(http, account, log_in, clock):
    account("kari")
    log_in()
    clock.at += 59 * 60
    assert inside(http)
    clock.at += 61 * 60
    assert not inside(http)


def test_bare_kontrollsummen_av_kaken_lagres(http, account, log_in, store):
    account("kari")
    value = log_in().cookies[okt.COOKIE]
    assert value not in "\n".join(store._db.conn.iterdump())


def test_kaken_er_stengt_for_skript_andre_sider_og_http(app, account):
    from fastapi.testclient import TestClient

    account("kari")
    with TestClient(app, base_url="https://testserver", follow_redirects=False) as secure:
        headers = secure.post("/konsoll/inn", data={"brukernavn": "kari", "passord": PASSWORD}).headers.get_list("set-cookie")
    assert len(headers) == 2
    assert all({"HttpOnly", "SameSite=strict", "Secure"} <= set(h.split("; ")) for h in headers)


def test_innlogging_fra_en_annen_side_stoppes(http, account, log_in):
    account("kari")
    assert log_in(**{"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_nokkelen_gjelder_i_konsollen_bare_til_den_forste_kontoen_er_laget(http, key, account, staff):
    assert "kartlegging bruker ny --rolle administrator" in http.get("/konsoll/inn").text
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
    assert inside(http)
    account("kari")
    assert not inside(http)
    page = http.get("/konsoll/inn").text
    assert "Brukernavn" in page
    assert "Nøkkel" not in page
    assert http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"}).status_code == 401
    assert http.get("/api/cases", headers=staff).status_code == 200


def test_nokkelen_har_ingen_konto(http, key):
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
    assert http.get("/konsoll/konto").status_code == 404
    assert http.get("/konsoll/brukere").status_code == 403
    assert http.get("/konsoll/blaalys").status_code == 403


def test_midlertidig_passord_maa_byttes_foerst(http, account, log_in):
    account("kari", must_change=True)
    log_in()
    assert http.get("/konsoll").headers["location"] == "/konsoll/konto"
    assert http.get("/api/cases").status_code == 403
    assert http.post("/api/conversations", json={"mode": "guided"}).status_code == 403
    http.post("/konsoll/konto/passord", data={"passord": PASSWORD, "nytt": NEW, "igjen": NEW})
    assert inside(http)


def test_bytte_av_passord_stenger_de_andre_oktene(http, account, cookie, log_in):
    kari = account("kari")
    elsewhere = cookie(kari)
    log_in()
    assert "Passordet er byttet" in http.post("/konsoll/konto/passord", data={"passord": PASSWORD, "nytt": NEW, "igjen": NEW}).text
    assert inside(http)
    http.cookies.clear()
    assert http.get("/konsoll", headers=elsewhere).status_code == 303
    assert log_in().status_code == 401
    assert log_in(password=NEW).status_code == 303


@pytest.mark.parametrize(("now", "new", "again", "sentence"), [
    ("feil", NEW, NEW, "stemmer ikke"), (PASSWORD, "kort", "kort", "minst 12 tegn"), (PASSWORD, NEW, NEW + "x", "ikke like"),
    (PASSWORD, PASSWORD, PASSWORD, "et annet"), (PASSWORD, "kari.nordmann", "kari.nordmann", "det samme som brukernavnet"),
    (PASSWORD, "a" * 12, "a" * 12, "flere ulike tegn"), (PASSWORD, "ab c" * 60, "ab c" * 60, "høyst 200"),
])
def test_passord_som_ikke_kan_brukes_gir_en_setning(http, account, log_in, now, new, again, sentence):
    account("kari.nordmann")
    log_in("kari.nordmann")
    response = http.post("/konsoll/konto/passord", data={"passord": now, "nytt": new, "igjen": again})
    assert response.status_code == 422
    assert sentence in response.text
    assert log_in("kari.nordmann").status_code == 303


def test_engangskode_slaas_paa_med_qr_og_gjelder_naar_den_er_bekreftet(http, account, log_in, clock, store):
    account("kari")
    log_in()
    assert http.post("/konsoll/konto/kode", data={"passord": "feil"}).status_code == 422
    page = http.post("/konsoll/konto/kode", data={"passord": PASSWORD}).text
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page).group(1)
    assert "<svg" in page
    assert "style=" not in page
    assert store.account_named("kari").totp_secret == ""
    assert http.post("/konsoll/konto/kode/bekreft", data={"kode": "000000"}).status_code == 422
    right = pyotp.TOTP(secret).at(int(clock()))
    assert "slått på" in http.post("/konsoll/konto/kode/bekreft", data={"kode": f"{right[:3]} {right[3:]}"}).text
    assert secret not in http.get("/konsoll/konto").text
    assert log_in().status_code == 401
    assert log_in(code=right).status_code == 401
    clock.at += engangskode.STEP_S
    assert log_in(code=pyotp.TOTP(secret).at(int(clock()))).status_code == 303


def test_administratoren_lager_en_konto_som_kan_brukes(http, boss, log_in, store):
    page = boss.post("/konsoll/brukere", data={"brukernavn": "Per.Olsen", "navn": "Per <Olsen>", "rolle": "fagperson", "enhet": "sor"})
    assert page.status_code == 200
    assert "Per &lt;Olsen&gt;" in page.text
    password = re.search(r"<code>([a-z0-9-]{19})</code>", page.text).group(1)
    made = store.account_named("per.olsen")
    assert (made.role, made.unit, made.must_change) == ("fagperson", "sor", True)
    assert password not in boss.get(f"/konsoll/brukere/{made.id}").text
    del boss.headers["Cookie"]
    assert log_in("per.olsen", password).status_code == 303


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"brukernavn": "p"}, "2 til 60"), ({"brukernavn": "Per Olsen"}, "2 til 60"), ({"brukernavn": "sjef"}, "i bruk"),
    ({"brukernavn": "fagperson"}, "egen betydning"),
    ({"navn": " "}, "Skriv navnet"), ({"rolle": "konge"}, "Rollen"), ({"rolle": ""}, "Rollen"),
])
def test_en_konto_som_ikke_kan_lages_gir_en_setning(boss, store, fields, sentence):
    response = boss.post("/konsoll/brukere", data={"brukernavn": "per", "navn": "Per", "rolle": "fagperson", **fields})
    assert response.status_code == 422
    assert sentence in response.text
    assert len(store.accounts()) == 1


def test_endringer_av_en_konto_gjelder_straks(boss, account, cookie, store):
    kari = account("kari", totp_secret=SECRET)
    for path, fields, expected in (
        ("", {"navn": "Kari Moe", "rolle": "leder", "enhet": "nord"}, {"name": "Kari Moe", "role": "leder", "unit": "nord"}),
        ("/kode", {}, {"totp_secret": ""}), ("/steng", {}, {"active": False}), ("/apne", {}, {"active": True}), ("/passord", {}, {"must_change": True}),
    ):
        session = cookie(kari)
        assert boss.post(f"/konsoll/brukere/{kari.id}{path}", data=fields).status_code == 200
        assert {name: getattr(store.account(kari.id), name) for name in expected} == expected
        assert boss.get("/api/cases", headers=session).status_code == 401
    assert [x["action"] for x in store.audit() if x["actor"] == "sjef" and "konto=" in x["detail"]] == [
        "bruker_endret", "kode_av", "bruker_stengt", "bruker_apnet", "passord_satt"]


def test_den_siste_administratoren_kan_ikke_fjernes(boss, store):
    me = store.account_named("sjef")
    for path, fields in (("/steng", {}), ("", {"navn": "Sjef", "rolle": "fagperson"})):
        response = boss.post(f"/konsoll/brukere/{me.id}{path}", data=fields)
        assert response.status_code == 422
        assert "den siste administratoren" in response.text
    assert store.account(me.id) == me
    assert boss.get("/konsoll/brukere").status_code == 200


def test_en_ukjent_konto_gir_404(boss):
    for path in ("", "/steng", "/passord"):
        assert boss.post(f"/konsoll/brukere/finnesikke{path}").status_code == 404


def test_oidc_kontoen_finnes_ved_utsteder_og_emne(store, account):
    kari = account("kari", issuer="https://id", subject="123")
    assert store.for_oidc("https://id", "123") == kari
    assert store.for_oidc("https://id", "124") is None
    assert store.for_oidc("https://ond", "123") is None
    store.change_account(kari.id, "sjef", "bruker_stengt", "2026-01-01T00:00:00+00:00", active=False)
    assert store.for_oidc("https://id", "123") is None
