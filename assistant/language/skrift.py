"""Spelling as numbers: letters in a row and words in a row of the normalised line, hashed to a fixed width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sklearn.feature_extraction.text import HashingVectorizer

WIDTH = 2**17
LETTERS = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=WIDTH, alternate_sign=False, lowercase=False)
WORDS = HashingVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 3), n_features=WIDTH, alternate_sign=False, lowercase=False)


def features(lines: Sequence[str]) -> Any:
    """Sparse rows, shape (lines, 2 · WIDTH); `lines` come from `monster.key_line`, so case and æøå are gone already."""
    from scipy.sparse import hstack

    return hstack([LETTERS.transform(lines), WORDS.transform(lines)], format="csr")
