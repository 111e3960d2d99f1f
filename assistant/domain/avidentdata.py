"""What may point to a person, and what must stay: lists and lead words read from `language/avidentifisering.yml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from assistant.domain.yamlfil import Mapping, read

FILE = Path(__file__).parent / "language" / "avidentifisering.yml"


@dataclass(frozen=True)
class DeidentData:
    """Every word and phrase in lower case; `protected_numbers` are digits only."""

    first_names: frozenset[str]
    first_names_also_words: frozenset[str]
    surnames: frozenset[str]
    surnames_also_words: frozenset[str]
    places: frozenset[str]
    places_also_words: frozenset[str]
    place_phrases: frozenset[str]
    place_endings: frozenset[str]
    organisations: frozenset[str]
    organisations_also_words: frozenset[str]
    organisation_phrases: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_starts: frozenset[str]
    name_cues: frozenset[str]
    greetings: frozenset[str]
    relations: frozenset[str]
    titles: frozenset[str]
    possessives: frozenset[str]
    home_cues: frozenset[str]
    work_cues: frozenset[str]
    place_words: frozenset[str]
    months: frozenset[str]
    street_endings: frozenset[str]
    street_endings_numbered: frozenset[str]
    street_starts: frozenset[str]
    units: frozenset[str]
    protected: frozenset[str]
    protected_phrases: frozenset[str]
    protected_numbers: frozenset[str]
    protected_sites: frozenset[str]
    ordinary: frozenset[str]


KEYS = tuple(f.name for f in fields(DeidentData))
LISTS = frozenset({"place_phrases", "organisation_phrases", "protected_phrases", "protected_numbers", "protected_sites"})
NOT_BOTH = (
    ("first_names", "first_names_also_words"), ("surnames", "surnames_also_words"), ("places", "places_also_words"), ("protected", "first_names"),
)


@lru_cache(maxsize=4)
def load(path: Path = FILE) -> DeidentData:
    """The file, checked. Raises DataError on unknown or missing keys, capitals, twins, and a word in two lists that exclude each other."""
    m = read(path)
    m.only(*KEYS)
    data = DeidentData(**{key: _words(m, key) for key in KEYS})
    for one, other in NOT_BOTH:
        if both := getattr(data, one) & getattr(data, other):
            raise m.error(other, f"«{min(both)}» står både i «{one}» og i «{other}»")
    return data


def _words(m: Mapping, key: str) -> frozenset[str]:
    words = m.strings(key) if key in LISTS else tuple(m.text(key).split())
    if not words:
        raise m.error(None, f"mangler «{key}»")
    seen: set[str] = set()
    for word in words:
        if word != word.lower():
            raise m.error(key, f"«{word}» i «{key}» må skrives med små bokstaver")
        if word in seen:
            raise m.error(key, f"«{word}» står to ganger i «{key}»")
        if key == "protected_numbers" and not word.isdigit():
            raise m.error(key, f"«{word}» i «{key}» må bare ha sifre")
        seen.add(word)
    return frozenset(seen)
