"""No log may hold what a person wrote, at any level, whatever they write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TALK = """
import asyncio, logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
from pathlib import Path
from assistant.dialogue.stille import quiet
quiet()
from assistant.dialogue import modell
from assistant.dialogue.engine import Engine
from assistant.dialogue.tur import Turn
from assistant.domain import guide
from assistant.store.base import open_store
from assistant.actions.skjema import ValidateSamtaleForm

LINES = ["MERKE1 få sove", "/MERKE2", "/MERKE3{}", "jeg vil ta livet mitt MERKE4", "nei MERKE5", "hvorfor MERKE6", "MERKE7 " * 900,
         "<b>MERKE8</b>", "stopp", "MERKE9"]

async def talk():
    engine = Engine.load(modell.path(), guide.load(), open_store(Path(sys.argv[1])))
    case, _, _ = await engine.start()
    await engine.handle_turn(case.id, Turn(choice="ja"))
    for line in LINES:
        await engine.handle_turn(case.id, Turn(line))
    def broken(*a, **k):
        raise ValueError("MERKE10 " + str(a[1]))
    ValidateSamtaleForm.validate_svar = broken
    await engine.handle_turn(case.id, Turn("fortsett"))
    await engine.handle_turn(case.id, Turn("MERKE10 igjen"))
    print("ferdig", case.turn)

asyncio.run(talk())
"""


def test_logs_when_a_whole_talk_runs_at_debug_then_no_words_of_the_person(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", TALK, str(tmp_path / "sak.db")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:].replace("MERKE", "M…")
    assert "ferdig" in done.stdout
    assert "MERKE" not in done.stderr
    assert "MERKE" not in done.stdout
    assert "feilet" in done.stderr, "feilen skal logges uten ordene"
