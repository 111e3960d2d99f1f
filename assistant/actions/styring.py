"""Risk, back, skip, change of language, correction of an answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.actions import rom, skjema
from assistant.actions.rom import Tur
from assistant.actions.skjema import correction_list
from assistant.domain import flow, replikk, samtale, sprakvalg, utdrag
from assistant.domain.case import level_rank
from assistant.domain.replikk import Message


class ActionRisiko(Action):
    """The safety step opens, and the message is still recorded as the answer that it is."""

    def name(self) -> str:
        return "action_risiko"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        rom.utter(tur, dispatcher, take_risk(tur) if tur.analysis.risks else skjema.answer(tur))
        return []


def take_risk(tur: Tur) -> list[Message]:
    """Record answer and risks; say what was understood with the right contacts."""
    case, guide = tur.case, tur.guide
    known = {r.id: r for r in case.current_risks().values()}
    question = flow.next_question(guide, case)
    if question is None or question.area == "ramme" or case.status != "pagar":
        question = guide.questions["sikkerhet.apen"]
        risks = samtale.note_risks(case, question, tur.analysis, tur.now)
        extra: list[Message] = []
    else:
        taken = samtale.receive(guide, case, question, tur.text, None, tur.analysis, tur.now)
        risks, extra = taken.risks, replikk.respond(guide, case, taken, question, tur.text)
    if case.status == "pause" and case.agreed():
        case.status = "pagar"
    current = case.current_risks()
    events = [current[r.id] for r in risks]
    again = all(r.id in known and level_rank(known[r.id].level) >= level_rank(r.level) for r in events)
    return [m for m in extra if m.kind != "info"] + [replikk.safety(guide, case, events, tur.now, again)]


class ActionTilbake(Action):
    def name(self) -> str:
        return "action_tilbake"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        old = samtale.last_answered(tur.case)
        if old is None:
            rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, "tilbake_ingen")])
            return []
        samtale.reopen(tur.case, old.question, tur.now)
        quote = utdrag.clip(replikk.spoken(tur.guide, old, tur.case.language)) or "–"
        rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, "tilbake", sitat=quote)])
        return []


class ActionHoppOver(Action):
    def name(self) -> str:
        return "action_hopp_over"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        question = flow.next_question(tur.guide, tur.case)
        if question is not None:
            taken = samtale.skip(tur.guide, tur.case, question, tur.now)
            rom.utter(tur, dispatcher, replikk.respond(tur.guide, tur.case, taken, question, ""))
        return []


class ActionBytt(Action):
    def name(self) -> str:
        return "action_bytt_sprak"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        wanted = sprakvalg.wanted(tur.choice or tur.text, tur.case.language)
        if wanted == "tolk":
            rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, "tolk_tilbud")])
            return []
        tur.case.language = wanted
        rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, "sprak_byttet")])
        return []


class ActionRettSvar(Action):
    """With a code `rett:<question>` that answer is asked again; without one the person chooses."""

    def name(self) -> str:
        return "action_rett_svar"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        tur = rom.of(tracker)
        wanted = (tur.choice or "").removeprefix("rett:")
        old = samtale.reopen(tur.case, wanted, tur.now) if wanted in tur.case.current() else None
        if old is None:
            rom.utter(tur, dispatcher, [correction_list(tur)])
            return []
        quote = utdrag.clip(replikk.spoken(tur.guide, old, tur.case.language)) or "–"
        rom.utter(tur, dispatcher, [replikk.say(tur.guide, tur.case, "rett_ett", sitat=quote)])
        return []
