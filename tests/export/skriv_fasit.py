"""Writes the answer files of test_dokument_planer.py anew, after a change that is wanted. Read the difference before it is kept."""

from __future__ import annotations

from plansak import DOCUMENTS, dump, planned, word_file
from test_dokument_planer import ANSWERS

from assistant.domain.guide import load

if __name__ == "__main__":
    guide = load()
    for document in DOCUMENTS:
        for language in ("nb", "nn"):
            text = dump(word_file(guide, planned(language), document), guide.version)
            (ANSWERS / f"{document}-{language}.txt").write_text(text, encoding="utf-8")
