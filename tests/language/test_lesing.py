"""Reading whole messages: form, context, quantities, and that no text breaks it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.guide import Guide, load
from assistant.language.analyse import Analyser, shared


@pytest.fixture(scope="module")
def reader(guide: Guide) -> Analyser:
    return shared(guide)


def facts(reader: Analyser, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in reader.read(text, date(2026, 6, 1)).facts:
        if not fact.negated and fact.subject == "self":
            found.setdefault(fact.attribute, []).append(fact.value)
    return found


@pytest.mark.parametrize(("text", "form"), [
    ("jeg vet ikke hva jeg skal gjøre", "nb"), ("eg veit ikkje kva eg skal gjere", "nn"), ("æ veit itj ka æ ska gjør", "dialekt"),
    ("i do not know what to do with my life", "en"), ("Nie wiem co mam teraz ze sobą zrobić", "annet"), ("ok", "nb"),
])
def test_form_when_written_in_each_then_told_apart(reader: Analyser, text: str, form: str) -> None:
    assert reader.read(text).form == form


@pytest.mark.parametrize(("text", "months"), [
    ("det begynte for tre uker siden", 0.75), ("har vart i to år", 24), ("har vart i ein fem månader", 5), ("siden 2023", 36),
    ("har vært slik siden i fjor", 12), ("det har pågått et halvt år", 6), ("e vel 9 uke sia det begynt", 2.25),
])
def test_duration_when_said_in_many_ways_then_months(reader: Analyser, text: str, months: float) -> None:
    assert months in [pytest.approx(float(v), abs=0.3) for v in facts(reader, text).get("varighet", [])]


def test_age_when_said_about_a_person_then_it_is_no_duration(reader: Analyser) -> None:
    assert "varighet" not in facts(reader, "det begynte da sønnen min fylte 8 år")


@pytest.mark.parametrize(("text", "ages"), [("vi har to barn på 7 og 10", {"7", "10"}), ("sønnen min er 9", {"9"}), ("jente 4 år", {"4"}),
                                            ("dattera mi bor ti minutter unna", set())])
def test_child_ages_when_named_then_found_and_other_numbers_left(reader: Analyser, text: str, ages: set[str]) -> None:
    assert set(facts(reader, text).get("barn_alder", [])) == ages


@pytest.mark.parametrize(("text", "attribute", "value"), [
    ("jeg sover fire-fem timer", "sovn_timer", "4.5"), ("sover kanskje 4-5 timer", "sovn_timer", "4.5"), ("sov bare 4h i natt", "sovn_timer", "4"),
    ("livet er en 6er", "livskvalitet", "6"), ("livskvaliteten er 4 av 10", "livskvalitet", "4"), ("livet er vel ein trear", "livskvalitet", "3"),
    ("jeg har tre unger, 2, 5 og 7", "barn_alder", "2"), ("to gutter, 2 og 5 år", "barn_alder", "2"),
    ("tok to-tre sobril", "rus_mengde", "2.5 sobril"), ("sykmeldt for tredje måned", "fravaer", "3"),
])
def test_number_when_written_as_people_do_then_read(reader: Analyser, text: str, attribute: str, value: str) -> None:
    assert value in facts(reader, text).get(attribute, [])


def test_marks_when_above_ten_then_they_are_no_quality_of_life(reader: Analyser) -> None:
    assert "livskvalitet" not in facts(reader, "livet mitt snudde da jeg var 19")


@pytest.mark.parametrize("text", ["jeg er ikke deprimert", "eg er ikkje deprimert", "æ e itj deprimert"])
def test_finding_when_negated_in_each_form_then_it_does_not_count(reader: Analyser, text: str) -> None:
    assert "nedstemthet" not in facts(reader, text)


@pytest.mark.parametrize(("text", "level", "category"), [
    ("jeg tenker på å ta livet mitt", "hoy", "selvmord"), ("eg tenkjer på å ta livet mitt", "hoy", "selvmord"),
    ("æ har lyst te å dø", "hoy", "selvmord"), ("jeg tar livet mitt i kveld", "akutt", "selvmord"),
    ("orker ikke mer", "avklar", "selvmord"), ("tenkjer påå ta livet mit", "hoy", "selvmord"),
    ("mannen min slår meg", "hoy", "vold_utsatt"), ("jeg kutter meg på armene", "hoy", "selvskading"),
])
def test_risk_when_plainly_said_then_level_and_category(reader: Analyser, text: str, level: str, category: str) -> None:
    found = reader.read(text)
    assert category in found.categories
    assert found.level == level


@pytest.mark.parametrize("text", [
    "jeg har aldri tenkt på å ta livet mitt", "den bakken tar livet av meg", "jeg holdt på å dø av latter", "vi så en krim om drap på tv",
    "kuttet meg på brødkniven", "bestemor døde i fjor, hun ble 94", "jeg kunne drept for en kopp kaffe", "sjefen skjøt ned forslaget mitt",
])
def test_risk_when_harmless_then_none(reader: Analyser, text: str) -> None:
    assert reader.read(text).level == "ingen"


def test_risk_when_attempt_is_long_ago_then_asked_about_and_not_forgotten(reader: Analyser) -> None:
    assert reader.read("jeg prøvde å ta livet mitt for ti år siden").level == "avklar"


def test_risk_when_about_a_friend_then_subject_is_other(reader: Analyser) -> None:
    assert reader.read("kompisen min sier at han vil ta livet sitt").subject == "other"


def test_risk_when_several_stand_together_then_none_is_lost(reader: Analyser) -> None:
    found = reader.read("mannen min slår meg, og jeg tenker på å ta livet mitt")
    assert set(found.categories) >= {"vold_utsatt", "selvmord"}


def test_spans_when_found_then_they_point_into_the_text(reader: Analyser) -> None:
    text = "Hei. Eg har det tungt,   og ORKAR ikkje meir!"
    span = reader.read(text).risks[0]
    assert "ORKAR ikkje meir" in text[span.start:span.end]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=400))
def test_read_when_any_text_then_never_raises_and_spans_fit(text: str) -> None:
    found = shared(load()).read(text)
    assert all(0 <= s.start < s.end <= len(text) for s in (*found.risks, *found.facts))
