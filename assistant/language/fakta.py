"""Facts in one message: the findings that the area files describe, each with its place, doubt and person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from assistant.domain.analyse import FactSpan
from assistant.domain.guide import Guide
from assistant.domain.omrade import FindingSpec
from assistant.language.kontekst import MessageContext
from assistant.language.monster import Hit, PatternSet
from assistant.language.normalisering import Token
from assistant.language.storrelser import Quantity, QuantityReader

ABOUT_OTHERS_TOO = frozenset({"barn", "nettverk", "oppvekst", "vold_traumer", "situasjon"})
OWN_SUBJECT = frozenset({"barnevern"})      # in those areas still read as somebody else's when somebody else has it
# What once happened has happened: the past does not make it less so, and «for to år siden» says how long ago, not that it is over.
EVENTS = frozenset({
    "utlosende", "varighet", "fravaer", "traume", "vold_opplevd", "overgrep", "vold_tid", "oppvekst_belastning", "oppvekst_trygg", "overdose_tidl",
    "selvmordsforsok_tidl", "selvskading_tidl", "tidligere_behandling", "innleggelse", "kartlagt_for", "tidlig_debut", "forste_gang", "tilbakevendende",
    "hodeskade", "mestring", "nytte", "legemiddel_seponert", "barn", "barn_alder", "svimte_av", "vekttap", "utvikling", "bolig_utrygg",
})
# Said through others, about the writer.
ABOUT_ME = frozenset({"rus_problem", "rus_skjuler", "rusmiljo", "kognitiv_endring", "isolasjon", "legekontakt", "okonomisk_kontroll", "rusgjeld"})
# «Sluttet å røyke» is the past, not a no.
STOPPABLE = frozenset({
    "rusmiddel", "legemiddel", "royk", "spill", "aktivitet", "rus_hyppighet", "rus_mengde", "rusmiljo", "arbeidsstatus", "ressurs",
})
Blocked = set[tuple[str, int]]     # (attribute, sentence) where a finding must not be read
REACH = 9                   # tokens between a quantity and the word that gives it its meaning
HIGHEST_MARK = 10
CHILD_AGE = (0, 60)         # grown children are somebody's children too
OWN_WITHOUT_WORD = ("varighet", "barn_alder", "sovn_timer", "livskvalitet")     # in answers of their own area they need no word beside them


class FactReader:
    """Built once from the guide's areas; `read` never raises on any text."""

    def __init__(self, guide: Guide) -> None:
        classes, forms = guide.language.classes, guide.language.forms
        specs = list(guide.findings.values())
        self._words: PatternSet[tuple[FindingSpec, str]] = PatternSet(
            [(e, (s, v.value)) for s in specs for v in s.values for e in v.expressions], classes, forms)
        self._denials: PatternSet[tuple[FindingSpec, str]] = PatternSet(
            [(e, (s, v.value)) for s in specs for v in s.values for e in v.denied], classes, forms)
        measured = [s for s in specs if s.kind != "uttrykk"]
        self._near: PatternSet[FindingSpec] = PatternSet([(p, s) for s in measured for p in s.near], classes, forms)
        self._unless: PatternSet[str] = PatternSet([(p, s.attribute) for s in specs for p in s.unless], classes, forms)
        self._quantities = QuantityReader(guide.language)
        self._measured = measured

    def vocabulary(self) -> set[str]:
        return self._words.vocabulary | self._denials.vocabulary

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
        for hit in self._denials.find(tokens, line):
            spec, value = hit.owner
            yield replace(_fact(spec, value, hit, tokens, context, spec.scope == "eget"), negated=True)

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
            fit = [q for q in quantities if _is_kind(spec, q) and (spec.attribute, tokens[q.first].sentence) not in blocked]
            for quantity in fit:
                if _outdone(tokens, quantity, fit):
                    continue
                close = any(_close(tokens, quantity, place) for place in near.get(spec.attribute, ()))
                if close or (spec.attribute in OWN_WITHOUT_WORD and (spec.kind != "tall" or quantity.unit == spec.unit)):
                    hit = Hit(spec, "", quantity.first, quantity.last)
                    yield _fact(spec, quantity.value, hit, tokens, context, spec.scope == "eget" or not close or quantity.unit == "punkt")


def _is_kind(spec: FindingSpec, quantity: Quantity) -> bool:
    if spec.kind == "tall" and quantity.unit != spec.unit and (quantity.unit or spec.unit == "timer"):
        return False
    if spec.unit == "poeng" and quantity.kind == "tall" and float(quantity.value) > HIGHEST_MARK:
        return False
    if spec.kind == "alder":
        return quantity.kind == "alder" and CHILD_AGE[0] <= float(quantity.value) <= CHILD_AGE[1]
    return spec.kind == quantity.kind


def _outdone(tokens: list[Token], quantity: Quantity, others: list[Quantity]) -> bool:
    """«infarkt i april. Elleve uker siden»: a duration that is said outright goes before one reckoned from the calendar."""
    if quantity.kind != "varighet" or quantity.unit not in ("punkt", "start"):
        return False
    said = [q for q in others if q.unit not in ("punkt", "start")]
    return any(quantity.unit == "punkt" or tokens[q.first].sentence == tokens[quantity.first].sentence for q in said)


def _close(tokens: list[Token], quantity: Quantity, place: tuple[int, int]) -> bool:
    same = tokens[quantity.first].sentence == tokens[place[0]].sentence
    return same and min(abs(quantity.first - place[1]), abs(place[0] - quantity.last)) <= REACH


def _fact(spec: FindingSpec, value: str, hit: Hit, tokens: list[Token], context: MessageContext, own: bool) -> FactSpan:
    around, first, last = context.of(hit.first, hit.last, hit.pattern, about_me=True), hit.first, hit.last
    others = spec.attribute in ABOUT_ME or (spec.area in ABOUT_OTHERS_TOO and spec.attribute not in OWN_SUBJECT)
    stopped = "sluttet" in around.near and spec.attribute in STOPPABLE
    return FactSpan(
        spec.attribute, value, spec.area, tokens[first].start, tokens[last].end, spec.unit, own,
        "negert" in around.near and spec.kind == "uttrykk" and not stopped, bool({"usikker", "omtrent", "hypotetisk", "sitat"} & around.kinds),
        "self" if others else around.subject, (stopped or bool({"tidligere", "fortid"} & around.near)) and spec.attribute not in EVENTS,
    )


def _once(facts: Iterable[FactSpan]) -> Iterator[FactSpan]:
    """Each attribute and value once a message, for each person and for said and denied."""
    best: dict[tuple[str, str, bool, str], FactSpan] = {}
    for fact in facts:
        best.setdefault((fact.attribute, fact.value, fact.negated, fact.subject), fact)
    return iter(best.values())
