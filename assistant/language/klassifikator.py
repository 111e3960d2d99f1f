"""The risk classifier: meaning (sentence embedding) and spelling (n-grams), fitted from the lines under domain/risk/eksempler.

Gives probabilities, never a decision: `vurdering.py` weighs them together with the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from assistant.domain.guide import models_folder
from assistant.domain.risikodata import CATEGORIES
from assistant.language import innbygging
from assistant.language.innbygging import Encoder
from assistant.language.ordbilde import Spelling
from assistant.language.skrift import features
from assistant.language.sprakform import FormTable

ROOT = Path(__file__).parents[2]
OUTPUTS = ("avklar", "hoy", "akutt", *CATEGORIES, "other")
SCALE = 12.0                       # unit vectors are stretched by this before the weights


@dataclass(frozen=True)
class Verdict:
    """Probabilities for one stretch of text: some danger, high, acute, each category, and that it is about another."""

    danger: float
    high: float
    acute: float
    categories: dict[str, float]
    other: float


@dataclass(frozen=True)
class Weights:
    """What training fitted. `meaning` (384, outputs), `spelling` (features, outputs), biases, the mix of meaning and spelling (2,), known words,

    and what words tell about the language form (`sprakform.FormTable`).
    """

    meaning: np.ndarray
    meaning_bias: np.ndarray
    spelling: np.ndarray
    spelling_bias: np.ndarray
    mix: np.ndarray
    words: np.ndarray
    form_names: np.ndarray
    form_odds: np.ndarray
    encoder: str


class Classifier:
    """Holds the weights and, when it is installed, the encoder. Safe to share between threads."""

    def __init__(self, weights: Weights, encoder: Encoder | None) -> None:
        self._weights = weights
        self._words = Spelling([str(word) for word in weights.words])
        self._encoder = encoder if encoder and encoder.name == weights.encoder else None

    @property
    def whole(self) -> bool:
        """Whether meaning takes part; without it spelling decides alone."""
        return self._encoder is not None

    @property
    def forms(self) -> FormTable:
        return FormTable(self._weights.form_names, self._weights.form_odds)

    def spelling(self, lines: Sequence[str]) -> np.ndarray:
        """Raw scores from spelling alone, shape (lines, outputs)."""
        return features(lines) @ self._weights.spelling + self._weights.spelling_bias

    def read(self, texts: Sequence[str], spelling: np.ndarray) -> list[Verdict]:
        """A verdict for each text; `spelling` are its scores from above."""
        if self._encoder is None:
            return [_verdict(row) for row in _sigmoid(spelling)]
        meaning = self._encoder.embed([self._words.restore(text) for text in texts]) * SCALE @ self._weights.meaning + self._weights.meaning_bias
        mix = self._weights.mix
        return [_verdict(row) for row in _sigmoid(meaning * mix[0] + spelling * mix[1])]


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def _verdict(row: np.ndarray) -> Verdict:
    named = dict(zip(OUTPUTS, (float(p) for p in row), strict=True))
    return Verdict(named["avklar"], named["hoy"], named["akutt"], {c: named[c] for c in CATEGORIES}, named["other"])


def file(reading: str) -> Path:
    """Where the weights fitted to these words lie; `reading` is that of the guide."""
    return models_folder() / f"risiko-{reading}-{innbygging.fingerprint()}.npz"


def fitted(reading: str) -> Classifier | None:
    """The classifier fitted to these words, or None: then the rules stand alone, and `doctor` says so."""
    weights = load(file(reading))
    return Classifier(weights, innbygging.load()) if weights else None


def save(weights: Weights, path: Path) -> None:
    """Spelling is kept in half precision: it is wide and needs no more."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".halv.npz")
    np.savez_compressed(half, **{**vars(weights), "spelling": weights.spelling.astype(np.float16), "encoder": np.array(weights.encoder)})
    half.replace(path)


def load(path: Path) -> Weights | None:
    """The fitted weights, or None when they are missing or broken."""
    try:
        with np.load(path) as saved:
            values = {name: saved[name] for name in saved.files}
    except (OSError, ValueError, EOFError):
        return None
    if set(values) != {f.name for f in fields(Weights)}:
        return None
    encoder, text = str(values.pop("encoder")), {name: values.pop(name) for name in ("words", "form_names")}
    return Weights(**{name: value.astype(np.float32) for name, value in values.items()}, **text, encoder=encoder)
