"""The order of the talk: open first, then what matters, nothing twice, safety always."""

from __future__ import annotations

import pytest

from assistant.domain import flow
from assistant.domain.case import Answer, Case, Consent
from assistant.domain.guide import Guide
from tests.domain.bygg import NOW, answer, case, finding, risk


def walk(guide: Guide, talk: Case, reply: str = "litt av hvert", limit: int = 200) -> list[str]:
    """Answer everything the same way until the summary; gives the questions in order."""
    asked = []
    while (question := flow.next_question(guide, talk)) and question.area != "ramme" and len(asked) < limit:
        asked.append(question.id)
        answer(talk, question.id, reply)
    return asked


def test_next_question_when_talk_is_new_then_consent(guide: Guide) -> None:
    question = flow.next_question(guide, Case("ny"))
    assert question is not None
    assert question.id == "ramme.samtykke"


def test_next_question_when_consent_is_refused_then_none(guide: Guide) -> None:
    talk = Case("nei", consents=[Consent("samtykke", False, "", NOW)])
    assert flow.next_question(guide, talk) is None


@pytest.mark.parametrize("depth", ["kort", "normal", "grundig"])
def test_talk_when_walked_then_open_first_safety_always_and_nothing_twice(guide: Guide, depth: str) -> None:
    asked = walk(guide, case(depth=depth))
    assert asked[:2] == ["viktig.apen", "situasjon.apen"]
    assert "sikkerhet.apen" in asked
    assert "sikkerhet.redd" in asked
    assert len(asked) == len(set(asked))


def test_talk_when_short_normal_and_thorough_then_about_ten_fifteen_and_every_area(guide: Guide) -> None:
    short, normal, thorough = (walk(guide, case(depth=d)) for d in ("kort", "normal", "grundig"))
    assert len(short) == 10
    assert 12 <= len(normal) <= 17
    assert {q.split(".")[0] for q in thorough} == {*guide.areas, "skjema"}
    assert thorough[-1] == "skjema.psfs.tilbud"


def test_next_question_when_drinking_was_mentioned_then_substances_come_before_the_common_order(guide: Guide) -> None:
    talk = case()
    answer(talk, "viktig.apen", "få hverdagen tilbake")
    finding(talk, "rusmiddel", "alkohol")
    rest = [q for q in walk(guide, talk) if not q.startswith("situasjon")]
    assert rest[0] == "rusmidler.apen"


def test_next_question_when_area_is_closed_then_its_other_questions_are_gone(guide: Guide) -> None:
    talk = case(depth="grundig")
    answer(talk, "viktig.apen", "x")
    answer(talk, "situasjon.apen", "x")
    answer(talk, "psykisk_helse.apen", "", closes_area=True)
    assert not [q for q in walk(guide, talk) if q.startswith("psykisk_helse")]


def test_next_question_when_fact_is_known_then_its_question_is_not_asked(guide: Guide) -> None:
    talk = case(depth="grundig")
    answer(talk, "viktig.apen", "x")
    finding(talk, "sovn_timer", "4")
    finding(talk, "sovnvansker")
    known = [q.id for q in guide.areas["sovn_aktivitet"].questions if "sovn_timer" in q.fills]
    assert known
    assert not set(known) & set(walk(guide, talk))


def test_next_question_when_answer_is_reopened_then_it_comes_first(guide: Guide) -> None:
    talk = case()
    answer(talk, "viktig.apen", "x")
    answer(talk, "situasjon.apen", "y")
    talk.answers.append(Answer("viktig.apen", "viktig", "x", status="gjenapnet", turn=2, at=NOW))
    question = flow.next_question(guide, talk)
    assert question is not None
    assert question.id == "viktig.apen"


def test_next_question_when_risk_is_open_then_the_safety_step_goes_before_everything(guide: Guide) -> None:
    talk = case()
    risk(talk, "selvmord", "avklar", status="apen")
    question = flow.next_question(guide, talk)
    assert question is not None
    assert question.id == "trygg.avklar.selvmord.self"


def test_summary_when_changed_after_approval_then_it_is_asked_again(guide: Guide) -> None:
    talk = case(depth="kort")
    walk(guide, talk)
    answer(talk, "ramme.oppsummering", "", "stemmer")
    question = flow.next_question(guide, talk)
    assert question is not None
    assert question.id == "ramme.kontakt"
    answer(talk, "ramme.kontakt", "400 00 123")
    question = flow.next_question(guide, talk)
    assert question is not None
    assert question.id == "skjema.samtalen.1"
    answer(talk, "skjema.samtalen.1", "", "4")
    question = flow.next_question(guide, talk)
    assert question is not None
    assert question.id == "ramme.deling"
    answer(talk, "viktig.apen", "noe annet")
    question = flow.next_question(guide, talk)
    assert question is not None
    assert question.id == "ramme.oppsummering"


def test_next_question_when_called_twice_then_the_case_is_unchanged(guide: Guide) -> None:
    talk = case()
    finding(talk, "sovnvansker")
    before = repr(talk)
    assert flow.next_question(guide, talk) == flow.next_question(guide, talk)
    assert repr(talk) == before
