"""Memory does not grow without end when many people talk. The store is a file, as in a service."""

from __future__ import annotations

import asyncio
import gc
import os
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from assistant.bench.mal import resident_mb
from assistant.bench.manus import TALKS
from assistant.dialogue.engine import Engine
from assistant.store.base import open_store
from assistant.web.app import create_app
from assistant.web.tjeneste import Tjeneste

AT_ONCE = 5
WARM_TURNS, TURNS = 1500, 5000
MAX_GROWTH_MB = 40.0      # 8 kB a turn: less than the answer that a turn gives


async def talk(client: httpx.AsyncClient, lines: tuple[str, ...]) -> int:
    """One whole talk; how many turns it was."""
    made = (await client.post("/api/conversations")).json()
    headers = {"Authorization": f"Bearer {made['token']}"}
    for number, text in enumerate(lines):
        reply = await client.post(f"/api/conversations/{made['id']}/messages", json={"client_id": str(number), "text": text}, headers=headers)
        assert reply.status_code == 200
    return len(lines)


async def turns(client: httpx.AsyncClient, wanted: int) -> None:
    done = 0
    while done < wanted:
        done += sum(await asyncio.gather(*(talk(client, TALKS[n % len(TALKS)]) for n in range(AT_ONCE))))


def resident() -> float:
    gc.collect()
    return resident_mb(os.getpid())


@pytest.mark.long
def test_minnet_vokser_ikke_over_fem_tusen_turer(engine: Engine, tjeneste: Tjeneste, tmp_path: Path) -> None:
    engine.store = open_store(tmp_path / "kartlegging.db")
    app = create_app(tjeneste=replace(tjeneste, settings=replace(tjeneste.settings, limits={})))
    app.state.tjeneste = tjeneste

    async def measured() -> tuple[float, float]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver", timeout=60) as client:
            await turns(client, WARM_TURNS)
            before = resident()
            await turns(client, TURNS)
            return before, resident()

    before, after = asyncio.run(measured())
    engine.store.close()
    print(f"minne før {before} MB, etter {after} MB")
    assert after - before < MAX_GROWTH_MB, (before, after)
