"""The words of a text as the name rules see them, and the lists they are looked up in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.domain.avidentdata import DeidentData
from assistant.language.normalisering import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+){0,8}|\d+")
_BREAKS = frozenset(".?!:;\n\"«“”–•*(|")
SHOUT = 0.6


@dataclass(frozen=True)
class Word:
    """`key` is folded lower case. `sure` says that a capital here is no mere start of a sentence or shouting. `gap` is what stands before."""

    text: str
    low: str
    key: str
    start: int
    end: int
    capital: bool
    sure: bool
    gap: str

    @property
    def joined(self) -> bool:
        """Nothing but spaces between this word and the one before."""
        return not self.gap.strip()


def words(text: str) -> list[Word]:
    """All words and numbers in order."""
    found: list[Word] = []
    matches = list(_WORD.finditer(text))
    shouting = _shouting(matches)
    last = 0
    for m in matches:
        gap = text[last:m.start()]
        first = not found or (bool(_BREAKS & set(gap)) and not _initial(found[-1], gap))
        low = unicodedata.normalize("NFC", m.group()).lower()
        capital = m.group()[0].isupper()
        found.append(Word(m.group(), low, fold(low), m.start(), m.end(), capital, capital and not first and not shouting, gap))
        last = m.end()
    return found


def _shouting(matches: list[re.Match[str]]) -> bool:
    """Whether most words have capitals, so that a capital says nothing."""
    spelt = [m.group() for m in matches if m.group()[0].isalpha() and len(m.group()) > 1]
    return len(spelt) > 4 and sum(w[0].isupper() for w in spelt) > SHOUT * len(spelt)


def _initial(word: Word, gap: str) -> bool:
    """The full stop after «T.» or «dr.» ends no sentence."""
    return gap.startswith(".") and "\n" not in gap and ((len(word.text) == 1 and word.capital) or word.low in ("dr", "st", "fru", "jr"))


@dataclass(frozen=True)
class Lists:
    """The word lists, folded as the words are."""

    data: DeidentData
    ordinary: frozenset[str]
    names: frozenset[str] = field(init=False)
    also_names: frozenset[str] = field(init=False)
    surnames: frozenset[str] = field(init=False)
    also_surnames: frozenset[str] = field(init=False)
    places: frozenset[str] = field(init=False)
    also_places: frozenset[str] = field(init=False)
    organisations: frozenset[str] = field(init=False)
    also_organisations: frozenset[str] = field(init=False)
    phrases: dict[tuple[str, ...], str] = field(init=False)
    near: dict[str, tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        d, put = self.data, object.__setattr__
        for name, words_ in (
            ("names", d.first_names), ("also_names", d.first_names_also_words), ("surnames", d.surnames), ("also_surnames", d.surnames_also_words),
            ("places", d.places), ("also_places", d.places_also_words), ("organisations", d.organisations),
            ("also_organisations", d.organisations_also_words),
        ):
            put(self, name, frozenset(map(fold, words_)))
        known = d.ordinary | d.protected | d.units | d.home_cues | d.work_cues | d.relations | d.possessives | d.place_words | d.months
        put(self, "ordinary", frozenset(map(fold, known)) | self.ordinary)
        phrases = {_split(p): kind for kind, ps in (
            ("sted", (*d.place_phrases, *(p for p in d.places if "-" in p))),
            ("organisasjon", (*d.organisation_phrases, *(p for p in d.organisations if "-" in p))), ("", d.protected_phrases)) for p in ps}
        put(self, "phrases", phrases)
        near: dict[str, tuple[str, str]] = {}
        for kind, ws in (("sted", self.places), ("navn", self.names)):
            for word in sorted(w for w in ws if len(w) >= 8):
                near.update(dict.fromkeys(_deletions(word), (kind, word)))
        put(self, "near", near)

    def protected(self, word: Word) -> bool:
        return word.low in self.data.protected

    def common(self, word: Word) -> bool:
        """A word of everyday language, or one that must stay."""
        return word.key in self.ordinary or word.low in self.data.protected or word.text.isdigit()

    def slip(self, word: Word) -> str:
        """The kind of the long name that this word is one letter away from, or an empty string."""
        if len(word.key) < 7 or self.common(word):
            return ""
        kind, full = self.near.get(word.key, ("", ""))
        for shorter in () if kind else _deletions(word.key):
            if shorter in self.places or shorter in self.names:
                return "sted" if shorter in self.places else "navn"
            kind, full = self.near.get(shorter, ("", ""))
            if kind and len(full) == len(word.key) >= 9:
                break
            kind = ""
        return kind if kind and full[0] == word.key[0] else ""


def stem(word: Word, *lists: Iterable[str]) -> int | None:
    """Length of the listed name that the word is, without a genitive s; None when it is in no list."""
    parts = word.low.split("-")
    for known in lists:
        if word.key in known or (len(parts) > 1 and all(fold(part) in known for part in parts)):
            return len(word.text)
    for tail in ("'s", "’s", "s", "'", "’"):
        if word.low.endswith(tail) and len(word.low) > len(tail) + 2 and any(fold(word.low[:-len(tail)]) in known for known in lists):
            return len(word.text) - len(tail)
    return None


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in re.findall(r"[^\W\d_]+|\d+", phrase))


def _deletions(word: str) -> list[str]:
    return [word[:i] + word[i + 1:] for i in range(1, len(word))]
