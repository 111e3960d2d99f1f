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


def table(found: dict[str, Any]) -> str:
    """The figures that the measures ask for, as Markdown for docs/kvalitet.md."""
    risk, control, facts, pathway = found["risk"], found["control"], found["facts"], found["pathway"]
    parts = ["# Treffsikkerhet", "", "Skrevet av `kartlegging bench --quality --docs`. Linjene i `tests/quality` er oppdiktet, og ingenting læres av dem.", "",
             f"## Risiko ({risk['lines']} linjer)", "",
             "| | sensitivitet | hoy og akutt | oversett hoy/akutt | spesifisitet | falsk hoy | kategori F1 | subjekt | nivå |", "|---" * 9 + "|"]
    for name, label in (("rules", "regler alene"), ("classifier", "klassifikator alene"), ("both", "begge")):
        if row := risk.get(name):
            cells = [row[key] for key in ("sensitivity", "sensitivity_high", "missed_high", "specificity", "false_high", "category_f1", "subject", "level")]
            parts.append(f"| {label} | " + " | ".join(map(str, cells)) + " |")
    best = risk.get("both", risk["rules"])
    parts += ["", "| språkform | linjer | sensitivitet | spesifisitet |", "|---|---|---|---|"]
    parts += [f"| {form} | {row['lines']} | {row['sensitivity']} | {row['specificity']} |" for form, row in best["forms"].items()]
    parts += ["", "| terskel | sensitivitet | spesifisitet |", "|---|---|---|"]
    parts += [f"| {row['danger']} | {row['sensitivity']} | {row['specificity']} |" for row in risk.get("curve", [])]
    parts += ["", "## Styring, fakta, hovedforløp, avidentifisering, fart", "", "```json", json.dumps({
        "control": {key: control[key] for key in ("short", "long_answers", "by_language")}, "facts": facts, "pathway": pathway,
        "deidentify": found["deidentify"], "speed_ms": found["speed"]}, ensure_ascii=False, indent=1), "```", ""]
    return "\n".join(parts)
