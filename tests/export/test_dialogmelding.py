"""The message: its codes and parties, the attachment, the XSDs of a service, and a sentence for everything that is missing."""

from __future__ import annotations

import base64
import shutil
from dataclasses import replace
from pathlib import Path

import numre
import pytest
from eksempelsak import NOW, rich, words_of
from fhirsaker import AUTHOR, CASES, PERSON, SERVICE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tilfeldig import WORDS

from assistant.domain.person import Person
from assistant.domain.tjeneste import lesing
from assistant.domain.tjeneste.oppsett import Service
from assistant.export import formater, pdf
from assistant.export.dialogmelding import feil, melding, xsd
from assistant.export.dialogmelding.deler import BASE64, DIALOG, HEAD
from assistant.export.skrivefeil import WriteError

XSD = Path(__file__).parent / "xsd"
NS = {"mh": HEAD, "dia": DIALOG, "b64": BASE64}
NO_SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:y"><xs:element type="urn:finnes-ikke"/></xs:schema>'
CHECKED = replace(SERVICE, messages=replace(SERVICE.messages, schemas=XSD))


@pytest.fixture
def without_pdf(monkeypatch):
    """As on a machine without LibreOffice: nothing is on the path."""
    monkeypatch.setenv("PATH", "")


def made(guide, case=None, service=CHECKED, person=PERSON, author=AUTHOR, now=NOW) -> etree._Element:
    written = formater.by_id("dialogmelding").render(guide, case or rich(), service=service, now=now, author=author, person=person)
    return etree.fromstring(written, etree.XMLParser(resolve_entities=False, huge_tree=True))


def value(root, path: str, attribute: str = "V") -> list[str]:
    return [e.get(attribute) or e.text for e in root.iterfind(path, NS)]


@pytest.mark.usefixtures("without_pdf")
def test_message_when_made_then_codes_and_parties_are_right(guide):
    root = made(guide)
    assert root.tag == f"{{{HEAD}}}MsgHead"
    assert value(root, "mh:MsgInfo/mh:Type") == ["DIALOG_HELSEFAGLIG"]
    assert value(root, "mh:MsgInfo/mh:MIGversion") == ["v1.2 2006-05-24"]
    assert value(root, ".//mh:Sender//mh:Id") == ["1000", "974760673", "1001"]
    assert value(root, ".//mh:Receiver//mh:Id") == ["2000", "2001"]
    assert value(root, ".//mh:Patient/mh:Ident/*") == [numre.SYNTHETIC, "FNR"]
    assert value(root, ".//dia:TemaKodet") + value(root, ".//dia:TemaKodet", "S") == ["6", "2.16.578.1.12.4.1.1.7322"]
    assert value(root, ".//dia:RoleToPatient") == ["24"]
    assert value(root, "mh:Document/mh:DocumentConnection") == ["H", "V"]


@pytest.mark.usefixtures("without_pdf")
def test_attachment_when_there_is_no_libreoffice_then_the_word_file_is_sent_along(guide):
    root = made(guide)
    content = base64.b64decode(root.findtext(".//b64:Base64Container", namespaces=NS))
    assert value(root, ".//mh:MimeType")[1] == formater.DOCX
    assert "Hva er viktig for personen" in words_of(content)
    assert "HEMMELIG" not in words_of(content)


@pytest.mark.skipif(bool(pdf.missing()), reason="trenger LibreOffice")
def test_attachment_when_libreoffice_is_there_then_it_is_a_pdf(guide):
    root = made(guide)
    assert value(root, ".//mh:MimeType")[1] == "application/pdf"
    assert base64.b64decode(root.findtext(".//b64:Base64Container", namespaces=NS)).startswith(b"%PDF-")


@pytest.mark.usefixtures("without_pdf")
@pytest.mark.parametrize("name", CASES)
def test_message_when_the_case_is_any_of_twenty_then_it_fits_the_schema_and_says_nothing_of_the_talk(guide, name):
    root = made(guide, CASES[name]())
    dialogue = etree.tostring(root.find("mh:Document", NS), encoding="unicode")
    assert not [a.text for a in CASES[name]().answers if len(a.text) > 12 and a.text in dialogue]


@pytest.mark.usefixtures("without_pdf")
def test_message_when_made_again_then_only_another_time_gives_another_id(guide):
    ids = [made(guide, now=now).findtext(".//mh:MsgId", namespaces=NS) for now in (NOW, NOW, "2026-11-24T08:15:00Z")]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(("service", "person", "author", "sentence"), [
    (Service(name="X"), PERSON, AUTHOR, feil.NO_SENDER), ("Navn", PERSON, AUTHOR, feil.NO_SENDER), (None, PERSON, AUTHOR, feil.NO_SENDER),
    (replace(SERVICE, messages=replace(SERVICE.messages, receiver=None)), PERSON, AUTHOR, feil.NO_RECEIVER),
    (SERVICE, None, AUTHOR, feil.NO_PERSON), (SERVICE, Person("Ola", "Nordmann"), AUTHOR, feil.NO_NUMBER),
    (SERVICE, Person("Ola", number="12345678901"), AUTHOR, feil.NO_NUMBER),
    (SERVICE, PERSON, None, feil.NOT_APPROVED), (SERVICE, PERSON, replace(AUTHOR, approved=""), feil.NOT_APPROVED),
])
def test_message_when_something_is_missing_then_a_sentence_says_what(guide, service, person, author, sentence):
    with pytest.raises(WriteError) as caught:
        made(guide, service=service, person=person, author=author)
    assert str(caught.value) == sentence


