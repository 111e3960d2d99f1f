"""The stock side: `rasa run` with a separate action server over HTTP, on the same trained model and the same actions."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from assistant.bench.mal import resident_mb
from assistant.bench.manus import TALKS
from assistant.dialogue import modell

PATIENCE = 600.0      # a start loads models; a machine that is shared takes its time


class StockFailed(RuntimeError):
    """The stock set-up did not come up; the message says which part."""


def measure(repeats: int) -> dict[str, Any]:
    """{"seconds", "start_s", "rss_mb"} of the stock set-up. Raises StockFailed."""
    with tempfile.TemporaryDirectory() as folder, _servers(Path(folder)) as (url, pids, start), httpx.Client(timeout=60) as client:
        _talks(client, url, 1)
        return {"seconds": _talks(client, url, repeats), "start_s": round(start, 2), "rss_mb": resident_mb(*pids)}


def _talks(client: httpx.Client, url: str, repeats: int) -> list[float]:
    seconds = []
    for round_ in range(repeats):
        for number, talk in enumerate(TALKS):
            sender = f"{time.time_ns()}-{round_}-{number}"
            _post(client, url, sender, "/start")
            for text in talk:
                started = time.perf_counter()
                if not _post(client, url, sender, text):
                    raise StockFailed("det vanlige oppsettet svarte ikke på en tur")
                seconds.append(time.perf_counter() - started)
    return seconds


def _post(client: httpx.Client, url: str, sender: str, text: str) -> list[Any]:
    reply = client.post(f"{url}/webhooks/rest/webhook", json={"sender": sender, "message": text})
    reply.raise_for_status()
    return reply.json()


@contextmanager
def _servers(folder: Path) -> Iterator[tuple[str, list[int], float]]:
    """Start both servers on free ports; stop them at the end, whatever happens."""
    actions, rasa = _free_port(), _free_port()
    (folder / "endpoints.yml").write_text(f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n", encoding="utf-8")
    (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    env = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    started = time.monotonic()
    commands = (
        [sys.executable, "-m", "rasa_sdk", "--actions", "assistant.actions", "--port", str(actions)],
        [sys.executable, "-m", "rasa", "run", "--model", str(modell.path()), "--enable-api", "--interface", "127.0.0.1",
         "--port", str(rasa), "--endpoints", str(folder / "endpoints.yml"), "--credentials", str(folder / "credentials.yml")],
    )
    processes = [subprocess.Popen(c, env=env, cwd=modell.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for c in commands]
    try:
        _wait(f"http://127.0.0.1:{actions}/health", processes[0], "handlingstjeneren")
        _wait(f"http://127.0.0.1:{rasa}/status", processes[1], "rasa run")
        yield f"http://127.0.0.1:{rasa}", [p.pid for p in processes], time.monotonic() - started
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], name: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise StockFailed(f"{name} stoppet med kode {process.returncode}")
        try:
            if httpx.get(url, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise StockFailed(f"{name} kom ikke i gang på {PATIENCE:.0f} sekunder")


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
