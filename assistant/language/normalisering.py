"""From written text to tokens to match on. The stored text is never touched; every token keeps its place in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language

SENTENCE_MARK = "¶"
_ENDS = frozenset(".?!;:…\n")
_ABBREVIATIONS = frozenset({"kl.", "ca.", "bl.a.", "f.eks.", "osv.", "dvs.", "nr.", "tlf.", "evt.", "pga.", "mnd.", "st.", "jf.", "m.m.", "o.l.", "dr."})
_FOLD = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ô": "o"})
_DOUBLE = re.compile(r"([^\W\d_])(?=\1)")
_NOT = re.compile(r"[a-z]+n['’]t", re.IGNORECASE)
_PLAIN = (("aa", "å"), ("oe", "ø"), ("ae", "æ"))
_SPOKEN = str.maketrans({"ä": "æ", "ö": "ø", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ô": "o"})


@dataclass(frozen=True)
class Token:
    """`key` is what patterns see; `start` and `end` count characters in the original text."""

    key: str
    start: int
    end: int
    sentence: int
    comma_before: bool


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The key of a word: æøå and their spellings fall together in words of four letters and more."""
    word = re.sub(r"(.)\1{2,}", r"\1\1", word)
    if len(word) < 4 and word not in ("doe", "paa", "naa", "maa", "saa", "faa", "foer"):
        return word
    return word.replace("ae", "a").replace("oe", "o").replace("aa", "a").translate(_FOLD)


class Normaliser:
    """Holds the word-form table. Safe to share between threads: it only reads."""

    def __init__(self, nlp: Language, forms: dict[str, str], vocabulary: frozenset[str], doubled: frozenset[str]) -> None:
        """`vocabulary`: the words that patterns look for; `doubled`: words whose double letter is no slip."""
        self._nlp = nlp
        self._forms = {fold(k): v for k, v in forms.items()} | forms
        self._near = _deletions(vocabulary)
        self._known = vocabulary
        self._doubled = doubled

    def tokens(self, text: str) -> list[Token]:
        """Tokens in order. Punctuation becomes sentence numbers and the comma flag."""
        found: list[Token] = []
        sentence, comma, last_end = 0, False, 0
        for token in self._nlp.make_doc(text):
            word, start = token.text, token.idx
            if "\n" in text[last_end:start]:
                sentence += 1
            last_end = start + len(word)
            if word == "%" and found and found[-1].end in (start, start - 1) and found[-1].key.isdigit():
                last = found.pop()
                found.append(Token(last.key + "%", last.start, start + 1, last.sentence, last.comma_before))
                continue
            if not any(c.isalnum() for c in word):
                sentence, comma = sentence + bool(_ENDS & set(word)), comma or word in (",", "-", "–", "(")
                continue
            for part, offset in _parts(word):
                found.append(Token(self._key(part), start + offset, start + offset + len(part), sentence, comma))
                comma = False
            if len(word) > 2 and word.endswith(".") and word.lower() not in _ABBREVIATIONS:
                sentence += 1
        return found

    def _key(self, word: str) -> str:
        word = unicodedata.normalize("NFC", word).lower().translate(_SPOKEN)
        if _NOT.fullmatch(word):
            word = re.sub(r"['’]", "", word)
        short = re.sub(r"(.)\1{2,}", r"\1", word)
        key = fold(word)
        for form in (word, short, key):
            if form in self._forms:
                return fold(self._forms[form])
        if key in self._known:
            return key
        slips = [] if word in self._doubled else [word[: twice.start()] + word[twice.start() + 1:] for twice in _DOUBLE.finditer(word)]
        for other in (*slips, *_spelled(word)):
            if other in self._forms or fold(other) in self._known:
                return fold(self._forms.get(other, other))
        return key if len(key) < 7 else self._near.get_close(key)


def _spelled(word: str) -> list[str]:
    """The word with å, ø and æ where it is written with two letters; nothing when it holds no such pair."""
    out = word
    for pair, letter in _PLAIN:
        out = out.replace(pair, letter)
    return [out] if out != word else []


def _parts(word: str) -> list[tuple[str, int]]:
    """Split what the tokeniser keeps together: slashes, hyphens, dots and the apostrophe of «er'ke», but not of «don't»."""
    if _NOT.fullmatch(word):
        return [(word, 0)]
    return [(m.group(), m.start()) for m in re.finditer(r"[^\W_]+(?:[.,:]\d+)?%?", word)]


class _Near:
    def __init__(self, index: dict[str, str]) -> None:
        self._index = index

    def get_close(self, key: str) -> str:
        """The one known long word within one edit of `key`, else `key` itself; another ending is no slip."""
        for variant in (key, *_variants(key)):
            hit = self._index.get(variant)
            if hit is not None and abs(len(hit) - len(key)) <= 1 and _one_edit(hit, key):
                return key if hit.startswith(key) or key.startswith(hit) else hit
        return key


def _deletions(vocabulary: frozenset[str]) -> _Near:
    index: dict[str, str] = {}
    for word in sorted(vocabulary):
        if len(word) >= 7:
            for variant in (word, *_variants(word)):
                index.setdefault(variant, word)
    return _Near(index)


def _variants(word: str) -> list[str]:
    return [word[:i] + word[i + 1:] for i in range(len(word))]


def _one_edit(a: str, b: str) -> bool:
    if a == b:
        return True
    if a[0] != b[0]:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[i + 1:] == b[i + 1:] or (a[i:i + 2] == b[i:i + 2][::-1] and a[i + 2:] == b[i + 2:])
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[i + 1:] == shorter[i:]
