"""The person's own summary: what was said, by area, in the person's own words and nothing else."""

from __future__ import annotations

from typing import Any

from assistant.domain import kontakt, parorende, skjema
from assistant.domain.case import RELATIVE, Case
from assistant.domain.guide import Guide
from assistant.domain.sikkerhet import PLAN
from assistant.export import svarord
from assistant.export.ord import words


def summary(guide: Guide, case: Case) -> dict[str, Any]:
    """In the shape of `skjemaer.Summary`."""
    w = words(case.language)
    points = [p for a in guide.in_order() if (p := _point(guide, case, a.id, w))] if case.kind != RELATIVE else _of_relative(guide, case)
    extra = case.current().get("ramme.tillegg")
    plan = [a.text for a in case.answers if a.question in PLAN and a.text.strip()]
    return {
        "id": case.id, "language": case.language, "status": case.status, "points": points,
        "goals": [{"text": text, "now": now} for text, now in skjema.goals(case)], "forms": _forms(guide, case),
        "extra": extra.text if extra and extra.status == "besvart" else "", "plan": plan[-len(PLAN):],
        "contact": kontakt.reachable(case),
        "withheld": list(case.hidden_areas), "shared": case.consent("deling"),
    }


def _of_relative(guide: Guide, case: Case) -> list[dict[str, Any]]:
    """A relative's answers stand one by one, under the titles of that talk."""
    return [{"area": guide.questions[question].area, "title": title, "text": text, "answers": [{"question": question, "text": text}], "withheld": False}
            for question, title, text in parorende.points(guide, case, case.language)]


def _forms(guide: Guide, case: Case) -> list[dict[str, Any]]:
    known = [(guide.instruments[m.instrument], m) for m in skjema.answered(case) if m.instrument in guide.instruments]
    return [{"id": i.id, "title": i.title.get(case.language), "complete": skjema.complete(m)} for i, m in known]


def _point(guide: Guide, case: Case, area: str, w: Any) -> dict[str, Any] | None:
    said = [
        {"question": a.question, "text": text} for a in case.answered()
        if a.area == area and not a.question.startswith("trygg.") and (text := svarord.answer_text(guide, w, a))
    ]
    if not said:
        return None
    return {
        "area": area, "title": guide.areas[area].title.get(case.language), "text": "\n".join(s["text"] for s in said), "answers": said,
        "withheld": area in case.hidden_areas,
    }
