"""Where an action finds its turn. The embedded engine puts the turn here; a separate action server makes its own.

Standing alone (`rasa shell`, `rasa run` with an action server) the cases live in memory only and end with the process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.domain import flow, sikkerhet
from assistant.domain import guide as guide_module
from assistant.domain.analyse import Analysis
from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.domain.replikk import Message
from assistant.language import analyse


@dataclass
class Tur:
    """One turn of one talk. `out` are the messages said so far.

    `began` is a moment of time.perf_counter, `status` the case's as the turn began, `recovered` that the turn failed at first.
    """

    guide: Guide
    case: Case
    read: Callable[[str, bool], Analysis]
    text: str = ""
    choice: str | None = None
    now: str = ""
    out: list[Message] = field(default_factory=list)
    seen: str = ""
    began: float = field(default_factory=time.perf_counter)
    recovered: bool = False
    status: str = ""

    _reading: tuple[tuple[str, str | None, int], Analysis] | None = None

    @property
    def analysis(self) -> Analysis:
        """The reading of the turn's words in the light of the question that stood open; the same all through the turn."""
        key = (self.text, self.choice, self.case.turn)
        if self._reading is None or self._reading[0] != key:
            self._reading = key, self._read()
        return self._reading[1]

    def _read(self) -> Analysis:
        if self.choice is not None:
            return Analysis(self.text, self.case.language, 0)
        return sikkerhet.in_light_of(flow.next_question(self.guide, self.case), self.read(self.text, self.case.by_worker))


_turns: dict[str, Tur] = {}
_alone: dict[str, Tur] = {}


def put(sender: str, tur: Tur) -> None:
    """The engine's turn for a sender, until `take_away`."""
    _turns[sender] = tur


def take_away(sender: str) -> None:
    _turns.pop(sender, None)


def of(tracker: Tracker) -> Tur:
    """The turn that an action works on."""
    sender = tracker.sender_id
    return _turns[sender] if sender in _turns else _standing_alone(tracker)


def _standing_alone(tracker: Tracker) -> Tur:
    tur = _alone.get(tracker.sender_id)
    if tur is None:
        guide = guide_module.load()
        tur = _alone[tracker.sender_id] = Tur(guide, Case(tracker.sender_id), lambda text, worker: analyse.shared(guide).read(text, by_worker=worker))
    message: dict[str, Any] = tracker.latest_message or {}
    key = str(message.get("message_id")) + str(len(tracker.events) if message.get("message_id") is None else "")
    if key != tur.seen:
        tur.seen, tur.case.turn, tur.out = key, tur.case.turn + 1, []
        tur.text, tur.choice = message.get("text") or "", (message.get("metadata") or {}).get("choice")
        tur.now = datetime.now(UTC).isoformat(timespec="seconds")
    return tur


def utter(tur: Tur, dispatcher: CollectingDispatcher, messages: list[Message]) -> None:
    """Say messages: kept whole for the engine, and as plain text with buttons for Rasa's own channels."""
    tur.out += messages
    for message in messages:
        buttons = [{"title": label, "payload": label} for _, label in message.choices]
        dispatcher.utter_message(text=message.text, buttons=buttons)
