"""Conditions in the data files: parsed once, asked of a case, answered with the findings they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.domain.case import LEVELS, MODES, REPEATABLE, Case, Finding, RiskEvent, level_rank
from assistant.domain.yamlfil import NOWHERE, Mapping, Place

Evidence = tuple[Finding | RiskEvent, ...]
TROUBLES = ("psykisk_helse", "rusmidler", "legemidler", "sovn_aktivitet", "funksjon", "vold_traumer")
FORMS = ("finding", "answer", "risk", "months", "decision", "asked", "mode", "measured", "always", "not", "any", "all", "least")


@dataclass(frozen=True)
class Condition:
    """One node of a condition tree. `parts` holds the children of not, any, all and least (`low` of them must hold)."""

    form: str
    name: str = ""
    value: str = ""
    subject: str = ""
    low: float | None = None
    high: float | None = None
    areas: tuple[str, ...] = ()
    parts: tuple[Condition, ...] = ()
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def check(self, case: Case) -> Evidence | None:
        """The evidence when the condition holds (perhaps empty), None when it does not."""
        return _CHECKS[self.form](self, case)

    def holds(self, case: Case) -> bool:
        return self.check(case) is not None

    def walk(self) -> Iterator[Condition]:
        """The node and everything below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def attributes(self) -> frozenset[str]:
        """Every finding attribute named anywhere in the tree."""
        return frozenset(c.name for c in self.walk() if c.form == "finding")

    def questions(self) -> frozenset[str]:
        return frozenset(c.name for c in self.walk() if c.form == "answer")


def optional(m: Mapping) -> Condition | None:
    """What stands under «when»; None without it. Raises as `parse`."""
    return parse(m.sub("when")) if "when" in m else None


def parse(m: Mapping) -> Condition:
    """Read one condition mapping. Raises DataError on an unknown form."""
    forms = [key for key in m if key in FORMS]
    if len(forms) != 1:
        raise m.error(None, f"en betingelse må ha nøyaktig én av: {', '.join(FORMS)}")
    return replace(_PARSERS[forms[0]](m), place=m.place)


def _finding(m: Mapping) -> Condition:
    m.only("finding", "value")
    return Condition("finding", m.text("finding"), m.text("value", "*"))


def _answer(m: Mapping) -> Condition:
    m.only("answer", "code")
    return Condition("answer", m.text("answer"), m.text("code", "*"))


def _risk(m: Mapping) -> Condition:
    m.only("risk", "level", "subject")
    subject = m.one_of("subject", ("self", "other", "*"), _default_subject(m))
    return Condition("risk", m.text("risk"), m.one_of("level", LEVELS, "avklar"), subject)


def _default_subject(m: Mapping) -> str:
    """A risk about somebody else says nothing about the writer's own pathway, except where it is a child's."""
    return "*" if m.text("risk") == "barn" else "self"


def _months(m: Mapping) -> Condition:
    m.only("months")
    sub = m.sub("months")
    sub.only("min", "max", "areas")
    return Condition("months", low=sub.value("min"), high=sub.value("max"), areas=sub.strings("areas"))


def _decision(m: Mapping) -> Condition:
    """The pathway that the worker has chosen last; `*` is any."""
    m.only("decision")
    return Condition("decision", value=m.one_of("decision", ("1", "2", "3", "*")))


def _asked(m: Mapping) -> Condition:
    """An area or a question that has come up in the talk, answered or skipped."""
    m.only("asked")
    return Condition("asked", m.text("asked"))


def _mode(m: Mapping) -> Condition:
    m.only("mode")
    return Condition("mode", value=m.one_of("mode", MODES))


def _measured(m: Mapping) -> Condition:
    """An instrument that is filled in."""
    m.only("measured")
    return Condition("measured", m.text("measured"))


def _always(m: Mapping) -> Condition:
    m.only("always")
    return Condition("always")


def _not(m: Mapping) -> Condition:
    m.only("not")
    return Condition("not", parts=(parse(m.sub("not")),))


def _group(form: str):
    def build(m: Mapping) -> Condition:
        m.only(form)
        return Condition(form, parts=tuple(parse(item) for item in m.items(form)))

    return build


