"""The follow-up talk as data: oppfolging.yml read into questions of the same kind as those of the areas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from assistant.domain.case import DEPTHS
from assistant.domain.omrade import Question, question_body
from assistant.domain.yamlfil import Mapping, once, read

CHANGES = ("bedre", "likt", "tyngre", "annerledes")
MAX_GOALS = 5


@dataclass(frozen=True)
class FollowUpData:
    """`change` and `more` by area id, `goals` by number from 0, `quotes` the areas whose words are said back."""

    open: tuple[Question, ...]
    change: dict[str, Question]
    more: dict[str, Question]
    goals: tuple[Question, ...]
    quotes: frozenset[str]
    most: dict[str, int]

    def questions(self) -> tuple[Question, ...]:
        return (*self.open, *self.change.values(), *self.more.values(), *self.goals)


def load(path: Path) -> FollowUpData:
    """Read oppfolging.yml. Raises DataError."""
    m = read(path)
    m.only("version", "source", "areas_per_talk", "questions", "change", "more", "goal", "areas")
    areas, most = list(m.items("areas")), m.sub("areas_per_talk")
    most.only(*DEPTHS)
    once(((a.text("id"), a.place) for a in areas), "id", "området")
    change = {a.text("id"): _change(m.sub("change"), a) for a in areas}
    more = {a: question_body(m.sub("more"), f"{a}.sist_ord", a) for a in change}
    goals = tuple(question_body(m.sub("goal"), f"viktig.mal_{n}", "viktig") for n in range(1, MAX_GOALS + 1))
    asked = tuple(question_body(q, q.text("id"), q.text("id").split(".")[0]) for q in m.items("questions"))
    quotes = frozenset(a.text("id") for a in areas if a.flag("quote", True))
    return FollowUpData(asked, change, more, goals, quotes, {d: most.number(d) for d in DEPTHS})


def _change(common: Mapping, area: Mapping) -> Question:
    """The common question, in the area's own words where it has some. The codes are fixed, since they are what is compared."""
    area.only("id", "quote", "self", "guided")
    made = question_body(common, f"{area.text('id')}.sist", area.text("id"))
    if (codes := tuple(c.code for c in made.choices)) != CHANGES:
        raise common.error("choices", f"kodene må være {', '.join(CHANGES)}, ikke {', '.join(codes)}")
    return replace(made, self_text=area.optional_lang("self") or made.self_text, guided_text=area.optional_lang("guided") or made.guided_text)



