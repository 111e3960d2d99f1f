"""The FHIR document of a case: validators that others have written, our own check, and what must and must not stand in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import fhirkit
import numre
import pytest
from eksempelsak import NOW, rich
from fhir.resources.R4B.bundle import Bundle
from fhirsaker import AUTHOR, CASES, GOALS, PERSON, SERVICE, forms, maling, phq, refused
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plansak import planned
from tilfeldig import cases

from assistant.domain.case import Answer, Case
from assistant.domain.guide import Guide
from assistant.domain.person import Person
from assistant.export.fhir import pakke, sjekk
from assistant.export.forfatter import Author

VALIDATION = Path(__file__).parents[1] / "validering"
needs_node = pytest.mark.skipif(not shutil.which("node") or not (VALIDATION / "node_modules").exists(), reason="trenger node og npm ci i tests/validering")


def medplum(resources: list[Any]) -> list[list[dict[str, Any]]]:
    """What medplum's validator says about each, without its warnings that it does not follow urn:uuid."""
    lines = "\n".join(json.dumps(r) for r in resources)
    done = subprocess.run(["node", "valider.mjs"], cwd=VALIDATION, input=lines, capture_output=True, text=True, timeout=300, check=True)
    known = "Invalid reference: got \"urn:uuid:"
    return [[i for i in json.loads(line) if not i["text"].startswith(known)] for line in done.stdout.splitlines()]


def made(guide: Guide, case: Case, person: Person | None = PERSON, author: Author | None = AUTHOR, **more: Any) -> dict[str, Any]:
    return json.loads(pakke.render(guide, case, service=SERVICE, now=NOW, author=author, person=person, **more))


