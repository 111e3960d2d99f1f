"""The one form: asks what the flow wants, takes what the person answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.actions import rom, tema
from assistant.actions.rom import Tur
from assistant.domain import flow, kontakt, replikk, samtale, sikkerhet, utdrag
from assistant.domain.omrade import Question
from assistant.domain.replikk import Message
from assistant.language.sprakform import FOREIGN_WORDS

MINE, ENGLISH = "svar:", "sprak:en"


class ValidateSamtaleForm(FormValidationAction):
    """Records the answer in the case and frees the slot, so that the form goes on until the flow has no question left."""

    def name(self) -> str:
        return "validate_samtale_form"

    async def required_slots(self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[str]:
        return ["svar"] if _open_question(rom.of(tracker)) else []

    def validate_svar(self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> dict[str, Any]:
        tur = rom.of(tracker)
        intent = (tracker.latest_message or {}).get("intent", {}).get("name")
        question = _open_question(tur)
        if intent == "svar" or (intent == "fortsett" and question is not None and question.id == "trygg.videre"):
            rom.utter(tur, dispatcher, answer(tur))
        return {"svar": None}


def _open_question(tur: Tur) -> Question | None:
    """The question to ask now. While the talk rests or has ended only an open safety step is."""
    question = flow.next_question(tur.guide, tur.case)
    return question if question and (tur.case.status == "pagar" or question.id.startswith("trygg.")) else None


def answer(tur: Tur) -> list[Message]:
    """Take the turn's words as the answer to the question that stands open."""
    unwrap(tur)
    if (moved := tema.move(tur)) is not None:
        return moved
    question = flow.next_question(tur.guide, tur.case)
    if question is None:
        return []
    before = {r.id: r.level for r in tur.case.current_risks().values()}
    offer = _language_offer(tur)
    taken = samtale.receive(tur.guide, tur.case, question, tur.text, tur.choice, tur.analysis, tur.now)
    messages = replikk.respond(tur.guide, tur.case, taken, question, tur.text)
    marked = {r.id for r in taken.risks} if taken.safety or tur.choice is not None else set()
    if raised := [r for r in sikkerhet.open_events(tur.case) if r.id in marked or before.get(r.id) not in (None, r.level)]:
        messages.append(replikk.safety(tur.guide, tur.case, raised, tur.now, bool(marked) and marked <= set(before)))
    if question.id == "ramme.oppsummering" and ("rett_velg", {}) in taken.said:
        messages[-1] = correction_list(tur)
    return [*messages, *offer]


def _language_offer(tur: Tur) -> list[Message]:
    """What is offered, once, when the person's own first words are in another language: English, else an interpreter."""
    first = not any(a.area in tur.guide.areas and a.text for a in tur.case.answered())
    if not first or tur.case.mode != "self" or tur.choice is not None or tur.analysis.words < FOREIGN_WORDS:
        return []
    if tur.analysis.form == "annet":
        return [replikk.say(tur.guide, tur.case, "tolk_tilbud")]
    if tur.analysis.form != "en" or tur.case.language == "en":
        return []
    button = (ENGLISH, replikk.say(tur.guide, tur.case, "engelsk_knapp").text)
    return [replace(replikk.say(tur.guide, tur.case, "engelsk_tilbud"), choices=(button,))]


def unwrap(tur: Tur) -> None:
    """The choice «it is my answer» carries the doubtful words: they become the turn's own, and are read as such."""
    if tur.choice is not None and tur.choice.startswith(MINE):
        tur.text, tur.choice = tur.choice.removeprefix(MINE), None


def correction_list(tur: Tur) -> Message:
    """The newest answers to choose among, each with the code that opens it again."""
    said = [a for a in tur.case.current().values() if a.status == "besvart" and replikk.can_be_corrected(tur.guide, a)]
    newest = sorted(said, key=lambda a: -a.turn)[:8]
    choices = [(f"rett:{a.question}", replikk.label_of(tur.guide, a, tur.case.language)) for a in newest]
    if (where := kontakt.where(tur.case)) in tur.case.current() and (words := kontakt.reachable(tur.case)):
        choices.append((f"rett:{where}", replikk.say(tur.guide, tur.case, "kontakt_linje", sitat=utdrag.clip(words, 60)).text))
    if not choices:
        return replikk.say(tur.guide, tur.case, "rett_ingen")
    return Message("question", replikk.say(tur.guide, tur.case, "rett_velg").text, choices=tuple(choices))


class ActionAskSvar(Action):
    def name(self) -> str:
        return "action_ask_samtale_form_svar"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        rom.utter(tur, dispatcher, next_messages(tur))
        return []


def next_messages(tur: Tur) -> list[Message]:
    """The next question; nothing when the talk rests, has ended, or waits for another choice."""
    question = _open_question(tur)
    waiting = bool(tur.out) and any(code.startswith(("rett:", MINE)) for code, _ in tur.out[-1].choices)
    if question is None or waiting:
        return []
    intro = [replikk.summary(tur.guide, tur.case)] if question.id == "ramme.oppsummering" else []
    mirrored = any(m.kind == "info" for m in tur.out)
    asked = replikk.ask(tur.guide, tur.case, question, bridged=not mirrored or len(tur.out[-1].text) < 60)
    return intro + _with_offer(tur, asked)


def _with_offer(tur: Tur, asked: list[Message]) -> list[Message]:
    """The button for English stands with the question, because only the open question's buttons can be pressed."""
    button = tuple(c for m in tur.out for c in m.choices if c[0] == ENGLISH)
    if not button or asked[-1].answer in ("flere", "skala"):
        return asked
    return [*asked[:-1], replace(asked[-1], choices=asked[-1].choices + button)]


class ActionAvslutt(Action):
    """The form is done. Checks the guide again: if a question is left after all, the talk goes on instead."""

    def name(self) -> str:
        return "action_avslutt"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        if messages := next_messages(tur):
            rom.utter(tur, dispatcher, messages)
        elif not any(m.kind == "closing" for m in tur.out):
            rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, _farewell(tur), "closing")])
        return []


def _farewell(tur: Tur) -> str:
    """The text key of the words that end this turn's talk."""
    last = tur.case.answers[-1] if tur.case.answers else None
    if last is not None and last.turn == tur.case.turn and last.question == "trygg.videre" and "stopp" in last.codes:
        return "stopp_varslet"
    if tur.case.agreed() is False:
        return "samtykke_nei"
    return "pause" if tur.case.status == "pause" else "ferdig_allerede"
