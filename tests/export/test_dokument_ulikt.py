"""What is said differently in different answers: both stand in the worker's summary, in both languages."""

from dataclasses import replace

import pytest
from eksempelsak import NOW, SERVICE

from assistant.domain.case import Answer, Case, Finding
from assistant.export import docx, ulikt
from assistant.export.ord import words


def _case(*findings: Finding, language: str = "nb") -> Case:
    case = Case("K-ULIKT", language=language, status="levert")
    for turn, question in enumerate(dict.fromkeys(f.question for f in findings)):
        case.answers.append(Answer(question, question.split(".")[0], "ord", turn=turn))
        case.findings += [replace(f, turn=turn) for f in findings if f.question == question]
    return case


def _found(attribute: str, value: str, question: str, quote: str, **extra) -> Finding:
    return Finding(attribute, value, question.split(".")[0], question, quote, **extra)


RENTS = _found("bosituasjon", "leier", "bolig.apen", "Jeg leier en hybel")
OWNS = _found("bosituasjon", "eier", "okonomi.apen", "Jeg eier leiligheten")
SLEEPS = _found("sovnvansker", "ja", "sovn_aktivitet.apen", "Jeg sover godt", negated=True)
AWAKE = _found("sovnvansker", "ja", "situasjon.apen", "Jeg ligger våken")


@pytest.mark.parametrize(("language", "sentence"), [("nb", "Avklar det sammen med personen"), ("nn", "Avklar det saman med personen")])
def test_summary_when_two_answers_differ_then_both_stand_with_a_sentence(guide, les, language, sentence):
    text = les(docx.render(guide, _case(RENTS, OWNS, language=language), service=SERVICE, now=NOW))
    part = text[text.index("Sagt ulikt"):]
    assert sentence in part and "Jeg leier en hybel" in part and "Jeg eier leiligheten" in part


def test_disagreement_when_one_answer_denies_and_another_says_it_then_both_are_told(guide):
    section, = ulikt.section(guide, _case(AWAKE, SLEEPS), words("nb"))
    (_, said), = section.blocks[1].rows
    assert ["".join(run.text for run in one).split()[0] for one in said] == ["ja", "nei"]


@pytest.mark.parametrize(("first", "second"), [
    (_found("varighet", "12", "situasjon.apen", "et år"), _found("varighet", "13", "psykisk_helse.apen", "i fjor høst")),
    (_found("rusmiddel", "alkohol", "rusmidler.apen", "vin"), _found("rusmiddel", "cannabis", "situasjon.apen", "hasj")),
    (RENTS, replace(OWNS, subject="other")), (RENTS, replace(OWNS, earlier=True)), (RENTS, replace(OWNS, question="bolig.apen")),
], ids=["roughly the same", "several at once", "somebody else", "before", "one answer"])
def test_disagreement_when_both_may_be_true_then_none(guide, first, second):
    assert ulikt.section(guide, _case(first, second), words("nb")) == ()


def test_duration_when_years_and_weeks_are_said_then_both_are_told(guide):
    far = _found("varighet", "36", "situasjon.apen", "i tre år")
    near = _found("varighet", "1", "psykisk_helse.apen", "en måned")
    assert [{f.value for f in found} for found in ulikt.disagreements(guide, _case(far, near))] == [{"36", "1"}]
