"""Rules and classifier weighed together: the union of what they find, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from assistant.domain.analyse import CLASSIFIER, RiskSpan
from assistant.domain.case import level_rank
from assistant.domain.klassifikatordata import ClassifierPolicy
from assistant.language.klassifikator import Classifier, Verdict
from assistant.language.monster import key_line
from assistant.language.normalisering import Token
from assistant.language.ordbilde import greeting


@dataclass(frozen=True)
class Stretch:
    """A part of the message that is read under one: characters [start, end) and its normalised line."""

    start: int
    end: int
    line: str


class Judge:
    """Adds the classifier's findings to the rules'. Without a classifier the rules stand alone."""

    def __init__(self, policy: ClassifierPolicy, classifier: Classifier | None) -> None:
        self._policy, self._classifier = policy, classifier

    def judge(self, text: str, tokens: list[Token], rules: tuple[RiskSpan, ...], denied: Set[str] = frozenset()) -> list[RiskSpan]:
        """Everything found, not yet one for each category; `rules` are what the rules found, `denied` what they saw being denied."""
        pairs = self._verdicts(text, tokens)
        if not pairs:
            return list(rules)
        found = self._found(pairs, self._bar(denied, len(tokens)))
        kept = list(self._marked(rules, pairs))
        if found:
            kept = list(self._weighed(kept, found, pairs))
        return [*kept, *_beside(found, kept)]

    def alone(self, text: str, tokens: list[Token]) -> tuple[list[RiskSpan], float]:
        """What the classifier finds, and its highest probability of danger; 0 where it has no say."""
        pairs = self._verdicts(text, tokens)
        return self._found(pairs, self._policy.danger), max((verdict.danger for _, verdict in pairs), default=0.0)

    @property
    def classified(self) -> bool:
        return self._classifier is not None

    def _verdicts(self, text: str, tokens: list[Token]) -> list[tuple[Stretch, Verdict]]:
        if self._classifier is None:
            return []
        said = greeting(text)
        tokens = [token for token in tokens if token.start >= said]
        if len(tokens) < self._policy.min_words:
            return []
        stretches = stretches_of(tokens, self._policy.window)
        spelling = self._classifier.spelling([one.line for one in stretches])
        order = sorted(range(len(stretches)), key=lambda at: -spelling[at][0])[: self._policy.windows]
        verdicts = self._classifier.read([text[stretches[at].start:stretches[at].end] for at in order], spelling[order])
        return [(stretches[at], verdict) for at, verdict in zip(order, verdicts, strict=True)]

    def _bar(self, denied: Set[str], words: int) -> float:
        """How probable danger must be: more when the rules saw it denied, most when little else was said."""
        policy = self._policy
        return policy.danger if not denied else policy.denied if words <= policy.denied_words else policy.denied_long

    def _found(self, pairs: Sequence[tuple[Stretch, Verdict]], bar: float) -> list[RiskSpan]:
        return [span for one, verdict in pairs if verdict.danger >= bar for span in self._spans(one, verdict)]

    def _spans(self, one: Stretch, verdict: Verdict) -> Iterable[RiskSpan]:
        policy = self._policy
        high = min(verdict.danger, verdict.high)
        level = "akutt" if min(high, verdict.acute) >= policy.acute else "hoy" if high >= policy.high else "avklar"
        likeliest = max(verdict.categories, key=lambda c: verdict.categories[c])
        subject = "other" if verdict.other >= policy.other else "self"
        for category, chance in verdict.categories.items():
            if category == likeliest or chance >= policy.category:
                yield RiskSpan(category, level, subject, one.start, one.end, (f"{CLASSIFIER}:{verdict.danger:.2f}",))

    def _weighed(self, rules: Iterable[RiskSpan], found: list[RiskSpan], pairs: Sequence[tuple[Stretch, Verdict]]) -> Iterable[RiskSpan]:
        """What the rules found, in the light of a classifier that sees danger too: it may raise `avklar` to `hoy`, and names the subject when sure.

        `akutt` it never makes of a rule's finding: that takes signs that can be pointed at. A rule that only asks yields where
        the classifier sees another danger and finds this one unlikely.
        """
        raised = {span.category for span in found if span.level != "avklar"}
        other = max((verdict for _, verdict in pairs), key=lambda verdict: verdict.danger).other
        for span in rules:
            if span.level == "avklar" and all(verdict.categories[span.category] < self._policy.unlikely for _, verdict in pairs):
                continue
            level = "hoy" if span.level == "avklar" and span.category in raised else span.level
            subject = "other" if other >= self._policy.sure else "self" if other <= 1 - self._policy.sure else span.subject
            yield replace(span, level=level, subject=subject)

    def _marked(self, rules: tuple[RiskSpan, ...], pairs: Sequence[tuple[Stretch, Verdict]]) -> Iterable[RiskSpan]:
        """A rule that only asks is marked as doubted where the classifier, knowing meaning, is all but sure that there is nothing."""
        assert self._classifier is not None
        for span in rules:
            near = [verdict for one, verdict in pairs if one.start <= span.start < one.end]
            sure = self._classifier.whole and near and max(verdict.danger for verdict in near) < self._policy.doubt
            yield replace(span, doubted=bool(sure) and span.level == "avklar")


def _beside(found: list[RiskSpan], rules: list[RiskSpan]) -> Iterable[RiskSpan]:
    """What the classifier adds to the rules: another category, and only one more serious than they saw."""
    known, worst = {span.category for span in rules}, max((level_rank(span.level) for span in rules), default=0)
    return (span for span in found if span.category not in known and level_rank(span.level) > worst)


def stretches_of(tokens: list[Token], size: int) -> list[Stretch]:
    """Whole sentences together up to `size` characters; a longer sentence stands alone."""
    groups: list[list[Token]] = []
    for token in tokens:
        fits = groups and (token.sentence == groups[-1][-1].sentence or token.end - groups[-1][0].start <= size)
        too_long = groups and token.end - groups[-1][0].start > 2 * size
        if fits and not too_long:
            groups[-1].append(token)
        else:
            groups.append([token])
    return [Stretch(group[0].start, group[-1].end, key_line(group)) for group in groups]
