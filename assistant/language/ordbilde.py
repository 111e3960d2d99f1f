"""Puts slips back to the words people usually write, so that doubled letters, lost æøå and capitals do not hide a meaning.

Known words are left alone. An unknown word that falls together with a known one, once double letters and æøå are folded, is
read as that one. The stored text is never touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

WORD = re.compile(r"[^\W\d_]+")
FOLDED = str.maketrans({"æ": "e", "ø": "o", "å": "a", "ä": "e", "ö": "o", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ô": "o"})
GREETING = re.compile(r"^(?:\W{0,3}(?:hei+(?:sann)?|hallo|halla|heia|hello|hi|god (?:dag|kveld|morgen|morgon|natt))\b[\s,.!:)]{0,5}){1,3}", re.IGNORECASE)
SEEN = 2                      # times a word must stand in the lines to be known


def key(word: str) -> str:
    """What a word has in common with its slips: lower case, no æøå, no double letters."""
    word = word.lower().translate(FOLDED).replace("ae", "e").replace("oe", "o").replace("aa", "a")
    return re.sub(r"(\w)\1+", r"\1", word)


def vocabulary(texts: Iterable[str]) -> list[str]:
    """Known words, the most usual first."""
    counts = Counter(word.lower() for text in texts for word in WORD.findall(text))
    return [word for word, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if times >= SEEN]


class Spelling:
    """Holds the known words. Only reads, so threads may share it."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known = frozenset(known)
        self._by_key: dict[str, str] = {}
        for word in known:
            self._by_key.setdefault(key(word), word)

    def restore(self, text: str) -> str:
        """The text in lower case with known words in place of their slips, and without a greeting in front."""
        text = GREETING.sub("", text, count=1) or text
        return WORD.sub(lambda found: self._word(found.group().lower()), text)

    def _word(self, word: str) -> str:
        return word if word in self._known else self._by_key.get(key(word), word)
