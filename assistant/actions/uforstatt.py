"""Doubt: a message that may be a command or an answer is asked about, never guessed. The second time the way out is shown."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.actions import rom, skjema
from assistant.actions.rom import Tur
from assistant.domain import flow, replikk, samtale
from assistant.domain.omrade import Question
from assistant.domain.replikk import Message


class ActionUforstatt(Action):
    """Rasa was in doubt between a command and an answer, or had no idea at all: never leave the person without words."""

    def name(self) -> str:
        return "action_uforstatt"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        ranking = (tracker.latest_message or {}).get("intent_ranking") or []
        guess = next((f"{r.get('name')}" for r in ranking if f"vil_{r.get('name')}" in tur.guide.texts["nb"]), "")
        rom.utter(tur, dispatcher, clear_up(tur, guess))
        return []


def clear_up(tur: Tur, guess: str) -> list[Message]:
    """What is said to a doubtful message. `guess` is the command it may be, empty when there is none.

    Words that fit the open question's choices are its answer, and in the safety step every word is.
    """
    question = flow.next_question(tur.guide, tur.case)
    if question is None:
        return [replikk.say(tur.guide, tur.case, "ferdig_allerede", "closing")]
    if question.id.startswith("trygg.") or _fits(question, tur.text, tur.case.language):
        return skjema.answer(tur)
    said = samtale.failed_try(tur.case, question)
    if not guess:
        return [replikk.say(tur.guide, tur.case, said)]
    if tur.case.failed >= samtale.MAX_FAILED:
        return [_asking(tur, replikk.say(tur.guide, tur.case, said).text, ("hopp_over", "stopp"))]
    wish = replikk.say(tur.guide, tur.case, f"vil_{guess}").text
    return [_asking(tur, replikk.say(tur.guide, tur.case, "uklart", valg=wish).text, (guess,))]


def _fits(question: Question, text: str, language: str) -> bool:
    reading = samtale.read(question, text, None, language)
    return bool(reading.codes) or reading.number is not None or reading.kind in ("ja", "nei", "vet_ikke", "ingenting")


def _asking(tur: Tur, text: str, commands: tuple[str, ...]) -> Message:
    """The question with buttons: the words as an answer first, then the commands."""
    mine = (skjema.MINE + tur.text, replikk.say(tur.guide, tur.case, "uklart_svar").text)
    return Message("question", text, choices=(mine, *((c, _label(tur, c)) for c in commands)))


def _label(tur: Tur, command: str) -> str:
    short = {"hopp_over": "hopp_over", "stopp": "stopp_knapp"}.get(command)
    words = replikk.say(tur.guide, tur.case, short or f"vil_{command}").text
    return words[:1].upper() + words[1:]
