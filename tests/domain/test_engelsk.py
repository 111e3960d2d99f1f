"""English as a language of the talk: every text that the person meets is written, and short words are read as English only there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.domain import replikk
from assistant.domain.analyse import Analysis
from assistant.domain.case import LANGUAGES, Case, RiskEvent, for_worker
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.domain.samtale import receive
from assistant.domain.sikkerhetsord import denies, is_english, says, soon
from assistant.domain.sprakvalg import wanted
from assistant.domain.svar import read_answer, short_no
from assistant.domain.yamlfil import Text

Named = tuple[str, Text | None]


def of_question(question: Question) -> Iterator[Named]:
    """What the person sees of a question; the wording for the worker is left out."""
    yield question.id, question.self_text
    for name in ("why", "unit", "low_label", "high_label"):
        yield f"{question.id} {name}", getattr(question, name)
    yield from ((f"{question.id} {choice.code}", choice.label) for choice in question.choices)


def of_areas(guide: Guide) -> Iterator[Named]:
    for area in guide.in_order():
        yield from ((f"{area.id} {name}", getattr(area, name)) for name in ("title", "short", "why"))
        yield from ((f"{area.id} speil {finding.attribute}", finding.mirror) for finding in area.findings)
        for question in area.questions:
            yield from of_question(question)


def of_frame(guide: Guide) -> Iterator[Named]:
    for question in (*guide.frame.frame, *guide.frame.safety):
        yield from of_question(question)


def of_risk(guide: Guide) -> Iterator[Named]:
    for category in guide.risk.categories.values():
        yield from ((f"{category.id} forstått {subject}", text) for subject, text in category.understood.items())
        yield from ((f"{category.id} råd {level} {subject}", text) for level, lines in category.advice.items() for subject, text in lines.items())
        for clarify in category.clarify.values():
            yield from of_question(clarify.question)


def of_contacts(guide: Guide) -> Iterator[Named]:
    for contact in guide.contacts.values():
        yield from ((f"{contact.id} navn", contact.name), (f"{contact.id} når", contact.when))


@pytest.mark.parametrize("texts", [of_frame, of_areas, of_risk, of_contacts], ids=["ramme", "omrader", "risiko", "kontakter"])
def test_texts_when_the_person_meets_them_then_each_is_written_in_english(guide: Guide, texts) -> None:
    found = [(name, text) for name, text in texts(guide) if text is not None]
    assert found
    if missing := [name for name, text in found if not (text.en or "").strip()]:
        pytest.fail(f"{len(missing)} tekster mangler engelsk: {', '.join(missing[:20])}", pytrace=False)


def test_sentences_when_read_in_english_then_all_are_there_and_none_shouts(guide: Guide) -> None:
    assert set(guide.texts) == set(LANGUAGES)
    assert [key for key, variants in guide.texts["en"].items() for v in variants if "!" in v or "«" in v] == []


def test_no_when_the_talk_is_in_english_then_it_is_a_no_else_it_is_not(guide: Guide) -> None:
    question = guide.questions["viktig.apen"]
    assert [read_answer(question, "No.", None, language).kind for language in LANGUAGES] == ["svar", "svar", "nei"]


@pytest.mark.parametrize(("text", "kind"), [
    ("Yes please", "ja"), ("No, nothing special", "ingenting"), ("skip", "vil_ikke"), ("I’d rather not say", "vil_ikke"), ("I don't know", "vet_ikke"),
    ("Not sure", "vet_ikke"), ("No thanks", "nei"), ("That's all", "ingenting"), ("no i haust", "svar"),
])
def test_kind_when_a_short_answer_is_english_then_read(guide: Guide, text: str, kind: str) -> None:
    assert read_answer(guide.questions["viktig.apen"], text, None, "en").kind == kind


def test_label_when_written_in_english_then_its_code_in_an_english_talk(guide: Guide) -> None:
    question = guide.questions["ramme.oppsummering"]
    assert read_answer(question, "I want to add something", None, "en").codes == ("legge_til",)
    assert read_answer(question, "Jeg vil rette noe", None, "en").codes == ("rette",)


def test_number_when_written_as_an_english_word_then_read(guide: Guide) -> None:
    question = next(q for q in guide.questions.values() if q.answer == "skala" and q.low == 0 and (q.high or 0) >= 7)
    assert [read_answer(question, word, None, "en").number for word in ("seven", "three", "zero")] == [7.0, 3.0, 0.0]


@pytest.mark.parametrize(("language", "text", "given"), [
    ("en", "Yes, I would like to start", True), ("en", "No", False), ("en", "Not today, sorry", False), ("en", "Who are you", None),
    ("nn", "No", None), ("nb", "no", None), ("nb", "yes I want to", True),
])
def test_consent_when_answered_then_only_a_plain_word_counts(guide: Guide, language: str, text: str, given: bool | None) -> None:
    case = Case("k", language=language)
    receive(guide, case, guide.questions["ramme.samtykke"], text, None, Analysis(text, "nb", len(text.split())), "")
    assert case.agreed() is given


@pytest.mark.parametrize(("language", "form", "text", "expected"), [
    ("en", "nb", "No", True), ("en", "en", "No, I would never do that", True), ("nb", "en", "No, I would never do that", True),
    ("en", "nn", "No i haust har det vore tungt", False), ("nn", "nb", "No", False), ("en", "nb", "Nei, aldri", True),
])
def test_denial_when_it_begins_with_no_then_only_in_english(language: str, form: str, text: str, expected: bool) -> None:
    assert denies(text, is_english(language, Analysis(text, form, len(text.split())))) is expected


def test_soon_when_no_stands_in_english_then_it_is_not_now() -> None:
    assert not soon("yes, but no plan", english=True)
    assert soon("ja, no", english=False) and soon("yes, tonight", english=True)
    assert says("klarer_ikke", "I can’t call anyone")


@pytest.mark.parametrize(("words", "now", "expected"), [
    ("English please", "nb", "en"), ("kan vi ta det på engelsk", "nn", "en"), ("norsk takk", "en", "nb"), ("nynorsk", "en", "nn"),
    ("bokmål", "nn", "nb"), ("sprak:en", "nb", "en"), ("sprak:nn", "en", "nn"), ("change language", "nb", "en"), ("change language", "en", "nb"),
    ("bytt språk", "nb", "nn"), ("bytt_sprak", "en", "nb"), ("kan vi snakke polsk", "nb", "tolk"), ("I don’t speak Norwegian", "nb", "en"),
])
def test_language_when_asked_for_then_that_one(words: str, now: str, expected: str) -> None:
    assert wanted(words, now) == expected


def test_short_no_when_english_then_known_and_nynorsk_is_not() -> None:
    assert short_no("No.") and short_no("no thanks")
    assert not short_no("no vil eg slutte") and not short_no("nei")


def test_safety_when_the_talk_is_in_english_then_the_frame_around_it_is_too(guide: Guide) -> None:
    case = Case("k", language="en")
    case.risks.append(RiskEvent("selvmord-self", "selvmord", "hoy", "self", "x", "viktig.apen", "viktig"))
    text = replikk.safety(guide, case, case.risks, "").text
    assert text.startswith("I want to stop for a moment") and "Someone who works at the service" in text and "116 123" in text


def test_worker_when_the_talk_is_in_english_then_reads_bokmaal() -> None:
    assert [for_worker(language) for language in LANGUAGES] == ["nb", "nn", "nb"]
