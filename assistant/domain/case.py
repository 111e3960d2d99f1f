"""The case: what a person has said, kept apart from every interpretation of it.

Times are ISO 8601 UTC strings. Lists are append-only: the newest entry of a question or a risk is the one in
force, the older ones are its history.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, TypeVar

from assistant.domain.plan import Check, Plan
from assistant.domain.tidligere import Earlier, from_data

T = TypeVar("T")

LEVELS = ("ingen", "avklar", "hoy", "akutt")
DEPTHS = ("kort", "normal", "grundig")
DEPTH_ALIASES = {"short": "kort", "normal": "normal", "thorough": "grundig", "kort": "kort", "grundig": "grundig"}
MODES = ("self", "guided")
TALK, FOLLOW_UP, RELATIVE = "kartlegging", "oppfolging", "parorende"
KINDS = (TALK, FOLLOW_UP, RELATIVE)
LANGUAGES = ("nb", "nn", "en")
REPEATABLE = "trygg."
FORM = "skjema."                    # begins the id of every question of a form
ASK_AGAIN = "samtykke_pa_nytt"
STATUSES = ("pagar", "pause", "avsluttet", "levert")


def for_worker(language: str) -> str:
    """The language of what a worker reads about a talk: the talk's own, bokmål when it is in English."""
    return "nb" if language == "en" else language


def level_rank(level: str) -> int:
    """0 for ingen up to 3 for akutt; ValueError on an unknown level."""
    return LEVELS.index(level)


@dataclass(frozen=True)
class Answer:
    """The person's own words (or a chosen code) to one question. `status`: besvart, hoppet, gjenapnet."""

    question: str
    area: str
    text: str
    codes: tuple[str, ...] = ()
    status: str = "besvart"
    turn: int = 0
    at: str = ""
    by: str = "person"
    closes_area: bool = False


@dataclass(frozen=True)
class Finding:
    """One interpretation with the words it rests on. `value` is a code or a number as text."""

    attribute: str
    value: str
    area: str
    question: str
    quote: str
    unit: str = ""
    negated: bool = False
    uncertain: bool = False
    subject: str = "self"
    earlier: bool = False
    turn: int = 0
    by: str = "assistent"

    @property
    def counts(self) -> bool:
        """Whether the finding says something true about the person now."""
        return not self.negated and self.subject == "self"


@dataclass(frozen=True)
class RiskEvent:
    """One risk with what was shown and answered. The newest event with the same `id` is the one in force.

    `status`: apen (the clarifying question is not answered), vist (the step is shown, the person has not chosen),
    avklart (dealt with in the talk; the alert to a worker stands).
    """

    id: str
    category: str
    level: str
    subject: str
    quote: str
    question: str
    area: str
    rules: tuple[str, ...] = ()
    status: str = "apen"
    shown: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    turn: int = 0
    at: str = ""
    first_level: str = ""


@dataclass(frozen=True)
class Consent:
    """What the person has said yes or no to: samtykke, deling, parorende; vises in a relative's talk.

    `by` is the worker who recorded it, empty when it was said in the talk itself; `text` then says how it was given.
    """

    kind: str
    given: bool
    text: str
    at: str
    by: str = ""


@dataclass(frozen=True)
class Decision:
    """The worker's choice of hovedforlop; a choice that departs from the suggestion takes a reason."""

    pathway: int
    suggested: int | None
    reason: str
    by: str
    at: str


@dataclass(frozen=True)
class Maling:
    """One filled-in form (instrument). The newest with the same `id` is the one in force.

    `answers` by item id, None for one that is left open; `words` are the person's own words by item id, such as goals.
    `given_total` when only a total was recorded. `sex`: "", kvinne, mann. `source`: chat, samtale, papir.
    `status`: pagar, ferdig, avbrutt.
    """

    id: str
    instrument: str
    version: str
    answers: dict[str, float | None] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    given_total: float | None = None
    sex: str = ""
    source: str = "chat"
    status: str = "ferdig"
    by: str = "person"
    at: str = ""
    turn: int = 0


