"""Our side, in a process of its own: loads the engine, runs the talks on a database file, prints JSON."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil


def main(repeats: int) -> None:
    """Print {"seconds": [...], "start_s", "rss_mb"} for `repeats` rounds of all talks."""
    from assistant.bench.mal import resident_mb
    from assistant.dialogue import modell
    from assistant.dialogue.stille import quiet

    quiet()
    from assistant.dialogue.engine import Engine
    from assistant.domain import guide
    from assistant.store.base import open_store

    with tempfile.TemporaryDirectory() as folder:
        engine = Engine.load(modell.path(), guide.load(), open_store(Path(folder) / "bench.db"))
        start = time.time() - psutil.Process().create_time()
        asyncio.run(_talks(engine, 1))
        seconds = asyncio.run(_talks(engine, repeats))
        print(json.dumps({"seconds": seconds, "start_s": round(start, 2), "rss_mb": resident_mb(os.getpid())}))


async def _talks(engine: object, repeats: int) -> list[float]:
    from assistant.bench.manus import TALKS
    from assistant.dialogue.engine import Engine
    from assistant.dialogue.tur import Turn

    assert isinstance(engine, Engine)
    seconds = []
    for _ in range(repeats):
        for talk in TALKS:
            case, _, _ = await engine.start()
            for text in talk:
                started = time.perf_counter()
                await engine.handle_turn(case.id, Turn(text=text))
                seconds.append(time.perf_counter() - started)
    return seconds


if __name__ == "__main__":
    main(int(sys.argv[1]))
