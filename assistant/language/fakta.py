"""Facts in one message: the findings that the area files describe, each with its place, doubt and person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from assistant.domain.analyse import FactSpan
from assistant.domain.guide import Guide
from assistant.domain.omrade import FindingSpec
from assistant.language.kontekst import MessageContext
from assistant.language.monster import Hit, PatternSet
from assistant.language.normalisering import Token
from assistant.language.storrelser import Quantity, QuantityReader

ABOUT_OTHERS_TOO = frozenset({"barn", "nettverk", "oppvekst", "vold_traumer", "situasjon", "bolig", "okonomi"})
Blocked = set[tuple[str, int]]     # (attribute, sentence) where a finding must not be read
REACH = 9                   # tokens between a quantity and the word that gives it its meaning
CHILD_AGE = (0, 25)
OWN_WITHOUT_WORD = ("varighet", "barn_alder")     # in answers of their own area they need no word beside them


class FactReader:
    """Built once from the guide's areas; `read` never raises on any text."""

    def __init__(self, guide: Guide) -> None:
        classes, forms = guide.language.classes, guide.language.forms
        specs = list(guide.findings.values())
        self._words: PatternSet[tuple[FindingSpec, str]] = PatternSet(
            [(e, (s, v.value)) for s in specs for v in s.values for e in v.expressions], classes, forms)
        measured = [s for s in specs if s.kind != "uttrykk"]
        self._near: PatternSet[FindingSpec] = PatternSet([(p, s) for s in measured for p in s.near], classes, forms)
        self._unless: PatternSet[str] = PatternSet([(p, s.attribute) for s in specs for p in s.unless], classes, forms)
        self._quantities = QuantityReader(guide.language)
        self._measured = measured

    def vocabulary(self) -> set[str]:
        return self._words.vocabulary

    def read(self, tokens: list[Token], line: str, context: MessageContext, today: date) -> tuple[FactSpan, ...]:
        """The facts in the order of the text; of two that overlap with the same attribute the longer stays."""
        blocked = {(h.owner, tokens[h.first].sentence) for h in self._unless.find(tokens, line)}
        found = [*self._expressions(tokens, line, context, blocked), *self._measures(tokens, line, context, today, blocked)]
        kept: list[FactSpan] = []
        for fact in sorted(found, key=lambda f: (f.start - f.end, f.start)):
            if not any(k.attribute == fact.attribute and k.start < fact.end and fact.start < k.end for k in kept):
                kept.append(fact)
        return tuple(sorted(_once(kept), key=lambda f: f.start))

    def _expressions(self, tokens: list[Token], line: str, context: MessageContext, blocked: Blocked) -> Iterator[FactSpan]:
        for hit in self._words.find(tokens, line):
            spec, value = hit.owner
            if (spec.attribute, tokens[hit.first].sentence) in blocked:
                continue
            yield _fact(spec, value, hit, tokens, context, spec.scope == "eget")

    def _measures(
        self, tokens: list[Token], line: str, context: MessageContext, today: date, blocked: Blocked
    ) -> Iterator[FactSpan]:
        quantities = self._quantities.read(tokens, line, today)
        if not quantities:
            return
        near: dict[str, list[tuple[int, int]]] = {}
        for hit in self._near.find(tokens, line):
            near.setdefault(hit.owner.attribute, []).append((hit.first, hit.last))
        for spec in self._measured:
            for quantity in quantities:
                if not _is_kind(spec, quantity) or (spec.attribute, tokens[quantity.first].sentence) in blocked:
                    continue
                close = any(_close(tokens, quantity, place) for place in near.get(spec.attribute, ()))
                if close or spec.attribute in OWN_WITHOUT_WORD:
                    hit = Hit(spec, "", quantity.first, quantity.last)
                    yield _fact(spec, quantity.value, hit, tokens, context, spec.scope == "eget" or not close)


def _is_kind(spec: FindingSpec, quantity: Quantity) -> bool:
    if spec.kind == "alder":
        return quantity.kind == "alder" and CHILD_AGE[0] <= float(quantity.value) <= CHILD_AGE[1]
    return spec.kind == quantity.kind


def _close(tokens: list[Token], quantity: Quantity, place: tuple[int, int]) -> bool:
    same = tokens[quantity.first].sentence == tokens[place[0]].sentence
    return same and min(abs(quantity.first - place[1]), abs(place[0] - quantity.last)) <= REACH


def _fact(spec: FindingSpec, value: str, hit: Hit, tokens: list[Token], context: MessageContext, own: bool) -> FactSpan:
    around, first, last = context.of(hit.first, hit.last, hit.pattern, about_me=True), hit.first, hit.last
    subject = "self" if spec.area in ABOUT_OTHERS_TOO else around.subject
    negated = around.negated and spec.kind == "uttrykk"
    return FactSpan(
        spec.attribute, value, spec.area, tokens[first].start, tokens[last].end, spec.unit, own, negated,
        bool({"usikker", "hypotetisk", "sitat"} & around.kinds), subject, "tidligere" in around.kinds,
    )


def _once(facts: Iterable[FactSpan]) -> Iterator[FactSpan]:
    """Each attribute and value once a message, for each person and for said and denied."""
    best: dict[tuple[str, str, bool, str], FactSpan] = {}
    for fact in facts:
        best.setdefault((fact.attribute, fact.value, fact.negated, fact.subject), fact)
    return iter(best.values())
