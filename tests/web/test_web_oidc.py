"""Log-in through a provider that really answers: the whole way in and out, and everything that must not let anybody in."""

from __future__ import annotations

import base64
import hmac
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from assistant.store.kontoer import Account
from assistant.store.passord import make_hash
from assistant.web import okt
from assistant.web.app import create_app
from assistant.web.oidc import oppsett, runde
from assistant.web.oidc.oppsett import Feiloppsett, Oppsett
from assistant.web.settings import Settings
from assistant.web.tjeneste import Tjeneste
from tests.web.oidc_tilbyder import CLIENT, SECRET, Provider, Running

PRIVATE, PASSWORD = "noe-fra-tilbyderen", "tre vanlige ord etter hverandre"
AT = "2026-01-01T00:00:00+00:00"


@pytest.fixture(autouse=True)
def administrator(store):
    """The service is in use: there is an account already."""
    return store.add_account(Account("sjef", "Sjefen", "administrator"), "cli", AT)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Running() as running:
        yield running


@pytest.fixture
def asked(provider: Provider) -> Oppsett:
    return Oppsett(provider.issuer, CLIENT, "http://testserver", "Testporten", secret=SECRET, unit_claim="enhet", role_claim="roller",
                   roles={"kartlegger": "fagperson"}, create=True)


@pytest.fixture
def open_with(tjeneste: Tjeneste):
    """A browser at the console, with these settings for the provider."""
    opened = []

    def start(asked: Oppsett) -> TestClient:
        running = replace(tjeneste, settings=replace(tjeneste.settings, oidc=asked))
        opened.append(client := TestClient(create_app(tjeneste=running), raise_server_exceptions=False, follow_redirects=False))
        return client.__enter__()

    yield start
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def browser(open_with, asked: Oppsett) -> TestClient:
    return open_with(asked)


def to_provider(browser: TestClient, target: str = "/konsoll") -> str:
    """The way to the provider and back to our door: path and query of it."""
    there = browser.get("/konsoll/oidc/inn", params={"neste": target})
    assert there.status_code == 303, there.text
    back = urlsplit(httpx.get(there.headers["location"]).headers["location"])
    assert back.path == "/konsoll/oidc/tilbake"
    return f"{back.path}?{back.query}"


def outside(browser: TestClient) -> bool:
    return okt.COOKIE not in browser.cookies and browser.get("/api/cases").status_code == 401


def test_hele_innloggingen_ender_i_en_okt_paa_siden_en_ville_til(browser, store):
    response = browser.get(to_provider(browser, "/konsoll/samtale"))
    assert response.status_code == 200
    assert 'content="0; url=/konsoll/samtale"' in response.text
    assert browser.get("/konsoll/samtale").status_code == 200
    assert [line["action"] for line in store.audit()][1:3] == ["bruker_ny", "logget_inn"]


def test_kakene_er_stengt_for_skript_og_runden_er_borte_etterpaa(browser):
    begun = browser.get("/konsoll/oidc/inn")
    cookie = begun.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Max-Age=600" in cookie
    wishes = parse_qs(urlsplit(begun.headers["location"]).query)
    sealed = browser.cookies[runde.COOKIE]
    assert wishes["state"][0] not in sealed and wishes["nonce"][0] not in sealed
    browser.get(to_provider(browser))
    assert runde.COOKIE not in browser.cookies


def test_innloggingssiden_viser_tilbyderen_bare_naar_den_er_satt(browser, http):
    assert "Logg inn med Testporten" in browser.get("/konsoll/inn").text
    assert "Logg inn med" not in http.get("/konsoll/inn").text
    assert http.get("/konsoll/oidc/inn").status_code == http.get("/konsoll/oidc/tilbake").status_code == 404


def unsigned(claims: dict) -> str:
    _, payload, _ = jwt.encode({"alg": "HS256"}, claims, OctKey.generate_key(256)).split(".")
    return f"eyJhbGciOiJub25lIn0.{payload}."


