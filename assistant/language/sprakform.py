"""Which form of Norwegian a message is written in; no network. Words weighed from labelled lines, else a count of tell-tale words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.domain.sprakdata import LanguageData
from assistant.language.ordbilde import WORD

FORMS = ("nb", "nn", "dialekt", "en")
FOREIGN_WORDS = 4                 # so many words must be there before the message can be in another language
KNOWN = 0.4                       # the share of known words below which it is
SEEN, SMOOTH = 2, 0.3
PRIOR = np.array([1.2, 0.0, 0.0, 0.0], np.float32)     # most people write bokmål
ENDING = 3


@dataclass(frozen=True)
class FormTable:
    """What each word and word ending says about the form: names (n,) and log odds (n, forms)."""

    names: np.ndarray
    odds: np.ndarray


class FormReader:
    """Tells nb, nn, dialekt, en or annet."""

    def __init__(self, data: LanguageData, table: FormTable | None = None) -> None:
        self._markers = data.markers
        self._odds = {str(name): row for name, row in zip(table.names, table.odds, strict=True)} if table else {}

    def read(self, text: str) -> str:
        """The likeliest form; bokmål when nothing tells, «annet» when most words are unknown."""
        words = WORD.findall(text.lower())
        if not self._odds:
            return self._by_markers(words)
        if len(words) >= FOREIGN_WORDS and sum(word in self._odds for word in words) < KNOWN * len(words):
            return "annet"
        rows = [PRIOR if len(words) > 1 else PRIOR * 3, *(self._odds[part] for part in _parts(words) if part in self._odds)]
        return FORMS[int(np.sum(rows, axis=0).argmax())]

    def _by_markers(self, words: list[str]) -> str:
        counts = {form: sum(w in markers for w in words) for form, markers in self._markers.items()}
        return max(FORMS, key=lambda form: counts[form])


def learn(texts: Sequence[str], forms: Sequence[str]) -> FormTable:
    """Naive Bayes. `forms` are names of FORMS, one for each text."""
    counts = {form: Counter(part for text, one in zip(texts, forms, strict=True) if one == form for part in _parts(WORD.findall(text.lower())))
              for form in FORMS}
    total: Counter[str] = sum(counts.values(), Counter())
    names = sorted(name for name, times in total.items() if times >= SEEN)
    rows = np.array([[counts[form][name] for form in FORMS] for name in names], np.float64).reshape(len(names), len(FORMS)) + SMOOTH
    odds = np.log(rows / rows.sum(0))
    return FormTable(np.array(names), (odds - odds.mean(1, keepdims=True)).astype(np.float16))


def _parts(words: Iterable[str]) -> Iterable[str]:
    """The words, and the endings of the longer ones."""
    for word in words:
        yield word
        if len(word) > ENDING + 1:
            yield "-" + word[-ENDING:]
