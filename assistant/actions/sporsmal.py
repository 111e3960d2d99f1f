"""Questions from the person to the assistant. None of them changes the case."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.actions import rom
from assistant.actions.rom import Tur
from assistant.domain import flow, replikk


class _Say(Action):
    """One sentence of the texts; `values` fills it."""

    key = ""

    def name(self) -> str:
        return f"action_{self.key}"

    def values(self, tur: Tur) -> dict[str, str]:
        return {}

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, self.key, **self.values(tur))])
        return []


class ActionHjelp(_Say):
    key = "hjelp"


class ActionPersonvern(_Say):
    key = "personvern"


class ActionGjenta(_Say):
    key = "gjenta"


class ActionMenneske(_Say):
    key = "menneske"

    def values(self, tur: Tur) -> dict[str, str]:
        return {"kontakter": replikk.human_contacts(tur.guide, tur.case)}


class ActionHvorfor(_Say):
    """Why the open question is asked: its own reason, else the area's, else how the whole talk is used."""

    key = "hvorfor"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        question = flow.next_question(tur.guide, tur.case)
        area = tur.guide.areas.get(question.area) if question else None
        why = question.why if question and question.why else area.why if area else None
        message = replikk.Message("info", why.get(tur.case.language)) if why else replikk.say(tur.guide, tur.case, "personvern")
        rom.utter(tur, dispatcher, [message])
        return []
