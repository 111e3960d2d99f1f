"""An area of the talk as data: its questions and the findings read out of what a person says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import betingelse
from assistant.domain.betingelse import Condition
from assistant.domain.case import DEPTHS
from assistant.domain.yamlfil import NOWHERE, Mapping, Place, Text, once, read

ANSWER_TYPES = ("fritekst", "valg", "flere", "skala", "tall", "ja_nei", "varighet")
FINDING_KINDS = ("uttrykk", "tall", "varighet", "hyppighet", "mengde", "alder")


@dataclass(frozen=True)
class Choice:
    """One way to answer; `finding` is (attribute, value) when choosing it says something."""

    code: str
    label: Text
    finding: tuple[str, str] | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Question:
    """One question in both wordings. `attribute` is what a scale, number, duration or yes/no fills.

    `denial` is the finding, (attribute, value), of a free answer that begins with a no and holds no danger.
    """

    id: str
    area: str
    depth: str
    answer: str
    self_text: Text
    guided_text: Text
    why: Text | None = None
    choices: tuple[Choice, ...] = ()
    attribute: str = ""
    unit: Text | None = None
    low: int | None = None
    high: int | None = None
    low_label: Text | None = None
    high_label: Text | None = None
    fills: tuple[str, ...] = ()
    denial: tuple[str, str] | None = None
    when: Condition | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def wording(self, mode: str, language: str) -> str:
        return (self.self_text if mode == "self" else self.guided_text).get(language)


@dataclass(frozen=True)
class FindingValue:
    value: str
    label: Text | None
    expressions: tuple[str, ...]
    denied: tuple[str, ...] = ()      # words that say it is not so without a negation: «gjeldfri», «frisk som en fisk»
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class FindingSpec:
    """What to look for. kind uttrykk: `values` with expressions; the others: a quantity near a word of `near`.

    `asked_in` limits it to answers in those areas; empty means any.
    """

    attribute: str
    area: str
    label: Text
    kind: str = "uttrykk"
    scope: str = "alle"
    raises: bool = True
    mirror: Text | None = None
    values: tuple[FindingValue, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unit: str = ""
    asked_in: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def heard_in(self, area: str) -> bool:
        """Whether an answer in this area can give it."""
        return not self.asked_in or area in self.asked_in


@dataclass(frozen=True)
class Example:
    """A made-up answer and the findings of its area that it must give; none means that it must give none."""

    text: str
    findings: tuple[tuple[str, str], ...]
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Area:
    id: str
    version: str
    source: str
    order: int
    title: Text
    short: Text
    why: Text
    listen_for: Text
    questions: tuple[Question, ...]
    findings: tuple[FindingSpec, ...]
    examples: tuple[Example, ...]

    @property
    def opening(self) -> Question:
        return self.questions[0]


def load(path: Path) -> Area:
    """Read one area file. Raises DataError."""
    m = read(path)
    m.only("id", "version", "source", "order", "title", "short", "why", "listen_for", "questions", "findings", "examples")
    area = m.text("id")
    if area != path.stem:
        raise m.error("id", f"id «{area}» er ikke filnavnet «{path.stem}»")
    questions = tuple(question(q, area) for q in m.items("questions"))
    if not questions or questions[0].id != f"{area}.apen" or questions[0].answer != "fritekst":
        raise m.error("questions", f"det første spørsmålet må hete «{area}.apen» og ha fritekst som svar")
    return Area(
        area, m.text("version"), m.text("source"), m.number("order"), m.lang("title"), m.lang("short"),
        m.lang("why"), m.lang("listen_for"), questions,
        tuple(_finding(f, area) for f in m.items("findings")),
        tuple(_example(e) for e in m.items("examples")),
    )


def question(m: Mapping, area: str) -> Question:
    """Read one question; its answer type decides which keys must be there."""
    return question_body(m, m.text("id"), area)


def question_body(m: Mapping, id: str, area: str, *more: str) -> Question:
    """Read one question whose id is given from outside, as when several areas share one wording. `more` are keys that somebody else reads."""
    m.only("id", "depth", "answer", "self", "guided", "why", "choices", "attribute", "unit", "min", "max",
           "min_label", "max_label", "fills", "denial", "when", *more)
    kind = m.one_of("answer", ANSWER_TYPES)
    made = Question(
        id, area, m.one_of("depth", DEPTHS, "kort"), kind, m.lang("self"), m.lang("guided"),
        m.optional_lang("why"), tuple(_choice(c) for c in m.items("choices")), m.text("attribute", ""),
        m.optional_lang("unit"), m.integer("min"), m.integer("max"), m.optional_lang("min_label"),
        m.optional_lang("max_label"), m.strings("fills"), _pair(m, "denial"),
        betingelse.optional(m), m.place,
    )
    _check_type(m, made)
    return made


def _check_type(m: Mapping, q: Question) -> None:
    if not q.id.startswith((f"{q.area}.", "trygg.")):
        raise m.error("id", f"spørsmålet «{q.id}» må begynne med «{q.area}.»")
    if q.answer in ("valg", "flere") and len(q.choices) < 2 and q.area != "ramme":
        raise m.error("answer", f"«{q.id}» må ha minst to valg")
    if q.answer == "skala" and (q.low is None or q.high is None or q.low_label is None or q.high_label is None):
        raise m.error("answer", f"«{q.id}» er en skala og må ha min, max, min_label og max_label")
    if q.answer == "tall" and (q.low is None or q.high is None):
        raise m.error("answer", f"«{q.id}» er et tall og må ha min og max")
    once(((c.code, c.place) for c in q.choices), "code", "koden")


def _choice(m: Mapping) -> Choice:
    m.only("code", "label", "finding")
    return Choice(m.text("code"), m.lang("label"), _pair(m, "finding"), m.place)


def _pair(m: Mapping, key: str) -> tuple[str, str] | None:
    """A finding as (attribute, value), when the key is there."""
    if key not in m:
        return None
    sub = m.sub(key)
    sub.only("attribute", "value")
    return sub.text("attribute"), sub.text("value")


def _finding(m: Mapping, area: str) -> FindingSpec:
    m.only("attribute", "label", "scope", "raises", "mirror", "values", "kind", "near", "unless", "unit", "asked_in")
    kind = m.one_of("kind", FINDING_KINDS, "uttrykk")
    if kind == "uttrykk" and "values" not in m:
        raise m.error("attribute", "et funn av slaget uttrykk må ha values")
    return FindingSpec(
        m.text("attribute"), area, m.lang("label"), kind, m.one_of("scope", ("alle", "eget"), "alle"),
        m.flag("raises", True), m.optional_lang("mirror"), tuple(_value(v) for v in m.items("values")),
        m.strings("near"), m.strings("unless"), m.text("unit", ""), m.strings("asked_in"), m.place,
    )


def _value(m: Mapping) -> FindingValue:
    m.only("value", "label", "expressions", "denied")
    return FindingValue(m.text("value"), m.optional_lang("label"), m.strings("expressions"), m.strings("denied"), m.place)


def _example(m: Mapping) -> Example:
    m.only("text", "findings")
    found = m.sub("findings")
    values = ((key, found.value(key)) for key in found)
    pairs = ((key, one) for key, value in values for one in (value if isinstance(value, list) else [value]))
    return Example(m.text("text"), tuple((key, _code(one)) for key, one in pairs), m.place)


def _code(value: object) -> str:
    return {True: "ja", False: "nei"}.get(value, str(value)) if isinstance(value, bool) else str(value)
