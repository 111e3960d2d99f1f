"""No log may hold what a person wrote, at any level, whatever they write."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TALK = """
import asyncio, logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
from pathlib import Path
from assistant.dialogue.stille import quiet
quiet()
from assistant.web import logg
if len(sys.argv) > 2:
    logging.getLogger().handlers.clear()
    logg.setup(sys.argv[2])
    logging.getLogger("assistant").setLevel(logging.DEBUG)
from assistant.dialogue import modell
from assistant.dialogue.engine import Engine
from assistant.dialogue.tur import Turn
from assistant.domain import guide
from assistant.store.base import open_store
from assistant.web.malepunkter import Metrics
from datetime import UTC, datetime
from assistant.actions.skjema import ValidateSamtaleForm

LINES = ["MERKE1 få sove", "/MERKE2", "/MERKE3{}", "jeg vil ta livet mitt MERKE4", "nei MERKE5", "hvorfor MERKE6", "MERKE7 " * 900,
         "<b>MERKE8</b>", "stopp", "MERKE9"]

metrics = Metrics()
metrics.listen()

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
    print(metrics.text(engine.store, datetime.now(UTC), True).decode())
    print("ferdig", case.turn, case.id, engine.store.audit(case.id)[0]["case_hash"])

asyncio.run(talk())
"""


CODES = {"time", "level", "event", "sak", "ms", "modus", "sprak", "dybde", "nr", "utfall", "niva", "status", "hva", "slag", "navn"}


def held(folder: Path, *arguments: str) -> tuple[str, str, str, str]:
    """(standard output, standard error, case id, case hash) of the whole talk in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-c", TALK, str(folder / "sak.db"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:].replace("MERKE", "M…")
    word, _, case_id, case_hash = done.stdout.splitlines()[-1].split()
    assert word == "ferdig"
    return done.stdout, done.stderr, case_id, case_hash


def test_logs_when_a_whole_talk_runs_at_debug_then_no_words_of_the_person(tmp_path: Path) -> None:
    out, err, _, _ = held(tmp_path)
    assert "MERKE" not in err
    assert "MERKE" not in out
    assert "feilet" in err, "feilen skal logges uten ordene"


@pytest.mark.parametrize("kind", ["json", "tekst"])
def test_own_log_when_a_whole_talk_runs_at_debug_then_codes_only_and_no_words(kind: str, tmp_path: Path) -> None:
    out, err, case_id, case_hash = held(tmp_path, kind)
    assert "MERKE" not in err and "MERKE" not in out, "verken i loggen eller i målepunktene"
    assert case_id not in err and case_hash[:16] in err
    assert 'kartlegging_turn_seconds_count{outcome="trygg"}' in out and 'kartlegging_failures_total{kind="handling"}' in out
    assert err.count("livet") == err.count("sove") == 0
    if kind == "json":
        known_codes([json.loads(line) for line in err.splitlines()], case_hash)


def known_codes(lines: list[dict[str, object]], case_hash: str) -> None:
    """Every line of our own is an event with known codes; of other libraries only the name is written."""
    assert all(set(line) <= {"time", "level", "event", "logger", "text", "error"} for line in lines if line["event"] == "logg")
    events = [line for line in lines if line["event"] != "logg"]
    assert {e["event"] for e in events} == {"start", "tur", "fare", "feil"}
    assert [set(e) - CODES for e in events if set(e) - CODES] == []
    assert {e["sak"] for e in events} == {case_hash[:16]}
    turns = [e for e in events if e["event"] == "tur"]
    assert [t["nr"] for t in turns] == list(range(1, len(turns) + 1))
    assert {t["utfall"] for t in turns} == {"svar", "trygg", "feil"}
    assert next(t["niva"] for t in turns if t["utfall"] == "trygg") == "hoy"
    assert {e["slag"] for e in events if e["event"] == "feil"} == {"ValueError"}
