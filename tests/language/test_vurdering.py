"""Rules and classifier together: the union, its reasons, and what a rule that only asks gives way to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.domain.analyse import RiskSpan
from assistant.domain.guide import Guide
from assistant.domain.klassifikatordata import ClassifierPolicy
from assistant.domain.risikodata import CATEGORIES
from assistant.language.analyse import Analyser
from assistant.language.klassifikator import Verdict
from assistant.language.normalisering import Token
from assistant.language.vurdering import Judge, stretches_of

CALM = Verdict(0.01, 0.0, 0.0, dict.fromkeys(CATEGORIES, 0.01), 0.1)


class Told:
    """A classifier that says what it is told about every stretch."""

    whole = True

    def __init__(self, verdict: Verdict) -> None:
        self.verdict, self.asked = verdict, 0

    def spelling(self, lines):
        return np.zeros((len(lines), 11))

    def read(self, texts, spelling):
        self.asked += len(texts)
        return [self.verdict for _ in texts]


@pytest.fixture
def tokens(guide: Guide):
    reader = Analyser(guide)
    return lambda text: reader._normaliser.tokens(text)


@pytest.fixture
def policy(guide: Guide) -> ClassifierPolicy:
    """Turned on, whatever the service has chosen."""
    return replace(guide.risk.classifier, danger=0.5, high=0.6, acute=0.6, doubt=0.1)


def judged(policy: ClassifierPolicy, tokens, text: str, verdict: Verdict, rules: tuple[RiskSpan, ...] = ()) -> list[RiskSpan]:
    return Judge(policy, Told(verdict)).judge(text, tokens(text), rules)


def danger(policy: ClassifierPolicy, **named: float) -> Verdict:
    categories = {**CALM.categories, "selvskading": 0.9}
    return replace(CALM, danger=0.99, categories=categories, **named)


def test_classifier_when_sure_of_danger_then_it_is_found_with_category_and_reason(policy: ClassifierPolicy, tokens) -> None:
    (span,) = judged(policy, tokens, "dette er en helt vanlig setning", danger(policy))
    assert (span.category, span.level, span.subject) == ("selvskading", "avklar", "self")
    assert span.rules[0] == "KLASSIFIKATOR:0.99"


@pytest.mark.parametrize(("named", "level"), [({"high": 0.99}, "hoy"), ({"high": 0.99, "acute": 0.99}, "akutt")])
def test_classifier_when_high_or_acute_then_the_level_follows(policy: ClassifierPolicy, tokens, named, level) -> None:
    assert judged(policy, tokens, "dette er en helt vanlig setning", danger(policy, **named))[0].level == level


def test_classifier_when_calm_then_a_rule_that_asks_stands_but_is_doubted_and_a_high_one_is_not(policy: ClassifierPolicy, tokens) -> None:
    asks = RiskSpan("selvmord", "avklar", "self", 0, 5, ("R-1",))
    assert judged(policy, tokens, "dette er en helt vanlig setning", CALM, (asks,)) == [replace(asks, doubted=True)]
    high = replace(asks, level="hoy")
    assert judged(policy, tokens, "dette er en helt vanlig setning", CALM, (high,)) == [high]


def test_classifier_when_it_sees_another_danger_then_a_rule_that_asks_about_something_unlikely_gives_way(policy: ClassifierPolicy, tokens) -> None:
    asks = RiskSpan("barn", "avklar", "self", 0, 5, ("R-1",))
    assert {span.category for span in judged(policy, tokens, "dette er en helt vanlig setning", danger(policy), (asks,))} == {"selvskading"}


def test_danger_when_denied_in_few_words_then_the_classifier_must_be_all_but_certain(policy: ClassifierPolicy, tokens) -> None:
    likely = replace(danger(policy), danger=0.9)
    short, long = "nei det vil jeg ikke", "nei det vil jeg ikke, men jeg har tenkt mye på det i det siste"
    assert Judge(policy, Told(likely)).judge(short, tokens(short), (), {"selvskading"}) == []
    assert Judge(policy, Told(likely)).judge(long, tokens(long), (), {"selvskading"}) != []


def test_classifier_when_meaning_is_missing_then_no_rule_gives_way(policy: ClassifierPolicy, tokens) -> None:
    told = Told(CALM)
    told.whole = False
    asks = RiskSpan("selvmord", "avklar", "self", 0, 5, ("R-1",))
    assert Judge(policy, told).judge("dette er en setning", tokens("dette er en setning"), (asks,)) == [asks]


def test_message_when_very_short_then_rules_stand_alone(policy: ClassifierPolicy, tokens) -> None:
    assert judged(policy, tokens, "nei takk", danger(policy)) == []


@pytest.mark.parametrize(("other", "subject"), [(0.95, "other"), (0.5, "other"), (0.05, "self")])
def test_subject_when_the_classifier_is_sure_then_it_decides_else_the_rule_does(policy: ClassifierPolicy, tokens, other, subject) -> None:
    rule = RiskSpan("selvskading", "avklar", "other", 0, 5, ("R-1",))
    spans = judged(policy, tokens, "dette er en helt vanlig setning", replace(danger(policy), other=other), (rule,))
    assert {span.subject for span in spans if span.rules == ("R-1",)} == {subject}


@pytest.mark.parametrize(("rule", "level"), [("avklar", "hoy"), ("hoy", "hoy"), ("akutt", "akutt")])
def test_level_when_both_see_the_same_danger_then_asking_may_rise_to_high_and_no_further(policy: ClassifierPolicy, tokens, rule, level) -> None:
    seen = RiskSpan("selvskading", rule, "self", 0, 5, ("R-1",))
    spans = judged(policy, tokens, "dette er en helt vanlig setning", danger(policy, high=0.99, acute=0.99), (seen,))
    assert {span.level for span in spans if span.rules == ("R-1",)} == {level}


def test_long_message_when_read_then_only_the_worst_parts_reach_the_encoder(policy: ClassifierPolicy, tokens) -> None:
    text = "Dette er en vanlig setning om hagen og huset. " * 200
    told = Told(CALM)
    Judge(policy, told).judge(text, tokens(text), ())
    assert told.asked == policy.windows


def test_stretches_when_made_then_every_token_is_in_one_and_none_is_much_too_long() -> None:
    made = [Token("ord", 4 * i, 4 * i + 3, i // 10, False) for i in range(1000)]
    parts = stretches_of(made, 100)
    assert parts[0].start == 0 and parts[-1].end == made[-1].end
    assert all(part.end - part.start <= 200 for part in parts)
    assert sum(part.line.count("ord") for part in parts) == 1000
