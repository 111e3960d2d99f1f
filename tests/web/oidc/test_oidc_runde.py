"""Log-in through a provider that really answers: the whole way in, and everything that must not let anybody in."""

from __future__ import annotations

import base64
import hmac
import time
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from assistant.web.oidc import runde
from tests.web.oidc_runde import PRIVATE, outside, to_provider
from tests.web.oidc_tilbyder import CLIENT, SECRET


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


def test_ukjente_nokler_henter_ikke_noklene_paa_nytt_hver_gang(browser, provider):
    provider.sign = SIGNERS["ukjent nøkkel"]
    for _ in range(3):
        browser.get(to_provider(browser))
    assert provider.calls.count("jwks") == 1
