"""Turn times of both sides, the ratio, memory, start-up and training."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from assistant.bench import vanlig
from assistant.bench.mal import spread
from assistant.dialogue import modell


def measure(repeats: int) -> dict[str, Any]:
    """The object of the `bench` contract; `rss_mb` and `start_s` are ours, the stock side's stand under `stock`."""
    train_s = _train()
    modell.train()
    ours = _worker("assistant.bench.arbeider", str(repeats))
    stock = vanlig.measure(repeats)
    turn = {"ours": spread(ours["seconds"]), "stock": spread(stock["seconds"])}
    return {
        "turn_ms": turn, "ratio": round(turn["stock"]["median"] / turn["ours"]["median"], 2), "rss_mb": ours["rss_mb"],
        "start_s": ours["start_s"], "train_s": train_s, "turns": len(ours["seconds"]),
        "stock": {"rss_mb": stock["rss_mb"], "start_s": stock["start_s"]},
    }


def _worker(module: str, *args: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", module, *args], capture_output=True, text=True, cwd=modell.ROOT)
    if done.returncode:
        raise RuntimeError(f"{module} stoppet med kode {done.returncode}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def _train() -> float:
    """Seconds for a training from nothing, process start included."""
    code = (
        "import sys; from pathlib import Path; from assistant.dialogue.stille import quiet; quiet(); "
        "from assistant.dialogue import modell; modell.MODELS = Path(sys.argv[1]); modell.train(True)"
    )
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        done = subprocess.run([sys.executable, "-W", "ignore", "-c", code, str(Path(folder))], capture_output=True, cwd=modell.ROOT)
        if done.returncode:
            raise RuntimeError("treningen feilet; kjør «kartlegging train» for å se hvorfor")
        return round(time.monotonic() - started, 1)