def schemas(folder: Path, *names: str) -> Service:
    for name in names:
        shutil.copy(XSD / name, folder / name)
    return replace(SERVICE, messages=replace(SERVICE.messages, schemas=folder))


@pytest.mark.usefixtures("without_pdf")
def test_schemas_when_the_message_does_not_fit_then_refused_and_the_element_is_named(guide, tmp_path):
    service = schemas(tmp_path, "hode.xsd", "dialog.xsd", "base64.xsd")
    stricter = (tmp_path / "hode.xsd").read_text(encoding="utf-8").replace('<xs:element name="DateOfBirth" type="xs:date" minOccurs="0"/>', "")
    (tmp_path / "hode.xsd").write_text(stricter, encoding="utf-8")
    with pytest.raises(WriteError) as caught:
        made(guide, service=service)
    assert "DateOfBirth" in str(caught.value) and "1960" not in str(caught.value)


@pytest.mark.usefixtures("without_pdf")
@pytest.mark.parametrize("names", [(), ("hode.xsd",), ("dialog.xsd", "base64.xsd")])
def test_schemas_when_the_folder_lacks_them_then_a_sentence(guide, tmp_path, names):
    with pytest.raises(WriteError) as caught:
        made(guide, service=schemas(tmp_path, *names))
    assert str(caught.value) == feil.NO_FOLDER


@pytest.mark.usefixtures("without_pdf")
@pytest.mark.parametrize("broken", ["<x", "", NO_SCHEMA])
def test_schemas_when_one_is_broken_then_a_sentence(guide, tmp_path, broken):
    service = schemas(tmp_path, "hode.xsd", "dialog.xsd", "base64.xsd")
    (tmp_path / "andre.xsd").write_text(broken, encoding="utf-8")
    with pytest.raises(WriteError) as caught:
        made(guide, service=service)
    assert str(caught.value) in (feil.NO_FOLDER, feil.BAD_SCHEMAS)


@pytest.mark.usefixtures("without_pdf")
def test_schemas_when_one_names_an_entity_then_nothing_is_read_from_it(guide, tmp_path):
    (tmp_path / "hemmelig.txt").write_text("HEMMELIG-FIL", encoding="utf-8")
    service = schemas(tmp_path, "hode.xsd", "dialog.xsd", "base64.xsd")
    trap = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "hemmelig.txt").as_uri()}">]><x>&e;</x>'
    (tmp_path / "a.xsd").write_text(trap, encoding="utf-8")
    assert "HEMMELIG-FIL" not in etree.tostring(made(guide, service=service), encoding="unicode")


def test_remark_when_there_are_no_schemas_then_it_says_that_nothing_was_checked():
    assert melding.remark(SERVICE) == feil.NOT_CHECKED == melding.remark(Service())
    assert melding.remark(CHECKED) == ""


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(names=st.tuples(WORDS, WORDS, WORDS, WORDS))
def test_message_when_names_are_any_text_then_it_fits_the_schema(names):
    given_name, family_name, gp, writer = names
    person, author = Person(given_name, family_name, numre.SYNTHETIC, gp), replace(AUTHOR, name=writer)
    number = melding.known(person, NOW)
    settings_, receiver = melding.parties(CHECKED)
    written = melding.message(rich(), settings_, receiver, person, number, author, (b"PK", formater.DOCX), NOW)
    xsd.check(written, XSD)


FILE = """navn: Test
dialogmelding:
  avsender: {navn: Fjordvik kommune, herid: "1000", orgnr: "974760673", tjeneste: Mottak, tjeneste_herid: "1001"}
  mottaker: {navn: Legesenter, herid: 2000}
  tema: 8
  xsd: xsd
"""


def test_settings_when_written_then_read(tmp_path):
    (tmp_path / "tjeneste.yml").write_text(FILE, encoding="utf-8")
    found = lesing.load(tmp_path / "tjeneste.yml").messages
    assert (found.sender.organisation, found.sender.unit_her_id, found.receiver.her_id, found.theme) == ("974760673", "1001", "2000", "8")
    assert found.schemas == tmp_path / "xsd"


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('herid: "1000"', 'herid: "12a"', "ingen HER-id"), ("974760673", "974760674", "ikke et organisasjonsnummer"), ("tema: 8", "tema: 5", "må være en av"),
    (", tjeneste: Mottak", "", "hører sammen"), ("navn: Fjordvik kommune, ", "", "«navn» mangler"), ("  xsd: xsd", "  xds: xsd", "finnes ikke"),
])
def test_settings_when_wrong_then_a_sentence_with_the_line(tmp_path, old, new, sentence):
    (tmp_path / "tjeneste.yml").write_text(FILE.replace(old, new), encoding="utf-8")
    _, faults = lesing.check(tmp_path / "tjeneste.yml")
    assert [f for f in faults if sentence in f.text and f.line > 1]


