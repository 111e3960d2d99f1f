"""Slips and manners never hide danger: greeting, case, a doubled letter and lost æøå; «ikke» in the right place does take it away."""

from __future__ import annotations

import random

import pytest

from assistant.domain.case import level_rank
from assistant.domain.guide import Guide
from assistant.language.analyse import Analyser, shared
from assistant.language.ordbilde import Spelling, key

PLAIN = [
    "jeg tenker på å ta livet mitt", "eg har lyst til å døy", "æ vil itj lev mer", "jeg har kuttet meg i armen i kveld", "mannen min slår meg",
    "ho seier ho skal ta livet sitt", "jeg har tatt en overdose", "eg høyrer stemmer som seier eg skal gjere det", "jeg kommer til å drepe ham",
    "han ligger på gulvet og puster ikke", "barna er alene hjemme med faren som er full", "i want to kill myself", "jeg orker ikke leve lenger",
    "har skaffet tau og vet hvor jeg skal gjøre det", "jeg blir slått hjemme", "jeg skader meg selv når det blir for mye",
    "alle hadde hatt det bedre uten meg", "eg prøvde å ta livet mitt i fjor", "kompisen min har tatt for mye ghb og lar seg ikke vekke",
    "jeg er redd for hva jeg kan gjøre mot henne",
]
OTHER_WORDS = {"dett", "mott", "levve"}                 # a doubled letter that makes another word is no slip
GREETINGS = ("Hei! ", "hei hei, ", "God kveld. ", "Heisann, ")
NEGATED = [
    ("jeg har lyst til å dø", "jeg har ikke lyst til å dø"), ("eg vil ta livet mitt", "eg vil ikkje ta livet mitt"),
    ("jeg tenker på å ta livet mitt", "jeg tenker ikke på å ta livet mitt"), ("mannen min slår meg", "mannen min slår meg ikke"),
    ("jeg skader meg selv", "jeg skader ikke meg selv"), ("jeg hører stemmer", "jeg hører ikke stemmer"), ("æ vil dø", "æ vil itj dø"),
    ("i want to kill myself", "i don't want to kill myself"), ("jeg har tenkt å drepe ham", "jeg har ikke tenkt å drepe ham"),
]


@pytest.fixture(scope="module")
def reader(guide: Guide) -> Analyser:
    return shared(guide)


def level(reader: Analyser, text: str) -> int:
    return level_rank(reader.read(text).level)


def lowered(reader: Analyser, text: str, changed: list[str]) -> list[str]:
    """Those of the changed texts that are read as less serious than the text."""
    before = level(reader, text)
    return [one for one in changed if level(reader, one) < before]


@pytest.mark.parametrize("text", PLAIN)
def test_danger_when_plainly_said_then_it_is_seen(reader: Analyser, text: str) -> None:
    assert level(reader, text) > 0


@pytest.mark.parametrize("text", PLAIN)
def test_level_when_greeted_first_or_in_capitals_then_never_lower(reader: Analyser, text: str) -> None:
    assert lowered(reader, text, [*(greeting + text for greeting in GREETINGS), text.upper(), text.title(), text.capitalize()]) == []


@pytest.mark.parametrize("text", PLAIN)
def test_level_when_any_letter_is_doubled_then_never_lower(reader: Analyser, text: str) -> None:
    doubled = [text[:at] + text[at] + text[at:] for at in range(len(text)) if text[at].isalpha()]
    assert lowered(reader, text, [one for one in doubled if not OTHER_WORDS & set(one.split())]) == []


@pytest.mark.parametrize("text", PLAIN)
def test_level_when_written_without_aeoa_then_never_lower(reader: Analyser, text: str) -> None:
    assert lowered(reader, text, [text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")]) == []


@pytest.mark.parametrize(("text", "denied"), NEGATED)
def test_level_when_denied_then_lower(reader: Analyser, text: str, denied: str) -> None:
    assert level(reader, denied) < level(reader, text)


def test_reading_when_slips_are_sprinkled_on_any_line_then_the_classifier_reads_the_very_same_words(guide: Guide) -> None:
    words = Spelling(["jeg", "får", "ikke", "sove", "livet"])
    chance = random.Random(7)
    for text in PLAIN:
        at = chance.choice([i for i, char in enumerate(text) if char.isalpha()])
        assert words.restore(text[:at] + text[at] + text[at:]) == words.restore(text) == words.restore("Hei, " + text.upper())
    assert key("såå") == key("saa") == key("sa")
