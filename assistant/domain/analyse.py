"""What one reading of a message gives. Filled by language/, read by flow and record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RiskSpan:
    """A risk in the text [start, end); `rules` are the ids that fired, the deciding one first."""

    category: str
    level: str
    subject: str
    start: int
    end: int
    rules: tuple[str, ...]


@dataclass(frozen=True)
class FactSpan:
    """A fact in the text [start, end). `own_area` limits it to answers in that area; empty means anywhere."""

    attribute: str
    value: str
    area: str
    start: int
    end: int
    unit: str = ""
    own_area: bool = False
    negated: bool = False
    uncertain: bool = False
    subject: str = "self"
    earlier: bool = False


@dataclass(frozen=True)
class Analysis:
    """One message read once. `level`, `categories` and `subject` sum up the risks (ingen, none, self)."""

    text: str
    form: str
    words: int
    risks: tuple[RiskSpan, ...] = ()
    facts: tuple[FactSpan, ...] = ()
    level: str = "ingen"
    subject: str = "self"

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories found, the most serious first, each once."""
        return tuple(dict.fromkeys(r.category for r in self.risks))