NOW = int(time.time())
FORGED = {
    "feil nonce": {"nonce": "en-annen"}, "uten nonce": {"nonce": None}, "annen mottaker": {"aud": "en-annen-tjeneste"},
    "to mottakere uten azp": {"aud": [CLIENT, "en-annen"]}, "azp er en annen": {"azp": "en-annen"}, "annen utsteder": {"iss": "https://ond.no"},
    "utløpt": {"exp": NOW - 3600}, "uten utløp": {"exp": None}, "fra framtiden": {"nbf": NOW + 3600}, "uten person": {"sub": None},
    "person er et tall": {"sub": 7}, "tomt svar": {"iss": None, "sub": None, "aud": None},
}


@pytest.mark.parametrize("case", FORGED)
def test_et_bevis_som_ikke_stemmer_slipper_ingen_inn(browser, provider, store, case):
    provider.change = FORGED[case]
    response = browser.get(to_provider(browser))
    assert response.status_code == 401
    assert outside(browser)
    assert store.audit()[-1]["action"] == "innlogging_feilet"
    assert [a.user_name for a in store.accounts()] == ["sjef"]


SIGNERS = {
    "annen nøkkel med samme navn": lambda c: jwt.encode({"alg": "RS256", "kid": "forste"}, c, RSAKey.generate_key(2048)),
    "ukjent nøkkel": lambda c: jwt.encode({"alg": "RS256", "kid": "ukjent"}, c, RSAKey.generate_key(2048)),
    "alg none": unsigned,
    "hemmeligheten som HMAC": lambda c: jwt.encode({"alg": "HS256"}, c, OctKey.import_key(SECRET)),
    "ikke et bevis": lambda c: "bare.tull",
    "tomt": lambda c: "",
}


@pytest.mark.parametrize("case", SIGNERS)
def test_et_bevis_med_feil_signatur_slipper_ingen_inn(browser, provider, case):
    provider.sign = SIGNERS[case]
    assert browser.get(to_provider(browser)).status_code == 401
    assert outside(browser)


def test_den_offentlige_nokkelen_kan_ikke_brukes_som_hemmelighet(browser, provider):
    public = provider.key.as_pem(private=False)

    def sign(claims):
        head = jwt.encode({"alg": "HS256", "kid": "forste"}, claims, OctKey.generate_key(256)).rpartition(".")[0]
        mac = hmac.new(public, head.encode(), "sha256").digest()
        return f"{head}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"

    provider.sign = sign
    assert browser.get(to_provider(browser)).status_code == 401
    assert outside(browser)


def test_svaret_kan_ikke_brukes_to_ganger(browser):
    before = dict(browser.cookies)
    way = to_provider(browser)
    sealed = browser.cookies[runde.COOKIE]
    assert browser.get(way).status_code == 200
    browser.cookies.clear()
    browser.cookies.update({**before, runde.COOKIE: sealed})
    assert browser.get(way).status_code == 400
    assert outside(browser)


def test_et_svar_uten_egen_runde_slipper_ingen_inn(browser, open_with, asked):
    """The link of somebody who began in another browser must not log anybody in."""
    way = to_provider(browser)
    victim = open_with(asked)
    assert victim.get(way).status_code == 400
    to_provider(victim)
    assert victim.get(way).status_code == 400
    assert outside(victim)


@pytest.mark.parametrize("change", [lambda v: v[:-4] + "AAAA", lambda v: "x", lambda v: "a.b.c.d.e", lambda v: ""])
def test_en_runde_som_er_endret_gjelder_ikke(browser, change):
    way = to_provider(browser)
    changed = change(browser.cookies[runde.COOKIE])
    browser.cookies.clear()
    browser.cookies.set(runde.COOKIE, changed)
    assert browser.get(way).status_code == 400


def test_runden_tar_slutt():
    begun = runde.new("/konsoll", 1000.0)
    sealed = runde.seal("nøkkel", begun)
    assert runde.unseal("nøkkel", sealed, 1000.0) == begun
    assert runde.unseal("nøkkel", sealed, 1000.0 + runde.SECONDS) is None
    assert runde.unseal("annen", sealed, 1000.0) is None
    assert runde.unseal_hint("nøkkel", sealed) == ""


