"""How much of what points to a person is found: on labelled lines, and on the names of a treebank."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.bench.mal import share
from assistant.domain import guide as guide_module
from assistant.domain.yamlfil import DataError
from assistant.language import pipeline
from assistant.language.avidentifisering import KINDS, LABELS, Deidentifier, Span

Gold = list[tuple[int, int, str]]


def measure(path: Path, reader: Deidentifier | None = None) -> dict[str, Any]:
    """{"lines", "recall", "precision", "false_on_plain", "plain", "kinds": {kind: {"gold", "recall", "same_kind", "precision"}}} of a .jsonl file.

    A labelled stretch is found when spans cover all its letters and digits, whatever they call it; `same_kind` asks for the right kind too.
    A span is right when it touches something labelled. Raises DataError at a line that is not as it should be.
    """
    reader = reader or standard()
    gold, found, same, spans, right = (_counter() for _ in range(5))
    plain = wrong = 0
    lines = list(_lines(path))
    for text, wanted in lines:
        got = reader.read(text)
        for start, end, kind in wanted:
            gold[kind] += 1
            found[kind] += _covered(text, start, end, got)
            same[kind] += _covered(text, start, end, [s for s in got if s.kind == kind])
        for span in got:
            spans[span.kind] += 1
            right[span.kind] += any(span.start < end and start < span.end for start, end, _ in wanted)
        plain += not wanted
        wrong += not wanted and bool(got)
    return {
        "lines": len(lines), "recall": share(found.total(), gold.total()), "precision": share(right.total(), spans.total()),
        "plain": plain, "false_on_plain": wrong,
        "kinds": {k: {"gold": gold[k], "recall": share(found[k], gold[k]), "same_kind": share(same[k], gold[k]),
                      "precision": share(right[k], spans[k])} for k in KINDS},
    }


def treebank(folder: Path, reader: Deidentifier | None = None) -> dict[str, Any]:
    """Recall of names, places and organisations in every .conllu (name= in the last column) or .spacy file below a folder."""
    reader = reader or standard()
    gold, found, same = (_counter() for _ in range(3))
    words = masked = 0
    for text, wanted in _sentences(folder):
        got = reader.read(text)
        for start, end, kind in wanted:
            gold[kind] += 1
            found[kind] += _covered(text, start, end, got)
            same[kind] += _covered(text, start, end, [s for s in got if s.kind == kind])
        plain = [m.span() for m in re.finditer(r"\w+", text) if not any(m.start() < e and s < m.end() for s, e, _ in wanted)]
        words += len(plain)
        masked += sum(any(s.start < end and start < s.end for s in got if s.kind in LABELS.values()) for start, end in plain)
    return {
        "recall": share(found.total(), gold.total()), "other_words_masked": share(masked, words),
        "kinds": {k: {"gold": gold[k], "recall": share(found[k], gold[k]), "same_kind": share(same[k], gold[k])} for k in sorted(gold)},
    }


def standard() -> Deidentifier:
    return Deidentifier(guide_module.load(), pipeline.load(names=True).nlp)


def _counter() -> Counter[str]:
    return Counter()


def _covered(text: str, start: int, end: int, spans: Iterable[Span]) -> bool:
    """Every letter and digit lies in a span; a genitive s may stand."""
    tail = end - 1 if end - start > 3 and text[end - 1] in "sS" else end
    inside = {i for s in spans for i in range(max(s.start, start), min(s.end, end))}
    return all(i in inside for i in range(start, tail) if text[i].isalnum())


def _lines(path: Path) -> Iterator[tuple[str, Gold]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            text, spans = item["text"], [(s["text"], s["kind"]) for s in item["spans"]]
        except (ValueError, KeyError, TypeError):
            raise DataError(path, number, "linjen må være JSON med «text» og «spans» av «text» og «kind»") from None
        yield text, _placed(path, number, text, spans)


def _placed(path: Path, number: int, text: str, spans: list[tuple[str, str]]) -> Gold:
    """Labelled stretches stand in the order of the text."""
    found, at = [], 0
    for part, kind in spans:
        start = text.find(part, at)
        if start < 0 or kind not in KINDS:
            raise DataError(path, number, "hvert ledd i «spans» må stå i teksten, i rekkefølge, og ha et kjent slag")
        at = start + len(part)
        found.append((start, at, kind))
    return found


def _sentences(folder: Path) -> Iterator[tuple[str, Gold]]:
    for path in sorted(folder.rglob("*.conllu")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            if rows := [line.split("\t") for line in block.splitlines() if line[:1].isdigit() and "-" not in line.split("\t")[0]]:
                yield _from_rows(rows)
    for path in sorted(folder.rglob("*.spacy")):
        import spacy
        from spacy.tokens import DocBin

        for doc in DocBin().from_disk(path).get_docs(spacy.blank("nb").vocab):
            yield doc.text, [(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS]


def _from_rows(rows: list[list[str]]) -> tuple[str, Gold]:
    text, gold, inside = "", [], ""
    for row in rows:
        start = len(text)
        tag = next((p[5:] for p in row[9].split("|") if p.startswith("name=")), "O")
        text += row[1]
        kind = LABELS.get(tag[2:], "")
        if tag.startswith("B-") and kind:
            gold.append((start, len(text), kind))
        elif tag.startswith("I-") and tag[2:] == inside and gold and kind:
            gold[-1] = (gold[-1][0], len(text), kind)
        inside = tag[2:]
        text += "" if "SpaceAfter=No" in row[9] else " "
    return text, gold
