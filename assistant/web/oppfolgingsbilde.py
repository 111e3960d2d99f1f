"""Talks that belong together as a worker sees them: then and now, other follow-ups, consent, and what relatives have said. Plain data."""

from __future__ import annotations

from typing import Any

from assistant.domain import kontakt, parorende
from assistant.domain.case import FOLLOW_UP, Case, to_dict
from assistant.domain.guide import Guide
from assistant.domain.sammenligning import compare
from assistant.export import oppfolging, risikosteg
from assistant.export.dokument import Cell
from assistant.export.ord import words
from assistant.export.utvalg import Shared
from assistant.web.samtykke import refusal


def comparison(guide: Guide, seen: Shared) -> dict[str, Any] | None:
    """Then and now of a follow-up. `table` has a row for each thing: what, then, now, each as lines of text."""
    found, w = compare(guide, seen.case), words("nb")
    if found is None:
        return None
    table = [[_lines(cell) for cell in row] for row in oppfolging.rows(guide, found, w)]
    return {**to_dict(found), "table": table, "new_titles": [guide.areas[a].title.nb for a in found.new]}


def _lines(cell: Cell) -> list[str]:
    return ["".join(run.text for run in line) for line in cell]


def of_person(guide: Guide, case: Case, followers: list[dict[str, Any]], relatives: tuple[Case, ...]) -> dict[str, Any]:
    """What the case page of a person adds: which talk this follows, those that follow it, consent about relatives, and their talks."""
    said = parorende.consent(case)
    return {
        "follows": case.follows, "is_follow_up": case.kind == FOLLOW_UP,
        "followers": [{**f, "waiting": f["mode"] == "self" and not f["turn"]} for f in followers],
        "refusal": refusal(case), "consent": to_dict(said) if said else None, "withdrawn": parorende.withdrawn(case),
        "relatives": [of_relative(guide, talk) for talk in relatives],
    }


def of_relative(guide: Guide, case: Case) -> dict[str, Any]:
    """One relative's talk. Words only when they are shared; danger always. Never a suggestion of hovedforlop."""
    w, open_ = words("nb"), parorende.shared(case)
    risks = [{"id": r.id, "category": r.category, "level": r.level, "subject": r.subject, "at": r.at, "quote": r.quote,
              "label": guide.risk.categories[r.category].label.nb if r.category in guide.risk.categories else r.category,
              "concerns": w(f"par_gjelder_{r.subject}"), "advice": guide.risk.categories[r.category].worker.nb if r.category in guide.risk.categories else ""}
             for r in (story.now for story in risikosteg.stories(case))]
    added = case.current().get("ramme.tillegg")
    return {
        "id": case.id, "kind": case.kind, "about": case.about, "mode": case.mode, "language": case.language, "status": case.status,
        "created": case.created, "updated": case.updated, "turn": case.turn, "worst_level": case.worst_level(),
        "relation": parorende.relation(case) if open_ else case.relation, "shared": open_, "shown_to_person": parorende.shown(case),
        "waiting": case.mode == "self" and not case.turn, "risks": risks,
        "points": [{"question": q, "title": title, "text": text} for q, title, text in parorende.points(guide, case, "nb")] if open_ else [],
        "extra": added.text if open_ and added and added.status == "besvart" else "",
        "contact": (kontakt.reachable(case) if open_ else "") or kontakt.in_danger(case),
        "consents": [to_dict(c) for c in case.consents],
    }
