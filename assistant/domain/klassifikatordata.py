"""What the risk classifier may decide beside the rules: thresholds as data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from assistant.domain.yamlfil import read

WHOLE = ("min_words", "window", "windows", "denied_words")
STRENGTHS = ("strength_meaning", "strength_spelling")


@dataclass(frozen=True)
class ClassifierPolicy:
    """Thresholds are probabilities; `window` counts characters. The file says what each does."""

    min_words: int
    window: int
    windows: int
    danger: float
    denied: float
    denied_long: float
    denied_words: int
    high: float
    acute: float
    category: float
    unlikely: float
    other: float
    sure: float
    doubt: float
    meaning: float
    spelling: float
    strength_meaning: float
    strength_spelling: float

    @property
    def on(self) -> bool:
        """Whether the classifier takes part at all; a threshold of 1 turns it off."""
        return self.danger < 1


def load(path: Path) -> ClassifierPolicy:
    """Raises DataError naming the line of a value that is missing, unknown or out of range."""
    m = read(path)
    names = [f.name for f in fields(ClassifierPolicy)]
    m.only(*names)
    values: dict[str, float] = {}
    for name in names:
        value = m.decimal(name)
        top = float("inf") if name in (*WHOLE, *STRENGTHS) else 1.0
        if not 0 <= value <= top or (name in (*WHOLE, *STRENGTHS) and not value):
            raise m.error(name, f"«{name}» er utenfor det som gir mening")
        values[name] = value
    return ClassifierPolicy(**{name: int(value) if name in WHOLE else value for name, value in values.items()})  # type: ignore[arg-type]