@pytest.mark.parametrize("target", ["https://ond.no", "//ond.no", "/\\ond.no", "javascript:alert(1)", "/konsollx", "\r\nX: y", "/konsoll/\r\nX: y"])
def test_neste_gaar_aldri_ut_av_konsollen(browser, target):
    page = browser.get(to_provider(browser, target)).text
    assert 'url=/konsoll"' in page
    assert "ond.no" not in page and "javascript" not in page


def test_avbrutt_hos_tilbyderen_sies_rolig_og_gjentar_ikke_teksten(browser):
    state = parse_qs(urlsplit(to_provider(browser)).query)["state"][0]
    response = browser.get("/konsoll/oidc/tilbake", params={"state": state, "error": "access_denied", "error_description": PRIVATE})
    assert response.status_code == 401
    assert "avbrutt" in response.text and PRIVATE not in response.text
    assert outside(browser)


def test_en_kode_tilbyderen_ikke_kjenner_slipper_ingen_inn(browser):
    state = parse_qs(urlsplit(to_provider(browser)).query)["state"][0]
    assert browser.get("/konsoll/oidc/tilbake", params={"state": state, "code": "gjettet"}).status_code == 401
    assert outside(browser)


def test_tilbyder_som_er_nede_gir_en_side_og_ingen_5xx(browser, provider):
    provider.down = True
    assert "svarer ikke" in browser.get("/konsoll/oidc/inn").text
    provider.down = False
    way = to_provider(browser)
    provider.down = True
    response = browser.get(way)
    assert response.status_code == 401
    assert "svarer ikke" in response.text
    assert outside(browser)


def test_tilbyder_som_ikke_finnes_gir_en_side(open_with, asked):
    response = open_with(replace(asked, issuer="http://127.0.0.1:9")).get("/konsoll/oidc/inn")
    assert response.status_code == 401
    assert "svarer ikke" in response.text


def test_en_annen_utsteder_i_beskrivelsen_brukes_ikke(open_with, asked, provider):
    other = open_with(replace(asked, issuer=provider.issuer + "/"))
    assert other.get("/konsoll/oidc/inn").status_code == 401


def test_feil_hemmelighet_slipper_ingen_inn(open_with, asked):
    other = open_with(replace(asked, secret="feil"))
    assert other.get(to_provider(other)).status_code == 401


def test_den_som_ikke_har_en_rolle_her_faar_en_side_som_sier_det(browser, provider):
    provider.change = {"roller": ["kokk"]}
    response = browser.get(to_provider(browser))
    assert response.status_code == 403
    assert "ikke tilgang ennå" in response.text
    assert outside(browser)


def test_kontoen_faar_navn_rolle_og_enhet_og_folger_tilbyderen(browser, provider, store):
    browser.get(to_provider(browser))
    made = store.for_oidc(provider.issuer, "person-1")
    assert (made.name, made.role, made.unit, made.password_hash) == ("Kari Nordmann", "fagperson", "Rus og psykisk helse", "")
    provider.change = {"enhet": "Oppfølging", "sub": "person-1"}
    browser.get(to_provider(browser))
    assert store.for_oidc(provider.issuer, "person-1").unit == "Oppfølging"
    assert len(store.accounts()) == 2


def test_den_som_er_ukjent_faar_ingen_konto_naar_det_ikke_er_bestemt(open_with, asked, store):
    other = open_with(replace(asked, create=False))
    response = other.get(to_provider(other))
    assert response.status_code == 403
    assert "ikke tilgang ennå" in response.text
    assert len(store.accounts()) == 1


def test_en_konto_som_er_laget_knyttes_til_personen_en_gang(open_with, asked, provider, store):
    made = store.add_account(Account("kari@fjell.no", "Kari", "fagperson"), "cli", AT)
    other = open_with(replace(asked, create=False, user_claim="bruker"))
    provider.change = {"bruker": "Kari@fjell.no"}
    assert other.get(to_provider(other)).status_code == 200
    assert store.account(made.id).subject == "person-1"
    provider.change = {"bruker": "kari@fjell.no", "sub": "person-2"}
    other.cookies.clear()
    assert other.get(to_provider(other)).status_code == 403
    assert outside(other)


