"""How well commands are told from answers, on labelled lines, through the trained NLU and the rules after it.

The lines are for measuring only: nothing is trained on them.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.bench import linjer
from assistant.bench.mal import share
from assistant.dialogue.tur import COMMANDS

ANSWER, DOUBT = "svar", "nlu_fallback"
LONG = 8                      # words; shorter lines are short messages
LANGUAGES = ("nb", "nn", "dialect", "en")


@dataclass(frozen=True)
class Line:
    """One labelled message and the intent that the model gave it. `expected` is a command or «svar»."""

    text: str
    language: str
    expected: str
    got: str = ""

    @property
    def long(self) -> bool:
        return len(self.text.split()) >= LONG

    @property
    def right(self) -> bool:
        return self.got == self.expected


def measure(model_path: Path, file: Path) -> dict[str, Any]:
    """Read every line of `file` with the NLU of `model_path`, and count.

    Shares are 0-1 with four decimals, None when there is nothing to share: {"short": {"n", "right", "accuracy", "asked", "as_risk"},
    "short_commands", "short_answers": the same, "long_answers": {"n", "as_command", "share", "as_risk"},
    "by_language", "by_intent": the short lines by form and by expected intent}.
    Raises ValueError with file and line on a line that cannot be used, RuntimeError when the model does not load.
    """
    return count(asyncio.run(_read_all(model_path, load(file))))


def load(file: Path) -> list[Line]:
    """The lines of a JSON-lines file with text, lang and intent. Raises ValueError with file and line, never with the text."""
    return linjer.read(file, _line, "linjen må ha text, lang og intent, og de to siste må være kjente")


def _line(item: dict[str, Any]) -> Line:
    line = Line(item["text"], item["lang"], item["intent"])
    if line.expected not in {*COMMANDS, ANSWER} or line.language not in LANGUAGES or not isinstance(line.text, str):
        raise ValueError
    return line


async def _read_all(model_path: Path, lines: list[Line]) -> list[Line]:
    from rasa.core.agent import Agent

    agent = Agent()
    agent.load_model(str(model_path))
    if not agent.is_ready():
        raise RuntimeError(f"Modellen {model_path.name} lot seg ikke laste. Kjør «kartlegging train».")
    return [Line(x.text, x.language, x.expected, (await agent.parse_message(x.text))["intent"]["name"]) for x in lines]


def count(lines: Iterable[Line]) -> dict[str, Any]:
    """The object of `measure` for lines that have been read."""
    lines = list(lines)
    short = [x for x in lines if not x.long]
    long_answers = [x for x in lines if x.long and x.expected == ANSWER]
    taken = sum(x.got in COMMANDS for x in long_answers)
    return {
        "short": _score(short),
        "short_commands": _score([x for x in short if x.expected != ANSWER]),
        "short_answers": _score([x for x in short if x.expected == ANSWER]),
        "long_answers": {"n": len(long_answers), "as_command": taken, "share": share(taken, len(long_answers)),
                         "as_risk": sum(x.got == "risiko" for x in long_answers)},
        "by_language": _by(short, "language"),
        "by_intent": _by(short, "expected"),
    }


def _by(lines: list[Line], name: str) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[getattr(line, name)].append(line)
    return {key: _score(groups[key]) for key in sorted(groups)}


def _score(lines: list[Line]) -> dict[str, Any]:
    right = sum(x.right for x in lines)
    return {"n": len(lines), "right": right, "accuracy": share(right, len(lines)),
            "asked": sum(x.got == DOUBT for x in lines), "as_risk": sum(x.got == "risiko" for x in lines)}
