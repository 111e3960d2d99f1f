"""Which form of Norwegian a message is in, learned from the labelled lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import eksempler
from assistant.domain.guide import FOLDER, Guide
from assistant.language.sprakform import FormReader, learn

KEPT = Path(__file__).parents[1] / "quality" / "risiko"


@pytest.fixture(scope="module")
def reader(guide: Guide) -> FormReader:
    lines = eksempler.load(FOLDER / "risk" / "eksempler")
    return FormReader(guide.language, learn([one.text for one in lines], [one.form for one in lines]))


@pytest.mark.parametrize(("text", "form"), [
    ("to pauser før panikken", "nb"), ("Sover ti timer, våkner og legger meg igjen.", "nb"), ("helt stopp i kroppen", "nb"), ("ja", "nb"),
    ("eg har ikkje sove på fleire netter", "nn"), ("ho vil ikkje snakke om det", "nn"),
    ("æ e så trøtt at æ itj orke nokka", "dialekt"), ("je veit itte å je skæ gjørra", "dialekt"),
    ("i can not sleep at night", "en"), ("My wife left me in May", "en"),
    ("Jestem zmęczony i nie mogę spać", "annet"), ("أنا متعب جدا ولا أستطيع النوم", "annet"), ("Waan daallanahay mana seexan karo", "annet"),
    ("estoy muy cansado y no puedo dormir", "annet"), ("", "nb"), ("🙂", "nb"),
])
def test_form_when_read_then_it_is_the_one_the_person_writes(reader: FormReader, text: str, form: str) -> None:
    assert reader.read(text) == form


def test_form_when_measured_on_kept_lines_then_nine_of_ten_are_right(reader: FormReader) -> None:
    lines = eksempler.load(KEPT)
    assert sum(reader.read(one.text) == one.form for one in lines) >= 0.9 * len(lines)


def test_form_when_nothing_is_learned_then_tell_tale_words_decide(guide: Guide) -> None:
    assert [FormReader(guide.language).read(text) for text in ("eg veit ikkje", "I am not ok", "hm")] == ["nn", "en", "nb"]
