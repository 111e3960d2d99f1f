"""The data check finds a pattern that cannot be read and an example that gives something else."""

from __future__ import annotations

from dataclasses import replace

from assistant import datasjekk
from assistant.domain.guide import Guide
from assistant.domain.omrade import Example
from assistant.domain.risikodata import RiskRule
from assistant.domain.yamlfil import Place


def with_rule(guide: Guide, **changes: object) -> Guide:
    """Only one risk rule in the whole guide, and no area examples."""
    rule = RiskRule("R-PROVE-001", 1, "selvmord", "hoy", ("prøveord",), place=Place(line=7, lines={"hits.0": 9, "misses.0": 12}))
    empty = {c: replace(category, rules=()) for c, category in guide.risk.categories.items()}
    selvmord = replace(empty["selvmord"], rules=(replace(rule, **changes),))  # type: ignore[arg-type]
    areas = {a: replace(area, examples=()) for a, area in guide.areas.items()}
    return replace(guide, version="prove", areas=areas,
                   risk=replace(guide.risk, categories={**empty, "selvmord": selvmord}, idiom_examples=()))


def test_check_when_examples_hold_then_nothing_is_said(guide: Guide) -> None:
    sound = with_rule(guide, hits=(("jeg skriver prøveord her", "hoy"),), misses=("helt vanlig prat",))
    assert datasjekk.deviations(sound) == []


def test_check_when_a_hit_gives_nothing_then_rule_text_and_line_are_named(guide: Guide) -> None:
    said = datasjekk.deviations(with_rule(guide, hits=(("helt vanlig prat", "hoy"),)))
    assert len(said) == 1
    assert ":9: R-PROVE-001: «helt vanlig prat» skal gi hoy, men ga ingen risiko." in said[0]


def test_check_when_a_hit_is_about_another_person_then_it_is_said(guide: Guide) -> None:
    said = datasjekk.deviations(with_rule(guide, subject="other", hits=(("prøveord", "hoy"),)))
    assert said == []
    said = datasjekk.deviations(with_rule(guide, hits=(("prøveord", "avklar"),)))
    assert "skal gi avklar, men ga selvmord hoy (R-PROVE-001)" in said[0]


def test_check_when_a_miss_gives_risk_then_it_is_said(guide: Guide) -> None:
    said = datasjekk.deviations(with_rule(guide, misses=("prøveord",)))
    assert ":12: R-PROVE-001: «prøveord» skal ikke gi risiko, men ga selvmord hoy (R-PROVE-001)." in said[0]


def test_check_when_a_pattern_cannot_be_read_then_only_that_is_said(guide: Guide) -> None:
    said = datasjekk.deviations(with_rule(guide, patterns=("<finnesikke> ord", "(feil"), misses=("prøveord",)))
    assert len(said) == 2
    assert all("kan ikke leses" in s for s in said)


def test_check_when_an_area_example_gives_another_finding_then_both_are_named(guide: Guide) -> None:
    sound = with_rule(guide)
    example = Example("helt vanlig prat", (("sovnvansker", "ja"),), Place(line=3))
    areas = {**sound.areas, "sovn_aktivitet": replace(sound.areas["sovn_aktivitet"], examples=(example,))}
    said = datasjekk.deviations(replace(sound, areas=areas))
    assert len(said) == 1
    assert "«helt vanlig prat» skal gi sovnvansker = ja, men ga ingen funn." in said[0]
