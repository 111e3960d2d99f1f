"""How goals, forms and the feedback on the talk are offered, as data: wordings and how many in one talk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain.case import DEPTHS, MODES, Case
from assistant.domain.omrade import Question, question
from assistant.domain.yamlfil import Mapping, once, read

AREA = "skjema"
TEMPLATES = {
    "goal_offer": "skjema.psfs.tilbud", "goal": "skjema.psfs.ord", "goal_more": "skjema.psfs.ord_til", "goal_now": "skjema.psfs.na",
    "offer": "skjema.tilbud", "item_first": "skjema.sporsmal_forst", "item": "skjema.sporsmal", "feedback": "skjema.samtalen",
}
_COUNTS = ("forms", "goals", "feedback")


@dataclass(frozen=True)
class Forms:
    """`counts` is {"forms" | "goals" | "feedback": {mode: {depth: how many}}}, `templates` the wordings by the names of TEMPLATES."""

    counts: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    templates: dict[str, Question] = field(default_factory=dict)

    def most(self, what: str, case: Case) -> int:
        """How many at most in this talk."""
        return self.counts[what][case.mode][case.depth]


def load(path: Path) -> Forms:
    """Read skjema.yml. Raises DataError."""
    m = read(path)
    m.only("version", *_COUNTS, "questions")
    found = [question(q, AREA) for q in m.items("questions")]
    once(((q.id, q.place) for q in found), "id", "spørsmålet")
    by_id = {q.id: q for q in found}
    if wrong := set(TEMPLATES.values()) ^ set(by_id):
        raise m.error("questions", f"spørsmålet «{min(wrong)}» mangler eller er ukjent")
    return Forms({what: _counts(m.sub(what)) for what in _COUNTS}, {name: by_id[key] for name, key in TEMPLATES.items()})


def _counts(m: Mapping) -> dict[str, dict[str, int]]:
    m.only(*MODES)
    return {mode: _depths(m.sub(mode)) for mode in MODES}


def _depths(m: Mapping) -> dict[str, int]:
    m.only(*DEPTHS)
    counts = {depth: m.number(depth) for depth in DEPTHS}
    if lowest := next((d for d, n in counts.items() if n < 0), ""):
        raise m.error(lowest, "antallet kan ikke være under null")
    return counts
