"""Goals, forms and the feedback as questions: when they are offered, how answers are read, and what is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import flow, instrumenttekst, replikk, samtale, skjema, skjemasvar
from assistant.domain.analyse import Analysis
from assistant.domain.case import Answer, Case, Maling
from assistant.domain.guide import Guide
from assistant.domain.skjemasporsmal import parts
from assistant.export.utvalg import shared
from tests.domain.bygg import NOW, answer, case, finding, risk

TEXTS = Path(__file__).parents[1] / "conversations" / "skjema_prove"


@pytest.fixture(scope="module")
def with_texts(guide: Guide) -> Guide:
    """The guide of a service that has placed (made-up) item texts."""
    return instrumenttekst.fit(guide, TEXTS)


def ready(guide: Guide, depth: str = "normal", mode: str = "self") -> Case:
    """A talk whose areas are done, with low mood told of."""
    talk = case(depth=depth, mode=mode)
    answer(talk, "viktig.apen", "å komme ut i skogen igjen")
    finding(talk, "nedstemthet")
    for _ in range(120):
        question = flow.next_question(guide, talk)
        assert question is not None
        if question.area in ("ramme", "skjema"):
            return talk
        answer(talk, question.id, "litt av hvert")
    raise AssertionError("områdene tok ikke slutt")


def say(guide: Guide, talk: Case, text: str = "", choice: str | None = None) -> samtale.Taken:
    question = flow.next_question(guide, talk)
    assert question is not None
    talk.turn += 1
    return samtale.receive(guide, talk, question, text, choice, Analysis(text, "nb", len(text.split())), NOW)


def asked(guide: Guide, talk: Case) -> str:
    question = flow.next_question(guide, talk)
    return question.id if question else ""


def test_offer_when_a_finding_speaks_for_a_form_and_its_texts_are_there_then_form_first_and_goals_after(with_texts: Guide) -> None:
    talk = ready(with_texts)
    assert asked(with_texts, talk) == "skjema.phq-9.tilbud"
    say(with_texts, talk, choice="nei")
    assert asked(with_texts, talk) == "skjema.psfs.tilbud"
    say(with_texts, talk, choice="nei")
    assert asked(with_texts, talk) == "ramme.oppsummering"
    assert talk.measurements == []


def test_offer_when_the_service_has_placed_no_texts_then_goals_only(guide: Guide) -> None:
    assert asked(guide, ready(guide)) == "skjema.psfs.tilbud"


def test_offer_when_nothing_speaks_for_the_form_then_it_is_not_made(with_texts: Guide) -> None:
    talk = ready(with_texts)
    talk.findings.clear()
    assert asked(with_texts, talk) == "skjema.psfs.tilbud"


@pytest.mark.parametrize(("mode", "wanted"), [("self", "ramme.oppsummering"), ("guided", "skjema.phq-9.tilbud")])
def test_offer_when_the_talk_is_short_then_only_a_worker_is_reminded(with_texts: Guide, mode: str, wanted: str) -> None:
    assert asked(with_texts, ready(with_texts, "kort", mode)) == wanted


def test_offer_when_there_was_acute_danger_then_no_form_no_goals_and_no_feedback(with_texts: Guide) -> None:
    talk = ready(with_texts)
    risk(talk, "selvmord", "akutt")
    assert asked(with_texts, talk) == "ramme.oppsummering"
    assert skjema.feedback(with_texts, talk) is None


def test_offer_when_safety_has_not_been_asked_then_no_form(with_texts: Guide) -> None:
    talk = ready(with_texts)
    talk.answers = [a for a in talk.answers if a.question != "sikkerhet.apen"]
    offered = skjema.offered(with_texts, talk)
    assert offered is not None
    assert offered.id == "skjema.psfs.tilbud"


def test_offer_when_a_worker_has_entered_the_form_already_then_not_again(with_texts: Guide) -> None:
    talk = ready(with_texts)
    talk.measurements.append(Maling("papir-1", "phq-9", "1", {"1": 1.0}, source="papir", by="Kari"))
    assert asked(with_texts, talk) == "skjema.psfs.tilbud"


@pytest.mark.parametrize("said", ["nei", "vet ikke", "ikke noe spesielt"])
def test_goals_when_nothing_was_said_to_matter_then_not_offered(guide: Guide, said: str) -> None:
    talk = ready(guide)
    talk.answers = [a for a in talk.answers if a.area != "viktig"]
    answer(talk, "viktig.apen", said)
    assert skjema.goal_offer(guide, talk) is None


@pytest.mark.parametrize(("depth", "most"), [("normal", 3), ("grundig", 5)])
def test_goals_when_all_are_named_then_no_more_than_the_data_allow(guide: Guide, depth: str, most: int) -> None:
    talk = ready(guide, depth)
    say(guide, talk, "ja gjerne")
    for number in range(most):
        say(guide, talk, f"mål nummer {number}")
        say(guide, talk, choice=str(number))
    assert parts(asked(guide, talk))[0] != "psfs"
    assert skjema.goals(talk) == [(f"mål nummer {n}", float(n)) for n in range(most)]
    assert talk.current_measurements()["chat-psfs"].status == "ferdig"


@pytest.mark.parametrize(("said", "value"), [("7", 7.0), ("sju", 7.0), ("ligger på 4 nå", 4.0), ("0", 0.0), ("10", 10.0)])
def test_goal_when_the_number_is_written_then_it_is_read(guide: Guide, said: str, value: float) -> None:
    talk = ready(guide)
    say(guide, talk, "ja")
    say(guide, talk, "gå tur")
    say(guide, talk, said)
    assert skjema.goals(talk) == [("gå tur", value)]


def test_goal_when_the_number_is_passed_by_then_the_words_stand(guide: Guide) -> None:
    talk = ready(guide)
    say(guide, talk, "ja")
    say(guide, talk, "gå tur")
    samtale.skip(guide, talk, flow.next_question(guide, talk), NOW)  # type: ignore[arg-type]
    assert skjema.goals(talk) == [("gå tur", None)]
    assert asked(guide, talk) == "skjema.psfs.2.ord"


@pytest.mark.parametrize(("said", "code"), [
    ("Av og til", "1"), ("av og til, egentlig", "1"), ("Nesten hele tiden.", "3"), ("2", "2"), ("2.", "2"), ("to", None), ("4", None),
    ("ikke ofte", None), ("det går opp og ned", None), ("Stopp skjemaet", "stopp_skjema"), ("ofte", "2"), ("oftere enn før", None),
])
def test_item_when_words_are_written_then_only_a_plain_choice_is_taken(with_texts: Guide, said: str, code: str | None) -> None:
    reading = skjemasvar.read(with_texts.questions["skjema.phq-9.2"], said, None, "nb")
    assert reading.codes == ((code,) if code else ())


def test_item_nine_when_marked_then_risk_at_once_and_the_step_goes_before_everything(with_texts: Guide) -> None:
    talk = ready(with_texts)
    say(with_texts, talk, "ja")
    for _ in range(8):
        say(with_texts, talk, choice="0")
    taken = say(with_texts, talk, choice="2")
    assert taken.safety
    assert [(r.category, r.level, r.status) for r in taken.risks] == [("selvmord", "hoy", "apen")]
    assert asked(with_texts, talk).startswith("trygg.")


def test_item_nine_when_the_talk_has_dealt_with_the_danger_before_then_the_step_opens_again(with_texts: Guide) -> None:
    talk = ready(with_texts)
    risk(talk, "selvmord", "hoy")
    say(with_texts, talk, "ja")
    for _ in range(8):
        say(with_texts, talk, choice="0")
    say(with_texts, talk, choice="1")
    assert talk.current_risks()["selvmord-self"].status == "apen"
    assert talk.current_risks()["selvmord-self"].level == "hoy"


def test_summary_when_a_form_is_answered_then_neither_score_nor_answers_are_said(with_texts: Guide) -> None:
    talk = ready(with_texts)
    say(with_texts, talk, "ja")
    for _ in range(9):
        say(with_texts, talk, choice="0")
    text = replikk.summary(with_texts, talk).text
    assert "Svar på PHQ-9" in text
    assert "Sjelden eller aldri" not in text


def test_shared_when_the_area_is_held_back_then_the_answers_of_its_form_are_too(with_texts: Guide) -> None:
    talk = ready(with_texts)
    say(with_texts, talk, "ja")
    say(with_texts, talk, choice="3")
    assert "psykisk_helse" in {c.code for c in replikk.choices(with_texts, talk, with_texts.questions["ramme.deling_utvalg"])}
    talk.hidden_areas = ("psykisk_helse",)
    kept = shared(with_texts, talk).case
    assert kept.measurements == []
    assert not [a for a in kept.answers if a.question.startswith("skjema.phq-9")]


def test_next_question_when_the_service_has_taken_its_texts_away_then_the_talk_goes_on_without(guide: Guide, with_texts: Guide) -> None:
    talk = ready(with_texts)
    say(with_texts, talk, "ja")
    say(with_texts, talk, choice="3")
    talk.answers.append(Answer("skjema.phq-9.1", "skjema", "", ("3",), "gjenapnet", talk.turn, NOW))
    assert asked(guide, talk) == "skjema.psfs.tilbud"


@pytest.mark.parametrize("nothing", ["nei, ikke noe spesielt", "nei", "hopp over", "vet ikke"])
def test_talk_when_every_offer_gets_a_no_then_one_turn_each(with_texts: Guide, nothing: str) -> None:
    talk = ready(with_texts, "grundig")
    before = talk.turn
    while flow.next_question(with_texts, talk).area != "ramme":  # type: ignore[union-attr]
        say(with_texts, talk, nothing)
    assert talk.turn - before == 2
    assert talk.measurements == []
