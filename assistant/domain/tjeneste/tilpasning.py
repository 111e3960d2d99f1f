"""The guide as one service uses it: its numbers, its name in the welcome, and no questions from areas that are switched off.

The guide given is never changed. Its version stays the same, since nothing that is learnt or read from words is touched.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assistant.domain import instrumenttekst
from assistant.domain.betingelse import Condition
from assistant.domain.guide import Guide
from assistant.domain.rammedata import Contact
from assistant.domain.risikodata import RiskCategory
from assistant.domain.tjeneste.apningstid import moment
from assistant.domain.tjeneste.oppsett import Service
from assistant.domain.yamlfil import LANGUAGES, OPTIONAL_LANGUAGES, Text

DUTY = "vakt"
WELCOMES = ("velkommen_self", "velkommen_oppfolging_self", "velkommen_parorende_self")
NEVER = Condition("any")     # any of no conditions: holds for no case
_WHO = Text("Du skriver til {navn}.", "Du skriv til {navn}.", "You are writing to {navn}.")
_READ_BY = Text("Det du deler, blir lest av {leser}.", "Det du deler, blir lese av {leser}.", "What you share is read by {leser}.")
_SHUT = Text("stengt nå", "stengt no", "closed now")
_OPENS = Text("stengt nå, åpner {nar}", "stengt no, opnar {nar}", "closed now, opens {nar}")
_ALL = (*LANGUAGES, *OPTIONAL_LANGUAGES)


def fit(guide: Guide, service: Service, phone: str = "", instruments: Path | None = None) -> Guide:
    """The guide for every turn of the service. A service that has set nothing gets it as it is.

    `phone` is a duty number that is set outside the file; it is stronger than the file's. `instruments` is the folder of the
    service's own texts to forms. One that is wrong is left out.
    """
    fitted = without_areas(guide, service.areas_off)
    if instruments is not None:
        fitted = instrumenttekst.fit(fitted, instruments)
    if service.templates:
        fitted = replace(fitted, templates=dict(service.templates))
    if service.duty or service.contacts or phone:
        fitted = replace(fitted, contacts=_contacts(fitted, service, phone))
    texts = {lang: _texts(lang, keys, service) for lang, keys in fitted.texts.items()}
    return replace(fitted, texts=texts) if texts != fitted.texts else fitted


def at(guide: Guide, service: Service, now: datetime) -> Guide:
    """The fitted guide at a moment: a duty phone that nobody answers, says so and is never the first to ring."""
    if DUTY not in guide.contacts or not follows_hours(service) or not service.closed(now):
        return guide
    when = Text(**{lang: _closed(service, now, lang) for lang in _ALL})
    contacts = {**guide.contacts, DUTY: replace(guide.contacts[DUTY], when=when)}
    categories = {name: _duty_last(category) for name, category in guide.risk.categories.items()}
    return replace(guide, contacts=contacts, risk=replace(guide.risk, categories=categories))


def follows_hours(service: Service) -> bool:
    """Whether the duty phone is answered in the opening hours; one with words of its own about when, is not closed by them."""
    return service.hours is not None and (service.duty is None or service.duty.when is None)


def without_areas(guide: Guide, off: tuple[str, ...]) -> Guide:
    """No question of these areas is ever put. The areas stay, so that what was answered before can still be read and shared."""
    if not off:
        return guide
    areas = {a.id: a if a.id not in off else replace(a, questions=tuple(replace(q, when=NEVER) for q in a.questions))
             for a in guide.areas.values()}
    silent = {q.id: replace(q, when=NEVER) for q in guide.questions.values() if q.area in off and not q.id.startswith("trygg.")}
    return replace(guide, areas=areas, questions={**guide.questions, **silent})


def called(service: Service) -> str:
    """The name with unit and municipality after it."""
    where = ", ".join(part for part in (service.unit, service.municipality) if part)
    return f"{service.name} ({where})" if where else service.name


def _contacts(guide: Guide, service: Service, phone: str) -> dict[str, Contact]:
    found = dict(guide.contacts)
    if service.duty and DUTY in found:
        when = service.duty.when or found[DUTY].when
        if follows_hours(service) and service.hours:
            when = Text(**{lang: service.hours.in_words(lang) for lang in _ALL})
        found[DUTY] = replace(found[DUTY], phone=service.duty.phone, when=when)
    if phone and DUTY in found:
        found[DUTY] = replace(found[DUTY], phone=phone)
    return {**found, **{c.id: c for c in service.contacts}}


def _closed(service: Service, now: datetime, language: str) -> str:
    opening = service.hours.next_opening(now) if service.hours else None
    return _OPENS.get(language).replace("{nar}", moment(opening, now, language)) if opening else _SHUT.get(language)


def _duty_last(category: RiskCategory) -> RiskCategory:
    contacts = {level: (*(c for c in ids if c != DUTY), *(c for c in ids if c == DUTY)) for level, ids in category.contacts.items()}
    return replace(category, contacts=contacts)


def _texts(language: str, texts: dict[str, tuple[str, ...]], service: Service) -> dict[str, tuple[str, ...]]:
    """The welcome names the service and who reads; «menneske» lists the service's own contacts after the others."""
    changed = dict(texts)
    if service.name:
        who = _WHO.get(language).replace("{navn}", called(service))
        if service.reader:
            who += " " + _READ_BY.get(language).replace("{leser}", service.reader.get(language))
        for key in WELCOMES:
            changed[key] = tuple(_second(text, who) for text in texts[key])
    if service.contacts:
        lines = "\n".join(f"{c.name.get(language)}: {c.phone} ({c.when.get(language)})" for c in service.contacts)
        changed["menneske"] = tuple(text.replace("{kontakter}", "{kontakter}\n" + lines) for text in texts["menneske"])
    return changed


def _second(text: str, paragraph: str) -> str:
    """The text with one more paragraph after its first."""
    first, mark, rest = text.partition("\n\n")
    return f"{first}\n\n{paragraph}{mark}{rest}"
