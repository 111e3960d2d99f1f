"""Made-up cases for an empty installation: scripted persons talk with the real engine, and every case is marked."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from assistant.dialogue import hendelser
from assistant.dialogue.engine import Engine
from assistant.dialogue.spill import Player, Script
from assistant.domain import oppfolging, parorende
from assistant.domain.case import FOLLOW_UP, RELATIVE, Case, Consent, Decision
from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import suggest
from assistant.store.base import Store

PERSONS = Path(__file__).with_name("demosaker.yml")
STEP_S = 20
WORKER = "fagperson Demo Demosen"


class _Marking:
    """The store, but every case that is made through it is marked as made up."""

    def __init__(self, store: Store) -> None:
        self._store, self.made = store, ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def create(self, case: Case, token_hash: str, messages: list[dict], now: str) -> None:
        self._store.create(case, token_hash, messages, now, demo=True)
        self.made = case.id


def persons() -> list[dict[str, Any]]:
    """The persons as `replay` takes them, with minutter_siden and beslutning."""
    return YAML(typ="safe").load(PERSONS.read_text(encoding="utf-8"))


async def make(engine: Engine) -> list[str]:
    """Let every person talk with a copy of the engine on the same store, then those who come back or whose relative speaks. Gives the ids."""
    made: list[str] = []
    with hendelser.made_up():
        for person in persons():
            first = await _one(engine, person)
            made += [first, *[await _after(engine, first, kind, person[kind]) for kind in (RELATIVE, FOLLOW_UP) if kind in person]]
    return made


async def _one(engine: Engine, person: dict[str, Any]) -> str:
    marking = _Marking(engine.store)
    own, clock = copy.copy(engine), _clock(person["minutter_siden"])
    own.store, own._clock = marking, clock  # type: ignore[assignment]
    await Player(own).play(person)
    if choice := person.get("beslutning"):
        _work(engine.guide, engine.store, marking.made, choice, clock)
    return marking.made


async def _after(engine: Engine, first: str, kind: str, more: dict[str, Any]) -> str:
    """A relative's talk about the person, with her consent, or a follow-up by her."""
    marking = _Marking(engine.store)
    own, clock = copy.copy(engine), _clock(more["minutter_siden"])
    own.store, own._clock = marking, clock  # type: ignore[assignment]
    if kind == RELATIVE:
        engine.store.add_consent(first, Consent(parorende.CONSENT, True, "Muntlig på telefon", clock(), WORKER), WORKER, clock())
        fields: dict[str, Any] = {"about": first, "relation": more["relasjon"]}
    else:
        case = engine.store.load(first)
        assert case is not None
        fields = {"follows": first, "earlier": oppfolging.earlier(engine.guide, case, case)}
    case, _, messages = await own.start(kind=kind, **fields)
    await Player(own).talk(case.id, messages, Script(engine.guide, {}, more["svar"]))
    return marking.made


def _clock(minutes: float) -> Callable[[], str]:
    """Starts so long ago and goes on in steps, but never past now."""
    began, steps = datetime.now(UTC) - timedelta(minutes=minutes), iter(range(10_000))
    return lambda: min(datetime.now(UTC), began + timedelta(seconds=STEP_S * next(steps))).isoformat(timespec="seconds")


def _work(guide: Guide, store: Store, case_id: str, choice: dict[str, Any], clock: Callable[[], str]) -> None:
    """What a worker has done with the case: read it, taken its alerts, decided, perhaps approved."""
    store.log(WORKER, "lest", case_id, clock())
    for alert in store.alerts(case_id=case_id):
        store.acknowledge(alert["id"], WORKER, clock())
    case = store.load(case_id)
    assert case is not None
    decision = Decision(choice["hovedforlop"], suggest(guide, case).pathway, choice["begrunnelse"], WORKER, clock())
    store.decide(case_id, decision, WORKER, decision.at)
    if choice.get("godkjent"):
        store.approve(case_id, WORKER, clock())


def remove(store: Store, actor: str, now: str) -> int:
    """Delete every made-up case for good; gives how many."""
    return sum(store.delete(case_id, actor, now) for case_id in store.demo_cases())
