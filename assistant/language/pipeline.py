"""The spaCy pipeline: the official Norwegian model when it is installed, else our own, else the tokeniser for Norwegian alone."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

import spacy
from spacy.language import Language

OFFICIAL, OWN = "nb_core_news_sm", "nb_kartlegging_sm"
MODELS = (OFFICIAL, OWN)
WITHOUT_NAMES = ["tok2vec", "morphologizer", "parser", "lemmatizer", "trainable_lemmatizer", "attribute_ruler", "senter"]


@dataclass(frozen=True)
class Pipeline:
    """`name` is what runs; `advice` says what is missing, empty when nothing is."""

    nlp: Language
    name: str
    advice: str = ""


def load(names: bool = False) -> Pipeline:
    """The first model found: its tokeniser, and with `names` what finds people, places and organisations too."""
    exclude = WITHOUT_NAMES if names else [*WITHOUT_NAMES, "ner"]
    for name in MODELS:
        if find_spec(name):
            return Pipeline(spacy.load(name, exclude=exclude), name)
    return Pipeline(
        spacy.blank("nb"), "blank:nb",
        "Verken nb_core_news_sm eller nb_kartlegging_sm er installert. Teksten deles i ord uten dem; regelverket er det samme, "
        "men navn gjenkjennes bare av lister.",
    )


def whole() -> Language | None:
    """The model with every component, for measuring; None when none is installed."""
    return next((spacy.load(name) for name in MODELS if find_spec(name)), None)
