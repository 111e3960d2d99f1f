"""kill -9 between two turns loses nothing that was answered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from assistant.store.base import open_store

TALK = """
import asyncio, sys, time
from pathlib import Path
from assistant.dialogue.stille import quiet
quiet()
from assistant.dialogue import modell
from assistant.dialogue.engine import Engine
from assistant.dialogue.tur import Turn
from assistant.domain import guide
from assistant.store.base import open_store

async def talk():
    engine = Engine.load(modell.path(), guide.load(), open_store(Path(sys.argv[1])))
    case, _, _ = await engine.start()
    await engine.handle_turn(case.id, Turn(choice="ja"))
    for number in range(50):
        await engine.handle_turn(case.id, Turn(f"svar nummer {number}", client_id=str(number)))
        print(case.id, number, flush=True)

asyncio.run(talk())
"""


def test_answers_when_the_process_is_killed_between_turns_then_all_are_there(tmp_path: Path) -> None:
    database = tmp_path / "sak.db"
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", TALK, str(database)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    seen = [process.stdout.readline().split() for _ in range(4)]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    case_id, last = seen[-1][0], int(seen[-1][1])
    case = open_store(database).load(case_id)
    assert case is not None
    texts = {a.text for a in case.answers}
    assert {f"svar nummer {n}" for n in range(last + 1)} <= texts
