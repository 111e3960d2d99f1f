"""Who a case is about: written down by a worker, kept apart from the talk, logged, and gone with the case."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest

from assistant.domain.case import Case, Consent, Decision
from assistant.domain.tjeneste.melding import Messages, Party
from assistant.domain.tjeneste.oppsett import Service
from assistant.web.settings import Settings
from tests.export import numre

AT = "2026-11-23T08:00:00+00:00"
OLA = {"given_name": "Ola", "family_name": "Nordmann", "number": numre.SYNTHETIC, "gp": "Anne Lege"}


@pytest.fixture
def case(store) -> str:
    made = Case("sak-1", mode="guided", status="levert", created=AT, updated=AT)
    made.consents.append(Consent("samtykke", True, "", AT))
    made.decisions.append(Decision(1, 1, "", "kari", AT))
    store.create(made, "h", [], AT)
    return made.id


@pytest.fixture
def kari(account, cookie):
    return cookie(account("kari"))


def actions(store, case) -> list[tuple[str, str]]:
    return [(line["action"], line["actor"]) for line in store.audit(case) if line["action"].startswith("person")]


def test_person_when_put_and_read_then_the_same_and_both_are_logged_without_the_number(http, store, case, kari):
    url = f"/api/cases/{case}/person"
    put = http.put(url, json=OLA, headers=kari)
    assert put.status_code == 200
    assert http.get(url, headers=kari).json() == put.json()
    assert put.json() | OLA | {"kind": "fnr", "synthetic": True, "by": "kari"} == put.json()
    assert actions(store, case) == [("person_satt", "kari"), ("person_lest", "kari")]
    assert numre.SYNTHETIC not in json.dumps(store.audit(case))


def test_person_when_put_twice_then_the_last_counts_and_deleted_is_gone(http, store, case, kari):
    url = f"/api/cases/{case}/person"
    http.put(url, json=OLA, headers=kari)
    http.put(url, json={**OLA, "family_name": "Hansen"}, headers=kari)
    assert http.get(url, headers=kari).json()["family_name"] == "Hansen"
    assert http.delete(url, headers=kari).status_code == 204
    assert [http.get(url, headers=kari).status_code, http.delete(url, headers=kari).status_code] == [404, 404]
    assert store.load(case) is not None


@pytest.mark.parametrize("body", [
    {}, {"given_name": " "}, {**OLA, "number": "12345678901"}, {**OLA, "number": "x"}, {**OLA, "gp": "x" * 201}, {**OLA, "number": 5}, [],
])
def test_person_when_it_cannot_be_kept_then_422_with_a_sentence_that_does_not_repeat_it(http, store, case, kari, body):
    response = http.put(f"/api/cases/{case}/person", json=body, headers=kari)
    assert response.status_code == 422
    assert "12345678901" not in response.text
    assert not store.has_person(case)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_person_when_the_case_is_unknown_then_404(http, kari, method):
    response = http.request(method, "/api/cases/ukjent/person", json=OLA if method == "PUT" else None, headers=kari)
    assert response.status_code == 404


def test_page_when_something_is_wrong_then_what_was_written_stays_and_a_sentence_says_what(http, case, kari):
    url = f"/konsoll/sak/{case}/person"
    page = http.post(url, data={"fornavn": "Ola", "etternavn": "<b>Nordmann", "nummer": "12345678901"}, headers=kari)
    assert page.status_code == 422
    assert "Nummeret stemmer ikke" in page.text
    assert 'value="&lt;b&gt;Nordmann"' in page.text


def test_page_when_saved_and_forgotten_then_back_to_the_case(http, store, case, kari):
    url = f"/konsoll/sak/{case}/person"
    assert "Glem hvem" not in http.get(url, headers=kari).text
    assert http.post(url, data={"fornavn": "Ola", "nummer": f"{numre.SYNTHETIC[:6]} {numre.SYNTHETIC[6:]}"}, headers=kari).status_code == 303
    assert numre.SYNTHETIC in http.get(url, headers=kari).text
    assert http.post(f"{url}/slett", headers=kari).status_code == 303
    assert not store.has_person(case)


def test_everything_about_a_case_when_asked_for_then_the_person_is_in_it(http, case, kari):
    http.put(f"/api/cases/{case}/person", json=OLA, headers=kari)
    archive = zipfile.ZipFile(BytesIO(http.get(f"/api/cases/{case}/innsyn.zip", headers=kari).content))
    rows = json.loads(archive.read("innsyn.json"))["other"]["person"]
    assert (rows[0]["number"], rows[0]["family_name"]) == (numre.SYNTHETIC, "Nordmann")


def test_person_when_written_down_then_neither_the_case_nor_the_talk_has_it(http, store, case, kari):
    http.put(f"/api/cases/{case}/person", json=OLA, headers=kari)
    assert "Nordmann" not in http.get(f"/api/cases/{case}", headers=kari).text
    assert "Nordmann" not in http.get(f"/konsoll/sak/{case}", headers=kari).text
    assert "Nordmann" not in http.get(f"/api/cases/{case}/summary.txt", headers=kari).text


def test_fhir_when_a_person_is_written_down_then_the_bundle_has_the_patient_and_the_reading_is_logged(http, store, case, kari):
    without = http.get(f"/api/cases/{case}/documents/fhir?draft=true", headers=kari)
    http.put(f"/api/cases/{case}/person", json=OLA, headers=kari)
    with_person = http.get(f"/api/cases/{case}/documents/fhir?draft=true", headers=kari)
    kinds = [[e["resource"]["resourceType"] for e in r.json()["entry"]] for r in (without, with_person)]
    assert ["Patient" in k for k in kinds] == [False, True]
    assert with_person.headers["content-type"].startswith("application/fhir+json")
    assert actions(store, case)[-1] == ("person_lest", "kari")


def test_message_when_not_approved_then_refused_also_as_a_draft(http, store, case, kari):
    found = [http.get(f"/api/cases/{case}/documents/dialogmelding{end}", headers=kari) for end in ("", "?draft=true")]
    assert [400 <= r.status_code < 500 for r in found] == [True, True]
    assert store.exports(case) == []


def test_message_when_sender_receiver_person_and_approval_are_there_then_xml(http, tjeneste, store, case, kari, monkeypatch):
    monkeypatch.setenv("PATH", "")
    object.__setattr__(tjeneste.settings, "service", Service("Test", messages=Messages(Party("Kommune", "1"), Party("Legesenter", "2"))))
    assert isinstance(tjeneste.settings, Settings)
    http.put(f"/api/cases/{case}/person", json=OLA, headers=kari)
    assert http.post(f"/konsoll/sak/{case}/godkjenn", headers=kari).status_code == 303
    response = http.get(f"/api/cases/{case}/documents/dialogmelding", headers=kari)
    assert response.status_code == 200, response.text
    assert response.content.startswith(b"<?xml") and numre.SYNTHETIC.encode() in response.content


def test_documents_page_when_messages_cannot_be_checked_then_it_says_so(http, case, kari):
    page = http.get(f"/konsoll/sak/{case}/dokumenter", headers=kari).text
    assert "ikke sjekket mot XSD-ene" in page
    assert "Kan lages når saken er godkjent" in page


@pytest.mark.parametrize("area", ["viktig", "alle"])
def test_questionnaire_when_asked_for_then_anybody_gets_it(http, area):
    response = http.get(f"/api/questionnaires/{area}")
    assert response.json()["resourceType"] == "Questionnaire"
    assert response.headers["content-type"].startswith("application/fhir+json")


@pytest.mark.parametrize("area", ["finnes-ikke", "VIKTIG", "..%2f..", "%00", "æøå"])
def test_questionnaire_when_the_area_is_unknown_then_404_in_words(http, area):
    response = http.get(f"/api/questionnaires/{area}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
