"""Words that a free answer in the safety step is read by, as data."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.domain.yamlfil import read

FILE = Path(__file__).parent / "language" / "sikkerhetsord.yml"
KINDS = ("snart", "ja", "nei", "nei_en", "klarer_ikke", "ringer", "plan", "pust", "pause", "stopp")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    m = read(FILE)
    m.only(*KINDS)
    return {kind: re.compile("|".join(_pattern(phrase) for phrase in m.strings(kind))) for kind in KINDS}


def _pattern(phrase: str) -> str:
    """Whole words; a star lets the last one go on."""
    return rf"\b{re.escape(phrase.rstrip('*'))}" + ("" if phrase.endswith("*") else r"\b")


def says(kind: str, text: str) -> bool:
    """Whether the text holds a word of that kind."""
    return _patterns()[kind].search(text.lower()) is not None


def begins(kind: str, text: str) -> bool:
    """Whether the text begins with one."""
    return _patterns()[kind].match(text.lower().strip()) is not None
