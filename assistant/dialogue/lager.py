"""Trackers and locks. The case is the memory: a tracker is made anew from it for every turn and never kept."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

FORM = "samtale_form"


class CaseTrackers(TrackerStore):
    """Gives a short tracker: in the form while the talk goes on, outside it while it rests. Saving is the case's work."""

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self.active: dict[str, bool] = {}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
        if self.active.get(sender_id):
            events += [ActionExecuted(FORM), ActiveLoop(FORM), SlotSet("requested_slot", "svar"), ActionExecuted("action_listen")]
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots, domain=self.domain)

    async def save(self, tracker: DialogueStateTracker) -> None:
        return None

    async def keys(self) -> list[str]:  # type: ignore[override]
        return list(self.active)


class Locks(LockStore):
    """One asyncio lock a conversation; dropped when nobody waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._users: dict[str, int] = defaultdict(int)

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: Any, **kwargs: Any) -> AsyncGenerator[None, None]:  # type: ignore[override]
        self._users[conversation_id] += 1
        try:
            async with self._locks[conversation_id]:
                yield None
        finally:
            self._users[conversation_id] -= 1
            if not self._users[conversation_id]:
                del self._users[conversation_id], self._locks[conversation_id]


class Unlocked(LockStore):
    """For Rasa's own calls inside a turn: the engine already holds the conversation's lock."""

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: Any, **kwargs: Any) -> AsyncGenerator[None, None]:  # type: ignore[override]
        yield None
