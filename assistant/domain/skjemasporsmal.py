"""The questions that goals, instruments and feedback are put with, made from the templates of skjema.yml and the instruments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.domain import utdrag
from assistant.domain.case import FORM, LANGUAGES
from assistant.domain.instrument import Instrument, Item
from assistant.domain.omrade import Choice, Question
from assistant.domain.skjemadata import Forms
from assistant.domain.yamlfil import Text

if TYPE_CHECKING:
    from assistant.domain.guide import Guide

GOALS, FEEDBACK = "psfs", "samtalen"
OFFER, WORDS = "tilbud", ".ord"
_ANY_TIME = Text("tiden nå", "tida no", "the time now")


def parts(question: str) -> tuple[str, str]:
    """(instrument, part) of a question's id; empty when it belongs to no form."""
    if not question.startswith(FORM):
        return "", ""
    instrument, _, part = question.removeprefix(FORM).partition(".")
    return instrument, part


def questions(forms: Forms, instruments: dict[str, Instrument]) -> Iterator[Question]:
    """Every question that can be put: those of instruments without item texts cannot."""
    yield forms.templates["item"]
    for instrument in instruments.values():
        if instrument.id == GOALS:
            yield from _goals(forms, instrument)
        elif instrument.id == FEEDBACK:
            yield from (_feedback(forms, item) for item in instrument.items)
        elif instrument.readable:
            yield from _items(forms, instrument)


def _goals(forms: Forms, instrument: Instrument) -> Iterator[Question]:
    yield forms.templates["goal_offer"]
    for item in instrument.items:
        words = forms.templates["goal" if item is instrument.items[0] else "goal_more"]
        yield replace(words, id=f"{FORM}{GOALS}.{item.id}{WORDS}")
        yield _filled(forms.templates["goal_now"], f"{FORM}{GOALS}.{item.id}", {"mal": Text(f"mål {item.id}", f"mål {item.id}", f"goal {item.id}")})


def goal_now(forms: Forms, item: str, goal: str) -> Question:
    """How well it goes with a goal now, asked with its words."""
    return _filled(forms.templates["goal_now"], f"{FORM}{GOALS}.{item}", {"mal": utdrag.clip(goal)})


def _feedback(forms: Forms, item: Item) -> Question:
    made = _filled(forms.templates["feedback"], f"{FORM}{FEEDBACK}.{item.id}", {"tekst": item.text or ""})
    return replace(made, answer="valg", choices=_choices(item))


def _items(forms: Forms, instrument: Instrument) -> Iterator[Question]:
    count = str(len(instrument.items))
    yield _filled(forms.templates["offer"], f"{FORM}{instrument.id}.{OFFER}", {"navn": instrument.title, "antall": count})
    for number, item in enumerate(instrument.items, 1):
        template = forms.templates["item_first" if number == 1 else "item"]
        values: dict[str, Text | str] = {"vindu": instrument.window or _ANY_TIME, "nr": str(number), "antall": count, "tekst": item.text or ""}
        made = _filled(template, f"{FORM}{instrument.id}.{item.id}", values)
        yield replace(made, answer="valg", choices=(*_choices(item), *forms.templates["item"].choices))


def _choices(item: Item) -> tuple[Choice, ...]:
    """The item's own labels; the code is the value. On a scale with words at its ends only, the numbers stand too."""
    all_named = all(c.label for c in item.choices)
    return tuple(Choice(f"{c.value:g}", c.label if c.label and all_named else _numbered(f"{c.value:g}", c.label)) for c in item.choices)


def _numbered(value: str, label: Text | None) -> Text:
    return Text(*(f"{value} {label.get(lang)}" if label else value for lang in LANGUAGES))


def _filled(template: Question, id: str, values: dict[str, Text | str]) -> Question:
    return replace(template, id=id, self_text=_fill(template.self_text, values), guided_text=_fill(template.guided_text, values))


def _fill(text: Text, values: dict[str, Text | str]) -> Text:
    made = []
    for language in LANGUAGES:
        sentence = text.get(language)
        for name, value in values.items():
            sentence = sentence.replace("{" + name + "}", value.get(language) if isinstance(value, Text) else value)
        made.append(sentence)
    return Text(*made)


def area_of(guide: Guide, instrument: str) -> str:
    """The area that a form is about, and is held back with; empty when the form is no longer known."""
    known = guide.instruments.get(instrument)
    return known.area if known else ""
