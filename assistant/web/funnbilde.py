"""Findings as a worker sees them: each with the words it rests on, what has been corrected, and what may be chosen instead."""

from __future__ import annotations

from typing import Any

from assistant.domain.case import Case, Finding, from_dict, replace
from assistant.domain.guide import Guide
from assistant.domain.omrade import FindingSpec
from assistant.export import funn
from assistant.export.ord import Words, words
from assistant.store import rettinger
from assistant.store.rettinger import Edit
from assistant.web import innsyn


def findings(guide: Guide, w: Words, told: Case, edits: list[Edit]) -> list[dict[str, Any]]:
    """Those the worker may read, also those marked as wrong. `target` is what an edit is about, `history` its earlier readings."""
    now = rettinger.current(told, edits)
    kept = {id(f) for f in innsyn.for_worker(guide, replace(told, findings=[f for f, _ in now.values()])).case.findings}
    return [_finding(guide, w, target, finding, edits, wrong) for target, (finding, wrong) in now.items() if id(finding) in kept]


def _finding(guide: Guide, w: Words, target: str, finding: Finding, edits: list[Edit], wrong: bool) -> dict[str, Any]:
    mine = [e for e in edits if e.target == target]
    marked = mine[-1] if wrong else None
    spec = guide.findings.get(finding.attribute)
    return {
        "attribute": finding.attribute, "value": finding.value, "label": funn.label(guide, w, finding),
        "said": funn.value(guide, w, finding), "marks": funn.marks(w, finding), "quote": finding.quote, "question": finding.question,
        "negated": finding.negated, "uncertain": finding.uncertain, "subject": finding.subject, "earlier": finding.earlier,
        "by": finding.by, "area": finding.area, "target": target, "wrong": {"by": marked.actor, "at": marked.at} if marked else None,
        "history": [{"by": e.actor, "at": e.at, "before": funn.text(guide, w, from_dict(Finding, e.before))} for e in mine if e.kind == "rettet"],
        "values": values(spec) if spec else [],
    }


def values(spec: FindingSpec) -> list[tuple[str, str]]:
    """(code, label) of what may be chosen; none for a quantity, where a number is written."""
    return [(v.value, v.label.nb if v.label else v.value.replace("_", " ")) for v in spec.values]


def addable(guide: Guide, area: str) -> list[dict[str, Any]]:
    """What may be added in an area: attribute, label, unit and values."""
    months = words("nb")("maneder")
    return [{"attribute": s.attribute, "label": s.label.nb, "unit": s.unit or (months if s.kind == "varighet" else ""), "values": values(s)}
            for s in guide.findings.values() if s.area == area]
