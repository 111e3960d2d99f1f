"""Words that a free answer in the safety step is read by, as data."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.domain.analyse import Analysis
from assistant.domain.yamlfil import read

FILE = Path(__file__).parent / "language" / "sikkerhetsord.yml"
TELLING_WORDS = 4          # fewer do not show which language they are in
KINDS = ("snart", "snart_norsk", "ja", "nei", "nei_en", "klarer_ikke", "ringer", "plan", "pust", "kontakt", "pause", "stopp")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    m = read(FILE)
    m.only(*KINDS)
    return {kind: re.compile("|".join(phrase_pattern(phrase) for phrase in m.strings(kind))) for kind in KINDS}


def phrase_pattern(phrase: str) -> str:
    """A regular expression for whole words; a star lets the last one go on."""
    return rf"\b{re.escape(phrase.rstrip('*'))}" + ("" if phrase.endswith("*") else r"\b")


def says(kind: str, text: str) -> bool:
    """Whether the text holds a word of that kind."""
    return _patterns()[kind].search(_plain(text)) is not None


def begins(kind: str, text: str) -> bool:
    """Whether the text begins with one."""
    return _patterns()[kind].match(_plain(text)) is not None


def denies(text: str, english: bool) -> bool:
    """Whether the text begins with a no. «no» is one in English; in Norwegian it is «now»."""
    return begins("nei", text) or (english and begins("nei_en", text))


def soon(text: str, english: bool) -> bool:
    """Whether the text says that it is near in time."""
    return says("snart", text) or (not english and says("snart_norsk", text))


def is_english(language: str, analysis: Analysis) -> bool:
    """Whether words are to be read as English: they look English, or are too few to tell in an English talk."""
    if analysis.form == "en":
        return True
    return language == "en" and (analysis.words < TELLING_WORDS or analysis.form not in ("nn", "dialekt"))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").strip()
