"""The talk with a relative as data: parorende.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.domain.analyse import RiskSpan
from assistant.domain.case import LEVELS
from assistant.domain.omrade import Question, question_body
from assistant.domain.risikodata import CATEGORIES
from assistant.domain.yamlfil import Mapping, Text, read

SHOWN_TO_PERSON = "ramme.vises"
DANGER = "sikkerhet.parorende"


@dataclass(frozen=True)
class RelativeData:
    """`questions` in the order of the talk, `titles` by question, `frame` what is worded otherwise by id, `danger` what a choice means."""

    questions: tuple[Question, ...]
    titles: dict[str, Text]
    frame: dict[str, Question]
    danger: dict[str, RiskSpan]

    def own(self) -> tuple[Question, ...]:
        """The questions that no other talk has."""
        return (*self.questions, self.frame[SHOWN_TO_PERSON])


def load(path: Path) -> RelativeData:
    """Read parorende.yml. Raises DataError."""
    m = read(path)
    m.only("version", "source", "questions", "danger", "frame")
    questions, titles = [], {}
    for q in m.items("questions"):
        made = question_body(q, q.text("id"), q.text("id").split(".")[0], "title")
        questions.append(made)
        titles[made.id] = q.lang("title")
    frame = {f.text("id"): question_body(f, f.text("id"), "ramme") for f in m.items("frame")}
    if SHOWN_TO_PERSON not in frame:
        raise m.error("frame", f"spørsmålet «{SHOWN_TO_PERSON}» mangler")
    asked = next((q for q in questions if q.id == DANGER), None)
    if asked is None:
        raise m.error("questions", f"spørsmålet «{DANGER}» mangler")
    codes = {c.code for c in asked.choices}
    return RelativeData(tuple(questions), titles, frame, dict(_danger(d, codes) for d in m.items("danger")))


def _danger(m: Mapping, codes: set[str]) -> tuple[str, RiskSpan]:
    m.only("code", "category", "level", "subject")
    code = m.one_of("code", tuple(sorted(codes)))
    level, subject = m.one_of("level", LEVELS[1:]), m.one_of("subject", ("self", "other"))
    return code, RiskSpan(m.one_of("category", CATEGORIES), level, subject, 0, 0, (f"valg:{code}",))