def signed_in(browser, store, user_name="ola"):
    """A worker with an account and a password, inside."""
    store.add_account(Account(user_name, "Ola", "fagperson", password_hash=make_hash(PASSWORD)), "cli", AT)
    assert browser.post("/konsoll/inn", data={"brukernavn": user_name, "passord": PASSWORD}).status_code == 303


def tie(browser, password=PASSWORD):
    response = browser.post("/konsoll/oidc/knytt", data={"passord": password})
    found = re.search(r'href="(http[^"]+)"', response.text)
    return response, found and unescape(found[1])


def test_en_knytter_kontoen_sin_selv_med_passordet(open_with, asked, provider, store):
    other = open_with(replace(asked, create=False))
    signed_in(other, store)
    assert "Knytt til Testporten" in other.get("/konsoll/konto").text
    assert tie(other, "feil")[0].status_code == 401
    response, there = tie(other)
    assert response.status_code == 200
    back = urlsplit(httpx.get(there).headers["location"])
    assert other.get(f"{back.path}?{back.query}").status_code == 200
    assert store.for_oidc(provider.issuer, "person-1").user_name == "ola"
    assert "Du kan logge inn derfra" in other.get("/konsoll/konto").text
    other.cookies.clear()
    assert other.get(to_provider(other)).status_code == 200


def test_en_som_har_en_konto_kan_ikke_knyttes_til_en_til(browser, provider, store):
    browser.get(to_provider(browser))
    browser.cookies.clear()
    signed_in(browser, store)
    back = urlsplit(httpx.get(tie(browser)[1]).headers["location"])
    assert browser.get(f"{back.path}?{back.query}").status_code == 403
    assert store.account_named("ola").subject is None


