"""Reading answers against their question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.guide import Guide, load
from assistant.domain.svar import read_answer


@pytest.mark.parametrize(("text", "kind"), [
    ("", "tomt"), ("   ", "tomt"), ("😢😢", "tomt"), ("...", "tomt"), ("nei", "nei"), ("Nei, ikke noe spesielt", "ingenting"),
    ("ikkje noko spesielt", "ingenting"), ("hopp over", "vil_ikke"), ("æ vil itj svar", "vil_ikke"), ("ja", "ja"), ("veit ikkje", "vet_ikke"),
    ("nei, jeg sover ikke", "svar"),
])
def test_kind_when_short_answers_then_read(guide: Guide, text: str, kind: str) -> None:
    assert read_answer(guide.questions["viktig.apen"], text, None).kind == kind


@pytest.mark.parametrize(("text", "code"), [("Ja, det stemmer", "stemmer"), ("jeg vil rette noe", "rette"), ("1", "stemmer"),
                                            ("Eg vil leggje til noko", "legge_til")])
def test_codes_when_a_label_is_written_then_its_code(guide: Guide, text: str, code: str) -> None:
    assert read_answer(guide.questions["ramme.oppsummering"], text, None).codes == ((code,) if code else ())


@given(text=st.text(max_size=300))
def test_reading_when_any_text_to_any_question_then_never_raises(text: str) -> None:
    for question in load().questions.values():
        read_answer(question, text, None)
