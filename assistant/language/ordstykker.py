"""Text to word pieces as the sentence model was trained on them: SentencePiece unigram, the best split by score."""

from __future__ import annotations

from assistant.language.modellfil import Packed

MAX_PIECES = 200
SHORTEST = -1e30
IN_FRONT = "query: "                # multilingual-e5 wants to know what kind of text it reads


class Pieces:
    """Built once from the packed file's vocabulary; `ids` never raises on any text."""

    def __init__(self, packed: Packed) -> None:
        self._ids = {piece: number for number, piece in enumerate(packed.pieces)}
        self._scores, self._norm = packed.scores.tolist(), packed.norm
        self._bos, self._eos, self.pad, self._unknown = packed.special
        self._longest = max(map(len, packed.pieces))
        self._penalty = min(self._scores) - 10

    def ids(self, text: str) -> list[int]:
        """Piece numbers, at most MAX_PIECES, with the marks for start and end."""
        line = "".join(self._norm.get(ord(char), char) for char in IN_FRONT + text)
        while "  " in line:
            line = line.replace("  ", " ")
        line = (line if line.startswith(" ") else " " + line).replace(" ", "▁")
        return [self._bos, *self._split(line)[: MAX_PIECES - 2], self._eos]

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
                    gain = self._scores[number]
                if best[at] + gain > best[end]:
                    best[end], piece[end], start[end] = best[at] + gain, number, at
        out, at = [], size
        while at:
            out.append(piece[at])
            at = start[at]
        return out[::-1]
