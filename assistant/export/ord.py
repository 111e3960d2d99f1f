"""The fixed words of the documents, from tekster/<language>.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.domain.case import LANGUAGES
from assistant.domain.yamlfil import LANGUAGES as NORWEGIAN
from assistant.domain.yamlfil import DataError, read

# What the person's own copy and summary use besides the keys that begin with «egen_».
OWN = frozenset(("av", "bunn", "dato", "ja", "nei", "sak", "side", "skala", "skrevet", "tid_ukjent", "tidspunkt", "tillegg_egen", "tjeneste", "tjeneste_ukjent"))
FOLDER = Path(__file__).parent / "tekster"
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Words:
    """Call it with a key and the values of its {names}; an unknown key raises KeyError."""

    language: str
    texts: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The sentence, filled in one pass, so that braces in a person's words are left alone."""
        return _NAME.sub(lambda m: str(values[m[1]]) if m[1] in values else m[0], self.texts[key])

    def get(self, key: str, default: str) -> str:
        return self.texts.get(key, default)


def words(language: str) -> Words:
    """The words of a language; one without a file gives bokmål."""
    return _load(language if language in LANGUAGES else NORWEGIAN[0])


@lru_cache(maxsize=4)
def _load(language: str) -> Words:
    """Raises DataError when a file lacks a key, or a {name}, that bokmål has. English has the person's own documents only."""
    path = FOLDER / f"{language}.yml"
    mapping, first = read(path), read(FOLDER / f"{NORWEGIAN[0]}.yml")
    keys = [key for key in first if language in NORWEGIAN or key in OWN or key.startswith("egen_")]
    if differs := set(mapping.keys()) ^ set(keys):
        raise DataError(path, mapping.line, f"teksten «{min(differs)}» står ikke i alle språk")
    for key in keys:
        if names(mapping.text(key)) != names(first.text(key)):
            raise mapping.error(key, f"«{key}» bruker andre {{navn}} enn på {NORWEGIAN[0]}")
    return Words(language, {key: mapping.text(key) for key in keys})


def names(text: str) -> set[str]:
    """The {names} in a text."""
    return set(_NAME.findall(text))
