"""The parties of a document: the person when known, the service, and the worker who stands behind it. Norwegian base profiles."""

from __future__ import annotations

from datetime import date

from assistant.domain.case import Case
from assistant.domain.person import Person
from assistant.domain.tjeneste.oppsett import Service
from assistant.export.fhir.fortelling import plain
from assistant.export.fhir.grunn import Data, identity, kept, reference, string, system
from assistant.export.forfatter import Author
from assistant.export.ord import Words

OID = "urn:oid:2.16.578.1.12.4.1.4"
NUMBERS = {"fnr": f"{OID}.1", "dnr": f"{OID}.2", "fhn": f"{OID}.3", "duf": f"{OID}.5"}
HPR, ORGANISATION, HER = f"{OID}.4", f"{OID}.101", "urn:oid:2.16.578.1.12.4.1.2"
PROFILE = "http://hl7.no/fhir/StructureDefinition/no-basis-"
MADE_UP = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST", "display": "test health data"}


def patient(case: Case, person: Person, w: Words, today: date) -> Data:
    """The person with number, name and fastlege. Sex is not derived from the number."""
    number = person.identity(today)
    given, family = string(person.given_name), string(person.family_name)
    name = kept({"use": "official" if family else "usual" if given else "", "family": family, "given": [given] if given else []})
    identifier = [kept({"use": "official", "system": NUMBERS[number.kind], "value": number.digits})] if number else []
    shown = string(person.name) or (number.digits if number else "")
    return kept({
        "resourceType": "Patient", "id": identity(case.id, "Patient"),
        "meta": kept({"profile": [f"{PROFILE}Patient"], "tag": [MADE_UP] if number and number.synthetic else []}), "text": plain(w.language, shown),
        "identifier": identifier, "name": [name] if name else [], "birthDate": number.born.isoformat() if number and number.born else "",
        "generalPractitioner": [{"display": string(person.gp)}] if string(person.gp) else [],
    })


def unknown(case: Case, w: Words) -> Data:
    """A reference to somebody whose name the service has not written down: the case is all that is known."""
    return {"type": "Patient", "identifier": {"system": system("sak"), "value": string(case.id) or "-"}, "display": w("fhir_subjekt", sak=string(case.id))}


def organization(case: Case, service: Service | str | None, w: Words) -> Data:
    """The service that answers for the document, with its numbers when they are set."""
    name = string(service.name if isinstance(service, Service) else service or "") or w("tjeneste_ukjent")
    sender = service.messages.sender if isinstance(service, Service) and service.messages else None
    numbers = [(ORGANISATION, sender.organisation), (HER, sender.unit_her_id or sender.her_id)] if sender else []
    return kept({
        "resourceType": "Organization", "id": identity(case.id, "Organization"), "meta": {"profile": [f"{PROFILE}Organization"]},
        "text": plain(w.language, name), "identifier": [{"system": oid, "value": value} for oid, value in numbers if value], "active": True, "name": name,
    })


def practitioner(case: Case, author: Author, w: Words) -> Data:
    """The worker, with the number in Helsepersonellregisteret when there is one."""
    return kept({
        "resourceType": "Practitioner", "id": identity(case.id, "Practitioner", author.name), "meta": {"profile": [f"{PROFILE}Practitioner"]},
        "text": plain(w.language, ", ".join(t for t in (string(author.name), string(author.title)) if t)),
        "identifier": [{"system": HPR, "value": string(author.hpr)}] if string(author.hpr) else [],
        "name": [{"text": string(author.name)}], "qualification": [{"code": {"text": string(author.title)}}] if string(author.title) else [],
    })


def subject_of(case: Case, known: Data, w: Words) -> Data:
    """The reference that every other resource uses for the person; `known` is the Patient, or empty."""
    return reference(known) if known else unknown(case, w)