def of_kind(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


@pytest.fixture(scope="module")
def bundles(guide: Guide) -> dict[str, dict[str, Any]]:
    """Every second one without a person, and every third as a draft without an author."""
    return {name: made(guide, make(), PERSON if n % 2 else None, None if n % 3 == 2 else AUTHOR) for n, (name, make) in enumerate(CASES.items())}


@pytest.mark.parametrize("name", CASES)
def test_bundle_when_read_by_others_then_nothing_is_wrong(bundles, name):
    assert [str(i) for i in fhirkit.validate(json.dumps(bundles[name]))] == []
    assert Bundle.model_validate(bundles[name]).type == "document"


@pytest.mark.parametrize("name", CASES)
def test_bundle_when_checked_by_us_then_nothing_is_wrong(bundles, name):
    assert sjekk.bundle(bundles[name]) == []


@needs_node
def test_bundles_when_validated_by_medplum_then_nothing_is_wrong(bundles):
    found = medplum(list(bundles.values()))
    assert len(found) == len(CASES) == 20
    assert {name: issues for name, issues in zip(CASES, found, strict=True) if issues} == {}


@needs_node
def test_medplum_when_a_bundle_is_broken_then_it_says_so(bundles):
    broken = json.loads(json.dumps(bundles["rik"]))
    broken["entry"][0]["resource"]["status"] = 7
    assert medplum([broken]) != [[]]


def test_bundle_when_made_twice_then_the_bytes_are_the_same(guide):
    first, second = (pakke.render(guide, rich(), service=SERVICE, now=NOW, author=AUTHOR, person=PERSON) for _ in range(2))
    later = pakke.render(guide, rich(), service=SERVICE, now="2027-01-02T10:00:00Z", author=AUTHOR, person=PERSON)
    assert first == second != later
    assert [e["fullUrl"] for e in json.loads(first)["entry"]] == [e["fullUrl"] for e in json.loads(later)["entry"]]


def test_composition_when_made_then_it_has_the_norwegian_type_and_is_final_only_when_approved(guide):
    final = made(guide, rich())["entry"][0]["resource"]
    draft = made(guide, rich(), author=Author("Kari Nordmann"))["entry"][0]["resource"]
    assert final["type"]["coding"] == [{"system": "urn:oid:2.16.578.1.12.4.1.1.9602", "code": "B02-2"}]
    assert final["meta"]["profile"] == ["http://hl7.no/fhir/StructureDefinition/no-basis-Composition"]
    assert (final["status"], draft["status"]) == ("final", "preliminary")
    assert final["attester"][0]["time"] == NOW
    assert "attester" not in draft


def test_held_back_area_when_shared_in_part_then_no_word_of_it_stands_there(guide):
    assert "HEMMELIG" not in pakke.render(guide, rich(), service=SERVICE, now=NOW)
    assert "far slo meg" in json.dumps(made(guide, CASES["alt_delt"]()), ensure_ascii=False)


def test_talk_that_is_not_shared_when_written_then_only_danger_and_consents_are_there(guide):
    case = refused()
    case.measurements = [GOALS]
    bundle = made(guide, case)
    kinds = {e["resource"]["resourceType"] for e in bundle["entry"]}
    assert kinds == {"Composition", "Patient", "Organization", "Practitioner", "Flag", "CarePlan", "Consent", "Provenance"}
    text = json.dumps(bundle, ensure_ascii=False)
    shown = [a.text for a in case.answers if len(a.text) > 12 and a.text in text and not a.question.startswith("trygg.")]
    assert shown == []
    assert "Tur &amp; natur" not in text and "Tur & natur" not in text


@pytest.mark.parametrize(("hidden", "left"), [((), 2), (("rusmidler",), 1), (("viktig",), 1), (("rusmidler", "viktig"), 0)])
def test_form_when_its_area_is_held_back_then_it_is_not_there(guide, hidden, left):
    case = forms(GOALS, maling("m1", "audit", phq(*[1] * 10)), hidden_areas=hidden)
    bundle = made(guide, case)
    assert len(of_kind(bundle, "Observation")) == left
    assert ("Bli venn med broren" in json.dumps(bundle)) == ("viktig" not in hidden)


def test_suggestion_when_nothing_is_decided_then_no_plan_and_no_pathway_code(guide):
    bundle = made(guide, rich(decided=False))
    plans = of_kind(bundle, "CarePlan")
    assert [(p["intent"], p["status"]) for p in plans] == [("proposal", "draft")]
    assert "urn:x-kartlegging:hovedforlop" not in json.dumps(bundle)


def test_decision_when_taken_then_the_plan_has_its_pathway_and_not_the_suggested_one(guide):
    plan, proposal = of_kind(made(guide, rich()), "CarePlan")
    assert (plan["intent"], plan["category"][0]["coding"][0]["code"]) == ("plan", "1")
    assert (proposal["intent"], "category" in proposal) == ("proposal", False)
    assert "activity" not in plan


@pytest.mark.parametrize(("instrument", "answers", "loinc", "total"), [
    ("phq-9", phq(*[1] * 9), "44261-6", 9), ("gad-7", phq(*[2] * 7), "70274-6", 14),
    ("audit", phq(*[1] * 8, 2, 2), "75624-7", 12), ("audit-c", phq(4, 4, 4), "75626-2", 12), ("dudit", phq(*[1] * 9, 2, 2), None, 13),
])
def test_score_when_written_then_our_own_code_is_first_and_loinc_only_where_verified(guide, instrument, answers, loinc, total):
    found, = of_kind(made(guide, forms(maling("m1", instrument, answers), hidden_areas=())), "Observation")
    codings = found["code"]["coding"]
    assert codings[0]["system"] == "urn:x-kartlegging:instrument"
    assert [c["code"] for c in codings[1:]] == ([loinc] if loinc else [])
    assert found["valueQuantity"]["value"] == total


def test_score_when_sex_is_unknown_then_both_limits_stand_there(guide):
    found, = of_kind(made(guide, forms(maling("m1", "audit", phq(2, 2, 2, *[0] * 7)))), "Observation")
    texts = [r["text"] for r in found["referenceRange"]]
    assert [t for t in texts if "kvinner" in t and "(over grensen)" in t]
    assert [t for t in texts if "menn" in t and "(over grensen)" not in t]


def test_score_when_items_are_missing_then_it_says_so_and_has_no_number(guide):
    found, = of_kind(made(guide, CASES["phq_med_hull"]()), "Observation")
    assert "valueQuantity" not in found
    assert found["dataAbsentReason"]["coding"][0]["code"] == "not-performed"


def test_person_when_known_then_the_number_has_its_oid_and_every_subject_is_that_patient(guide):
    bundle = made(guide, rich())
    patient, = of_kind(bundle, "Patient")
    assert patient["identifier"] == [{"use": "official", "system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": numre.SYNTHETIC}]
    assert patient["birthDate"] == "1960-01-10"
    subjects = {e["resource"]["subject"]["reference"] for e in bundle["entry"] if "subject" in e["resource"]}
    assert subjects == {f"urn:uuid:{patient['id']}"}


def test_person_when_not_known_then_no_patient_and_a_reference_by_the_case(guide):
    bundle = made(guide, rich(), person=None)
    assert of_kind(bundle, "Patient") == []
    assert bundle["entry"][0]["resource"]["subject"]["identifier"] == {"system": "urn:x-kartlegging:sak", "value": "K-2026-0417"}


def test_answer_in_own_words_to_a_choice_when_written_then_the_words_and_the_code_both_stand_there(guide):
    case = rich()
    case.answers.append(Answer("situasjon.utvikling", "situasjon", "Litt verre, tror jeg", ("verre",), turn=99))
    response, = of_kind(made(guide, case), "QuestionnaireResponse")
    items = {i["linkId"]: i for g in response["item"] for i in g["item"]}
    answer, = items["situasjon.utvikling"]["answer"]
    assert answer["valueCoding"]["code"] == "verre"
    assert answer["item"][0]["answer"] == [{"valueString": "Litt verre, tror jeg"}]


def test_made_up_case_when_written_then_it_is_marked_as_test_data(guide):
    bundle = made(guide, rich(), note="Fiktiv demosak. Personen finnes ikke.")
    assert bundle["meta"]["tag"][0]["code"] == "HTEST"
    assert "Fiktiv demosak" in bundle["entry"][0]["resource"]["text"]["div"]
    assert sjekk.bundle(bundle) == []


BREAKS = {
    "henvisning": lambda b: b["entry"][0]["resource"]["custodian"].update(reference="urn:uuid:0"),
    "kode": lambda b: of_kind(b, "Flag")[0].update(status="kanskje"),
    "linkId": lambda b: of_kind(b, "QuestionnaireResponse")[0]["item"][0]["item"][0].update(linkId="finnes.ikke"),
    "qrs-1": lambda b: of_kind(b, "QuestionnaireResponse")[0]["item"][0]["item"][0].update(item=[{"linkId": "x"}]),
    "valg": lambda b: of_kind(b, "Questionnaire")[0]["item"][0]["item"][0].update(type="choice"),
    "xhtml": lambda b: b["entry"][0]["resource"]["text"].update(div='<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>'),
    "tomt": lambda b: of_kind(b, "Goal")[0].update(note=[]),
    "tegn": lambda b: of_kind(b, "Goal")[0]["description"].update(text="a\x07b"),
    "tid": lambda b: of_kind(b, "Consent")[0].update(dateTime="2026-11-22T12:00:00"),
    "forslag": lambda b: of_kind(b, "CarePlan")[1].update(category=[{"text": "2"}]),
    "cmp-1": lambda b: b["entry"][0]["resource"]["section"].append({"title": "tom"}),
    "ppc-1": lambda b: of_kind(b, "Consent")[0].pop("policyRule"),
    "løs": lambda b: b["entry"].append({"fullUrl": "urn:uuid:a", "resource": {"resourceType": "Goal", "id": "a", "text": {}}}),
    "rekkefølge": lambda b: b["entry"].reverse(),
}


@pytest.mark.parametrize("what", BREAKS)
def test_our_check_when_something_is_broken_then_it_is_found(guide, what):
    bundle = made(guide, rich())
    BREAKS[what](bundle)
    assert sjekk.bundle(bundle) != []


def _holds(guide: Guide, data: st.DataObject) -> None:
    """Any case gives a document in which nothing is wrong."""
    person, author = data.draw(st.sampled_from([PERSON, None, Person("", "\x00Å")])), data.draw(st.sampled_from([AUTHOR, None]))
    bundle = made(guide, data.draw(cases(guide)), person, author)
    assert sjekk.bundle(bundle) == []
    assert [str(i) for i in fhirkit.validate(json.dumps(bundle))] == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_bundle_when_the_case_is_any_case_then_nothing_is_wrong(guide, data):
    _holds(guide, data)


@pytest.mark.long
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_bundle_when_there_are_two_hundred_cases_then_nothing_is_wrong(guide, data):
    _holds(guide, data)


def test_plan_when_a_worker_has_saved_one_then_its_measures_are_there_as_agreed_and_valid(guide):
    bundle = made(guide, planned())
    assert [str(i) for i in fhirkit.validate(json.dumps(bundle))] == [] and sjekk.bundle(bundle) == []
    agreed = next(p for p in of_kind(bundle, "CarePlan") if p["title"] == "Det vi er blitt enige om")
    assert (agreed["status"], agreed["intent"]) == ("active", "plan")
    first, second = (a["detail"] for a in agreed["activity"])
    assert first["code"]["coding"][0]["code"] == "T2-SAMTALE-001" and first["scheduledString"] == "hver tirsdag"
    assert "Sove gjennom natta" in first["description"] and "2026-12-15" in first["description"]
    assert second["code"] == {"text": "Kutte ned til to øl"} and "personen selv" in second["description"]
