"""Who and when: reads negation, doubt, past, hypothesis, other persons and quotation around a span."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.sprakdata import Cue, LanguageData
from assistant.language.monster import PatternSet
from assistant.language.normalisering import Token, fold

PRONOUNS = frozenset({"han", "hun", "ham", "henne", "hennes", "hannes", "pasienten", "klienten", "noen"})
BEFORE_OBJECT = frozenset({
    "av", "med", "hos", "til", "fra", "for", "på", "ved", "mot", "om", "etter", "enn", "uten", "åt", "over", "by", "with", "from", "to", "i", "som",
    "bak", "mellom",
})
_BETWEEN = frozenset({
    "en", "min", "denne", "noen", "de", "sin", "alle", "din", "vår", "våre", "gamle", "eldste", "yngste", "beste", "god", "my", "a", "the",
})
_OWN_NEGATION = frozenset({"<ikke>", "ikke", "ikke?", "aldri", "ingen", "uten", "sluttet"})


@dataclass(frozen=True)
class Context:
    """Cue kinds that reach a span, and the person it is about. `near` has the kinds that reach it within its own clause."""

    kinds: frozenset[str]
    subject: str
    near: frozenset[str] = frozenset()

    @property
    def negated(self) -> bool:
        return "negert" in self.kinds


def has_negation(pattern: str) -> bool:
    """Whether a pattern carries its own negation."""
    return bool(_OWN_NEGATION & set(pattern.replace("|", " ").split()))


@dataclass(frozen=True)
class _Reach:
    kind: str
    first: int
    last: int
    cue_first: int
    cue_last: int
    near_first: int
    near_last: int


class ContextReader:
    """Built once from the cue data; `read` is called once a message."""

    def __init__(self, data: LanguageData, forms: dict[str, str]) -> None:
        self._cues: PatternSet[Cue] = PatternSet([(p, c) for c in data.cues for p in c.patterns], data.classes, forms)
        self._pseudo: PatternSet[None] = PatternSet([(p, None) for p in data.pseudo], data.classes, forms)
        self._stops = {fold(t) for t in data.terminators}
        self._others = {fold(forms.get(w, w)) for name in ("familie", "partner", "andre") for w in data.classes[name]}
        self._self = {fold(forms.get(w, w)) for w in ("jeg", "meg", "min", "vi", "oss", "me", "my")}

    def read(self, tokens: list[Token], line: str) -> MessageContext:
        """The reach of every cue in the message."""
        pseudo = {n for h in self._pseudo.find(tokens, line) for n in range(h.first, h.last + 1)}
        reaches = []
        for hit in self._cues.find(tokens, line):
            if hit.first in pseudo and hit.last in pseudo:
                continue
            reaches.append(self._reach(hit.owner, hit.first, hit.last, tokens))
        return MessageContext(tokens, reaches, self._self, self._others)

    def _reach(self, cue: Cue, first: int, last: int, tokens: list[Token]) -> _Reach:
        step = 1 if cue.direction == "forover" else -1
        place, left = (last if step == 1 else first) + step, cue.scope
        sentence = tokens[first].sentence
        while 0 <= place < len(tokens) and left and tokens[place].sentence == sentence and tokens[place].key not in self._stops:
            place, left = place + step, left - 1
        edge = place - step
        low, high = (first, max(edge, last)) if step == 1 else (min(edge, first), last)
        return _Reach(cue.kind, low, high, first, last, *_clause(tokens, low, high, first, last))


def _clause(tokens: list[Token], low: int, high: int, first: int, last: int) -> tuple[int, int]:
    """The part of [low, high] that no comma parts from the cue [first, last]; a clause in front («da jeg var ti, …») reaches over its own."""
    fronted = first == 0 or tokens[first - 1].sentence != tokens[first].sentence or tokens[first].comma_before
    commas = [i for i in range(last + 1, high + 1) if tokens[i].comma_before]
    end = commas[fronted] - 1 if len(commas) > fronted else high
    start = max((i for i in range(low + 1, first + 1) if tokens[i].comma_before), default=low)
    return start, end


class MessageContext:
    """Answers what reaches a span of one message."""

    def __init__(self, tokens: list[Token], reaches: list[_Reach], own: set[str], others: set[str]) -> None:
        self._tokens, self._reaches, self._own, self._others = tokens, reaches, own, others

    def of(self, first: int, last: int, pattern: str = "", about_me: bool = False) -> Context:
        """Context of tokens [first, last] that `pattern` matched.

        A cue inside the span belongs to the expression, except a negation in a gap of a pattern that has none itself.
        A pattern with its own negation («får ikke sove») is not negated once more. With `about_me` a pattern that names
        family or partner itself («kona gikk fra meg») is about the writer.
        """
        own = has_negation(pattern)
        kinds, near = set(), set()
        for reach in self._reaches:
            inside = first <= reach.cue_first and reach.cue_last <= last
            if reach.first > last or reach.last < first or (inside and (reach.kind != "negert" or own)):
                continue
            if reach.kind != "negert" or not own:
                kinds.add(reach.kind)
                if reach.near_first <= last and reach.near_last >= first:
                    near.add(reach.kind)
        subject = "self" if about_me and ("<familie>" in pattern or "<partner>" in pattern) else self._subject(first, last, about_me)
        return Context(frozenset(kinds), subject, frozenset(near))

    def only_pronouns(self, start: int) -> bool:
        """Whether the sentence at character `start` names nobody but han, hun, henne: the person, when a worker writes."""
        number = next((t.sentence for t in self._tokens if t.start >= start), -1)
        keys = {t.key for t in self._tokens if t.sentence == number}
        return not keys & (self._own - {"vi", "oss"}) and not keys & (self._others - PRONOUNS)

    def _subject(self, first: int, last: int, about_me: bool) -> str:
        """Nearest person word before the span in its sentence, then inside it, then the sentence before.

        With `about_me` another person inside the expression («kjøper av naboen») does not make it theirs, nor does one who is no
        subject («bor med mor og ruser meg»), and a sentence that names nobody is about the writer.
        """
        sentence = self._tokens[first].sentence
        for wanted in (sentence,) if about_me else (sentence, sentence - 1):
            for place in range(first if wanted == sentence else first - 1, -1, -1):
                token = self._tokens[place]
                if token.sentence < wanted:
                    break
                if token.sentence == wanted and (token.key in self._own or token.key in self._others) and not (about_me and self._governed(place)):
                    return self._who(place)
            if wanted == sentence:
                inside = [self._tokens[i].key for i in range(first, last + 1)]
                if any(k in self._own for k in inside):
                    return "self"
                if any(k in self._others for k in (inside[:1] if about_me else inside)):
                    return "other"
        return "self"

    def _governed(self, place: int) -> bool:
        """Whether a person word hangs on a preposition and is not taken up again by «som»."""
        after = place + 2 if self._key(place + 1) in ("min", "my") else place + 1
        back = place - 1
        while self._key(back) in _BETWEEN:
            back -= 1
        return self._key(back) in BEFORE_OBJECT and self._key(after) != "som"

    def _key(self, place: int) -> str:
        return self._tokens[place].key if 0 <= place < len(self._tokens) else ""

    def _who(self, place: int) -> str:
        """«min», «mitt» beside a person word makes the phrase about that person."""
        keys = self._tokens
        if keys[place].key in ("min", "my"):
            near = [keys[i].key for i in (place - 1, place + 1) if 0 <= i < len(keys)]
            return "other" if any(k in self._others for k in near) else "self"
        return "self" if keys[place].key in self._own else "other"
