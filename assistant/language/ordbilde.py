"""Reads all spellings of a word alike, so that doubled letters, lost æøå, capitals and a greeting never change a meaning.

Words that fall together once double letters and æøå are folded, are all read as the most usual of them («får» and «far» too: the
words around tell them apart). So a slip of those kinds gives the classifier the very same text. The stored text is never touched.
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
        self._by_key: dict[str, str] = {}
        for word in known:
            self._by_key.setdefault(key(word), word)

    def restore(self, text: str) -> str:
        """The text in lower case, each word in its most usual spelling (unknown words folded), without a greeting in front."""
        return WORD.sub(lambda found: self._word(found.group()), without_greeting(text))

    def _word(self, word: str) -> str:
        folded = key(word)
        return self._by_key.get(folded, folded)


def without_greeting(text: str) -> str:
    """What is said after «hei»; a greeting alone is kept."""
    return text[greeting(text):]


def greeting(text: str) -> int:
    """How many characters a greeting takes in front; 0 when nothing follows it."""
    found = GREETING.match(text)
    return found.end() if found and found.end() < len(text) else 0
