"""The engine: one turn of a talk through Rasa, guarded, committed before the reply leaves."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from assistant.actions import rom
from assistant.actions.rom import Tur
from assistant.dialogue import hendelser, retting, stengt, vakt
from assistant.dialogue.endepunkt import InProcess, trust_own_actions
from assistant.dialogue.lager import CaseTrackers, Locks, Unlocked
from assistant.dialogue.tur import Turn, intent_of, message_json
from assistant.domain import flow, replikk, sikkerhet
from assistant.domain.analyse import Analysis
from assistant.domain.case import Case, Consent
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.domain.tjeneste import tilpasning
from assistant.domain.tjeneste.oppsett import Service
from assistant.language import analyse
from assistant.store.base import Store


class UnknownCase(LookupError):
    """No case with that id."""


class Engine:
    """Holds the loaded model. Safe for many talks at once in one event loop; turns of one talk go one by one.

    `service` is for what the opening hours change; everything else of it stands in the guide already.
    """

    def __init__(self, agent: Agent, guide: Guide, store: Store, actions: InProcess, clock: Callable[[], str] | None = None,
                 service: Service | None = None) -> None:
        self._agent, self.guide, self.store, self._actions = agent, guide, store, actions
        self.service = service or Service()
        self._trackers: CaseTrackers = agent.tracker_store  # type: ignore[assignment]
        self._locks = Locks()
        self._clock = clock or (lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    @classmethod
    def load(cls, model: Path, guide: Guide, store: Store, clock: Callable[[], str] | None = None, service: Service | None = None) -> Engine:
        """Load a trained model (2-6 s). Raises RuntimeError when the file is no model."""
        trust_own_actions()
        actions = InProcess()
        agent = Agent(action_endpoint=actions, lock_store=Unlocked())
        agent.load_model(str(model))
        if not agent.is_ready() or agent.processor is None:
            raise RuntimeError(f"Modellen {model.name} lot seg ikke laste. Kjør «kartlegging train».")
        trackers = CaseTrackers(agent.domain)
        agent.tracker_store = trackers
        agent.processor.tracker_store = trackers
        analyse.shared(guide).read("varm opp")
        return cls(agent, guide, store, actions, clock, service)

    @property
    def ready(self) -> bool:
        """Whether the model is there to talk with."""
        return self._agent.is_ready()

    async def start(self, mode: str = "self", language: str = "nb", depth: str = "normal",
                    **more: Any) -> tuple[Case, str, list[dict[str, Any]]]:
        """A new talk: the case, the token (shown once, stored as a hash) and the first messages. Committed.

        `more` are fields of the case that make it a follow-up or a relative's talk: kind, follows, about, relation, earlier.
        """
        now = self._clock()
        case = Case(secrets.token_urlsafe(9), mode, language, depth, created=now, updated=now, **more)
        token = new_token()
        tur = Tur(self.guide, case, self._read, now=now)
        await self._through_rasa(tur, Turn(), "start")
        if not tur.out:
            tur.out = [replikk.welcome(self.guide, case), *replikk.ask(self.guide, case, self.guide.questions["ramme.samtykke"])]
        stengt.welcome(tur, self.service)
        messages = [message_json(m, i + 1) for i, m in enumerate(tur.out)]
        self.store.create(case, hash_token(token), messages, now)
        hendelser.started(tur)
        return case, token, messages

    async def handle_turn(self, case_id: str, turn: Turn) -> dict[str, Any]:
        """One turn: {"messages", "progress", "status"}. The same client id gives the same reply and records nothing twice.

        Raises UnknownCase, and StoreError when the turn could not be committed; then nothing of it is recorded.
        """
        async with self._locks.lock(case_id):
            if turn.client_id and (known := self.store.reply_of(case_id, turn.client_id)):
                return known
            tur = self._open(case_id, turn)
            if turn.choice is None:
                await asyncio.to_thread(self._read, tur.text, tur.case.by_worker)
            return await self._turn(tur, turn)

    def alone(self, case_id: str) -> AbstractAsyncContextManager[None]:
        """No turn of the talk goes on meanwhile: for what a worker adds to the case."""
        return self._locks.lock(case_id)

    async def correct(self, case_id: str, question: str, turn: Turn) -> dict[str, Any]:
        """A new answer to an answered question; the old one stays as history. Gives and raises as `handle_turn`, and NotCorrectable."""
        async with self._locks.lock(case_id):
            if turn.client_id and (known := self.store.reply_of(case_id, turn.client_id)):
                return known
            tur = self._open(case_id, turn)
            shown = _shown(self.guide, tur, turn, wanted := retting.question(self.guide, tur.case, question))
            retting.correct(tur, wanted)
            vakt.guard(tur)
            return self._commit(tur, turn, shown)

    async def share(self, case_id: str, hidden: tuple[str, ...], turn: Turn) -> dict[str, Any]:
        """Share the talk without the areas in `hidden`. Gives and raises as `handle_turn`, and NotShareable."""
        async with self._locks.lock(case_id):
            if turn.client_id and (known := self.store.reply_of(case_id, turn.client_id)):
                return known
            tur = self._open(case_id, turn)
            retting.share(tur, hidden)
            return self._commit(tur, turn, turn.text)

    async def consent(self, case_id: str, consent: Consent) -> None:
        """A consent that a worker records, between the turns of the talk. Raises UnknownCase of the store."""
        async with self._locks.lock(case_id):
            self.store.add_consent(case_id, consent, consent.by, consent.at)

    def _open(self, case_id: str, turn: Turn) -> Tur:
        """The case loaded for one more turn. Raises UnknownCase."""
        case = self.store.load(case_id)
        if case is None:
            raise UnknownCase(case_id)
        case.turn += 1
        case.updated = self._clock()
        guide = tilpasning.at(self.guide, self.service, datetime.fromisoformat(case.updated))
        return Tur(guide, case, self._read, _clean(turn.text), turn.choice, case.updated, status=case.status)

    async def _turn(self, tur: Tur, turn: Turn) -> dict[str, Any]:
        sender = tur.case.id
        shown = _shown(self.guide, tur, turn, flow.next_question(self.guide, tur.case))
        await self._through_rasa(tur, turn, self._intent(tur.case, turn))
        if sender in self._actions.failed or not tur.out:
            self._actions.failed.discard(sender)
            tur = vakt.recover(tur.guide, self.store, tur, self._read)
        vakt.guard(tur)
        return self._commit(tur, turn, shown)

    def _intent(self, case: Case, turn: Turn) -> str | None:
        """The intent of a choice; None lets Rasa read the text."""
        if turn.choice is None:
            return None
        question = flow.next_question(self.guide, case)
        offered = tuple(c.code for c in replikk.choices(self.guide, case, question)) if question else ()
        return intent_of(turn.choice, offered)

    async def _through_rasa(self, tur: Tur, turn: Turn, intent: str | None) -> None:
        """Let Rasa decide and its actions speak. Whatever fails is logged without words and seen as an empty `out`."""
        sender = tur.case.id
        self._trackers.active[sender] = intent != "start" and (tur.case.status == "pagar" or sikkerhet.pending(self.guide, tur.case) is not None)
        parse = {"text": tur.text or intent or "", "intent": {"name": intent, "confidence": 1.0}, "entities": []} if intent else None
        message = UserMessage(tur.text or intent or "", CollectingOutputChannel(), sender, parse_data=parse)
        rom.put(sender, tur)
        try:
            await self._agent.handle_message(message)
        except Exception as error:
            hendelser.failed("tur", error, sender)
            self._actions.failed.add(sender)
        finally:
            rom.take_away(sender)
            self._trackers.active.pop(sender, None)

    def _commit(self, tur: Tur, turn: Turn, shown: str) -> dict[str, Any]:
        stengt.add(tur, self.service)
        first = self.store.bubbles(tur.case.id) + 2
        messages = [message_json(m, first + i) for i, m in enumerate(tur.out)]
        reply = {"messages": messages, "progress": self.progress(tur.case), "status": tur.case.status}
        self.store.commit_turn(
            tur.case, client_id=turn.client_id, user={"text": shown, "choice": turn.choice},
            messages=messages, reply=reply, actor=turn.actor, now=tur.now)
        hendelser.turned(tur)
        return reply

    def progress(self, case: Case) -> dict[str, Any]:
        """Progress with its label in the language of the talk."""
        progress = flow.progress(self.guide, case)
        return {**progress, "label": replikk.say(self.guide, case, str(progress["label"])).text}

    def _read(self, text: str, by_worker: bool) -> Analysis:
        return analyse.shared(self.guide).read(text, by_worker=by_worker)


def new_token() -> str:
    """What opens a talk; shown once."""
    return secrets.token_urlsafe(24)


def hash_token(token: str) -> str:
    """Tokens rest only as SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def _clean(text: str) -> str:
    """Rasa reads a leading slash as a command, so free text never keeps it for the engine; control characters go."""
    kept = "".join(c for c in text if c in "\n\t" or c.isprintable())
    return kept.strip().lstrip("/").strip() if kept.strip().startswith("/") else kept.strip()


def _shown(guide: Guide, tur: Tur, turn: Turn, question: Question | None) -> str:
    """What the transcript shows for the person's turn: the words as written, or the labels of what was chosen."""
    if turn.choice is None:
        return turn.text
    offered = replikk.choices(guide, tur.case, question) if question else ()
    labels = {c.code: c.label.get(tur.case.language) for c in offered}
    return ", ".join(labels[c] for c in turn.choice.split(",") if c in labels) or turn.text or turn.choice
