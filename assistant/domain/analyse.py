"""What one reading of a message gives. Filled by language/, read by flow and record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.domain.case import level_rank

CLASSIFIER = "KLASSIFIKATOR"           # begins the reason of what only the classifier saw


@dataclass(frozen=True)
class RiskSpan:
    """A risk in the text [start, end); `rules` are the ids that fired, the deciding one first.

    `doubted`: a rule asks about it, and the classifier is all but sure that it is nothing.
    """

    category: str
    level: str
    subject: str
    start: int
    end: int
    rules: tuple[str, ...]
    doubted: bool = False

    @property
    def guessed(self) -> bool:
        """Whether the classifier alone saw it: no expression names it."""
        return all(rule.startswith(CLASSIFIER) for rule in self.rules)

    @property
    def unsure(self) -> bool:
        """Whether it is only asked about, and rule and classifier do not agree that it is there."""
        return self.level == "avklar" and (self.guessed or self.doubted)


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
    """One message read once, the most serious risk first. `level`, `categories` and `subject` sum up the risks (ingen, none, self)."""

    text: str
    form: str
    words: int
    risks: tuple[RiskSpan, ...] = ()
    facts: tuple[FactSpan, ...] = ()

    @property
    def level(self) -> str:
        """Of the most serious risk."""
        return self.risks[0].level if self.risks else "ingen"

    @property
    def subject(self) -> str:
        """Whom the most serious risk is about."""
        return self.risks[0].subject if self.risks else "self"

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories found, the most serious first, each once."""
        return tuple(dict.fromkeys(r.category for r in self.risks))

    @property
    def unsure(self) -> bool:
        """Whether there is risk, but all of it unsure: a clear command goes before it."""
        return bool(self.risks) and all(r.unsure for r in self.risks)

    def without_guesses(self, below: str) -> Analysis:
        """The analysis without what the classifier alone saw below a level."""
        return replace(self, risks=tuple(r for r in self.risks if not r.guessed or level_rank(r.level) >= level_rank(below)))
