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


def wanted(case: Case) -> bool:
    """Whether the closing should ask: the person leads the talk, and has neither answered nor passed."""
    return case.mode == "self" and ASKED not in case.current() and not reachable(case)


def delivered(case: Case) -> str:
    """The text key of the last words: without a way to reach the person nobody can promise to call."""
    if case.kind == RELATIVE:
        return "levert_parorende"
    return "levert" if case.mode != "self" or reachable(case) else "levert_uten_kontakt"


def _newest(case: Case, questions: tuple[str, ...]) -> str:
    said = [a.text.strip() for a in case.answered() if a.question in questions]
    return next((text for text in reversed(said) if text), "")
