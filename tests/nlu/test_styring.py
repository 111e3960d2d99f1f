"""Commands against answers, read by the trained model."""

from __future__ import annotations

import asyncio

import pytest

from assistant.dialogue import tur
from assistant.dialogue.engine import Engine
from assistant.nlu.styring import decide, labels

COMMANDS = [
    ("stopp", "stopp"), ("jeg vil avslutte", "stopp"), ("eg vil slutte no", "stopp"), ("æ gir mæ", "stopp"),
    ("ta en pause", "pause"), ("kan vi ta ein pause", "pause"), ("gå tilbake", "tilbake"), ("førre spørsmål", "tilbake"),
    ("hopp over", "hopp_over"), ("vil ikkje svare", "hopp_over"), ("æ vil itj svar", "hopp_over"), ("neste takk", "hopp_over"),
    ("hvorfor spør du om det?", "hvorfor"), ("kvifor vil du vite det", "hvorfor"), ("koffor spør du om det", "hvorfor"),
    ("hjelp", "hjelp"), ("hva skal jeg skrive her?", "hjelp"), ("hvem leser dette?", "personvern"), ("kven les dette", "personvern"),
    ("er dette anonymt?", "personvern"), ("jeg vil snakke med et menneske", "menneske"), ("eg vil snakke med eit menneske", "menneske"),
    ("er du en robot?", "menneske"), ("kan du gjenta spørsmålet", "gjenta"), ("ein gong til", "gjenta"),
    ("kan vi ta det på nynorsk", "bytt_sprak"), ("skriv bokmål", "bytt_sprak"), ("jeg vil rette et svar", "rett_svar"),
    ("eg skreiv feil", "rett_svar"),
]
ANSWERS = [
    "jeg vil slutte å drikke, men det er vanskelig å stoppe når jeg først er i gang",
    "mannen min ba meg stoppe, men jeg klarte det ikke", "hjertet stopper nesten når jeg får panikk på bussen",
    "jeg tok en pause fra studiene i fjor høst", "jeg vil tilbake på jobb", "trenger hjelp til å få sove",
    "ingen mennesker å snakke med", "det gjentar seg hver høst", "jeg hopper over frokosten de fleste dager",
    "nei", "ja", "litt", "vet ikke", "40",
    "eg har slutta å trene", "eg vil ha hjelp med angsten min", "sjefen sier jeg må fortsette som før", "bytta jobb i fjor",
]


def intent(engine: Engine, text: str) -> str:
    return asyncio.run(engine._agent.parse_message(text))["intent"]["name"]


@pytest.mark.parametrize(("text", "expected"), COMMANDS)
def test_intent_when_a_short_command_then_it_is_understood(engine: Engine, text: str, expected: str) -> None:
    assert intent(engine, text) == expected


def test_intent_when_the_classifier_is_in_doubt_about_an_answer_then_it_may_ask_but_never_takes_it_as_a_command(engine: Engine) -> None:
    assert intent(engine, "lurer på hvorfor jeg har det sånn hele tiden, det finnes jo ingen grunn til det egentlig") in ("svar", "risiko")


@pytest.mark.parametrize("text", ANSWERS)
def test_intent_when_an_answer_holds_a_command_word_then_it_is_an_answer(engine: Engine, text: str) -> None:
    assert intent(engine, text) == "svar"


def test_decide_when_danger_then_it_overrides_any_command() -> None:
    assert decide("stopp, jeg tar livet mitt", "stopp", 0.99, "akutt") == "risiko"


def test_decide_when_classifier_cries_danger_alone_then_it_is_an_answer() -> None:
    assert decide("noe ufarlig", "risiko", 0.99, "ingen") == "svar"


def test_decide_when_doubtful_then_it_is_an_answer() -> None:
    assert decide("stopp der borte", "stopp", 0.3, "ingen") == "svar"


def test_intent_when_a_choice_is_written_out_then_it_is_never_carried_out_as_a_command(engine: Engine) -> None:
    assert not [label for label in labels(engine.guide) if intent(engine, label) in tur.COMMANDS]


def test_decide_when_a_short_message_may_be_a_command_then_it_is_asked_about() -> None:
    assert decide("nok med det", "stopp", 0.4, "ingen") == "nlu_fallback"


def test_decide_when_a_long_message_may_be_a_command_then_it_is_an_answer() -> None:
    assert decide("det var nok med det og nå er det slik det er", "hvorfor", 0.7, "ingen") == "svar"


def test_decide_when_yes_or_no_leads_then_only_a_certain_command_is_one() -> None:
    assert decide("ja det skjer nå", "stopp", 0.85, "ingen") == "svar"
    assert decide("nei jeg vil stoppe", "stopp", 0.99, "ingen") == "stopp"
