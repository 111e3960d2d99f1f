"""Twenty cases that differ: languages, modes, sharing, forms, long and odd words, little and much; and random ones."""

from __future__ import annotations

from dataclasses import replace

from eksempelsak import NOW, rich
from hypothesis import strategies as st

from assistant.domain.case import Answer, Case, Consent, Decision, Finding, Maling, RiskEvent
from assistant.domain.guide import Guide

ODD = "Null\x00 bell\x07 lone\ud800 \u202eakkab\u202c emoji 👩‍👧 ﷽ ā̃ <b>&amp; {navn} ]]> $x_1$ \r\nny linje\ttab"
EARLIER = "2026-09-23T08:00:00+00:00"


def forms(**answers: float) -> list[Maling]:
    """Goals at two times and two totals."""
    goals = {"1": "Sove en hel natt", "2": ODD}
    return [Maling("p1", "psfs", "1", {"1": 2.0, "2": 4.0, "3": None}, goals, at=EARLIER),
            Maling("p2", "psfs", "1", {"1": 5.0, "2": 4.5, "3": None}, goals, at=NOW),
            Maling("a1", "audit", "1", given_total=14.0, source="papir", by="kari", at=NOW),
            Maling("q1", "phq-9", "1", given_total=21.0, sex="kvinne", source="papir", by="kari", at=NOW), *_partly(answers)]


def _partly(answers: dict[str, float]) -> list[Maling]:
    return [Maling("d1", "phq-9", "1", dict(answers), status="pagar", at=NOW)] if answers else []


def twenty(guide: Guide) -> list[Case]:
    """Each with its own id."""
    made = [rich(), rich("nn"), rich("en"), rich(decided=False), replace(rich(), mode="guided"), replace(rich("nn"), mode="guided")]
    made += [replace(rich(language), measurements=forms()) for language in ("nb", "nn")]
    made += [replace(rich(), consents=[Consent("deling", False, "", NOW)]), replace(rich(), consents=[])]
    made += [replace(rich(), hidden_areas=tuple(guide.areas)), Case("tom"), Case("tom-nn", language="nn", mode="guided")]
    made.append(Case("odd", answers=[Answer("viktig.apen", "viktig", ODD, at=ODD)], findings=[Finding("finnes_ikke", ODD, ODD, ODD, ODD)]))
    made.append(Case("lang", answers=[Answer("situasjon.apen", "situasjon", "Langt svar. " * 4300), Answer("bolig.apen", "bolig", "x" * 50_000)]))
    made.append(Case("bare-fare", risks=[RiskEvent("s", "selvmord", "akutt", "self", "vil dø", "viktig.apen", "viktig", at=NOW)]))
    made.append(replace(rich(), decisions=[Decision(n, 2, ODD, ODD, NOW) for n in (1, 2, 3)]))
    made.append(Case("alle", answers=[Answer(a.opening.id, a.id, f"Svar om {a.id}", at=NOW) for a in guide.in_order()]))
    made.append(Case("hoppet", answers=[Answer(a.opening.id, a.id, "", (), "hoppet", at=NOW) for a in guide.in_order()]))
    made.append(Case("skjema", measurements=[Maling("u", "ukjent_skjema", "1", given_total=3.0), *forms()[:1]]))
    return [replace(case, id=f"sak-{n}") for n, case in enumerate(made)]


def random_cases(guide: Guide) -> st.SearchStrategy[Case]:
    """Any words, also 50 kB of them, any codes, known and unknown questions, findings and forms."""
    words = st.one_of(st.text(max_size=60), st.just("Langt svar. " * 4300), st.just(""), st.just(ODD))
    questions = st.sampled_from([*guide.questions, "finnes.ikke"])
    areas = st.sampled_from([*guide.areas, "finnes_ikke"])
    specs = st.sampled_from([*guide.findings, "finnes_ikke"])
    answer = st.builds(Answer, questions, areas, words, st.lists(st.text(max_size=8), max_size=2).map(tuple),
                       st.sampled_from(["besvart", "hoppet", "gjenapnet"]), st.integers(0, 9), st.just(NOW), closes_area=st.booleans())
    finding = st.builds(Finding, specs, st.one_of(words, st.just("ja")), areas, questions, words, turn=st.integers(0, 9), negated=st.booleans(),
                        subject=st.sampled_from(["self", "other"]), by=st.sampled_from(["assistent", "kari"]))
    maling = st.builds(Maling, st.text(min_size=1, max_size=4), st.sampled_from([*guide.instruments, "ukjent"]), st.just("1"),
                       st.dictionaries(st.sampled_from("123456789"), st.one_of(st.none(), st.floats(0, 10)), max_size=9),
                       st.dictionaries(st.sampled_from("123"), words, max_size=3), st.one_of(st.none(), st.floats(0, 100)),
                       st.sampled_from(["", "kvinne", "mann"]), status=st.sampled_from(["ferdig", "pagar"]), at=st.sampled_from([NOW, EARLIER, "", "i går"]))
    risk = st.builds(RiskEvent, st.text(max_size=4), st.sampled_from([*guide.risk.categories, "ukjent"]), st.sampled_from(["akutt", "hoy", "avklar"]),
                     st.sampled_from(["self", "other"]), words, questions, areas, at=st.just(NOW))
    return st.builds(
        Case, st.just("sak"), st.sampled_from(["self", "guided"]), st.sampled_from(["nb", "nn", "en"]), st.sampled_from(["kort", "normal", "grundig"]),
        st.sampled_from(["pagar", "levert"]), st.just(NOW), st.just(NOW), st.integers(0, 9), hidden_areas=st.lists(areas, max_size=2).map(tuple),
        answers=st.lists(answer, max_size=6), findings=st.lists(finding, max_size=6), risks=st.lists(risk, max_size=2),
        consents=st.lists(st.builds(Consent, st.sampled_from(["deling", "samtykke", "parorende"]), st.booleans(), words, st.just(NOW)), max_size=3),
        decisions=st.lists(st.builds(Decision, st.integers(1, 3), st.one_of(st.none(), st.integers(1, 3)), words, words, st.just(NOW)), max_size=2),
        measurements=st.lists(maling, max_size=4))
