"""A draft of the plan from what was said, and what there is to choose from. Nothing is added that was not said."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.case import REPEATABLE, Case
from assistant.domain.guide import Guide
from assistant.domain.plan import Plan, PlanLine
from assistant.domain.plandata import Checklist


def lines(guide: Guide, case: Case) -> list[PlanLine]:
    """The person's own words to the questions that the parts name, each sentence once, in the order of the parts.

    `case` is what the reader may see. Safety questions may be answered several times, and every answer to them counts.
    """
    found: list[PlanLine] = []
    for part in guide.plans.parts:
        for question in part.answers:
            found += [PlanLine(part.id, text, True, question) for text in _said(case, question)]
    return list(dict.fromkeys(found))


def _said(case: Case, question: str) -> list[str]:
    answers = [a for a in case.answers if a.question == question] if question.startswith(REPEATABLE) else [
        a for a in (case.current().get(question),) if a is not None]
    return [a.text.strip() for a in answers if a.status == "besvart" and not a.closes_area and a.text.strip()]


def draft(guide: Guide, case: Case) -> Plan:
    """The plan in force; one made from what was said when there is none, with version 0."""
    return case.current_plan() or Plan(0, tuple(lines(guide, case)))


def offered(guide: Guide, case: Case, name: str) -> Checklist | None:
    """The checklist when what was said calls for it."""
    found = guide.plans.checklists.get(name)
    return found if found and found.when.holds(case) else None


def readable(guide: Guide, plan: Plan, hides: frozenset[str] | None) -> Plan:
    """The plan without the person's answers from areas that are held back; `hides` None means that nothing of the talk is shared."""
    kept = tuple(x for x in plan.lines if not x.source or (hides is not None and area_of(guide, x.source) not in hides))
    return replace(plan, lines=kept)


def area_of(guide: Guide, question: str) -> str:
    found = guide.questions.get(question)
    return found.area if found else question.split(".")[0]
