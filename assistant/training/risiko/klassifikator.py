"""Fits the risk classifier from the labelled lines: two logistic regressions for each output, one on meaning, one on spelling.

Deterministic. Takes about a minute; the embeddings of known lines are kept in `models/risiko/innbygginger.npz`, so that only
new lines are read by the encoder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.domain.case import level_rank
from assistant.domain.eksempler import Exemplar, load
from assistant.domain.guide import FOLDER, Guide
from assistant.domain.risikodata import CATEGORIES
from assistant.language import analyse, innbygging, klassifikator
from assistant.language.innbygging import Encoder
from assistant.language.klassifikator import OUTPUTS, ROOT, SCALE, Weights
from assistant.language.ordbilde import Spelling, vocabulary, without_greeting
from assistant.language.skrift import features
from assistant.language.sprakform import learn

LINES = FOLDER / "risk" / "eksempler"
KEPT = ROOT / "models" / "risiko" / "innbygginger.npz"
STEP = 127.0 * 4                       # unit vectors of 384 numbers seldom pass 0.25


def targets(lines: Sequence[Exemplar]) -> np.ndarray:
    """Zeros and ones, shape (lines, outputs), in the order of OUTPUTS."""
    rows = [[level_rank(one.level) >= rank for rank in (1, 2, 3)] + [c in one.categories for c in CATEGORIES] + [one.subject == "other"]
            for one in lines]
    return np.array(rows, np.int8).reshape(len(rows), len(OUTPUTS))


def fit(guide: Guide, lines: Sequence[Exemplar] | None = None) -> Weights:
    """The weights for these lines (all of the guide's own when none are given)."""
    lines = load(LINES) if lines is None else lines
    encoder, wanted, texts = innbygging.load(), targets(lines), [one.text for one in lines]
    reader = analyse.Analyser(guide)
    spelling = _regressions(features([reader.line(without_greeting(text)) for text in texts]), wanted, guide.risk.classifier.strength_spelling, sparse=True)
    if encoder:
        meaning = _regressions(embeddings(encoder, restored(texts)) * SCALE, wanted, guide.risk.classifier.strength_meaning)
    else:
        meaning = (np.zeros((innbygging.SIZE, len(OUTPUTS))), np.zeros(len(OUTPUTS)))
    mix = np.array([guide.risk.classifier.meaning, guide.risk.classifier.spelling])
    forms = learn(texts, [one.form for one in lines])
    return Weights(meaning[0], meaning[1], spelling[0], spelling[1], mix, np.array(vocabulary(texts)), forms.names, forms.odds,
                   encoder.name if encoder else "")


def _regressions(rows: Any, wanted: np.ndarray, strength: float, sparse: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (features, outputs) and biases (outputs)."""
    weights, biases = [], []
    there = (rows > 0).astype(np.float64) if sparse else None
    for column in wanted.T:
        telling = _telling(there, column) if sparse else np.ones(rows.shape[1])
        model = LogisticRegression(C=strength, solver="liblinear" if sparse else "lbfgs", max_iter=400, class_weight="balanced", random_state=0)
        model.fit(rows.multiply(telling).tocsr() if sparse else rows, column)
        weights.append(model.coef_[0] * telling)
        biases.append(model.intercept_[0])
    return np.array(weights).T, np.array(biases)


def _telling(there: Any, column: np.ndarray) -> np.ndarray:
    """How strongly each feature leans to one side: the size of its naive Bayes log odds. Weighed so, the rare tell-tale ones count.

    `there` is 1 where a line has the feature. Wang and Manning 2012, «Baselines and Bigrams» (NB-SVM).
    """
    yes, no = (np.asarray(there[column == side].sum(0)).ravel() + 1 for side in (1, 0))
    return np.abs(np.log((yes / yes.sum()) / (no / no.sum())))


def restored(texts: Sequence[str]) -> list[str]:
    """The texts as the encoder sees them: every word in the spelling most usual in these texts."""
    words = Spelling(vocabulary(texts))
    return [words.restore(text) for text in texts]


def embeddings(encoder: Encoder, texts: Sequence[str], kept: Path = KEPT) -> np.ndarray:
    """Unit vectors, shape (texts, 384): known ones from the file, the others from the encoder."""
    known = _known(encoder.name, kept)
    names = [_name(text) for text in texts]
    missing = sorted({name: text for name, text in zip(names, texts, strict=True) if name not in known}.items())
    for name, vector in zip((name for name, _ in missing), encoder.embed([text for _, text in missing]), strict=True):
        known[name] = vector
    return np.array([known[name] for name in names], np.float32)


def keep(encoder: Encoder, texts: Sequence[str], kept: Path = KEPT) -> None:
    """Writes the file anew with just these texts, one byte a number."""
    vectors = np.clip(np.rint(embeddings(encoder, texts, kept) * STEP), -127, 127).astype(np.int8)
    kept.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(kept, names=np.array([_name(text) for text in texts]), vectors=vectors, encoder=np.array(encoder.name))


def _known(name: str, kept: Path) -> dict[str, np.ndarray]:
    if not kept.exists():
        return {}
    with np.load(kept) as saved:
        if str(saved["encoder"]) != name:
            return {}
        return {str(n): v.astype(np.float32) / STEP for n, v in zip(saved["names"], saved["vectors"], strict=True)}


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def train(guide: Guide, force: bool = False) -> Path:
    """The file for the words of this guide, made when it is missing or cannot be read; older ones are removed."""
    target = klassifikator.file(guide.reading)
    if force or klassifikator.load(target) is None:
        klassifikator.save(fit(guide), target)
        for old in target.parent.glob("risiko-*.npz"):
            if old != target:
                old.unlink(missing_ok=True)
    return target
