"""A no to the direct question says that there are no such thoughts, unless the same answer holds danger."""

from __future__ import annotations

import pytest

from assistant.domain.analyse import Analysis, RiskSpan
from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.domain.samtale import find
from assistant.domain.svar import read_answer

RISK = RiskSpan("selvmord", "avklar", "self", 0, 3, ("PRØVE",))


def denied(guide: Guide, text: str, form: str = "nb", risks: tuple[RiskSpan, ...] = ()) -> bool:
    question = guide.areas["sikkerhet"].opening
    found = find(guide, Case("prøve"), question, read_answer(question, text, None), Analysis(text, form, len(text.split()), risks))
    return ("selvmordstanker", "nei") in [(f.attribute, f.value) for f in found]


@pytest.mark.parametrize(("text", "form"), [("Nei. Ingenting sånt, jeg er bare trøtt.", "nb"), ("næi. har itj tenkt sånn", "dialekt"), ("No. God no.", "en")])
def test_answer_when_it_begins_with_no_then_it_denies(guide: Guide, text: str, form: str) -> None:
    assert denied(guide, text, form)


@pytest.mark.parametrize(("text", "form"), [("No i haust har det vore tungt", "nn"), ("Av og til", "nb")])
def test_answer_when_it_says_something_else_then_it_does_not(guide: Guide, text: str, form: str) -> None:
    assert not denied(guide, text, form)


def test_answer_when_it_holds_danger_too_then_the_no_does_not_count(guide: Guide) -> None:
    assert not denied(guide, "Nei, men alle hadde hatt det bedre uten meg", risks=(RISK,))
