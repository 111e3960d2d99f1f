"""The person's own copy: everything the person said, nothing that others made of it."""

import re

import pytest
from eksempelsak import NOW, SERVICE, rich

from assistant.domain.case import Case, Consent
from assistant.export import docx_egen


@pytest.fixture
def text(guide, rik, les):
    return les(docx_egen.render(guide, rik, service=SERVICE, now=NOW))


def test_copy_when_full_then_every_answer_stands_also_the_one_held_back(text, rik):
    for answer in rik.answered():
        if answer.area != "ramme" and not answer.question.startswith("trygg."):
            assert answer.text in text, answer.text
    assert "HEMMELIG" in text and "Dette har du valgt å ikke dele med tjenesten." in text and "tirsdager" in text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_copy_when_full_then_no_pathway_level_or_rule(guide, les, language):
    text = les(docx_egen.render(guide, rich(language), service=SERVICE, now=NOW))
    assert not re.search(r"(?i)hov(ed|ud)forl|forløp \d|HF-|R-SELV|diagnose|depresjon|kriteri|henvis|tilvis|K-RISIKO|Kari Nordmann", text)
    assert "HØY" not in text and "HØG" not in text


def test_copy_when_full_then_no_finding_stands(guide, text):
    for label in ("Nedstemthet", "Mister kontroll", "1 år og 6 måneder", "Psykose", "avkreftet", "usikkert"):
        assert label not in text, label


def test_plan_when_made_then_stands(text):
    assert "Planen din for å være trygg" in text and "Siri kan ta vare på sovetablettene" in text


def test_help_when_any_case_then_emergency_number_comes_first(text):
    part = text[text.index("Trenger du hjelp"):]
    assert part.index("113") < part.index("116 117") < part.index("116 123")


def test_sharing_when_part_is_held_back_then_names_what(text):
    assert "ikke det du har holdt tilbake: vold og vonde hendelser" in text


def test_sharing_when_refused_then_does_not_promise_contact(guide, rik, les):
    rik.consents.append(Consent("deling", False, "", NOW))
    text = les(docx_egen.render(guide, rik, now=NOW))
    assert "valgt å ikke dele" in text and "tar kontakt med deg" not in text


def test_copy_when_empty_then_kind_and_whole(guide, les):
    text = les(docx_egen.render(guide, Case("K"), now=NOW))
    assert "Du har ikke svart på noe ennå." in text and "113" in text


def test_copy_when_the_talk_is_in_english_then_its_fixed_words_are_too(guide, les):
    text = les(docx_egen.render(guide, rich("en"), service=SERVICE, now=NOW))
    assert "Your summary" in text and "What you have told us" in text and "23 November 2026 at 09:15" in text and "Page" not in text[:40]
    assert not [word for word in ("Oppsummeringen", "Det du har fortalt", "Hva skjer nå", "tjenesten") if word in text]
