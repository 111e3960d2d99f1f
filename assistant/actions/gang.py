"""Start, pause, stop and go on."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.actions import rom, skjema, tema
from assistant.actions.rom import Tur
from assistant.domain import flow, replikk, samtale, sikkerhet
from assistant.domain import skjema as domain_skjema
from assistant.domain.case import ASK_AGAIN, Consent


class ActionVelkommen(Action):
    def name(self) -> str:
        return "action_velkommen"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        rom.utter(tur, dispatcher, [replikk.welcome(tur.guide, tur.case)])
        return []


class _Rest(Action):
    """What pause and stop share: an open safety step ends with them, its alert stands."""

    key = ""

    def name(self) -> str:
        return f"action_{self.key}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        sikkerhet.finish(tur.case, tur.now)
        if tur.case.status == "pagar":
            tur.case.status = "pause"
        tur.case.failed = 0
        alerted, guided = tur.case.risks and self.key == "stopp", tur.case.mode == "guided" and self.key == "pause"
        text = "stopp_varslet" if alerted else "pause_guided" if guided else self.key
        rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, text, "closing")])
        return []


class ActionStopp(_Rest):
    """Stops the talk, or only the form that is open when it is the form that the words name."""

    key = "stopp"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        if not domain_skjema.stop_words(flow.next_question(tur.guide, tur.case), tur.text):
            return super().run(dispatcher, tracker, domain)
        tur.choice = domain_skjema.STOP
        rom.utter(tur, dispatcher, skjema.answer(tur))
        rom.utter(tur, dispatcher, skjema.next_messages(tur))
        return []


class ActionPause(_Rest):
    key = "pause"


class ActionFortsett(Action):
    """Take the talk up again. Words written while it rested are an answer to the question that stood open."""

    def name(self) -> str:
        return "action_fortsett"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        if tur.case.status in ("levert", "avsluttet"):
            rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, "ferdig_allerede", "closing")])
            return []
        intent = tracker.latest_message.get("intent", {}).get("name")
        if tur.case.agreed() is False and intent == "svar" and not _wants_in(tur.text):
            rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, "samtykke_nei", "closing")])
            return []
        if tur.case.agreed() is False:
            tur.case.consents.append(Consent(ASK_AGAIN, True, "", tur.now))
        tur.case.status = "pagar"
        messages = [replikk.say(tur.guide, tur.case, "fortsatt")]
        rom.utter(tur, dispatcher, messages + (_late_answer(tur) if intent == "svar" else []))
        return []


def _wants_in(text: str) -> bool:
    """Whether somebody who said no to the talk now asks to begin."""
    words = text.lower().split()
    return words[:1] in (["ja"], ["jo"], ["jau"], ["yes"]) or any(w.startswith("start") for w in words)


def _late_answer(tur: Tur) -> list[replikk.Message]:
    skjema.unwrap(tur)
    if (moved := tema.move(tur)) is not None:
        return moved
    question = flow.next_question(tur.guide, tur.case)
    if question is None or question.area == "ramme":
        return []
    taken = samtale.receive(tur.guide, tur.case, question, tur.text, tur.choice, tur.analysis, tur.now)
    return replikk.respond(tur.guide, tur.case, taken, question, tur.text)
