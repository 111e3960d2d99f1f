"""Risk in one message: expressions in context, cues that raise the level, idioms that take a match away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.domain.analyse import RiskSpan
from assistant.domain.case import level_rank
from assistant.domain.risikodata import RiskData, RiskRule
from assistant.domain.sprakdata import LanguageData
from assistant.language.kontekst import Context, MessageContext, has_negation
from assistant.language.monster import Hit, PatternSet
from assistant.language.normalisering import Token


class RiskReader:
    """Built once from the risk data; `read` never raises on any text."""

    def __init__(self, data: RiskData, language: LanguageData) -> None:
        rules = [r for c in data.categories.values() for r in c.rules]
        classes, forms = language.classes, language.forms
        self._rules: PatternSet[RiskRule] = PatternSet([(p, r) for r in rules for p in r.patterns], classes, forms)
        self._unless: PatternSet[str] = PatternSet([(p, r.id) for r in rules for p in r.unless], classes, forms)
        self._category = {r.id: r.category for r in rules}
        self._cues: PatternSet[str] = PatternSet([(p, c) for c, ps in data.cues.items() for p in ps], classes, forms)
        self._idioms: PatternSet[None] = PatternSet([(p, None) for p in data.idioms], classes, forms)
        self._excluded: PatternSet[None] = PatternSet([(p, None) for p in data.sentence_exclusions], classes, forms)

    def vocabulary(self) -> set[str]:
        return self._rules.vocabulary | self._cues.vocabulary

    def read(self, tokens: list[Token], line: str, context: MessageContext) -> tuple[tuple[RiskSpan, ...], frozenset[str]]:
        """Every risk found, not yet gathered by category, and the categories that are spoken of only to be denied."""
        hits = self._rules.find(tokens, line)
        if not hits:
            return (), self._plain_denial(tokens, line)
        unless = [(h.owner, tokens[h.first].sentence, has_negation(h.pattern) or "<nekting>" in h.pattern) for h in self._unless.find(tokens, line)]
        blocked, refused = {(rule, at) for rule, at, _ in unless}, {(rule, at) for rule, at, denies in unless if denies}
        idioms = [(h.first, h.last) for h in self._idioms.find(tokens, line)]
        excluded = {tokens[h.first].sentence for h in self._excluded.find(tokens, line)}
        cues = self._cue_sentences(tokens, line)
        found, denied = [], set()
        for hit in hits:
            sentence = tokens[hit.first].sentence
            if sentence in excluded or _inside(hit, idioms):
                continue
            around = context.of(hit.first, hit.last, hit.pattern)
            made = None if (hit.owner.id, sentence) in blocked else self._judge(hit, tokens, around, cues)
            if made:
                found.append(made)
            elif around.negated or (hit.owner.id, sentence) in refused:
                denied.add(hit.owner.category)
        return tuple(found), frozenset(denied - {span.category for span in found})

    def _plain_denial(self, tokens: list[Token], line: str) -> frozenset[str]:
        """«Jeg vil ikke dø» and nothing more: what the negated exceptions of the rules deny."""
        if not tokens or tokens[-1].sentence != tokens[0].sentence:
            return frozenset()
        return frozenset(self._category[h.owner] for h in self._unless.find(tokens, line) if has_negation(h.pattern))

    def _cue_sentences(self, tokens: list[Token], line: str) -> dict[str, set[int]]:
        cues: dict[str, set[int]] = {}
        for hit in self._cues.find(tokens, line):
            cues.setdefault(hit.owner, set()).add(tokens[hit.first].sentence)
        return cues

    def _judge(self, hit: Hit[RiskRule], tokens: list[Token], context: Context, cues: dict[str, set[int]]) -> RiskSpan | None:
        rule = hit.owner
        if (rule.negation == "respekter" and context.negated) or "sitat" in context.kinds:
            return None
        subject = context.subject if rule.subject == "auto" else rule.subject
        level, reasons = rule.level, [rule.id]
        if "tidligere" in context.kinds and rule.past == "avklar":
            level, reasons = "avklar", [rule.id, "tidligere"]
        elif "hypotetisk" in context.kinds:
            level, reasons = "avklar", [rule.id, "hypotetisk"]
        elif level == "hoy":
            raised = _raised(rule, cues, tokens[hit.first].sentence)
            level, reasons = ("akutt", [rule.id, *raised]) if raised else (level, reasons)
        return RiskSpan(rule.category, level, subject, tokens[hit.first].start, tokens[hit.last].end, tuple(reasons))


def _raised(rule: RiskRule, cues: dict[str, set[int]], sentence: int) -> list[str]:
    """Cues that lift the level: in the same sentence or the one beside it."""
    near = {sentence - 1, sentence, sentence + 1}
    return [c for c in rule.raises if cues.get(c, set()) & near]


def _inside(hit: Hit[RiskRule], spans: Iterable[tuple[int, int]]) -> bool:
    return any(first <= hit.last and hit.first <= last for first, last in spans)


def one_each(spans: Iterable[RiskSpan]) -> tuple[RiskSpan, ...]:
    """One span per category and subject: the highest level wins, every rule that fired is kept."""
    best: dict[tuple[str, str], RiskSpan] = {}
    for span in sorted(spans, key=lambda s: (-level_rank(s.level), s.start)):
        key = (span.category, span.subject)
        known = best.get(key)
        best[key] = _both(known, span) if known else span
    return tuple(sorted(best.values(), key=lambda s: (-level_rank(s.level), s.start)))


def _both(worst: RiskSpan, other: RiskSpan) -> RiskSpan:
    """Doubted only if everything at that level is."""
    doubted = worst.doubted and (other.doubted or other.level != worst.level)
    return replace(worst, rules=tuple(dict.fromkeys(worst.rules + other.rules)), doubted=doubted)
