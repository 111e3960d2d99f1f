"""Every spelling of a word is read as the most usual one."""

from __future__ import annotations

import pytest

from assistant.language.ordbilde import SEEN, Spelling, vocabulary

KNOWN = ["ikke", "jeg", "sove", "får", "far", "åpne"]


@pytest.mark.parametrize(("written", "read"), [
    ("JEG", "jeg"), ("jegg ikkke ssove", "jeg ikke sove"), ("aapne", "åpne"), ("apne", "åpne"), ("far", "får"), ("ukjennt", "ukjent"),
    ("Hei! Jeg får", "jeg får"), ("god kveld, hei hei: jeg", "jeg"), ("heisann", "heisan"), ("", ""),
])
def test_text_when_restored_then_slips_become_known_words(written, read) -> None:
    assert Spelling(KNOWN).restore(written) == read


def test_vocabulary_when_made_then_rare_words_are_left_out_and_the_most_usual_come_first() -> None:
    assert vocabulary(["jeg vil", "jeg kan vil", "jeg"]) == ["jeg", "vil"]
    assert SEEN == 2
