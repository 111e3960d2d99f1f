"""The talk that the worker leads: started, answered, moved about in and noted in with plain forms."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def inside(http, key):
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
    return http


@pytest.fixture
def url(inside):
    """A talk past the consent."""
    url = inside.post("/konsoll/samtale", data={"sprak": "nn", "omfang": "short"}).headers["location"]
    assert inside.post(url, data={"valg": "ja"}).status_code == 303
    return url


def test_svaret_staar_med_fagpersonen_og_omraadet_blir_besvart(inside, url, store):
    assert inside.post(url, data={"valg": "omrade:bolig"}).status_code == 303
    assert "<h1>Bustad" in inside.get(url).text or "<h1>Bu" in inside.get(url).text
    inside.post(url, data={"tekst": "Eg bur hos bror min"})
    case = store.load(url.rsplit("/", 1)[1])
    assert (case.mode, case.language) == ("guided", "nn")
    assert "bolig" in {a.area for a in case.answered()}
    assert "tur" in {line["action"] for line in store.audit(case.id) if line["actor"] == "fagperson Kari"}


def test_samme_skjema_sendt_to_ganger_blir_ett_svar(inside, url, store):
    number = re.search(r'name="nummer" value="([^"]+)"', inside.get(url).text).group(1)
    for _ in range(2):
        inside.post(url, data={"nummer": number, "tekst": "Ho vil sove"})
    assert sum(a.text == "Ho vil sove" for a in store.load(url.rsplit("/", 1)[1]).answers) == 1


@pytest.mark.parametrize("sent", [{}, {"tekst": "   "}, {"valg": "finnesikke"}, {"valg": "omrade:finnesikke"}, {"tekst": "x" * 30_000}])
def test_det_som_ikke_kan_brukes_gir_siden_igjen_med_en_setning(inside, url, sent):
    answer = inside.post(url, data=sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_notat_i_samtalen_er_notatet_i_saken(inside, url):
    area = re.search(r'/notat/(\w+)"', inside.get(url).text).group(1)
    inside.post(f"{url}/notat/{area}", data={"notat": "Ser sliten ut"})
    assert "Ser sliten ut" in inside.get(url).text
    assert "Ser sliten ut" in inside.get(url.replace("samtale", "sak")).text
    assert inside.post(f"{url}/notat/finnesikke", data={"notat": "x"}).status_code == 422


def test_personens_egen_samtale_kan_ikke_ledes_herfra(inside, talk):
    own = talk()
    assert inside.get(f"/konsoll/samtale/{own.id}").status_code == 404
    assert inside.post(f"/konsoll/samtale/{own.id}", data={"tekst": "x"}).status_code == 404
