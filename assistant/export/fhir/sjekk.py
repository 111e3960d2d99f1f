"""Our own check of what we write: what validators from others do not look at, or only warn about.

Every fault is a line that names the place and the rule, never what a person has written. FHIR R4 (4.0.1) names the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from assistant.export.fhir import sjekkskjema
from assistant.export.fhir.grunn import Data

REQUIRED: dict[str, dict[str, frozenset[str]]] = {
    "Bundle": {"type": frozenset({"document"})},
    "Composition": {"status": frozenset({"preliminary", "final"}), "confidentiality": frozenset({"U", "L", "M", "N", "R", "V"}),
                    "attester.mode": frozenset({"personal", "professional", "legal", "official"})},
    "Patient": {"name.use": frozenset({"usual", "official"}), "identifier.use": frozenset({"usual", "official"})},
    "Questionnaire": {"status": frozenset({"draft", "active", "retired", "unknown"})},
    "QuestionnaireResponse": {"status": frozenset({"in-progress", "completed", "amended", "stopped"})},
    "Observation": {"status": frozenset({"registered", "preliminary", "final", "amended"})},
    "Flag": {"status": frozenset({"active", "inactive", "entered-in-error"})},
    "Consent": {"status": frozenset({"draft", "proposed", "active", "rejected", "inactive"}), "provision.type": frozenset({"permit", "deny"})},
    "Goal": {"lifecycleStatus": frozenset({"proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled"})},
    "CarePlan": {"status": frozenset({"draft", "active", "on-hold", "completed", "revoked", "unknown"}),
                 "intent": frozenset({"proposal", "plan", "order", "option"}),
                 "activity.detail.status": frozenset({"not-started", "scheduled", "in-progress", "on-hold", "completed", "cancelled", "stopped", "unknown"})},
}
TAGS = frozenset({"div", "p", "b", "small", "br", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote"})
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?")
TIMES = frozenset({"date", "dateTime", "authored", "created", "start", "end", "recorded", "timestamp", "time", "effectiveDateTime", "startDate", "birthDate"})
LONGEST = 1_048_576
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def bundle(made: Data) -> list[str]:
    """Every fault in a document; empty when there is none."""
    resources = [e["resource"] for e in made.get("entry", [])]
    faults = [*_document(made), *_references(made), *_values(made, "Bundle"), *_codes(made)]
    for r in resources:
        faults += resource(r)
    by_url = {r["url"]: r for r in resources if r["resourceType"] == "Questionnaire"}
    for r in resources:
        if r["resourceType"] == "QuestionnaireResponse":
            asked = by_url.get(r.get("questionnaire", "").split("|")[0])
            faults += sjekkskjema.response(r, asked) if asked else ["QuestionnaireResponse: skjemaet er ikke med"]
    return faults


def resource(made: Data) -> list[str]:
    """Every fault in one resource by itself."""
    kind = made.get("resourceType", "?")
    faults = [*_values(made, kind), *_codes(made), *(f"{kind}: {rule}" for rule, holds in RULES.get(kind, ()) if not holds(made))]
    faults += [] if ID.fullmatch(made.get("id", "")) else [f"{kind}.id"]
    if kind != "Bundle" and "text" not in made:
        faults.append(f"{kind}: dom-6")
    return faults + (sjekkskjema.questionnaire(made) if kind == "Questionnaire" else [])


def _document(made: Data) -> Iterator[str]:
    """bdl-7, bdl-9, bdl-10, bdl-11."""
    if made.get("type") != "document" or not {"system", "value"} <= set(made.get("identifier", {})):
        yield "Bundle: bdl-9"
    if "timestamp" not in made:
        yield "Bundle: bdl-10"
    entries = made.get("entry", [])
    if not entries or entries[0]["resource"]["resourceType"] != "Composition":
        yield "Bundle: bdl-11"
    addresses = [e.get("fullUrl") for e in entries]
    if len(set(addresses)) != len(addresses) or any(a != f"urn:uuid:{e['resource'].get('id')}" for a, e in zip(addresses, entries, strict=True)):
        yield "Bundle: bdl-7"


def _references(made: Data) -> Iterator[str]:
    """Every reference leads to a resource of the type it names, and every resource can be reached from the Composition."""
    known = {e["fullUrl"]: e["resource"] for e in made.get("entry", [])}
    to: dict[str, set[str]] = {}
    for address, found in known.items():
        paths = dict(walk(found, found["resourceType"]))
        for path, value in paths.items():
            if not path.endswith(".reference"):
                continue
            to.setdefault(address, set()).add(value)
            if value not in known:
                yield f"{path}: viser til noe som ikke er med"
            elif paths.get(path.removesuffix("reference") + "type", known[value]["resourceType"]) != known[value]["resourceType"]:
                yield f"{path}: viser til en annen slags ressurs"
    first = next(iter(known), "")
    reached, waiting = {first}, [first]
    while waiting:
        new = to.get(waiting.pop(), set()) & set(known) - reached
        reached |= new
        waiting += new
    yield from (f"{known[a]['resourceType']}: ingen vei fra Composition" for a in set(known) - reached if known[a]["resourceType"] != "Provenance")


def walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """(path, value) of everything that is no group; lists are numbered."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from walk(inside, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from walk(inside, f"{path}[{number}]")
    else:
        yield path, value


