"""`kartlegging bench --quality`: every measure of understanding, from the files in tests/quality that nothing is trained on."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.bench.mal import spread
from assistant.domain import eksempler
from assistant.domain.guide import Guide
from assistant.language import analyse

FOLDER = Path(__file__).parents[2] / "tests" / "quality"
MESSAGE = "I dag var jeg på butikken og traff naboen, og han spurte hvordan det gikk. Jeg sa at det går greit nok. "
LENGTHS = {"200": 200, "10000": 10_000}
ROUNDS = 15


def measure(guide: Guide, model: Path, folder: Path = FOLDER) -> dict[str, Any]:
    """{"risk", "control", "facts", "pathway", "deidentify", "speed"}. Raises FileNotFoundError when the lines are not there."""
    from assistant.bench import avident, fakta, personer, risiko, styring

    if not folder.is_dir():
        raise FileNotFoundError("tests/quality")
    lines = eksempler.load(folder / "risiko")
    return {
        "risk": risiko.measure(guide, lines),
        "control": styring.measure(model, folder / "styring.jsonl"),
        "facts": fakta.measure(guide, folder / "fakta.jsonl"),
        "pathway": personer.measure(model, folder / "personer.jsonl"),
        "deidentify": avident.measure(folder / "avidentifisering.jsonl"),
        "speed": speed(guide),
    }


def speed(guide: Guide) -> dict[str, dict[str, float]]:
    """Milliseconds for one analysis of 200 and 10,000 characters, with the rules alone and with the classifier; no text twice."""
    alone, both = analyse.Analyser(guide), analyse.shared(guide)
    return {f"{length}_{name}": spread(_times(reader.read, chars))
            for length, chars in LENGTHS.items() for name, reader in (("rules", alone), ("both", both))}


def _times(read: Callable[[str], Any], chars: int) -> list[float]:
    seconds = []
    for number in range(ROUNDS):
        text = (f"Dag {number}. " + MESSAGE * (chars // len(MESSAGE) + 1))[:chars]
        started = time.perf_counter()
        read(text)
        seconds.append(time.perf_counter() - started)
    return seconds
