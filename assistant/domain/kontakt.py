"""How the person wants to be reached: asked when the summary is approved, and in the safety step for those who wish. Always voluntary."""

from __future__ import annotations

from assistant.domain.case import RELATIVE, Case

ASKED, IN_SAFETY = "ramme.kontakt", "trygg.kontakt"
QUESTIONS = (ASKED, IN_SAFETY)


def reachable(case: Case) -> str:
    """The person's newest words on how to be reached; empty when there are none."""
    return _newest(case, QUESTIONS)


def in_danger(case: Case) -> str:
    """What was written in the safety step, which a worker sees whatever is shared."""
    return _newest(case, (IN_SAFETY,))


def where(case: Case) -> str:
    """The question that holds the words in force, and where they are corrected: what the workers see whatever is shared, must stay there."""
    return IN_SAFETY if reachable(case) and reachable(case) == in_danger(case) else ASKED


def may_change(case: Case, question: str) -> bool:
    """Whether the person may write anew how to be reached, also where nothing was written before. Not where nobody would see it."""
    seen = case.status != "avsluttet" or question == IN_SAFETY
    return case.mode == "self" and case.agreed() is True and seen and question == where(case)


def wanted(case: Case) -> bool:
    """Whether the closing should ask: the person leads the talk, and has neither answered nor passed."""
    return case.mode == "self" and ASKED not in case.current() and not reachable(case)


def delivered(case: Case) -> str:
    """The text key of the last words: without a way to reach the person nobody can promise to call."""
    if case.kind == RELATIVE:
        return "levert_parorende"
    return "levert" if case.mode != "self" or reachable(case) else "levert_uten_kontakt"


def _newest(case: Case, questions: tuple[str, ...]) -> str:
    said = sorted((a for a in case.answered() if a.question in questions), key=lambda a: a.turn)
    return next((a.text.strip() for a in reversed(said) if a.text.strip()), "")