def _values(made: Data, kind: str) -> Iterator[str]:
    """Nothing empty, no characters that FHIR, JSON or XML forbid, times with their zone, narrative that is XHTML."""
    for path, value in _everything(made, kind):
        if value in ("", None) or value == [] or value == {}:
            yield f"{path}: tomt"
        if not isinstance(value, str):
            continue
        name = path.rsplit(".", 1)[-1]
        if UNREADABLE.search(value) or len(value) > LONGEST:
            yield f"{path}: tegn som ikke kan stå her, eller for langt"
        if name == "code" and value != " ".join(value.split()):
            yield f"{path}: en kode har ikke mellomrom ytterst"
        if name in TIMES and not TIME.fullmatch(value):
            yield f"{path}: tidspunktet har feil form"
        if name == "div":
            yield from (f"{path}: {fault}" for fault in _xhtml(value))


def _everything(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """As `walk`, with groups and lists too. Entries of a bundle are looked at one by one elsewhere."""
    yield path, value
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        if key != "entry" or path != "Bundle":
            yield from _everything(part, f"{path}.{key}" if isinstance(key, str) else f"{path}[{key}]")


def _xhtml(div: str) -> Iterator[str]:
    """txt-1 and txt-2: only plain elements, and some words."""
    try:
        root = etree.fromstring(div.encode("utf-8", "surrogatepass"), PARSER)
    except etree.XMLSyntaxError:
        yield "ikke velformet XHTML"
        return
    names = {etree.QName(e).localname for e in root.iter() if isinstance(e.tag, str)}
    if names - TAGS or root.tag != "{http://www.w3.org/1999/xhtml}div":
        yield "txt-1"
    if not "".join(str(words) for words in root.itertext()).strip():
        yield "txt-2"


def _codes(made: Data) -> Iterator[str]:
    """Required bindings."""
    for path, allowed in REQUIRED.get(made.get("resourceType", ""), {}).items():
        yield from (f"{made['resourceType']}.{path}: koden finnes ikke" for code in _at(made, path.split(".")) if code not in allowed)


def _at(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for part in value:
            yield from _at(part, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:])


def _sections(made: Data) -> Iterator[Data]:
    for section in made.get("section", []):
        yield section
        yield from _sections(section)


RULES: dict[str, tuple[tuple[str, Callable[[Data], bool]], ...]] = {
    "Composition": (
        ("cmp-1", lambda r: all({"text", "entry", "section"} & set(s) for s in _sections(r))),
        ("type, date, title, author", lambda r: {"type", "date", "title", "author"} <= set(r)),
    ),
    "Organization": (("org-1", lambda r: bool(r.get("name") or r.get("identifier"))),),
    "Observation": (
        ("obs-6", lambda r: "dataAbsentReason" not in r or not any(key.startswith("value") for key in r)),
        ("code", lambda r: bool(r["code"]["coding"][0]["system"].startswith("urn:x-kartlegging:"))),
        ("verdi", lambda r: "dataAbsentReason" in r or any(key.startswith("value") for key in r)),
    ),
    "Flag": (("code, subject", lambda r: {"code", "subject", "category"} <= set(r)),),
    "Consent": (
        ("ppc-1", lambda r: bool(r.get("policy") or r.get("policyRule"))),
        ("scope, category, patient", lambda r: {"scope", "category", "patient"} <= set(r)),
    ),
    "Goal": (("description, subject", lambda r: {"description", "subject"} <= set(r)),),
    "CarePlan": (
        ("cpl-3", lambda r: all(("detail" in a) != ("reference" in a) for a in r.get("activity", []))),
        ("hovedforløp bare når det er besluttet", lambda r: r["intent"] == "plan" or "category" not in r),
    ),
    "Provenance": (("target, recorded, agent", lambda r: {"target", "recorded", "agent"} <= set(r)),),
}
