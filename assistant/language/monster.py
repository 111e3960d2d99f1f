"""The small pattern language of the data files, compiled to regular expressions over token keys.

`a b` follows, `a|b` either, `ab*` begins, `*ab` ends, `a?` may be missing, `..` up to 2 and `...` up to 5 tokens between
(never across a sentence), `<klasse>` a word class. A message meets only the few patterns whose every required element
stands in one of its sentences (`ledd.Elements`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.language.ledd import SHORTEST, Elements, bit
from assistant.language.normalisering import SENTENCE_MARK, Token, fold

T = TypeVar("T")
GAPS = {"..": 2, "...": 5}
_WORD = rf"[^ {SENTENCE_MARK}]"


class PatternError(ValueError):
    """A pattern that cannot be read; the message names it."""


@dataclass(frozen=True)
class Hit(Generic[T]):
    """One match: token numbers [first, last] and the owner of the pattern."""

    owner: T
    pattern: str
    first: int
    last: int


class PatternSet(Generic[T]):
    """Many patterns, each with an owner, searched together."""

    def __init__(self, patterns: Iterable[tuple[str, T]], classes: dict[str, tuple[str, ...]], forms: dict[str, str]) -> None:
        self._required = Elements()
        self._patterns: list[tuple[str, T]] = []
        self._regexes: dict[int, re.Pattern[str]] = {}
        self.vocabulary: set[str] = set()
        self._classes, self._forms = classes, forms
        for pattern, owner in patterns:
            self._add(pattern, owner)

    def _add(self, pattern: str, owner: T) -> None:
        elements = self._elements(pattern)
        if not any(elements):
            raise PatternError(f"«{pattern}» er tomt")
        self._patterns.append((pattern, owner))
        for words in elements:
            self.vocabulary.update(fold(w.strip("*?")) for w in words or () if "*" not in w)
        self._required.add([_beginnings(words) for raw, words in zip(pattern.split(), elements, strict=True) if _needed(raw, words)])

    def _elements(self, pattern: str) -> list[list[str] | None]:
        return [_alternatives(e, self._classes, self._forms) for e in pattern.split()]

    def _regex(self, number: int) -> re.Pattern[str]:
        """Compiled when a message first needs it: most of the thousands of patterns never do."""
        regex = self._regexes.get(number)
        if regex is None:
            pattern = self._patterns[number][0]
            regex = self._regexes[number] = _regex(pattern, self._elements(pattern))
        return regex

    def find(self, tokens: list[Token], line: str | None = None) -> list[Hit[T]]:
        """Every match in the tokens, leftmost first for each pattern."""
        text = line if line is not None else key_line(tokens)
        hits: list[Hit[T]] = []
        places: list[int] | None = None
        stretches = _sentences(tokens, text)
        for number, sentences in self._required.candidates(tokens):
            pattern, owner = self._patterns[number]
            regex = self._regex(number)
            for match in (m for at, start, end in stretches if sentences & at for m in regex.finditer(text, start, end)):
                places = places or _token_places(tokens)
                first, last = bisect_right(places, match.start() + 1) - 1, bisect_right(places, match.end() - 1) - 1
                hits.append(Hit(owner, pattern, first, last))
        return hits


def _sentences(tokens: list[Token], line: str) -> list[tuple[int, int, int]]:
    """The bit of each sentence, and its characters [start, end) in the line with the space on either side."""
    found, start = [], 0
    for sentence in dict.fromkeys(token.sentence for token in tokens):
        end = line.find(SENTENCE_MARK, start)
        end = len(line) if end < 0 else end
        found.append((bit(sentence), start, end))
        start = end + 1
    return found


def key_line(tokens: list[Token]) -> str:
    """The keys in one line with a mark between sentences."""
    parts, sentence = [], tokens[0].sentence if tokens else 0
    for token in tokens:
        if token.sentence != sentence:
            parts.append(SENTENCE_MARK)
            sentence = token.sentence
        parts.append(token.key)
    return " " + " ".join(parts) + " "


def _token_places(tokens: list[Token]) -> list[int]:
    """Where each token begins in the line of `key_line`."""
    places, at, sentence = [], 1, tokens[0].sentence
    for token in tokens:
        if token.sentence != sentence:
            at, sentence = at + len(SENTENCE_MARK) + 1, token.sentence
        places.append(at)
        at += len(token.key) + 1
    return places


def _alternatives(element: str, classes: dict[str, tuple[str, ...]], forms: dict[str, str]) -> list[str] | None:
    """The words an element may be; None for a gap."""
    if element in GAPS:
        return None
    words = [w for part in element.removesuffix("?").split("|") for w in _expand(part, classes, element)]
    if not all(re.fullmatch(r"\*?[^\W_]+(?:[.,:%][^\W_]*)?%?\*?", w) for w in words):
        raise PatternError(f"«{element}» er ikke et gyldig ledd")
    return [forms.get(w, w) for w in words]


def _expand(part: str, classes: dict[str, tuple[str, ...]], element: str) -> list[str]:
    """A word as it is, a <class> as its words; a class may hold other classes."""
    name = re.fullmatch(r"<([a-z_]+)>", part)
    if name is None:
        return [part]
    if name.group(1) not in classes:
        raise PatternError(f"ukjent ordklasse {part} i «{element}»")
    return [w for inner in classes[name.group(1)] for w in _expand(inner, classes, element)]


def _regex(pattern: str, elements: list[list[str] | None]) -> re.Pattern[str]:
    parts = []
    for raw, words in zip(pattern.split(), elements, strict=True):
        if words is None:
            parts.append(rf"(?: {_WORD}+){{0,{GAPS[raw]}}}?")
        else:
            body = " (?:" + "|".join(_word(w) for w in words) + ")"
            parts.append(f"(?:{body})?" if raw.endswith("?") else body)
    return re.compile("".join(parts) + "(?= )")


def _word(word: str) -> str:
    stem = word.strip("*")
    core = re.escape(fold(stem))
    if "*" in word:
        core = f"(?:{core}|{re.escape(_fold_all(stem))})"
    return (f"{_WORD}*" if word.startswith("*") else "") + core + (f"{_WORD}*" if word.endswith("*") else "")


def _fold_all(stem: str) -> str:
    """A stem folded as it would be inside a longer word."""
    return fold(stem + "qzqz")[: -4]


def _needed(raw: str, words: list[str] | None) -> bool:
    """Whether a match always holds this element, and it can be looked up by how its words begin."""
    return words is not None and not raw.endswith("?") and not any(
        w.startswith("*") or (w.endswith("*") and len(_fold_all(w.strip("*"))) < SHORTEST) for w in words)


def _beginnings(words: list[str] | None) -> frozenset[tuple[str, bool]]:
    """The folded words with whether more letters may follow."""
    found: set[tuple[str, bool]] = set()
    for word in words or ():
        found |= {(fold(word[:-1]), True), (_fold_all(word[:-1]), True)} if word.endswith("*") else {(fold(word), False)}
    return frozenset(found)
