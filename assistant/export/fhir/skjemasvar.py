"""What the person shared as a QuestionnaireResponse, with the Questionnaire that it answers: the person's words first, codes where one was chosen."""

from __future__ import annotations

from assistant.domain.case import Answer, Case
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.export import svarord
from assistant.export.dokument import Facts
from assistant.export.fhir import skjema
from assistant.export.fhir.fortelling import narrative, plain
from assistant.export.fhir.grunn import LANGUAGE, Data, identity, kept, moment, string, token
from assistant.export.fhir.vilkar import YES_NO
from assistant.export.ord import Words

FRAME, ADDED = "ramme", "ramme.tillegg"
OTHER = "annet"
YES_NO_WORDS = {True: "ja", False: "nei"}
STATUS = {"levert": "completed", "avsluttet": "stopped", "pagar": "in-progress", "pause": "in-progress"}


def questionnaire(guide: Guide, case: Case, w: Words) -> Data:
    """The questions of the areas that hold an answer, as they were put; nothing when the case holds none. `case` is what is shared."""
    found = _answered(guide, case)
    groups = [skjema.group(guide.areas[area], _questions(guide, area, answers), w.language, case.mode) for area, answers in found.items()
              if area in guide.areas]
    for group in groups:
        known = {q["linkId"] for q in group["item"]}
        group["item"] += [skjema.loose(a.question, a.question) for a in found[group["linkId"]] if token(a.question) not in known]
    if rest := [a for area, answers in found.items() if area not in guide.areas for a in answers]:
        items = [skjema.loose(a.question, svarord.asked(guide, case, a.question, w.language)) for a in rest]
        groups.append({"linkId": OTHER, "text": w("annet_tema"), "type": "group", "item": items})
    if not groups:
        return {}
    made = identity(case.id, "Questionnaire")
    return {
        "resourceType": "Questionnaire", "id": made, "language": LANGUAGE[w.language], "url": f"urn:uuid:{made}", "version": token(guide.version),
        "text": plain(w.language, w("omrader"), *(g["text"] for g in groups)), "title": w("omrader"), "status": "active", "subjectType": ["Patient"],
        "derivedFrom": [skjema.canonical(area) for area in found if area in guide.areas], "item": groups,
    }


def _questions(guide: Guide, area: str, answers: list[Answer]) -> list[Question]:
    """Those of the area, and what a follow-up has asked about it."""
    own = guide.areas[area].questions
    asked = (guide.questions.get(a.question) for a in answers)
    return list(dict.fromkeys([*own, *(q for q in asked if q and q.area == area)]))


def response(guide: Guide, case: Case, w: Words, asked: Data, subject: Data, author: Data) -> Data:
    """The answers to `asked`. `subject` and `author` are references."""
    found = _answered(guide, case)
    items = [{"linkId": area, "text": skjema.string(guide.areas[area].title.get(w.language)), "item": [_item(guide, case, w, a) for a in answers]}
             for area, answers in found.items() if area in guide.areas]
    if rest := [a for area, answers in found.items() if area not in guide.areas for a in answers]:
        items.append({"linkId": OTHER, "text": w("annet_tema"), "item": [_item(guide, case, w, a) for a in rest]})
    return kept({
        "resourceType": "QuestionnaireResponse", "id": identity(case.id, "QuestionnaireResponse"), "language": LANGUAGE[w.language], "text": _told(items, w),
        "questionnaire": f"{asked['url']}|{asked['version']}", "status": STATUS.get(case.status, "in-progress"), "subject": subject,
        "authored": moment(case.updated, case.created), "author": author, "source": subject, "item": items,
    })


def _told(items: list[Data], w: Words) -> Data:
    """Question and answer, one a line."""
    return narrative(w.language, [Facts(tuple((q["text"], "; ".join(_spoken(a) for a in q["answer"])) for q in group["item"])) for group in items])


def _spoken(answer: Data) -> str:
    """A value in words, with what was added in own words."""
    value = next((answer[key] for key in answer if key.startswith("value")), "")
    shown = value.get("display", value["code"]) if isinstance(value, dict) else YES_NO_WORDS.get(value, str(value)) if isinstance(value, bool) else str(value)
    own = "; ".join(a["valueString"] for i in answer.get("item", []) for a in i["answer"])
    return ", ".join(part for part in (shown, own) if part)


def _answered(guide: Guide, case: Case) -> dict[str, list[Answer]]:
    """Answers in force that hold something, by the area of their question, in the order of the guide. The safety step has its own part."""
    found: dict[str, list[Answer]] = {area.id: [] for area in guide.in_order()}
    for answer in case.answered():
        known = guide.questions.get(answer.question)
        area = known.area if known else answer.area
        if _says(answer) and area not in case.hidden_areas and (area != FRAME or answer.question == ADDED):
            found.setdefault(area, []).append(answer)
    return {area: answers for area, answers in found.items() if answers}


def _says(answer: Answer) -> bool:
    """Whether anything is left of the answer when what no document can hold is taken away."""
    return bool(string(answer.text) or any(token(c) for c in answer.codes)) and bool(token(answer.question)) and not answer.question.startswith("trygg.")


def _item(guide: Guide, case: Case, w: Words, answer: Answer) -> Data:
    question = guide.questions.get(answer.question)
    inside = question if question and question.area in guide.areas else None
    text = string(svarord.asked(guide, case, answer.question, w.language))
    return {"linkId": token(answer.question), "text": text, "answer": _values(guide, w, inside, answer)}


def _values(guide: Guide, w: Words, question: Question | None, answer: Answer) -> list[Data]:
    """The values by the type of the question; own words as a child where the type holds no words."""
    words = string(svarord.answer_text(guide, w, answer)) or ", ".join(token(c) for c in answer.codes)
    kind = skjema.TYPES[question.answer] if question else "text"
    if question is None or kind in ("text", "string"):
        return [{"valueString": words}]
    values = _coded(question, kind, answer, w.language)
    own = not svarord.is_chosen(guide, answer) or not values
    if own:
        child = {"item": [{"linkId": question.id + skjema.WORDS, "text": skjema.IN_WORDS.get(w.language), "answer": [{"valueString": words}]}]}
        values = [{**(values[0] if values else {}), **child}, *values[1:]]
    return values


def _coded(question: Question, kind: str, answer: Answer, language: str) -> list[Data]:
    """What was chosen or read, as the Questionnaire offers it."""
    if kind == "boolean":
        return [{"valueBoolean": YES_NO[c]} for c in answer.codes if c in YES_NO][:1]
    if kind == "choice":
        offered = {c.code: c for c in question.choices}
        found = [{"valueCoding": _plain(skjema.option(question, c, offered[c].label, language))} for c in dict.fromkeys(answer.codes) if c in offered]
        return found if question.answer == "flere" else found[:1]
    return [_number(kind, c) for c in answer.codes if _is_number(c)][:1]


def _plain(coding: Data) -> Data:
    return {key: value for key, value in coding.items() if not key.startswith("_")}


def _is_number(code: str) -> bool:
    return code.isascii() and code.replace(".", "", 1).isdecimal() and len(code) <= 9


def _number(kind: str, code: str) -> Data:
    value = float(code)
    return {"valueInteger": round(value)} if kind == "integer" else {"valueDecimal": int(value) if value.is_integer() else value}
