"""The small parts of Hodemelding 1.2: codes, identities, organisations, the person. The order of the elements is the one in the XSD.

Source: HIS 80601 Hodemelding 1.2 and HIS 80702 Dialogmelding 1.1 (Helsedirektoratet), Volven 8116, 8279, 9034, 9051, 9057, 9060 and 7322.
"""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from assistant.domain.fodselsnummer import KINDS, Number
from assistant.domain.person import Person
from assistant.domain.tjeneste.melding import Party
from assistant.export.renset import one_line

HEAD, DIALOG = "http://www.kith.no/xmlstds/msghead/2006-05-24", "http://www.kith.no/xmlstds/dialog/2013-01-23"
BASE64, XSI, XSD = "http://www.kith.no/xmlstds/base64container", "http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org/2001/XMLSchema"
VOLVEN = "2.16.578.1.12.4.1.1."
PERSONS, ORGANISATIONS = "8116", "9051"
NUMBERS = {"fnr": "FNR", "dnr": "DNR", "fhn": "FHN", "duf": "DUF"}

Element = Any       # lxml has no types
mh: Any = ElementMaker(namespace=HEAD, nsmap={"mh": HEAD})
dia: Any = ElementMaker(namespace=DIALOG, nsmap={"dia": DIALOG})
b64: Any = ElementMaker(namespace=BASE64, nsmap={"b64": BASE64})


def coded(make: Any, name: str, code: str, words: str, list_id: str = "") -> Element:
    """An element with V and DN, and S where the code list is named."""
    element = make(name, V=code)
    if list_id:
        element.set("S", VOLVEN + list_id)
    element.set("DN", words)
    return element


def ident(value: str, kind: str, words: str, list_id: str) -> Element:
    return mh.Ident(mh.Id(value), coded(mh, "TypeId", kind, words, list_id))


def organisation(party: Party) -> Element:
    """The organisation with its numbers, and the service below it."""
    numbers = [ident(party.organisation, "ENH", "Organisasjonsnummeret i Enhetsregisteret", ORGANISATIONS)] if party.organisation else []
    below = [mh.Organisation(mh.OrganisationName(one_line(party.unit)), _her(party.unit_her_id))] if party.unit else []
    return mh.Organisation(mh.OrganisationName(one_line(party.name)), _her(party.her_id), *numbers, *below)


def patient(person: Person, number: Number) -> Element:
    """FamilyName, GivenName, DateOfBirth, Ident; sex is not derived from the number."""
    parts = [(mh.FamilyName, one_line(person.family_name)), (mh.GivenName, one_line(person.given_name)),
             (mh.DateOfBirth, number.born.isoformat() if number.born else "")]
    return mh.Patient(*(make(text) for make, text in parts if text), ident(number.digits, NUMBERS[number.kind], KINDS[number.kind], PERSONS))


def _her(value: str) -> Element:
    return ident(value, "HER", "HER-id", ORGANISATIONS)


def written(root: Element) -> bytes:
    """The XML as bytes in UTF-8."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xsi", "xs"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
