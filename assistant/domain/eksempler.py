"""Labelled lines that the risk classifier learns from or is measured on: one JSON object a line, strictly read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain.case import LEVELS
from assistant.domain.risikodata import CATEGORIES
from assistant.domain.yamlfil import NOWHERE, DataError, Place

FORMS = ("nb", "nn", "dialect", "en")
SUBJECTS = ("self", "other")
KEYS = {"text", "lang", "categories", "level", "subject", "voice"}


@dataclass(frozen=True)
class Exemplar:
    """One invented line and how it is meant; docs/merking.md holds the rules. `voice` is who writes."""

    text: str
    lang: str
    categories: tuple[str, ...]
    level: str
    subject: str
    voice: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def risky(self) -> bool:
        return self.level != "ingen"

    @property
    def form(self) -> str:
        """The language form by the name that the analysis gives it."""
        return "dialekt" if self.lang == "dialect" else self.lang


def load(folder: Path) -> tuple[Exemplar, ...]:
    """Every line of every .jsonl file of a folder, file by file. Raises DataError naming file and line."""
    return tuple(one for path in sorted(folder.glob("*.jsonl")) for one in read(path))


def read(path: Path) -> list[Exemplar]:
    """One file. Raises DataError at the first line that is not as it should be."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [_exemplar(path, number, line) for number, line in lines if line.strip()]


def _exemplar(path: Path, number: int, line: str) -> Exemplar:
    try:
        item = json.loads(line)
    except ValueError:
        raise DataError(path, number, "linjen er ikke gyldig JSON") from None
    if not isinstance(item, dict) or set(item) != KEYS:
        raise DataError(path, number, f"linjen må ha akkurat disse feltene: {', '.join(sorted(KEYS))}")
    categories = item["categories"]
    if not isinstance(categories, list) or not set(categories) <= set(CATEGORIES):
        raise DataError(path, number, f"kategoriene må være blant {', '.join(CATEGORIES)}")
    for key, known in (("lang", FORMS), ("level", LEVELS), ("subject", SUBJECTS)):
        if item[key] not in known:
            raise DataError(path, number, f"«{key}» må være en av {', '.join(known)}")
    if bool(categories) != (item["level"] != "ingen"):
        raise DataError(path, number, "en linje med fare har kategori, en uten har ingen")
    if not str(item["text"]).strip():
        raise DataError(path, number, "teksten er tom")
    return Exemplar(item["text"], item["lang"], tuple(categories), item["level"], item["subject"], item["voice"], Place(path, number))
