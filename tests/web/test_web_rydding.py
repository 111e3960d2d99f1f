"""The running service deletes by itself what has been kept long enough, and goes on after an error."""

from __future__ import annotations

import asyncio

from assistant.domain.case import Case
from assistant.store import StoreError
from assistant.web import rydding
from assistant.web.app import create_app
from assistant.web.settings import Settings

OLD = "2020-01-01T10:00:00+00:00"


async def until(done) -> None:
    for _ in range(500):
        if done():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("det skjedde aldri")


def test_service_when_it_runs_then_old_cases_go_and_new_ones_stay(tjeneste):
    tjeneste.store.create(Case("gammel"), "h", [], OLD)
    tjeneste.store.create(Case("ny"), "h", [], tjeneste.now())

    async def run() -> None:
        async with rydding.daily(tjeneste, first_s=0, every_s=60):
            await until(lambda: tjeneste.store.load("gammel") is None)

    asyncio.run(run())
    assert [row["id"] for row in tjeneste.store.list_cases()] == ["ny"]
    assert [row["actor"] for row in tjeneste.store.audit("gammel")] == ["person", "system"]


def test_service_when_one_round_fails_then_the_next_is_done(tjeneste, monkeypatch, caplog):
    tjeneste.store.create(Case("gammel"), "h", [], OLD)
    real, calls = tjeneste.store.purge, []

    def broken(now, rules):
        calls.append(rules)
        if len(calls) == 1:
            raise StoreError("gammel kan ikke slettes")
        return real(now, rules)

    monkeypatch.setattr(tjeneste.store, "purge", broken)

    async def run() -> None:
        async with rydding.daily(tjeneste, first_s=0, every_s=0.01):
            await until(lambda: tjeneste.store.load("gammel") is None)

    asyncio.run(run())
    assert calls[0] == Settings().frister
    assert "ryddingen feilet: StoreError" in caplog.text and "gammel" not in caplog.text


def test_app_when_it_starts_then_the_rounds_start_and_stop_with_it(tjeneste, monkeypatch):
    monkeypatch.setattr(rydding, "_keep_on", _keep := AsyncRecorder())
    app = create_app(tjeneste=tjeneste)

    async def run() -> None:
        async with app.router.lifespan_context(app):
            await until(lambda: _keep.started)
            assert not _keep.stopped

    asyncio.run(run())
    assert _keep.stopped
    assert _keep.started == [(tjeneste, rydding.FIRST_S, rydding.EVERY_S)]


class AsyncRecorder:
    """Stands in for the rounds, and says when they start and stop."""

    def __init__(self) -> None:
        self.started: list[tuple] = []
        self.stopped = False

    async def __call__(self, *args) -> None:
        self.started.append(args)
        try:
            await asyncio.sleep(3600)
        finally:
            self.stopped = True
