"""The spaCy pipeline: the official Norwegian model when it is installed, else the tokeniser for Norwegian alone."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

import spacy
from spacy.language import Language

MODELS = ("nb_core_news_sm", "nb_kartlegging_sm")


@dataclass(frozen=True)
class Pipeline:
    """`name` is what runs; `advice` says what is missing, empty when nothing is."""

    nlp: Language
    name: str
    advice: str = ""


def load() -> Pipeline:
    """The first model found. Only its tokeniser is used for now, so every other part stays unloaded."""
    for name in MODELS:
        if find_spec(name):
            return Pipeline(spacy.load(name, exclude=["tok2vec", "morphologizer", "parser", "lemmatizer", "ner", "attribute_ruler"]), name)
    return Pipeline(
        spacy.blank("nb"), "blank:nb",
        "nb_core_news_sm er ikke installert, og pakkeregisteret har den ikke. Teksten deles i ord uten den; "
        "regelverket er det samme.",
    )
