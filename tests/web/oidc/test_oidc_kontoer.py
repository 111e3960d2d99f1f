"""Whose account a log-in through a provider opens, how the two are tied, the way out, and the settings."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey

from assistant.store.kontoer import Account
from assistant.store.passord import make_hash
from assistant.web.oidc import oppsett
from assistant.web.oidc.oppsett import Feiloppsett
from assistant.web.settings import Settings
from tests.web.oidc_runde import AT, PASSWORD, outside, to_provider


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