def test_knytting_krever_okt_og_kan_ikke_startes_fra_et_annet_nettsted(browser, store):
    assert browser.post("/konsoll/oidc/knytt", data={"passord": "x"}).status_code == 303
    signed_in(browser, store)
    response = browser.post("/konsoll/oidc/knytt", data={"passord": PASSWORD}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


def test_en_konto_som_er_stengt_aapnes_ikke_av_tilbyderen(browser, provider, store):
    browser.get(to_provider(browser))
    made = store.for_oidc(provider.issuer, "person-1")
    store.change_account(made.id, "sjef", "bruker_stengt", AT, active=False)
    browser.cookies.clear()
    assert browser.get(to_provider(browser)).status_code == 403
    assert outside(browser)


def test_samme_person_hos_en_annen_utsteder_er_en_annen(browser, provider, store):
    store.add_account(Account("annen", "Annen", "leder", issuer="https://annen.no", subject="person-1"), "cli", AT)
    browser.get(to_provider(browser))
    assert store.for_oidc(provider.issuer, "person-1").role == "fagperson"


def test_for_lavt_nivaa_slipper_ingen_inn(open_with, asked, provider):
    strict = open_with(replace(asked, acr=("idporten-loa-high",)))
    assert strict.get(to_provider(strict)).status_code == 403
    provider.change = {"acr": "idporten-loa-high"}
    assert strict.get(to_provider(strict)).status_code == 200


def test_privat_nokkel_i_stedet_for_hemmelighet_og_par(open_with, asked, provider):
    provider.client_key, provider.par = RSAKey.generate_key(2048, {"kid": "var"}), True
    other = open_with(replace(asked, secret="", key=provider.client_key))
    assert "request_uri=" in other.get("/konsoll/oidc/inn").headers["location"]
    assert other.get(to_provider(other)).status_code == 200
    assert provider.calls.count("par") == 2


def test_beskrivelsen_hentes_en_gang_og_en_ny_nokkel_godtas(browser, provider, monkeypatch):
    browser.get(to_provider(browser))
    assert (provider.calls.count("about"), provider.calls.count("jwks")) == (1, 1)
    provider.key = RSAKey.generate_key(2048, {"kid": "andre"})
    monkeypatch.setattr("assistant.web.oidc.tilbyder.FRESH_S", 0)
    assert browser.get(to_provider(browser)).status_code == 200
    assert (provider.calls.count("about"), provider.calls.count("jwks")) == (1, 2)


def test_ukjente_nokler_henter_ikke_noklene_paa_nytt_hver_gang(browser, provider):
    provider.sign = SIGNERS["ukjent nøkkel"]
    for _ in range(3):
        browser.get(to_provider(browser))
    assert provider.calls.count("jwks") == 1


def test_utlogging_gaar_ogsaa_til_tilbyderen(browser, provider):
    browser.get(to_provider(browser))
    out = browser.post("/konsoll/ut", headers={"Sec-Fetch-Site": "same-origin"})
    assert out.headers["location"] == "/konsoll/oidc/ut"
    page = browser.get("/konsoll/oidc/ut").text
    assert f"{provider.issuer}/ut?id_token_hint=" in page
    assert "post_logout_redirect_uri=http%3A%2F%2Ftestserver%2Fkonsoll%2Finn" in page
    assert browser.get("/konsoll/oidc/ut").headers["location"] == "/konsoll/inn"
    assert outside(browser)


def test_et_langt_navn_med_html_staar_som_tekst(browser, provider, talk, store):
    provider.change = {"name": "<script>alert(1)</script>\r\n" + "x" * 500}
    assert browser.get(to_provider(browser)).status_code == 200
    assert "<script>alert" not in browser.get("/konsoll").text


FULL = {"KARTLEGGING_OIDC_UTSTEDER": "https://id.no", "KARTLEGGING_OIDC_KLIENT": "k", "KARTLEGGING_OIDC_ADRESSE": "https://a.no/",
        "KARTLEGGING_OIDC_HEMMELIGHET": "h"}


def test_innstillingene_leses_fra_miljoet_og_skjuler_hemmeligheten():
    found = Settings.from_env({**FULL, "KARTLEGGING_OIDC_ROLLER": "urn:a=b=fagperson, leder=leder"}).oidc
    assert found.redirect_uri == "https://a.no/konsoll/oidc/tilbake"
    assert found.roles == {"urn:a=b": "fagperson", "leder": "leder"}
    assert "'h'" not in repr(found)
    assert Settings.from_env({}).oidc is None


WRONG = [{"KLIENT": ""}, {"ADRESSE": ""}, {"ADRESSE": "http://a.no"}, {"UTSTEDER": "http://id.no"}, {"UTSTEDER": "id.no"}, {"HEMMELIGHET": ""},
         {"OMFANG": "profile"}, {"ROLLER": "leder"}, {"ROLLER": "a=konge"}, {"ADRESSE": "https://["}, {"NYE": "kanskje"}, {"NOKKELFIL": "finnes-ikke.pem"}]


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_en_innstilling_som_ikke_kan_brukes_sies_med_navn(change):
    with pytest.raises(Feiloppsett, match="KARTLEGGING_OIDC_"):
        oppsett.from_env({**FULL, **{f"KARTLEGGING_OIDC_{name}": value for name, value in change.items()}})


def test_nokkelfilen_er_jwk_eller_pem_og_privat(tmp_path):
    key, file = RSAKey.generate_key(2048), tmp_path / "nokkel"
    for content in (key.as_pem(private=True), RSAKey.generate_key(2048).as_json(private=True).encode() if hasattr(key, "as_json") else b""):
        file.write_bytes(content)
        if content:
            assert oppsett.from_env({**FULL, "KARTLEGGING_OIDC_NOKKELFIL": str(file)}).key.is_private
    file.write_bytes(key.as_pem(private=False))
    with pytest.raises(Feiloppsett):
        oppsett.from_env({**FULL, "KARTLEGGING_OIDC_NOKKELFIL": str(file)})
