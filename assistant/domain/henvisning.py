"""References across the data files: every id stands once, and everything that is pointed at is there.

Every function raises DataError at the line of what is wrong, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.domain.betingelse import Condition
from assistant.domain.hovedforlopdata import Criterion, Measure, Partner, Requirement
from assistant.domain.instrument import Instrument
from assistant.domain.omrade import Area, FindingSpec, Question
from assistant.domain.risikodata import CATEGORIES, RiskCategory
from assistant.domain.yamlfil import Place, once

if TYPE_CHECKING:
    from assistant.domain.guide import Guide


def questions(items: Iterable[Question]) -> dict[str, Question]:
    """By id."""
    found = list(items)
    once(((q.id, q.place) for q in found), "id", "spørsmålet")
    return {q.id: q for q in found}


def findings(areas: Iterable[Area]) -> dict[str, FindingSpec]:
    """By attribute. An attribute belongs to one area only."""
    found = [spec for area in areas for spec in area.findings]
    once(((s.attribute, s.place) for s in found), "attribute", "funnet")
    return {s.attribute: s for s in found}


def check(guide: Guide) -> None:
    """All references of the guide."""
    for question in guide.questions.values():
        _question(guide, question)
    for spec in guide.findings.values():
        if unknown := set(spec.asked_in) - set(guide.areas):
            raise spec.place.error("asked_in", f"«{spec.attribute}» viser til området «{min(unknown)}» som ikke finnes")
    for area in guide.in_order():
        _examples(guide, area)
    for question in (*guide.follow_up.questions(), *guide.relative.questions):
        if question.area not in guide.areas:
            raise question.place.error("id", f"«{question.id}» hører til området «{question.area}», som ikke finnes")
    for category in guide.risk.categories.values():
        _contacts(guide, category)
    for instrument in guide.instruments.values():
        offered(guide, instrument)
    _pathways(guide)
    _plans(guide)


def offered(guide: Guide, instrument: Instrument) -> None:
    """When a form is offered, and what it is about."""
    if instrument.area not in guide.areas:
        raise instrument.place.error("area", f"området «{instrument.area}» finnes ikke")
    if instrument.offer:
        _condition(guide, instrument.offer, instrument.id)


def _question(guide: Guide, q: Question) -> None:
    if q.attribute:
        _finding(guide, q.attribute, q.place, "attribute", q.id)
    for number, attribute in enumerate(q.fills):
        _finding(guide, attribute, q.place, f"fills.{number}", q.id)
    if q.denial:
        _finding(guide, q.denial[0], q.place, "denial.attribute", q.id)
        _value(guide, *q.denial, q.place, "denial.value", q.id)
    for choice in q.choices:
        if choice.finding:
            _finding(guide, choice.finding[0], choice.place, "finding.attribute", q.id)
            _value(guide, *choice.finding, choice.place, "finding.value", q.id)
    if q.when:
        _condition(guide, q.when, q.id)


def _finding(guide: Guide, attribute: str, place: Place, key: str, owner: str) -> None:
    if attribute not in guide.findings:
        raise place.error(key, f"«{owner}» viser til funnet «{attribute}» som ikke finnes")


def _value(guide: Guide, attribute: str, value: str, place: Place, key: str, owner: str) -> None:
    """A value that no expression gives and no yes/no question sets can never hold. Quantities take any."""
    spec = guide.findings[attribute]
    yes_no = any(q.attribute == attribute and q.answer == "ja_nei" for q in guide.questions.values())
    known = {v.value for v in spec.values} | ({"ja", "nei"} if yes_no else set())
    if spec.kind == "uttrykk" and value not in known:
        raise place.error(key, f"«{owner}» viser til verdien «{value}» som «{attribute}» ikke har (kjente: {', '.join(sorted(known))})")


def _examples(guide: Guide, area: Area) -> None:
    """An example names findings of its own area."""
    own = {s.attribute for s in area.findings}
    for example in area.examples:
        for attribute, value in example.findings:
            if attribute not in own:
                raise example.place.error("findings", f"eksempelet viser til funnet «{attribute}», som {area.id} ikke har")
            _value(guide, attribute, value, example.place, "findings", "eksempelet")


def condition(guide: Guide, found: Condition, owner: str) -> None:
    """All references of a condition outside the guide; `owner` is what the message names."""
    _condition(guide, found, owner)


def _condition(guide: Guide, condition: Condition, owner: str) -> None:
    for c in condition.walk():
        if c.form == "finding":
            _finding(guide, c.name, c.place, "finding", owner)
            if c.value != "*":
                _value(guide, c.name, c.value, c.place, "value", owner)
        elif c.form == "risk" and c.name not in CATEGORIES:
            raise c.place.error("risk", f"«{owner}» viser til risikoen «{c.name}» som ikke finnes")
        elif c.form == "answer":
            _answer(guide, c, owner)
        elif c.form == "asked" and c.name not in guide.areas and c.name not in guide.questions:
            raise c.place.error("asked", f"«{owner}» viser til området eller spørsmålet «{c.name}» som ikke finnes")
        elif c.form == "measured" and c.name not in guide.instruments:
            raise c.place.error("measured", f"«{owner}» viser til instrumentet «{c.name}» som ikke finnes")
        elif c.form == "months" and (unknown := set(c.areas) - set(guide.areas)):
            raise c.place.error("months", f"«{owner}» viser til området «{min(unknown)}» som ikke finnes")


def _answer(guide: Guide, c: Condition, owner: str) -> None:
    asked = guide.questions.get(c.name)
    if asked is None:
        raise c.place.error("answer", f"«{owner}» viser til spørsmålet «{c.name}» som ikke finnes")
    if c.value != "*" and asked.choices and c.value not in {choice.code for choice in asked.choices}:
        raise c.place.error("code", f"«{owner}» viser til valget «{c.value}» som ikke finnes i «{c.name}»")


def _contacts(guide: Guide, category: RiskCategory) -> None:
    for level, ids in category.contacts.items():
        for contact in ids:
            if contact not in guide.contacts:
                raise category.place.error(f"contacts.{level}", f"kontakten «{contact}» finnes ikke")


def _plans(guide: Guide) -> None:
    """A draft is made from sentences, so the questions must be answered in free text."""
    for part in guide.plans.parts:
        for number, question in enumerate(part.answers):
            asked = guide.questions.get(question)
            if asked is None or asked.answer != "fritekst":
                raise part.place.error(f"from.{number}", f"«{part.id}» viser til «{question}», som ikke er et spørsmål med fritekst")
    for checklist in guide.plans.checklists.values():
        _condition(guide, checklist.when, checklist.id)
        for item in checklist.items:
            if item.when:
                _condition(guide, item.when, item.id)


def _pathways(guide: Guide) -> None:
    data = guide.pathways
    items: list[Criterion | Measure | Partner | Requirement] = [*data.criteria, *data.measures, *data.partners, *data.requirements]
    once(((item.id, item.place) for item in items), "id", "id-en")
    for item in items:
        if item.when:
            _condition(guide, item.when, item.id)
    for unclear in data.unclear:
        if unclear.question not in guide.questions:
            raise unclear.place.error("question", f"«{unclear.dimension}» viser til spørsmålet «{unclear.question}» som ikke finnes")
