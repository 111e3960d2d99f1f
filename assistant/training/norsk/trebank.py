"""Reads the treebank NDT with the entities of NorNE (ten-column CoNLL), in its own tags and in the UD version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COLUMNS = 10


@dataclass(frozen=True)
class Token:
    """One word. `tag` is NDT's word class or UPOS, `feats` as written, `head` counts from 1 and is 0 for the root."""

    form: str
    lemma: str
    tag: str
    feats: str
    head: int
    rel: str
    name: str
    space: bool | None = None      # whether a space follows; None when the file does not say


@dataclass(frozen=True)
class Sentence:
    """The words in order, and the document (file) they come from."""

    tokens: tuple[Token, ...]
    document: str

    @property
    def key(self) -> tuple[str, ...]:
        """What the same sentence shares in both versions: the words without NDT's mark for headings."""
        return tuple(token.form for token in self.tokens if token.form != "|")


def read(path: Path) -> Iterator[Sentence]:
    """Every sentence of one file. Raises ValueError with file and line when a line has other than ten columns."""
    rows: list[Token] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if not line.strip():
            if rows:
                yield Sentence(tuple(rows), path.stem)
            rows = []
            continue
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            raise ValueError(f"{path.name}:{number}: {len(cells)} kolonner, ventet {COLUMNS}")
        if "-" not in cells[0] and "." not in cells[0]:
            rows.append(_token(cells))


def _token(cells: list[str]) -> Token:
    extra = dict(pair.partition("=")[::2] for pair in cells[9].split("|") if "=" in pair)
    lemma = cells[1] if cells[2].startswith("$") and len(cells[2]) > 1 else cells[2]
    space = extra.get("SpaceAfter") != "No" if cells[3].isupper() else None
    return Token(cells[1], lemma, cells[3], cells[5], int(cells[6]), cells[7], extra.get("name", "O"), space)


def folder(path: Path) -> list[Sentence]:
    """All sentences of a folder, file by file in the order of their names."""
    return [sentence for file in sorted(path.iterdir()) if file.suffix in (".conll", ".conllu") for sentence in read(file)]
