"""`kartlegging bench --quality`: every measure of understanding, from the files in tests/quality that nothing is trained on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.bench.mal import spread
from assistant.domain import eksempler
from assistant.domain.guide import Guide
from assistant.language import analyse
from assistant.language import pipeline as norwegian

FOLDER = Path(__file__).parents[2] / "tests" / "quality"
MEASURED = Path(__file__).parents[2] / "models" / "maal.json"
MESSAGE = "I dag var jeg på butikken og traff naboen, og han spurte hvordan det gikk. Jeg sa at det går greit nok. "
LENGTHS = {"200": 200, "10000": 10_000}
ROUNDS = 15


def measure(guide: Guide, model: Path, folder: Path = FOLDER) -> dict[str, Any]:
    """{"risk", "intents", "facts", "hovedforlop", "pipeline", "deidentify", "speed"}. Raises FileNotFoundError when the lines are not there."""
    from assistant.bench import avident, fakta, personer, risiko, styring

    if not folder.is_dir():
        raise FileNotFoundError("tests/quality")
    lines = eksempler.load(folder / "risiko")
    return {
        "risk": risiko.measure(guide, lines),
        "intents": styring.measure(model, folder / "styring.jsonl"),
        "facts": fakta.measure(guide, folder / "fakta.jsonl"),
        "hovedforlop": personer.measure(model, folder / "personer.jsonl"),
        "pipeline": pipeline(),
        "deidentify": avident.measure(folder / "avidentifisering.jsonl"),
        "speed": speed(guide),
    }


def pipeline() -> dict[str, Any]:
    """{"name", "version", "bokmal", "nynorsk"}: the figures in percent that `training.norsk.maal` gave for the model that is installed.

    They are kept in models/maal.json, since the treebanks may not follow the code; without figures only name and version.
    """
    nlp = norwegian.whole()
    if nlp is None:
        return {"name": "", "version": ""}
    name, version = f"{nlp.meta['lang']}_{nlp.meta['name']}", nlp.meta["version"]
    measured: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.exists() else {}
    return {"name": name, "version": version, **measured.get(f"{name} {version}", {})}


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
