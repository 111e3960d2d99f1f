"""The questions as Questionnaires: every area, read by validators that others have written, and followed back to our own ids."""

from __future__ import annotations

import json

import fhirkit
import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from test_fhir_dokument import medplum, needs_node

from assistant.domain.guide import AREA_IDS, Guide
from assistant.export.fhir import sjekk, sjekkskjema, skjema

EVERY = [*AREA_IDS, skjema.ALL]


@pytest.mark.parametrize("area", EVERY)
def test_questionnaire_when_read_by_others_and_by_us_then_nothing_is_wrong(guide, area):
    made = skjema.of_area(guide, area, "Testkommune")
    assert [str(i) for i in fhirkit.validate(json.dumps(made))] == []
    assert Questionnaire.model_validate(made).status == "active"
    assert sjekk.resource(made) == []


@needs_node
def test_questionnaires_when_validated_by_medplum_then_nothing_is_wrong(guide):
    assert [i for issues in medplum([skjema.of_area(guide, area) for area in EVERY]) for i in issues] == []


def test_questionnaire_when_whole_then_every_question_stands_there_once_with_its_id(guide):
    links = [i["linkId"] for i in sjekkskjema.walk(skjema.of_area(guide, skjema.ALL))]
    wanted = {q.id for a in guide.in_order() for q in a.questions} | set(guide.areas)
    assert {link for link in links if not link.endswith(skjema.WORDS)} == wanted
    assert len(links) == len(set(links))


def test_questionnaire_when_made_then_nynorsk_stands_beside_bokmal(guide):
    item = skjema.of_area(guide, "rusmidler")["item"][0]["item"][0]
    said = {e["extension"][0]["valueCode"]: e["extension"][1]["valueString"] for e in item["_text"]["extension"]}
    question = guide.questions["rusmidler.apen"].self_text
    assert (item["text"], said["nn-NO"], said["en"]) == (question.nb, question.nn, question.en)


def test_questions_when_their_condition_is_an_answer_then_the_form_knows_it(guide):
    items = {i["linkId"]: i for i in sjekkskjema.walk(skjema.of_area(guide, "digital_helsekompetanse"))}
    assert items["digital_helsekompetanse.sprak"]["enableWhen"] == [{"question": "digital_helsekompetanse.tolk", "operator": "=", "answerBoolean": True}]


def test_questions_when_their_condition_is_more_than_an_answer_then_always_asked(guide):
    items = {i["linkId"]: i for i in sjekkskjema.walk(skjema.of_area(guide, "rusmidler"))}
    assert guide.questions["rusmidler.hyppighet"].when is not None
    assert "enableWhen" not in items["rusmidler.hyppighet"]


BREAKS = {
    "que-2": lambda q: q["item"][0]["item"].append(q["item"][0]["item"][0]),
    "que-5": lambda q: q["item"][0]["item"][0].update(answerOption=[{"valueString": "x"}]),
    "que-1": lambda q: q["item"][0].pop("item"),
    "que-12": lambda q: next(i for i in sjekkskjema.walk(q) if len(i.get("enableWhen", [])) > 1).pop("enableBehavior"),
    "ikke finnes": lambda q: next(i for i in sjekkskjema.walk(q) if "enableWhen" in i)["enableWhen"][0].update(question="x"),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_our_check_when_a_questionnaire_is_broken_then_the_rule_is_named(guide: Guide, rule):
    made = json.loads(json.dumps(skjema.of_area(guide, "arbeid_utdanning")))
    BREAKS[rule](made)
    assert [fault for fault in sjekk.resource(made) if rule in fault]
