"""Which patterns of a set can match at all: those with every required element in one and the same sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from assistant.language.normalisering import Token

SHORTEST = 3                           # letters that a beginning is looked up by
BITS = 64                              # sentences share bits beyond this: more candidates, never fewer
EVERYWHERE = np.uint64(2**BITS - 1)

Words = frozenset[tuple[str, bool]]    # a folded word, and whether more letters may follow


def bit(sentence: int) -> int:
    """The bit of a sentence; two that are far apart may share one."""
    return 1 << sentence % BITS


class Elements:
    """Patterns are numbered in the order in which they are added. An element that many patterns share is looked up once."""

    def __init__(self) -> None:
        self._numbers: dict[Words, int] = {}
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._begun: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._known: dict[str, np.ndarray] = {}
        self._needs: list[int] = []
        self._starts: list[int] = []
        self._arrays: tuple[np.ndarray, np.ndarray] | None = None

    def add(self, elements: Iterable[Words]) -> None:
        """The next pattern, with the elements that any match of it holds; with none it is always a candidate."""
        self._starts.append(len(self._needs))
        self._needs += [self._number(words) for words in elements] + [-1]
        self._arrays = None
        self._known.clear()

    def _number(self, words: Words) -> int:
        if words not in self._numbers:
            number = self._numbers[words] = len(self._numbers)
            for word, begins in words:
                if begins:
                    self._begun[word[:SHORTEST]].append((word, number))
                else:
                    self._exact[word].append(number)
        return self._numbers[words]

    def candidates(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """The patterns to search for, in order, each with the bits of the sentences to search in."""
        if not self._starts:
            return []
        needs, starts = self._arrays = self._arrays or (np.array(self._needs, np.intp), np.array(self._starts, np.intp))
        there = np.bitwise_and.reduceat(self._there(tokens)[needs], starts)
        numbers = np.flatnonzero(there)
        return list(zip(numbers.tolist(), there[numbers].tolist(), strict=True))

    def _there(self, tokens: Sequence[Token]) -> np.ndarray:
        """For each element a bit for every sentence it stands in; the last one, which asks nothing, stands everywhere."""
        sentences: dict[str, int] = {}
        for token in tokens:
            sentences[token.key] = sentences.get(token.key, 0) | bit(token.sentence)
        bits = np.zeros(len(self._numbers) + 1, np.uint64)
        bits[-1] = EVERYWHERE
        for key, seen in sentences.items():
            numbers = self._known.get(key)
            bits[self._of(key) if numbers is None else numbers] |= np.uint64(seen)
        return bits

    def _of(self, key: str) -> np.ndarray:
        """The elements that a word is one of. Kept for words that the patterns name; what else people write is not kept."""
        found = {*self._exact.get(key, ()), *(number for word, number in self._begun.get(key[:SHORTEST], ()) if key.startswith(word))}
        numbers = np.fromiter(found, np.intp, len(found))
        if key in self._exact:
            self._known[key] = numbers
        return numbers