@dataclass
class Case:
    """Everything recorded about one talk.

    `follows` is the talk before a follow-up, `about` the person's talk that a relative speaks about, `relation` who the relative is.
    `relatives` are their talks, there only where a document is made; nothing stores them with the person's case.
    """

    id: str
    mode: str = "self"
    language: str = "nb"
    depth: str = "normal"
    status: str = "pagar"
    created: str = ""
    updated: str = ""
    turn: int = 0
    failed: int = 0
    focus: str = ""
    hidden_areas: tuple[str, ...] = ()
    answers: list[Answer] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    risks: list[RiskEvent] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    measurements: list[Maling] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    kind: str = TALK
    follows: str = ""
    about: str = ""
    relation: str = ""
    earlier: Earlier | None = None
    relatives: tuple[Case, ...] = ()

    @property
    def by_worker(self) -> bool:
        """Whether «hun» in what is written is the person. A relative's own words are written down as they are said."""
        return self.mode == "guided" and self.kind != RELATIVE

    def current(self) -> dict[str, Answer]:
        """The answer in force per question, in the order in which the questions were first met."""
        latest: dict[str, Answer] = {}
        for answer in self.answers:
            latest[answer.question] = answer
        return latest

    def answered(self) -> Iterator[Answer]:
        """Answers in force that hold something the person said or chose. What was given on a form stands in `measurements`."""
        return (a for a in self.current().values() if a.status == "besvart" and not a.question.startswith(FORM))

    def current_risks(self) -> dict[str, RiskEvent]:
        """The event in force per risk id."""
        return {risk.id: risk for risk in self.risks}

    def current_measurements(self) -> dict[str, Maling]:
        """The measurement in force per id, in the order in which they were begun."""
        return {maling.id: maling for maling in self.measurements}

    def current_plan(self) -> Plan | None:
        """The newest version of the plan; None when none is made."""
        return self.plans[-1] if self.plans else None

    def current_checks(self, name: str) -> dict[str, Check]:
        """The newest note at each item of a checklist."""
        return {check.item: check for check in self.checks if check.list == name}

    def worst_level(self) -> str:
        return max((r.level for r in self.current_risks().values()), key=level_rank, default="ingen")

    def facts(self, attribute: str) -> list[Finding]:
        """Findings in force for one attribute that count for the person."""
        return [f for f in self.valid_findings() if f.attribute == attribute and f.counts]

    def valid_findings(self) -> list[Finding]:
        """Findings whose answer is still in force; a later answer to the same question replaces them.

        Answers in the safety step (`trygg.`) never replace each other.
        """
        turns: dict[str, int] = {}
        for answer in self.answers:
            if answer.status != "gjenapnet":
                turns[answer.question] = answer.turn
        return [
            f for f in self.findings
            if f.by != "assistent" or f.question.startswith(REPEATABLE) or turns.get(f.question) == f.turn
        ]

    def agreed(self) -> bool | None:
        """Whether the person has said yes to the talk; None when it was never asked, or is to be asked again."""
        last = [c for c in self.consents if c.kind in ("samtykke", ASK_AGAIN)][-1:]
        return last[0].given if last and last[0].kind == "samtykke" else None

    def consent(self, kind: str) -> bool | None:
        """The newest word on `kind`, None when it was never asked."""
        given = [c.given for c in self.consents if c.kind == kind]
        return given[-1] if given else None


def to_dict(item: Any) -> dict[str, Any]:
    """A dataclass of this module as plain JSON data (tuples become lists)."""
    return asdict(item)


def from_dict(kind: type[T], data: dict[str, Any]) -> T:
    """The other way; lists become tuples where the field wants them, unknown keys are dropped."""
    names = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    clean: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in names}
    if isinstance(clean.get("earlier"), dict):
        clean["earlier"] = from_data(clean["earlier"])
    return kind(**clean)


__all__ = [
    "Answer", "Case", "Check", "Consent", "Decision", "Finding", "Maling", "Plan", "RiskEvent", "asdict", "for_worker", "from_dict", "level_rank",
    "replace", "to_dict",
]
