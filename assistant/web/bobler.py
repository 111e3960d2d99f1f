"""The transcript as messages again, for a page that is loaded anew, and the areas a worker may go to."""

from __future__ import annotations

from typing import Any

from assistant.domain.case import RELATIVE, Case
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question


def messages(guide: Guide, case: Case, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every bubble with what the transcript does not keep: kind of answer, the worker's help, and numbers to ring."""
    return [_message(guide, case, row) for row in rows]


def _message(guide: Guide, case: Case, row: dict[str, Any]) -> dict[str, Any]:
    question = guide.questions.get(row["question"]) if row["who"] == "assistent" else None
    more: dict[str, Any] = {"answer": question.answer if question else "", "contacts": []}
    if row["who"] == "assistent" and row["kind"] == "safety":
        more["contacts"] = _contacts(guide, case.language, row["text"])
    if question is not None and case.mode == "guided":
        more.update(_help(guide, question, case.language))
    return {**row, **more}


def _contacts(guide: Guide, language: str, text: str) -> list[dict[str, str]]:
    """The contacts of the step's own list of numbers (its last part but one), in the order in which they stand there."""
    parts = text.split("\n\n")
    listed = parts[-2] if len(parts) > 2 else ""
    found = [(listed.find(c.phone), c) for c in guide.contacts.values() if c.phone and c.phone in listed]
    return [{"name": c.name.get(language), "phone": c.phone} for _, c in sorted(found, key=lambda pair: pair[0])]


def _help(guide: Guide, question: Question, language: str) -> dict[str, str]:
    area = guide.areas.get(question.area)
    why = question.why or (area.why if area else None)
    return {"why": why.get(language) if why else "", "listen_for": area.listen_for.get(language) if area else ""}


def areas(guide: Guide, case: Case, off: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What may be gone to in a guided talk, without what the service has switched off; empty in the person's own."""
    if case.mode != "guided" or case.kind == RELATIVE:
        return []
    met = {a.area for a in case.current().values() if not a.question.startswith("trygg.")}
    return [{"id": a.id, "title": a.title.get(case.language), "answered": a.id in met} for a in guide.in_order() if a.id not in off or a.id in met]
