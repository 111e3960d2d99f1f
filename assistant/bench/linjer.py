"""Labelled JSON-lines files that something is measured on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")


def read(file: Path, make: Callable[[dict[str, Any]], Made], wrong: str) -> list[Made]:
    """`make` of the object on each line. Raises ValueError with file, line and `wrong` where one cannot be made, never with the text."""
    found = []
    for number, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(make(json.loads(raw)))
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{file.name}, linje {number}: {wrong}.") from None
    return found
