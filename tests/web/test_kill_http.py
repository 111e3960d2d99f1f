"""kill -9 while twenty people are talking, and a new start: what was acknowledged is there, every talk goes on, open alerts are open."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from assistant.bench.vanlig import _free_port, _wait
from assistant.store.base import open_store

TALKS, ENOUGH = 20, 3
KEY = "en-lang-nokkel-for-ansatte-i-testene"
DANGER = "Jeg vil ta livet mitt i kveld"


@dataclass
class Person:
    """One who talks. `sent` is everything they tried, `heard` what the service answered."""

    number: int
    id: str = ""
    token: str = ""
    sent: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def begin(self, client: httpx.AsyncClient) -> None:
        made = (await client.post("/api/conversations")).json()
        self.id, self.token = made["id"], made["token"]
        assert (await self.send(client, {"client_id": "ja", "choice": "ja"})).status_code == 200

    async def send(self, client: httpx.AsyncClient, body: dict[str, str]) -> httpx.Response:
        return await client.post(f"/api/conversations/{self.id}/messages", json=body, headers=self.headers)

    async def say(self, client: httpx.AsyncClient, number: int) -> None:
        """The same number is the same message, also when it is sent again."""
        text = DANGER if number == 1 and self.number % 4 == 0 else f"svar nummer {number} fra samtale {self.number}"
        if text not in self.sent:
            self.sent.append(text)
        if (await self.send(client, {"client_id": str(number), "text": text})).status_code == 200:
            self.heard.append(text)

    async def talk_until_dead(self, client: httpx.AsyncClient) -> None:
        with contextlib.suppress(httpx.HTTPError):
            for number in range(1000):
                await self.say(client, number)


@contextlib.contextmanager
def serving(data: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`kartlegging serve` in its own process."""
    port = _free_port()
    command = [sys.executable, "-W", "ignore", "-m", "assistant.cli", "serve", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(command, env={**os.environ, "KARTLEGGING_TOKEN": KEY}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", process, "tjenesten")
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.wait()


async def talk_and_kill(url: str, process: subprocess.Popen[bytes], people: list[Person]) -> None:
    """Everybody is in the middle of a talk when the process is killed."""
    async with httpx.AsyncClient(base_url=url, timeout=300, limits=httpx.Limits(max_connections=TALKS)) as client:
        await asyncio.gather(*(p.begin(client) for p in people))
        talking = asyncio.gather(*(p.talk_until_dead(client) for p in people))
        while min(len(p.heard) for p in people) < ENOUGH:
            assert process.poll() is None
            await asyncio.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        await talking


async def go_on(url: str, people: list[Person]) -> list[int]:
    """Each looks at the talk, sends the last message again, and one more. Gives the ids of the open alerts."""
    async with httpx.AsyncClient(base_url=url, timeout=300) as client:
        for p in people:
            resumed = (await client.get(f"/api/conversations/{p.id}", headers=p.headers)).json()
            said = [m["text"] for m in resumed["messages"] if m["who"] == "person"]
            assert set(p.heard) <= set(said), p.number
            last = len(p.sent) - 1
            await p.say(client, last)
            await p.say(client, last + 1)
            assert p.heard[-2:] == p.sent[-2:], p.number
            after = (await client.get(f"/api/conversations/{p.id}", headers=p.headers)).json()
            assert [m["text"] for m in after["messages"] if m["text"] in p.sent] == p.sent, p.number
        alerts = await client.get("/api/alerts", headers={"Authorization": f"Bearer {KEY}", "Accept": "application/json"})
        return [a["id"] for a in alerts.json()]


def test_tjue_samtaler_naar_tjenesten_drepes_og_startes_igjen_saa_er_alt_bekreftet_der(tmp_path: Path) -> None:
    people = [Person(number) for number in range(TALKS)]
    with serving(tmp_path) as (url, process):
        asyncio.run(talk_and_kill(url, process, people))
    store = open_store(tmp_path / "kartlegging.db")
    before = {a["id"] for a in store.alerts()}
    warned = {a["case_id"] for a in store.alerts()}
    store.close()
    assert {p.id for p in people if p.number % 4 == 0} <= warned
    with serving(tmp_path) as (url, _):
        assert before <= set(asyncio.run(go_on(url, people)))
