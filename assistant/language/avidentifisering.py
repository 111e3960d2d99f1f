"""Texts without what points to a person: names, places, employers, numbers, addresses and dates become typed placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.language import Language

from assistant.domain import avidentdata
from assistant.domain.avidentdata import DeidentData
from assistant.domain.guide import Guide
from assistant.language.avidentadresser import addresses
from assistant.language.avidentnavn import NameReader
from assistant.language.avidentnumre import NumberReader
from assistant.language.avidentord import Lists, Word, words
from assistant.language.normalisering import fold

KINDS = ("navn", "sted", "organisasjon", "telefon", "epost", "adresse", "fodselsnummer", "dato", "id")
NUMBERED = ("navn", "sted", "organisasjon")
LABELS = {"PER": "navn", "ORG": "organisasjon", "GPE_LOC": "sted", "GPE_ORG": "sted", "LOC": "sted"}
_PLACEHOLDER = re.compile(r"\[(?:(?:NAVN|STED|ORGANISASJON) \d{1,6}|TELEFON|EPOST|ADRESSE|FODSELSNUMMER|DATO|ID)\]")


@dataclass(frozen=True)
class Span:
    """`start` and `end` count characters in the text; `kind` is one of KINDS."""

    start: int
    end: int
    kind: str


@dataclass
class Session:
    """Remembers which name has which number, over as many messages as a talk has. Not for several threads at once."""

    _numbers: dict[str, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in NUMBERED})

    def placeholder(self, kind: str, text: str) -> str:
        """The same name gives the same number; a first name alone is the one full name that has it."""
        if kind not in NUMBERED:
            return f"[{kind.upper()}]"
        key = " ".join(fold(w) for w in re.findall(r"\w+", text.lower()))
        known = self._numbers[kind]
        if key not in known:
            same = self._same(known, key) if kind == "navn" else None
            known[key] = same or max(known.values(), default=0) + 1
        return f"[{kind.upper()} {known[key]}]"

    @staticmethod
    def _same(known: dict[str, int], key: str) -> int | None:
        parts = key.split()
        if len(parts) == 1:
            numbers = {number for other, number in known.items() if key in (other.split()[0], other.split()[-1])}
        else:
            numbers = {known[part] for part in (parts[0],) if part in known}
            numbers -= {n for other, n in known.items() if len(other.split()) > 1}
        return numbers.pop() if len(numbers) == 1 else None


class Deidentifier:
    """Rules and lists, and the `ner` of a pipeline when it has one: what either finds, is taken. Safe to share between threads."""

    def __init__(self, guide: Guide | None = None, nlp: Language | None = None, data: DeidentData | None = None) -> None:
        """`guide` gives the help lines that must stay and the everyday words of the trade; without it only the lists say so."""
        self._data = data or avidentdata.load()
        phones = {re.sub(r"\D", "", c.phone) for c in guide.contacts.values()} if guide else set()
        self._lists = Lists(self._data, _everyday(guide, self._data) if guide else frozenset())
        self._numbers = NumberReader(self._data, self._data.protected_numbers | phones)
        self._names = NameReader(self._lists)
        self._nlp = nlp if nlp is not None and "ner" in nlp.pipe_names else None

    def read(self, text: str) -> list[Span]:
        """Spans in order that do not overlap. Placeholders in the text are left alone."""
        taken = [(m.start(), m.end(), "") for m in _PLACEHOLDER.finditer(text)]
        _add(taken, self._numbers.read(text))
        ws = words(text)
        _add(taken, sorted(addresses(text, ws, self._lists), key=lambda a: a[0] - a[1]), swallow=True)
        names = self._joined(self._names.read(text, ws), self._entities(text, ws))
        _add(taken, names)
        return [Span(*one) for one in sorted(taken) if one[2]]

    def clean(self, text: str, names: Session | None = None) -> str:
        """The text with placeholders. Give the same `names` to every message of a talk."""
        session, parts, last = names or Session(), [], 0
        for span in self.read(text):
            parts += [text[last:span.start], session.placeholder(span.kind, text[span.start:span.end])]
            last = span.end
        return "".join([*parts, text[last:]])

    def _entities(self, text: str, ws: list[Word]) -> list[tuple[int, int, str]]:
        """What the pipeline names, cut down to words that are not everyday ones. Empty without a pipeline that can."""
        if self._nlp is None or not text.strip():
            return []
        found = []
        for entity in self._nlp(text).ents:
            kind = LABELS.get(entity.label_)
            inside = [w for w in ws if w.start < entity.end_char and entity.start_char < w.end]
            while inside and (self._lists.common(inside[0]) and not (inside[0].sure and len(inside) > 1)):
                inside.pop(0)
            while inside and self._lists.common(inside[-1]):
                inside.pop()
            if kind and inside and any(len(w.text) > 1 and (w.capital or self._known(w)) for w in inside) and not any(map(self._lists.protected, inside)):
                found.append((inside[0].start, min(inside[-1].end, max(entity.end_char, inside[0].end)), kind))
        return found

    def _known(self, word: Word) -> bool:
        lists = self._lists
        return any(word.key in known for known in (lists.names, lists.surnames, lists.places, lists.organisations))

    @staticmethod
    def _joined(rules: list[tuple[int, int, str, bool]], entities: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """The union. Where both speak, the rule says the kind when it had more than a capital to go by."""
        left = list(rules)
        out = []
        for start, end, kind in entities:
            touching = [r for r in left if r[0] < end and start < r[1]]
            left = [r for r in left if r not in touching]
            if len(touching) > 1:
                out += [r[:3] for r in touching]
                continue
            if touching:
                first, last, own, strong = touching[0]
                start, end, kind = min(start, first), max(last, end) if own == kind or not strong else last, own if strong else kind
            out.append((start, end, kind))
        return sorted([*out, *(r[:3] for r in left)])


def _add(taken: list[tuple[int, int, str]], found: Iterable[tuple[int, int, str]], swallow: bool = False) -> None:
    """Put in what is free. `swallow` lets a longer span replace shorter ones inside it."""
    for start, end, kind in found:
        over = [t for t in taken if t[0] < end and start < t[1]]
        if swallow and over and all(t[2] and t[2] == "adresse" and start <= t[0] and t[1] <= end for t in over):
            for t in over:
                taken.remove(t)
            over = []
        if not over:
            taken.append((start, end, kind))


def _everyday(guide: Guide, data: DeidentData) -> frozenset[str]:
    """Words that stand in small letters in the questions and examples of the guide, less the names that do."""
    texts = [e.text for area in guide.areas.values() for e in area.examples]
    for question in guide.questions.values():
        texts += [t.nb + " " + t.nn for t in (question.self_text, question.guided_text) if t]
    for category in guide.risk.categories.values():
        texts += [t for rule in category.rules for t in (*(hit[0] for hit in rule.hits), *rule.misses)]
    texts += list(guide.risk.idiom_examples)
    small = {fold(w) for t in texts for w in re.findall(r"(?<!\w)[a-zæøå]{2,}(?!\w)", t)}
    names = data.first_names | data.surnames | data.places | data.organisations
    return frozenset(small - {fold(n) for n in names})
