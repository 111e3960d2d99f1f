"""A FHIR R4 Questionnaire as a file for the service's folder: the item texts of a known instrument, or an instrument of its own.

Read: choice, open-choice, boolean, and integer or decimal with a lowest and a highest value, also inside groups. A choice gets its
points from an ordinalValue, from a whole number as code, or is refused. What is left out is told in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.domain.instrument import Instrument

ORDINAL = (
    "http://hl7.org/fhir/StructureDefinition/ordinalValue", "http://hl7.org/fhir/StructureDefinition/valueset-ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue", "http://hl7.org/fhir/StructureDefinition/itemWeight",
)
LOWEST, HIGHEST = ("http://hl7.org/fhir/StructureDefinition/minValue", "http://hl7.org/fhir/StructureDefinition/maxValue")
CALCULATED = re.compile(r"calculatedExpression|questionnaire-unit$")
MAX_ITEMS, MAX_TEXT = 200, 1000
Data = dict[str, Any]


class Unreadable(ValueError):
    """The file cannot be used; the message is a sentence."""


@dataclass
class Read:
    """`file` is the content of the YAML file. `left_out` are sentences on what was not taken in."""

    id: str
    file: Data
    left_out: list[str] = field(default_factory=list)


def read(resource: Any, known: dict[str, Instrument], name: str = "") -> Read:
    """The Questionnaire as a file; `name` is the id it is to have, else its own. Raises Unreadable."""
    try:
        return _read(resource, known, name)
    except (AttributeError, TypeError, RecursionError):
        raise Unreadable("Filen følger ikke formen til et FHIR R4 Questionnaire. Hent den på nytt derfra den kom.") from None


def _read(resource: Any, known: dict[str, Instrument], name: str) -> Read:
    if not isinstance(resource, dict) or resource.get("resourceType") != "Questionnaire":
        raise Unreadable("Filen er ikke et FHIR Questionnaire. Den skal være JSON med «resourceType»: «Questionnaire».")
    left: list[str] = []
    items = [made for item in _flat(resource.get("item"), left) if (made := _item(item, resource, left))]
    if not items:
        raise Unreadable("Skjemaet har ingen spørsmål med poeng. Det trengs valg med ordinalValue, eller tall med laveste og høyeste verdi.")
    if len(items) > MAX_ITEMS:
        raise Unreadable(f"Skjemaet har flere enn {MAX_ITEMS} spørsmål.")
    _language(resource, left)
    chosen = slug(name) or _matching(resource, known) or slug(_text(resource, "name") or _text(resource, "id") or _text(resource, "title"))
    if not chosen:
        raise Unreadable("Skjemaet har ikke noe navn. Gi det ett med --som, for eksempel --som min-skala.")
    return Read(chosen, _texts(chosen, resource, items) if chosen in known else _whole(chosen, resource, items), left)


def slug(text: str) -> str:
    """A name as an id: small letters a to z, digits and hyphens."""
    plain = text.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def _matching(resource: Data, known: dict[str, Instrument]) -> str:
    """The known instrument that the form is called after."""
    bare = {name.replace("-", ""): name for name in known}
    for key in ("id", "name", "title"):
        if (found := bare.get(slug(_text(resource, key)).replace("-", ""))) is not None:
            return found
    return ""


def _texts(name: str, resource: Data, items: list[Data]) -> Data:
    return {"instrument": name, "source": _source(resource), "items": [{"text": i["text"], "choices": i["choices"]} for i in items]}


def _whole(name: str, resource: Data, items: list[Data]) -> Data:
    """A plain sum without limits: what is good and bad in it, and where the limits go, a professional writes in afterwards."""
    title = _text(resource, "title") or _text(resource, "name") or name
    ends = [sum(end(c["value"] for c in item["choices"]) for item in items) for end in (min, max)]
    return {
        "id": name, "version": _text(resource, "version") or "1", "area": "psykisk_helse", "title": {"nb": title, "nn": title},
        "about": {"nb": f"Importert skjema: {title}.", "nn": f"Importert skjema: {title}."}, "items_text": "service", "items": items,
        "scoring": {"method": "sum", "low": _tidy(ends[0]), "high": _tidy(ends[1]), "step": _step(items), "better": "ukjent"},
        "source": _source(resource), "sure": "kilde",
        "licence": {"nb": _text(resource, "copyright") or "Tjenesten har selv lagt inn skjemaet og har ansvar for lisensen.",
                    "nn": _text(resource, "copyright") or "Tenesta har sjølv lagt inn skjemaet og har ansvar for lisensen."},
    }


def _step(items: list[Data]) -> float:
    return 1 if all(float(c["value"]).is_integer() for item in items for c in item["choices"]) else 0.01


def _source(resource: Data) -> str:
    return _text(resource, "url") or _text(resource, "publisher") or "Importert FHIR Questionnaire"


def _language(resource: Data, left: list[str]) -> None:
    language = _text(resource, "language")
    if language and language[:2] not in ("nb", "nn", "no"):
        left.append(f"Teksten er merket med språket {language[:20]}. Den vises slik den er, også i norske samtaler.")


def _flat(items: Any, left: list[str]) -> Iterator[Data]:
    """The questions in order, those of groups among them. Questions under a question only come sometimes, and are left out."""
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        if item.get("type") == "group":
            yield from _flat(item.get("item"), left)
            continue
        yield item
        if item.get("item") and any(isinstance(i, dict) and i.get("type") != "display" for i in item["item"]):
            left.append(f"{_called(item)} har spørsmål under seg. De er ikke tatt med.")


def _item(item: Data, resource: Data, left: list[str]) -> Data | None:
    """A question with its choices; None when it carries no points. Raises Unreadable on a choice without points."""
    kind, text = item.get("type"), _text(item, "text")
    if kind == "display" or item.get("readOnly") is True or any(CALCULATED.search(str(e.get("url"))) for e in _extensions(item)):
        return None
    if kind not in ("choice", "open-choice", "coding", "boolean", "integer", "decimal"):
        left.append(f"{_called(item)} er av slaget «{str(kind)[:30]}» og gir ingen poeng. Det er ikke tatt med.")
        return None
    if not text:
        raise Unreadable(f"{_called(item)} mangler tekst.")
    if item.get("enableWhen"):
        left.append(f"{_called(item)} vises bare noen ganger i skjemaet. Her blir det alltid spurt.")
    choices = _scale(item) if kind in ("integer", "decimal") and not item.get("answerOption") else _boolean() if kind == "boolean" else _options(item, resource)
    if len({c["value"] for c in choices}) != len(choices) or len(choices) < 2:
        raise Unreadable(f"{_called(item)} må ha minst to valg med hver sine poeng.")
    return {"text": text, "choices": choices}


def _options(item: Data, resource: Data) -> list[Data]:
    found = [_option(option, item) for option in item.get("answerOption") or [] if isinstance(option, dict)]
    found += [_concept(c, item) for c in _value_set(item, resource)]
    if not found:
        raise Unreadable(f"{_called(item)} har ingen valg i filen. Valg som ligger et annet sted (answerValueSet), kan ikke hentes.")
    return found


def _option(option: Data, item: Data) -> Data:
    if isinstance(coding := option.get("valueCoding"), dict):
        return _choice([*_extensions(option), *_extensions(coding)], coding, item)
    if isinstance(number := option.get("valueInteger"), int):
        return {"value": number, "label": str(number)}
    return _choice(_extensions(option), {"display": option.get("valueString"), "code": ""}, item)


def _concept(concept: Data, item: Data) -> Data:
    return _choice(_extensions(concept), concept, item)


def _choice(extensions: list[Data], coding: Data, item: Data) -> Data:
    given = next((e.get("valueDecimal", e.get("valueInteger")) for e in extensions if e.get("url") in ORDINAL), None)
    code = str(coding.get("code") or "")
    if given is None and re.fullmatch(r"\d{1,3}", code):
        given = int(code)
    label = _text(coding, "display") or code
    if isinstance(given, bool) or not isinstance(given, int | float) or abs(given) > 1000 or not label:
        raise Unreadable(f"{_called(item)} har et valg uten poeng. Hvert valg trenger ordinalValue, eller et helt tall som kode.")
    return {"value": _tidy(given), "label": label}


def _value_set(item: Data, resource: Data) -> Iterator[Data]:
    """The concepts of a value set that lies in the file itself."""
    wanted = _text(item, "answerValueSet").removeprefix("#")
    for contained in resource.get("contained") or []:
        if wanted and isinstance(contained, dict) and contained.get("id") == wanted:
            for include in (contained.get("compose") or {}).get("include") or []:
                yield from (c for c in include.get("concept") or [] if isinstance(c, dict))


def _scale(item: Data) -> list[Data]:
    ends = {e.get("url"): e.get("valueInteger", e.get("valueDecimal")) for e in _extensions(item)}
    low, high = ends.get(LOWEST), ends.get(HIGHEST)
    if not isinstance(low, int) or not isinstance(high, int) or not 1 <= high - low <= 100:
        raise Unreadable(f"{_called(item)} er et tall uten laveste og høyeste verdi (minValue og maxValue som hele tall).")
    return [{"value": n, "label": str(n)} for n in range(low, high + 1)]


def _boolean() -> list[Data]:
    return [{"value": 0, "label": "Nei"}, {"value": 1, "label": "Ja"}]


def _extensions(data: Data) -> list[Data]:
    found = data.get("extension")
    return [e for e in found if isinstance(e, dict)] if isinstance(found, list) else []


def _called(item: Data) -> str:
    return f"Spørsmålet {str(item.get('prefix') or item.get('linkId') or 'uten linkId')[:40]}"


def _text(data: Data, key: str) -> str:
    """A string of the resource on one line, cut to a length that fits a screen."""
    value = data.get(key)
    return " ".join(value.split())[:MAX_TEXT] if isinstance(value, str) else ""


def _tidy(number: float) -> float:
    return int(number) if float(number).is_integer() else round(float(number), 4)
