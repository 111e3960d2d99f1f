"""Random cases: any Unicode, long and empty answers, unknown questions, areas, findings and forms, times that are no times."""

from __future__ import annotations

from hypothesis import strategies as st

from assistant.domain.case import DEPTHS, LANGUAGES, LEVELS, MODES, STATUSES, Answer, Case, Consent, Decision, Finding, Maling, RiskEvent
from assistant.domain.guide import Guide

WORDS = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(["", "Søvn", "x" * 50_000, "<&>\"'", "\ud800", "\x00", "4", "ja"])
TIMES = st.datetimes(timezones=st.timezones() | st.none()).map(lambda d: d.isoformat()) | st.sampled_from(["", "i går", "2026-11-22T12:00:00Z"])
SMALL = st.integers(0, 9)


def _lists(one: st.SearchStrategy, most: int) -> st.SearchStrategy:
    return st.lists(one, max_size=most)


@st.composite
def cases(draw: st.DrawFn, guide: Guide) -> Case:
    questions = st.sampled_from([*guide.questions, "finnes.ikke"])
    areas = st.sampled_from([*guide.areas, "ramme", "ukjent"])
    categories = st.sampled_from([*guide.risk.categories, "ukjent"])
    number = st.none() | st.floats(0, 10, width=16)

    def answer(question: str) -> Answer:
        known = guide.questions.get(question)
        code = st.sampled_from([c.code for c in known.choices] if known and known.choices else ["ja", "nei", "4", "4.5", "rart"]) | WORDS
        area = known.area if known and draw(st.booleans()) else draw(areas)
        status = draw(st.sampled_from(["besvart", "hoppet", "gjenapnet"]))
        return Answer(question, area, draw(WORDS), tuple(draw(_lists(code, 3))), status, draw(SMALL), draw(TIMES), draw(st.sampled_from(["person", "kari"])))

    made = Case(draw(WORDS), draw(st.sampled_from(MODES)), draw(st.sampled_from(LANGUAGES)), draw(st.sampled_from(DEPTHS)),
                draw(st.sampled_from(STATUSES)), draw(TIMES), draw(TIMES), hidden_areas=tuple(draw(_lists(areas, 4))))
    made.answers = [answer(q) for q in draw(_lists(questions, 12))]
    made.findings = draw(_lists(st.builds(Finding, st.sampled_from([*guide.findings, "ukjent"]), WORDS, areas, questions, WORDS, turn=SMALL), 4))
    subjects = st.sampled_from(["self", "other", "x"])
    made.risks = draw(_lists(st.builds(RiskEvent, WORDS, categories, st.sampled_from(LEVELS), subjects, WORDS, questions, areas, at=TIMES), 3))
    made.consents = draw(_lists(st.builds(Consent, st.sampled_from(["samtykke", "deling", "parorende", "noe"]), st.booleans(), WORDS, TIMES), 3))
    made.decisions = draw(_lists(st.builds(Decision, st.integers(1, 3), st.none() | st.integers(1, 3), WORDS, WORDS, TIMES), 2))
    answers, words = st.dictionaries(st.sampled_from("123456789"), number), st.dictionaries(st.sampled_from("123"), WORDS)
    sex = st.sampled_from(["", "kvinne", "mann"])
    forms = st.builds(Maling, WORDS, st.sampled_from([*guide.instruments, "ukjent"]), st.just("1"), answers, words, number, sex, at=TIMES)
    made.measurements = draw(_lists(forms, 2))
    return made
