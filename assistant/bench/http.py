"""Many talks at once over HTTP against our own server on this machine. Each comes from an address of its own, as people do."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from assistant.bench.mal import resident_mb, spread
from assistant.bench.manus import TALKS
from assistant.bench.vanlig import _free_port, _wait


def measure(model: Path, talks: int) -> dict[str, Any]:
    """{"talks", "turn_ms", "errors", "rss_mb"}: `talks` people talking at the same time."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "KARTLEGGING_DATA": folder, "KARTLEGGING_PROXY": "127.0.0.1"}
        command = [sys.executable, "-W", "ignore", "-m", "assistant.cli", "serve", "--port", str(port), "--data", folder]
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/healthz", process, "tjenesten")
            seconds, errors = asyncio.run(_all(url, talks))
            return {"talks": talks, "turn_ms": spread(seconds), "errors": errors, "rss_mb": resident_mb(process.pid)}
        finally:
            process.terminate()
            process.wait(20)


async def _all(url: str, talks: int) -> tuple[list[float], int]:
    limits = httpx.Limits(max_connections=talks)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        results = await asyncio.gather(*(_talk(client, i, TALKS[i % len(TALKS)]) for i in range(talks)))
    return [s for seconds, _ in results for s in seconds], sum(errors for _, errors in results)


async def _talk(client: httpx.AsyncClient, person: int, lines: tuple[str, ...]) -> tuple[list[float], int]:
    address = {"X-Forwarded-For": f"10.0.{person // 250}.{person % 250 + 1}"}
    made = (await client.post("/api/conversations", json={}, headers=address)).json()
    seconds, errors = [], 0
    for number, text in enumerate(lines):
        started = time.perf_counter()
        reply = await client.post(
            f"/api/conversations/{made['id']}/messages", json={"client_id": str(number), "text": text},
            headers={**address, "Authorization": f"Bearer {made['token']}"})
        seconds.append(time.perf_counter() - started)
        errors += reply.status_code != 200
    return seconds, errors
