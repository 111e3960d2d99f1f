"""Risk language as data: expressions per category, cues that raise a level, idioms, clarifying questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import klassifikatordata
from assistant.domain.case import LEVELS
from assistant.domain.klassifikatordata import ClassifierPolicy
from assistant.domain.omrade import Choice, Question
from assistant.domain.yamlfil import NOWHERE, Mapping, Place, Text, once, read

CATEGORIES = ("selvmord", "selvskading", "overdose", "vold_utsatt", "vold_utover", "barn", "akutt_psykisk")
CUES = ("tid", "plan", "middel", "hensikt", "pagar", "medisin_nod")


@dataclass(frozen=True)
class RiskRule:
    """Patterns that mean risk. `subject` auto reads the sentence; `negation`/`past` say whether context lowers it."""

    id: str
    version: int
    category: str
    level: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    subject: str = "auto"
    negation: str = "respekter"      # respekter | ignorer
    past: str = "avklar"             # avklar | behold
    raises: tuple[str, ...] = CUES   # cues in the message that lift hoy to akutt
    hits: tuple[tuple[str, str], ...] = ()    # (text, level)
    misses: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Clarify:
    """The direct question for one category and what each answer does to the level («behold» keeps it)."""

    question: Question
    levels: dict[str, str]


@dataclass(frozen=True)
class RiskCategory:
    id: str
    label: Text
    understood: dict[str, Text]              # subject -> what the assistant says that it understood
    contacts: dict[str, tuple[str, ...]]     # level -> contact ids, the first is shown largest
    clarify: dict[str, Clarify]              # subject -> question
    rules: tuple[RiskRule, ...]
    advice: dict[str, dict[str, Text]]       # level -> subject -> one plain line about what to do now (a level may be missing)
    worker: Text                             # to the worker: what to do
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class RiskData:
    categories: dict[str, RiskCategory]
    cues: dict[str, tuple[str, ...]]
    idioms: tuple[str, ...]
    sentence_exclusions: tuple[str, ...]
    idiom_examples: tuple[str, ...]
    classifier: ClassifierPolicy
    cues_place: Place = field(default=NOWHERE, compare=False, repr=False)
    idioms_place: Place = field(default=NOWHERE, compare=False, repr=False)


def load(folder: Path) -> RiskData:
    """Read the folder. Raises DataError."""
    cues = read(folder / "tegn.yml")
    cues.only(*CUES)
    idioms = read(folder / "talemater.yml")
    idioms.only("idioms", "sentence_exclusions", "examples")
    categories = {c: _category(folder / f"{c}.yml", c) for c in CATEGORIES}
    once(((r.id, r.place) for c in categories.values() for r in c.rules), "id", "regelen")
    return RiskData(
        categories, {c: cues.strings(c) for c in CUES}, idioms.strings("idioms"), idioms.strings("sentence_exclusions"),
        idioms.strings("examples"), klassifikatordata.load(folder / "klassifikator.yml"), cues.place, idioms.place,
    )


def _category(path: Path, category: str) -> RiskCategory:
    m = read(path)
    m.only("id", "label", "understood", "contacts", "clarify", "rules", "advice", "worker")
    if m.text("id") != category:
        raise m.error("id", f"id må være «{category}»")
    by_subject, contacts, advice = m.sub("understood"), m.sub("contacts"), m.sub("advice")
    by_subject.only("self", "other")
    contacts.only(*LEVELS[1:])
    advice.only(*LEVELS[1:])
    clarify = m.sub("clarify")
    clarify.only("self", "other")
    return RiskCategory(
        category, m.lang("label"), {s: by_subject.lang(s) for s in ("self", "other")},
        {level: contacts.strings(level) for level in LEVELS[1:]},
        {s: _clarify(clarify.sub(s), category, s) for s in ("self", "other")},
        tuple(_rule(r, category) for r in m.items("rules")),
        {level: _advice(advice, level) for level in advice}, m.lang("worker"), m.place,
    )


def _advice(m: Mapping, level: str) -> dict[str, Text]:
    """One line for each subject, or the same for both."""
    own = m.sub(level)
    if "self" in own or "other" in own:
        own.only("self", "other")
        return {subject: own.lang(subject) for subject in ("self", "other")}
    return {subject: m.lang(level) for subject in ("self", "other")}


def _clarify(m: Mapping, category: str, subject: str) -> Clarify:
    m.only("ask", "guided", "choices")
    choices, levels = [], {}
    for c in m.items("choices"):
        c.only("code", "label", "level")
        choices.append(Choice(c.text("code"), c.lang("label"), place=c.place))
        levels[c.text("code")] = c.one_of("level", (*LEVELS[1:], "behold"))
    once(((c.code, c.place) for c in choices), "code", "koden")
    question = Question(f"trygg.avklar.{category}.{subject}", "sikkerhet", "kort", "valg", m.lang("ask"), m.lang("guided"),
                        choices=tuple(choices), place=m.place)
    return Clarify(question, levels)


def _rule(m: Mapping, category: str) -> RiskRule:
    m.only("id", "version", "level", "patterns", "unless", "subject", "negation", "past", "raises", "hits", "misses")
    raises = m.strings("raises") if "raises" in m else CUES
    if unknown := [c for c in raises if c not in CUES]:
        raise m.error("raises", f"tegnet «{unknown[0]}» finnes ikke (kjente: {', '.join(CUES)})")
    return RiskRule(
        m.text("id"), m.integer("version") or 1, category, m.one_of("level", LEVELS[1:]), m.strings("patterns"), m.strings("unless"),
        m.one_of("subject", ("auto", "self", "other"), "auto"), m.one_of("negation", ("respekter", "ignorer"), "respekter"),
        m.one_of("past", ("avklar", "behold"), "avklar"), raises,
        tuple(_hit(h) for h in m.items("hits")), m.strings("misses"), m.place,
    )


def _hit(m: Mapping) -> tuple[str, str]:
    m.only("text", "level")
    return m.text("text"), m.one_of("level", LEVELS[1:])
