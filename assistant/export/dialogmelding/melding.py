"""The whole message: head, dialogue, and the summary as an attachment."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from lxml import etree

from assistant.domain.case import Case, for_worker
from assistant.domain.fodselsnummer import Number
from assistant.domain.guide import Guide
from assistant.domain.person import Person
from assistant.domain.tjeneste.apningstid import ZONE
from assistant.domain.tjeneste.melding import THEMES, Messages, Party
from assistant.domain.tjeneste.oppsett import Service
from assistant.export import pdf, tid
from assistant.export.dialogmelding import xsd
from assistant.export.dialogmelding.deler import BASE64, DIALOG, HEAD, XSD, XSI, b64, coded, dia, mh, organisation, patient, written
from assistant.export.dialogmelding.feil import NO_NUMBER, NO_PERSON, NO_RECEIVER, NO_SENDER, NOT_APPROVED, NOT_CHECKED
from assistant.export.forfatter import Author
from assistant.export.ord import Words, words
from assistant.export.renset import one_line
from assistant.export.skrivefeil import WriteError

PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VERSION = "v1.2 2006-05-24"
NAMESPACE = uuid.UUID("0a7d4c7e-6a53-5a0e-8f0c-8f0d1c0c7a55")
NAMES = {"mh": HEAD, "dia": DIALOG, "b64": BASE64, "xsi": XSI, "xs": XSD}


def renderer(summary: Callable[..., bytes | str]) -> Callable[..., bytes]:
    """How a message is written when `summary` gives the Word file that is attached: as PDF, or as it is without LibreOffice."""

    def render(guide: Guide, case: Case, *, service: Service | str | None = None, now: str, note: str = "", author: Author | None = None,
               person: Person | None = None) -> bytes:
        """The message as XML, checked against the service's XSDs when they are there. `case` is what the reader may see. Raises WriteError."""
        settings, receiver = parties(service)
        number = known(person, now)
        if author is None or not author.approved:
            raise WriteError(NOT_APPROVED)
        attached = _sent_along(summary(guide, case, service=service, now=now, note=note, author=author))
        made = message(case, settings, receiver, person or Person(), number, author, attached, now)
        xsd.check(made, settings.schemas)
        return made

    return render


def message(case: Case, settings: Messages, receiver: Party, person: Person, number: Number, author: Author, attached: tuple[bytes, str],
            now: str) -> bytes:
    """The XML of a message with what is attached: (content, media type)."""
    w, moment = words(for_worker(case.language)), tid.local(now) or datetime.now(ZONE)
    root = etree.Element(f"{{{HEAD}}}MsgHead", nsmap=NAMES)
    root.append(_info(case, settings, receiver, person, number, moment, attached[0]))
    root.append(_dialogue(settings, w, now, person, author, moment))
    root.append(_attachment(w, attached, moment))
    return written(root)


def _sent_along(summary: bytes | str) -> tuple[bytes, str]:
    """(content, media type). About two seconds with LibreOffice. Raises WriteError when it is there and fails."""
    content = summary if isinstance(summary, bytes) else summary.encode()
    return (content, WORD) if pdf.missing() else (pdf.convert(content), PDF)


def parties(service: Service | str | None) -> tuple[Messages, Party]:
    """The settings and the receiver. Raises WriteError when the service has not said who sends or who receives."""
    settings = service.messages if isinstance(service, Service) else None
    if settings is None:
        raise WriteError(NO_SENDER)
    if settings.receiver is None:
        raise WriteError(NO_RECEIVER)
    return settings, settings.receiver


def known(person: Person | None, now: str) -> Number:
    """The person's number. Raises WriteError when it is not known who the message is about."""
    if person is None:
        raise WriteError(NO_PERSON)
    number = person.identity((tid.parse(now) or datetime.now(UTC)).date())
    if number is None:
        raise WriteError(NO_NUMBER)
    return number


def remark(service: Service) -> str:
    """What to know about a message from here: that nothing has checked it. Empty when the service has placed the XSDs."""
    return "" if service.messages and service.messages.schemas else NOT_CHECKED


def _info(case: Case, settings: Messages, receiver: Party, person: Person, number: Number, moment: datetime, content: bytes) -> Any:
    """Type, version, time, id, receipt, sender, receiver, person. The id is new for each content and time."""
    message = uuid.uuid5(NAMESPACE, f"{case.id}\x1f{moment.isoformat()}\x1f{sha256(content).hexdigest()}".encode("utf-8", "replace").decode())
    return mh.MsgInfo(
        coded(mh, "Type", "DIALOG_HELSEFAGLIG", "Helsefaglig dialog"), mh.MIGversion(VERSION), mh.GenDate(moment.isoformat(timespec="seconds")),
        mh.MsgId(str(message)), coded(mh, "Ack", "J", "Ja"), mh.Sender(organisation(settings.sender)), mh.Receiver(organisation(receiver)),
        patient(person, number),
    )


def _dialogue(settings: Messages, w: Words, now: str, person: Person, author: Author, moment: datetime) -> Any:
    """The dialogue says what is attached; nothing that the person has said stands in it."""
    text = dia.TekstNotatInnhold(w("melding_tekst", tid=tid.moment(w, now)))
    text.set(f"{{{XSI}}}type", "xs:string")
    note = dia.Notat(coded(dia, "TemaKodet", settings.theme, THEMES[settings.theme], "7322"), dia.Tema(w("melding_tema")), text,
                     dia.DatoNotat(moment.date().isoformat()), *_roles(settings, person, author))
    return mh.Document(
        coded(mh, "DocumentConnection", "H", "Hoveddokument"),
        mh.RefDoc(coded(mh, "MsgType", "XML", "XML-instans"), mh.MimeType("text/xml"), mh.Content(dia.Dialogmelding(note))),
    )


def _roles(settings: Messages, person: Person, author: Author) -> list[Any]:
    """Who wrote it, and (theme 6) whom at the receiver it is for: the fastlege when one is written down."""
    roles = []
    if one_line(author.name):
        given, _, family = one_line(author.name).rpartition(" ")
        names = [dia.FamilyName(family), *([dia.GivenName(given)] if given else [])]
        roles.append(dia.RollerRelatertNotat(coded(dia, "RolleNotat", "1", "Forfatter", "9057"), dia.HealthcareProfessional(*names)))
    if settings.theme == "6":
        given, _, family = one_line(person.gp).rpartition(" ")
        kind = coded(dia, "TypeHealthcareProfessional", "LE", "Lege") if family else coded(dia, "TypeHealthcareProfessional", "XX", "Ukjent/uspesifisert")
        names = [make(text) for make, text in ((dia.FamilyName, family), (dia.GivenName, given)) if text]
        contact = coded(dia, "RoleToPatient", "24", "Kontakt hos mottaker", "9034")
        roles.append(dia.RollerRelatertNotat(contact, dia.HealthcareProfessional(kind, *names)))
    return roles


def _attachment(w: Words, attached: tuple[bytes, str], moment: datetime) -> Any:
    content, kind = attached
    return mh.Document(
        coded(mh, "DocumentConnection", "V", "Vedlegg"),
        mh.RefDoc(mh.IssueDate(V=moment.date().isoformat()), coded(mh, "MsgType", "A", "Vedlegg"), mh.MimeType(kind), mh.Description(w("tittel")),
                  mh.Content(b64.Base64Container(base64.b64encode(content).decode()))),
    )
