"""A relative's own talk: which question comes next, and what the person's consent says. The relative never meets the person's words."""

from __future__ import annotations

from assistant.domain.analyse import RiskSpan
from assistant.domain.case import RELATIVE, Case, Consent
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.domain.parorendedata import DANGER

CONSENT, SHOWN, ASKED_IN = "parorende", "vises", "nettverk.samtykke"
WHO = "nettverk.parorende_hvem"


def is_relative(case: Case) -> bool:
    return case.kind == RELATIVE


def open_question(guide: Guide, case: Case) -> Question | None:
    """The next question of the talk; None when all are met. Who the relative is, is not asked when the worker has said it."""
    current = case.current()
    return next((q for q in guide.relative.questions if q.id not in current and not (q.id == WHO and case.relation)
                 and (q.when is None or q.when.holds(case))), None)


def worded(guide: Guide, case: Case, question: Question) -> Question:
    """The question as it is put in this talk: some of the frame has other words for a relative."""
    return guide.relative.frame.get(question.id, question) if is_relative(case) else question


def dangers(guide: Guide, case: Case, question: Question, codes: tuple[str, ...]) -> list[tuple[RiskSpan, str]]:
    """What the chosen codes say about danger, each with the words that were chosen."""
    labels = {c.code: c.label.get(case.language) for c in question.choices}
    return [(guide.relative.danger[c], labels[c]) for c in codes if c in guide.relative.danger] if question.id == DANGER else []


def consent(case: Case) -> Consent | None:
    """The person's newest word on talking with next of kin, as far as the service may know it; None when there is none.

    What a worker recorded always counts. What was said in the talk counts when it is shared and the theme is not held back.
    """
    said = [c for c in case.consents if c.kind == CONSENT and (c.by or _known(case))]
    return said[-1] if said else None


def allowed(case: Case) -> bool:
    """Whether a talk with a relative may begin now."""
    found = consent(case)
    return found is not None and found.given and not is_relative(case)


def withdrawn(case: Case) -> bool:
    """Whether there was a yes that has become a no."""
    found = consent(case)
    return found is not None and not found.given and any(c.kind == CONSENT and c.given for c in case.consents)


def _known(case: Case) -> bool:
    shared = case.consent("deling")
    return (shared is True or (shared is None and case.mode == "guided")) and "nettverk" not in case.hidden_areas


def shown(case: Case) -> bool:
    """Whether the relative agrees that the person reads it, and has shared it at all."""
    return case.consent(SHOWN) is True and shared(case)


def shared(case: Case) -> bool:
    """Whether the service may read the relative's words."""
    given = case.consent("deling")
    return given is True or (given is None and case.mode == "guided" and case.agreed() is True)


def relation(case: Case) -> str:
    """Who the relative is, in the relative's own words before the worker's."""
    said = case.current().get(WHO)
    return said.text.strip() if said and said.status == "besvart" and said.text.strip() else case.relation


def points(guide: Guide, case: Case, language: str) -> list[tuple[str, str, str]]:
    """(question, title, words) for each answer, in the order of the talk; chosen answers by their labels."""
    answers = case.current()
    found = []
    for question in guide.relative.questions:
        answer = answers.get(question.id)
        if answer is None or answer.status != "besvart":
            continue
        labels = {c.code: c.label.get(language) for c in question.choices}
        chosen = ", ".join(labels[c] for c in answer.codes if c in labels)
        words = answer.text.strip() if answer.text.strip() and answer.text not in answer.codes else chosen
        if words:
            found.append((question.id, guide.relative.titles[question.id].get(language), words))
    return found
