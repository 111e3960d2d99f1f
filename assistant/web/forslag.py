"""The suggested hovedforlop as plain data, with what speaks for and against, what is unclear, and what follows."""

from __future__ import annotations

from typing import Any

from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import Ground, Suggestion, suggest
from assistant.domain.hovedforlopdata import Measure, Partner, Requirement
from assistant.export.ord import words
from assistant.web import innsyn


def suggested(guide: Guide, case: Case) -> int | None:
    """The pathway that the worker is shown; None when there is none, or nothing is shared to build on."""
    seen = innsyn.for_worker(guide, case)
    return None if seen.nothing else suggest(guide, seen.case).pathway


def build(guide: Guide, case: Case) -> dict[str, Any]:
    """From what is shared only. Requirements follow from risk too, and are always there."""
    seen = innsyn.for_worker(guide, case)
    found, w = suggest(guide, seen.case), words("nb")
    pathway = None if seen.nothing else found.pathway
    return {
        "pathway": pathway, "title": w(f"forlop_{pathway}") if pathway else "",
        "dimensions": {} if seen.nothing else dict(found.dimensions),
        "dimensions_text": [] if seen.nothing else [(w(f"dim_{d}"), w.get(f"verdi_{v}", v)) for d, v in found.dimensions.items()],
        **({"for": [], "against": [], "unclear": [], "measures": [], "partners": []} if seen.nothing else _grounded(guide, found)),
        "specialist": found.specialist, "specialist_text": w(f"spesialist_{found.specialist}"),
        "mandatory": [_requirement(r) for r in sorted(found.requirements, key=lambda r: r.strength != "skal")],
    }


def _grounded(guide: Guide, found: Suggestion) -> dict[str, Any]:
    questions = guide.questions
    return {
        "for": [_ground(g) for g in found.speaks_for], "against": [_ground(g) for g in found.speaks_against],
        "unclear": [{"dimension": u.dimension, "text": u.text.nb, "question": u.question,
                     "ask": questions[u.question].guided_text.nb if u.question in questions else ""} for u in found.unclear],
        "measures": [_measure(m) for m in found.measures], "partners": [_partner(p) for p in found.partners],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    c = ground.criterion
    return {"rule": c.id, "version": c.version, "label": c.label.nb, "source": c.source, "for": c.pathway, "quotes": list(ground.quotes)}


def _requirement(r: Requirement) -> dict[str, Any]:
    return {"rule": r.id, "version": r.version, "strength": r.strength, "title": r.title.nb, "source": r.source, "specialist": r.specialist}


def _measure(m: Measure) -> dict[str, Any]:
    return {"rule": m.id, "version": m.version, "title": m.title.nb, "note": m.note.nb if m.note else "", "source": m.source}


def _partner(p: Partner) -> dict[str, Any]:
    return {"rule": p.id, "title": p.title.nb}