def _least(m: Mapping) -> Condition:
    m.only("least")
    sub = m.sub("least")
    sub.only("count", "of")
    parts, count = tuple(parse(item) for item in sub.items("of")), sub.integer("count") or 0
    if not 1 <= count <= len(parts):
        raise sub.error("count", f"«count» må være fra 1 til {len(parts)}, som er antallet under «of»")
    return Condition("least", low=count, parts=parts)


_PARSERS = {
    "finding": _finding, "answer": _answer, "risk": _risk, "months": _months, "always": _always, "not": _not,
    "decision": _decision, "asked": _asked, "mode": _mode, "measured": _measured,
    "any": _group("any"), "all": _group("all"), "least": _least,
}


def months(case: Case, areas: tuple[str, ...] = ()) -> list[Finding]:
    """The durations the person has given for their troubles, longest first; `value` is months.

    With `areas` those given there. Else what was said about the situation goes before what was said about the troubles
    themselves; how long somebody has had a job, a home or a friend is no duration of troubles.
    """
    found = sorted((f for f in case.facts("varighet") if _is_number(f.value)), key=lambda f: -float(f.value))
    for wanted in (areas,) if areas else (("situasjon",), TROUBLES):
        if inside := [f for f in found if f.area in wanted]:
            return inside
    return []


def _is_number(value: str) -> bool:
    """Whether a duration can be counted; one that a worker has put in other words, cannot."""
    try:
        return float(value) >= 0
    except ValueError:
        return False


def _check_finding(c: Condition, case: Case) -> Evidence | None:
    found = tuple(f for f in case.facts(c.name) if c.value in ("*", f.value))
    return found or None


def _check_answer(c: Condition, case: Case) -> Evidence | None:
    answer = case.current().get(c.name)
    given = answer is not None and answer.status == "besvart" and (c.value == "*" or c.value in answer.codes)
    return () if given else None


def _check_risk(c: Condition, case: Case) -> Evidence | None:
    found = tuple(
        r for r in case.current_risks().values()
        if r.category == c.name and level_rank(r.level) >= level_rank(c.value) and c.subject in ("*", r.subject)
    )
    return found or None


def _check_months(c: Condition, case: Case) -> Evidence | None:
    low, high = c.low if c.low is not None else 0, c.high if c.high is not None else float("inf")
    found = months(case, c.areas)
    return (found[0],) if found and low <= float(found[0].value) < high else None


def _check_decision(c: Condition, case: Case) -> Evidence | None:
    chosen = str(case.decisions[-1].pathway) if case.decisions else ""
    return () if chosen and c.value in ("*", chosen) else None


def _check_asked(c: Condition, case: Case) -> Evidence | None:
    return () if any(c.name in (a.area, a.question) for a in case.answers if not a.question.startswith(REPEATABLE)) else None


def _check_mode(c: Condition, case: Case) -> Evidence | None:
    return () if case.mode == c.value else None


def _check_measured(c: Condition, case: Case) -> Evidence | None:
    return () if any(m.instrument == c.name and m.status == "ferdig" for m in case.current_measurements().values()) else None


def _check_not(c: Condition, case: Case) -> Evidence | None:
    return None if c.parts[0].holds(case) else ()


def _check_any(c: Condition, case: Case) -> Evidence | None:
    results = [r for r in (p.check(case) for p in c.parts) if r is not None]
    return tuple(e for r in results for e in r) if results else None


def _check_all(c: Condition, case: Case) -> Evidence | None:
    results = [p.check(case) for p in c.parts]
    if any(r is None for r in results):
        return None
    return tuple(e for r in results for e in r or ())


def _check_least(c: Condition, case: Case) -> Evidence | None:
    results = [r for r in (p.check(case) for p in c.parts) if r is not None]
    return tuple(e for r in results for e in r) if len(results) >= (c.low or 0) else None


_CHECKS = {
    "finding": _check_finding, "answer": _check_answer, "risk": _check_risk, "months": _check_months,
    "decision": _check_decision, "asked": _check_asked, "mode": _check_mode, "measured": _check_measured,
    "always": lambda c, case: (), "not": _check_not, "any": _check_any, "all": _check_all, "least": _check_least,
}
