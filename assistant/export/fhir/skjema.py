"""The questions as a FHIR Questionnaire: one for each area, one for them all, and one with what a case has been through.

linkId is our question id, so that answers can be followed back to the question. The words are bokmål (or the language of the talk)
with the other languages as translations. A question with choices, a number or a yes or no has a child `.egne_ord`: a person may
always answer in own words.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.domain.guide import Guide
from assistant.domain.omrade import Area, Question
from assistant.domain.yamlfil import Text
from assistant.export.fhir import vilkar
from assistant.export.fhir.fortelling import plain
from assistant.export.fhir.grunn import LANGUAGE, OWN, Data, coding, kept, string, token
from assistant.export.ord import words

ALL = "alle"
WORDS = ".egne_ord"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
MIN_VALUE, MAX_VALUE = "http://hl7.org/fhir/StructureDefinition/minValue", "http://hl7.org/fhir/StructureDefinition/maxValue"
UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
TYPES = {"fritekst": "text", "varighet": "string", "valg": "choice", "flere": "choice", "skala": "integer", "tall": "decimal", "ja_nei": "boolean"}
IN_WORDS = Text("Med egne ord", "Med eigne ord", "In your own words")
EVERY_AREA = Text("Kartlegging: alle områdene", "Kartlegging: alle områda", "Mapping: every area")


def of_area(guide: Guide, area: str, publisher: str = "") -> Data:
    """The Questionnaire of one area, or of them all with `alle`. Raises KeyError on an unknown area."""
    areas = guide.in_order() if area == ALL else [guide.areas[area]]
    title = EVERY_AREA if area == ALL else areas[0].title
    return {
        "resourceType": "Questionnaire", "id": f"kartlegging-{area.replace('_', '-')}", "language": LANGUAGE["nb"],
        "text": plain("nb", title.nb, *([] if area == ALL else [areas[0].why.nb])), "url": canonical(area),
        "version": max(a.version for a in areas), "name": _name(area),
        **translated("title", title, "nb"), "status": "active", "subjectType": ["Patient"],
        **kept({"publisher": string(publisher)}), **_about(area, areas),
        "item": [_asked_when(guide, group(a, a.questions, "nb", "self")) for a in areas],
    }


def canonical(area: str) -> str:
    """The address that names the Questionnaire of an area; nothing is fetched from it."""
    return f"{OWN}:sporreskjema:{area}"


def group(area: Area, questions: Iterable[Question], language: str, mode: str) -> Data:
    """An area as a group with its questions, without when each is asked."""
    return {"linkId": area.id, **translated("text", area.title, language), "type": "group",
            "item": [item(q, language, mode) for q in questions]}


def _asked_when(guide: Guide, made: Data) -> Data:
    """The group, where each question knows when it is asked."""
    known = {str(q["linkId"]): q for q in made["item"]}
    return {**made, "item": [{**q, **vilkar.enabled(guide, guide.questions[link], known)} for link, q in known.items()]}


def item(question: Question, language: str, mode: str) -> Data:
    """One question with its type, limits and choices."""
    kind = TYPES[question.answer]
    asked = question.self_text if mode == "self" else question.guided_text
    made: Data = {"linkId": question.id, **_limits(question, kind, language), **translated("text", asked, language), "type": kind}
    if question.answer == "flere":
        made["repeats"] = True
    if kind == "choice":
        made["answerOption"] = [{"valueCoding": option(question, c.code, c.label, language)} for c in question.choices]
    if kind not in ("text", "string"):
        made["item"] = [{"linkId": question.id + WORDS, **translated("text", IN_WORDS, language), "type": "text"}]
    return made


def loose(link: str, asked: str) -> Data:
    """A question that this guide does not have any more."""
    return {"linkId": token(link), "text": string(asked), "type": "text"}


def option(question: Question, code: str, label: Text, language: str) -> Data:
    """A choice as a code of its question, with the label in every language."""
    made = coding(f"svar:{question.id}", code)
    return {**made, **translated("display", label, language)}


def translated(key: str, said: Text, language: str) -> Data:
    """The words under `key`, and the other languages as an extension beside it."""
    first = string(said.get(language))
    others = [(LANGUAGE[lang], string(getattr(said, lang) or "")) for lang in ("nb", "nn", "en") if lang != language]
    extensions = [{"url": TRANSLATION, "extension": [{"url": "lang", "valueCode": lang}, {"url": "content", "valueString": other}]}
                  for lang, other in others if other]
    return {key: first, f"_{key}": {"extension": extensions}} if extensions else {key: first}


def _limits(question: Question, kind: str, language: str) -> Data:
    """The lowest and highest number, and what is counted."""
    number = {"integer": "valueInteger", "decimal": "valueDecimal"}.get(kind)
    if number is None:
        return {}
    found = [(MIN_VALUE, question.low), (MAX_VALUE, question.high)]
    extensions: list[Data] = [{"url": url, number: value} for url, value in found if value is not None]
    if question.unit and kind == "decimal":
        extensions.append({"url": UNIT, "valueCoding": {"display": string(question.unit.get(language))}})
    return kept({"extension": extensions})


def _about(area: str, areas: list[Area]) -> Data:
    """Why it is asked, and where it comes from."""
    why = {} if area == ALL else translated("description", areas[0].why, "nb")
    sources = "; ".join(dict.fromkeys(a.source for a in areas))
    return {**why, "purpose": f"{words('nb')('kol_kilde')}: {string(sources)}"}


def _name(area: str) -> str:
    return "Kartlegging" + "".join(part.capitalize() for part in area.split("_"))
