"""Trains the Norwegian pipeline and packs it as a wheel: `python -m assistant.training.norsk.tren DATA OUT`.

DATA is the unpacked treebank (folders ndt/nob, ndt/nno, ud/nob), OUT an empty folder. Two trainings with fixed seeds, about
an hour each on one core: word class, features, lemma and dependencies first, then names, which read the words on their own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.language import Language

from assistant.training.norsk import korpus

HERE = Path(__file__).parent
META = {
    "name": "kartlegging_sm", "version": "1.0.0", "license": "MIT", "author": "Kartlegging", "url": "",
    "description": "Norwegian (Bokmål and Nynorsk), own training on the Norwegian Dependency Treebank with NorNE names. "
                   "Not Explosion's nb_core_news_sm, but with the same components and labels.",
    "sources": [
        {"name": "Norwegian Dependency Treebank (NDT)", "url": "https://www.nb.no/sprakbanken/", "license": "CC0", "author": "Nasjonalbiblioteket"},
        {"name": "NorNE", "url": "https://arxiv.org/abs/1911.12146", "license": "CC0", "author": "Jørgensen, Aasmoe, Husevåg, Øvrelid, Velldal"},
    ],
}


def main(data: Path, out: Path) -> None:
    """Corpora, both trainings, the joined pipeline in OUT/modell and its wheel in OUT."""
    for name, names_only in (("sprak", False), ("navn", True)):
        if not (out / name / "train.spacy").exists():
            korpus.write(data, out / name, names_only)
        paths = {f"paths.{part}": str(out / name / f"{part}.spacy") for part in ("train", "dev")}
        if not (out / f"{name}-modell" / "model-best").exists():
            train(HERE / f"{name}.cfg", out / f"{name}-modell", overrides=paths)
    join(out / "sprak-modell" / "model-best", out / "navn-modell" / "model-best").to_disk(out / "modell")
    pack(out / "modell", out)


def join(language: Path, names: Path) -> Language:
    """One pipeline from both, the names with their own reading of the words."""
    nlp, named = spacy.load(language), spacy.load(names)
    named.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=named)
    nlp.meta.update(META)
    return nlp


def pack(model: Path, out: Path) -> None:
    """The wheel; setuptools must be installed."""
    subprocess.run([sys.executable, "-m", "spacy", "package", str(model), str(out), "--build", "wheel", "--force"], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
