"""Figures for the Norwegian pipeline: `python -m assistant.training.norsk.maal CORPUS [MODEL]`.

CORPUS is the folder that `korpus.write` made (OUT/sprak of the training). Prints one table row for each test: bokmål stands on
UD's own test part, nynorsk on held-out documents whose word classes, features and dependencies are converted (names and
lemmas are gold). «rough» is the same text in lower case, without last stop and with slips.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import DocBin
from spacy.training import Example

TESTS = ("test_nob", "test_nob_rough", "test_nno", "test_nno_rough")
FIGURES = {"UPOS": "pos_acc", "morph": "morph_acc", "lemma": "lemma_acc", "UAS": "dep_uas", "LAS": "dep_las", "NER F": "ents_f", "NER R": "ents_r"}


def measure(corpus: Path, model: str = "") -> dict[str, dict[str, float]]:
    """{test: {figure: percent}}, with words a second beside them."""
    from assistant.language import pipeline

    nlp = spacy.load(model) if model else pipeline.whole()
    if nlp is None:
        raise SystemExit("Ingen norsk modell er installert. Kjør «make setup».")
    return {test: _measure(nlp, corpus / f"{test}.spacy") for test in TESTS if (corpus / f"{test}.spacy").exists()}


def _measure(nlp: Any, path: Path) -> dict[str, float]:
    docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    started = time.perf_counter()
    for _ in nlp.pipe([doc.text for doc in docs]):
        pass
    speed = sum(len(doc) for doc in docs) / (time.perf_counter() - started)
    scores = nlp.evaluate(examples)
    found = {name: round(100 * scores[key], 1) for name, key in FIGURES.items() if isinstance(scores.get(key), float)}
    return {**found, "words/s": round(speed)}


def table(figures: dict[str, dict[str, float]]) -> str:
    """Markdown."""
    names = [*FIGURES, "words/s"]
    rows = [f"| {test} | " + " | ".join(str(found.get(name, "")) for name in names) + " |" for test, found in figures.items()]
    return "\n".join(["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|", *rows])


if __name__ == "__main__":
    print(table(measure(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")))
