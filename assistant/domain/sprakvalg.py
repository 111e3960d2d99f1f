"""Which language a person asks for, in their own words or with a choice."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.domain.case import LANGUAGES
from assistant.domain.sikkerhetsord import phrase_pattern
from assistant.domain.yamlfil import read

FILE = Path(__file__).parent / "language" / "sprakvalg.yml"
NAMED, UNNAMED = ("en", "nn", "nb", "tolk"), "bytt_en"
CHOICE = "sprak:"
_OTHER = {"nb": "nn", "nn": "nb", "en": "nb"}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    m = read(FILE)
    m.only(*NAMED, UNNAMED)
    return {kind: re.compile("|".join(phrase_pattern(phrase) for phrase in m.strings(kind))) for kind in (*NAMED, UNNAMED)}


def wanted(words: str, now: str) -> str:
    """The language asked for, or tolk for one that is not written here.

    With none named: the other form of Norwegian; from English bokmål; English words ask for English.
    """
    if words.startswith(CHOICE) and words.removeprefix(CHOICE) in LANGUAGES:
        return words.removeprefix(CHOICE)
    text = words.lower().replace("’", "'")
    named = next((kind for kind in NAMED if _patterns()[kind].search(text)), None)
    if named is None and now != "en" and _patterns()[UNNAMED].search(text):
        return "en"
    return named or _OTHER[now]
