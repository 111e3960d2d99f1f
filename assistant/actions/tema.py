"""Going to an area that was chosen (`omrade:<id>`), for the worker who leads the talk."""

from __future__ import annotations

from assistant.actions.rom import Tur
from assistant.domain import flow, replikk, skjema
from assistant.domain.replikk import Message

PREFIX = "omrade:"


def move(tur: Tur) -> list[Message] | None:
    """Set the area in focus; words when it has no question left. None when the turn is no such choice."""
    if not (tur.choice or "").startswith(PREFIX):
        return None
    area = tur.guide.areas.get((tur.choice or "").removeprefix(PREFIX))
    if area is None:
        return []
    tur.case.focus = area.id
    question = flow.next_question(tur.guide, tur.case)
    if question is not None and (skjema.placed(tur.guide, question).area == area.id or question.id.startswith("trygg.") or question.id == "ramme.samtykke"):
        return []
    return [replikk.say(tur.guide, tur.case, "tema_ferdig", tema=area.title.get(tur.case.language))]
