"""Scripted persons talk with the real engine: for `kartlegging replay`, for tests and for the bench."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.dialogue.engine import Engine
from assistant.dialogue.tur import Turn
from assistant.domain import guide as guide_module
from assistant.domain.barna import has_minor
from assistant.domain.case import DEPTH_ALIASES, LANGUAGES, MODES, Case
from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import Suggestion, suggest
from assistant.domain.skjemasporsmal import OFFER
from assistant.store.base import open_store

NOTHING = "nei, ikke noe spesielt"
MAX_TURNS = 250
CHOICE = "valg:"


@dataclass
class Player:
    """An engine on a store in memory."""

    engine: Engine

    @classmethod
    def load(cls, model: Path) -> Player:
        return cls(Engine.load(model, guide_module.load(), open_store(None)))

    async def play(self, person: dict[str, Any]) -> dict[str, Any]:
        """Talk one person through. Gives the object of the `replay` contract."""
        mode = person.get("mode") if person.get("mode") in MODES else "self"
        lang = person.get("lang") if person.get("lang") in LANGUAGES else "nb"
        depth = DEPTH_ALIASES.get(str(person.get("depth", "thorough")), "grundig")
        case, _, messages = await self.engine.start(str(mode), str(lang), depth)
        spent = await self.talk(case.id, messages, Script(self.engine.guide, person["answers"]))
        final = self.engine.store.load(case.id)
        assert final is not None
        transcript = self.engine.store.transcript(case.id)
        return report(self.engine.guide, final, person, len(spent), sum(spent) / max(1, len(spent)), transcript)

    async def talk(self, case_id: str, messages: list[dict[str, Any]], script: Script) -> list[float]:
        """Answer until nothing is asked, at most MAX_TURNS times. Gives the seconds of each turn."""
        spent: list[float] = []
        while len(spent) < MAX_TURNS and (turn := script.answer(messages)) is not None:
            started = time.perf_counter()
            reply = await self.engine.handle_turn(case_id, turn)
            spent.append(time.perf_counter() - started)
            messages = reply["messages"]
        return spent


class Script:
    """Answers questions from a person's answers by area, or by question where she has one; each is given once. «valg:» begins a choice."""

    def __init__(self, guide: Guide, answers: dict[str, Any], by_question: dict[str, Any] | None = None) -> None:
        self._guide, self._exact = guide, {question: str(said) for question, said in (by_question or {}).items()}
        self._left = {area: str(text) for area, text in answers.items() if str(text).strip()}

    def answer(self, messages: list[dict[str, Any]]) -> Turn | None:
        """The turn that answers the last question; None when there is none."""
        asked = [m for m in messages if m.get("question") and m["kind"] != "summary"]
        if not asked:
            return None
        question = asked[-1]["question"]
        if said := self._exact.pop(question, ""):
            return Turn(choice=said.removeprefix(CHOICE)) if said.startswith(CHOICE) else Turn(text=said)
        fixed = {"ramme.samtykke": "ja", "ramme.oppsummering": "stemmer", "ramme.deling": "alt", "trygg.videre": "fortsett"}
        if question in fixed:
            return Turn(choice=fixed[question])
        if question.startswith("trygg."):
            return Turn(choice="hopp_over")
        area = asked[-1]["area"]
        if area in self._left:
            return Turn(text=self._left.pop(area))
        opening = question.endswith(f".{OFFER}") or (area in self._guide.areas and self._guide.areas[area].opening.id == question)
        return Turn(text=NOTHING) if opening else Turn(choice="hopp_over")


def report(guide: Guide, case: Case, person: dict[str, Any], turns: int, seconds: float, transcript: list[dict[str, Any]]) -> dict[str, Any]:
    """The contract's object for one finished talk."""
    suggestion = suggest(guide, case)
    risks = case.current_risks().values()
    return {
        "id": person.get("id"), "turns": turns, "hovedforlop": pathway_json(suggestion, case.language),
        "risks": [{"category": r.category, "level": r.level, "subject": r.subject, "quote": r.quote} for r in risks],
        "areas": {a: _area(guide, case, a) for a in guide.areas if _area(guide, case, a)["answers"] or _area(guide, case, a)["findings"]},
        "children": has_minor(case),
        "safety_steps": sum(m["kind"] == "safety" and not m.get("question") for m in transcript),
        "ms_per_turn": round(1000 * seconds, 2),
    }


def pathway_json(suggestion: Suggestion, language: str) -> dict[str, Any]:
    """A suggestion in the shape of the contract."""
    grounds = [*suggestion.speaks_for, *suggestion.speaks_against]
    return {
        "suggestion": suggestion.pathway,
        "grounds": [
            {"rule": g.criterion.id, "for": g.criterion.pathway, "source": g.criterion.source, "quote": " / ".join(g.quotes),
             "text": g.criterion.label.get(language)} for g in grounds
        ],
        "specialist": suggestion.specialist,
        "mandatory": [r.title.get(language) for r in suggestion.requirements],
        "measures": [m.title.get(language) for m in suggestion.measures],
        "unclear": [u.text.get(language) for u in suggestion.unclear],
    }


def _area(guide: Guide, case: Case, area: str) -> dict[str, Any]:
    answers = [a.text for a in case.answered() if a.area == area and a.text and a.text != NOTHING]
    findings = [
        {"attribute": f.attribute, "value": f.value, "quote": f.quote}
        for f in case.valid_findings() if f.counts and guide.findings[f.attribute].area == area
    ]
    return {"answers": answers, "findings": findings}
