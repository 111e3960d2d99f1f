"""Our own check of Questionnaires and of the answers to them. FHIR R4 (4.0.1) names the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Data = dict[str, Any]
NAME = re.compile(r"[A-Z][A-Za-z0-9_]{0,254}")
VALUES = {"text": "valueString", "string": "valueString", "choice": "valueCoding", "boolean": "valueBoolean", "integer": "valueInteger", "decimal": "valueDecimal"}
TYPES = frozenset({*VALUES, "group", "display", "open-choice", "quantity", "date", "dateTime"})


def questionnaire(made: Data) -> list[str]:
    """que-0 to que-12, and that what enables a question is there and is of its kind."""
    items = list(walk(made))
    links = [i.get("linkId", "") for i in items]
    faults = [] if len(links) == len(set(links)) and all(links) else ["Questionnaire: que-2"]
    if "name" in made and not NAME.fullmatch(made["name"]):
        faults.append("Questionnaire: que-0")
    if made.get("status") not in ("draft", "active", "retired", "unknown"):
        faults.append("Questionnaire: status")
    by_link = {i.get("linkId"): i for i in items}
    return faults + [f"Questionnaire.item {i.get('linkId')}: {rule}" for i in items for rule in _item(i, by_link)]


def walk(made: Data) -> Iterator[Data]:
    """Every item, at every depth."""
    for item in made.get("item", []):
        yield item
        yield from walk(item)


def _item(item: Data, by_link: dict[Any, Data]) -> Iterator[str]:
    kind = item.get("type")
    if kind not in TYPES or not item.get("text"):
        yield "type og tekst"
    if (kind == "group") != ("item" in item) and kind in ("group", "display"):
        yield "que-1"
    if "answerOption" in item and kind not in ("choice", "open-choice"):
        yield "que-5"
    if "answerOption" in item and "answerValueSet" in item:
        yield "que-4"
    if kind == "display" and {"code", "required", "repeats", "readOnly"} & set(item):
        yield "que-3, que-6, que-9"
    if kind == "choice" and len({(o["valueCoding"]["system"], o["valueCoding"]["code"]) for o in item.get("answerOption", [])}) < 1:
        yield "valgene mangler"
    enabling = item.get("enableWhen", [])
    if len(enabling) > 1 and item.get("enableBehavior") not in ("all", "any"):
        yield "que-12"
    for rule in enabling:
        yield from _enabling(rule, by_link.get(rule.get("question")))


def _enabling(rule: Data, asked: Data | None) -> Iterator[str]:
    if asked is None:
        yield "enableWhen viser til et spørsmål som ikke finnes"
    elif rule["operator"] == "exists":
        if "answerBoolean" not in rule:
            yield "que-7"
    elif asked["type"] == "boolean":
        if not isinstance(rule.get("answerBoolean"), bool):
            yield "enableWhen har et svar av feil slag"
    elif rule.get("answerCoding") not in [o["valueCoding"] for o in asked.get("answerOption", [])]:
        yield "enableWhen viser til et valg som ikke finnes"


def response(made: Data, asked: Data) -> list[str]:
    """qrs-1, and that every answer has a question, in its place, of its type, among its choices."""
    if made.get("questionnaire") != f"{asked['url']}|{asked['version']}":
        return ["QuestionnaireResponse: viser til et annet skjema"]
    return [f"QuestionnaireResponse.item: {fault}" for fault in _items(made.get("item", []), asked.get("item", []))]


def _items(items: list[Data], asked: list[Data]) -> Iterator[str]:
    known = {a["linkId"]: a for a in asked}
    if len({i.get("linkId") for i in items}) != len(items):
        yield "samme linkId to ganger"
    for item in items:
        question = known.get(item.get("linkId", ""))
        if question is None:
            yield "linkId finnes ikke i skjemaet, eller står et annet sted"
            continue
        if "answer" in item and "item" in item:
            yield "qrs-1"
        if question["type"] == "group":
            yield from _items(item.get("item", []), question["item"])
        elif "item" in item or not item.get("answer"):
            yield "svaret mangler"
        else:
            yield from _answers(item["answer"], question)


def _answers(answers: list[Data], question: Data) -> Iterator[str]:
    if len(answers) > 1 and not question.get("repeats"):
        yield "flere svar på et spørsmål med ett"
    offered = [(o["valueCoding"]["system"], o["valueCoding"]["code"]) for o in question.get("answerOption", [])]
    for answer in answers:
        values = [key for key in answer if key.startswith("value")]
        if values not in ([], [VALUES[question["type"]]]) or (not values and "item" not in answer):
            yield "svar av feil slag"
        if "valueCoding" in answer and (answer["valueCoding"].get("system"), answer["valueCoding"]["code"]) not in offered:
            yield "et valg som ikke finnes"
        yield from _items(answer.get("item", []), question.get("item", []))
