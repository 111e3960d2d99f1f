"""When nobody is there: one more message that says when somebody will read. It never stands in the place of another."""

from __future__ import annotations

from datetime import datetime

from assistant.actions.rom import Tur
from assistant.domain.replikk import Message
from assistant.domain.tjeneste import tilpasning
from assistant.domain.tjeneste.apningstid import moment
from assistant.domain.tjeneste.oppsett import Service
from assistant.domain.yamlfil import Text

SHUT = Text("Tjenesten er stengt nå.", "Tenesta er stengd no.", "The service is closed now.")
_READ = Text("Det du deler, blir lest tidligst når vi åpner, {nar}.", "Det du deler, blir lese tidlegast når vi opnar, {nar}.",
             "What you share will be read when we open, {nar}, at the earliest.")
_ALERT = Text("Tjenesten er stengt nå, så det kan ta tid før noen ser varselet. Haster det, ring et av numrene over.",
              "Tenesta er stengd no, så det kan ta tid før nokon ser varselet. Hastar det, ring eit av numra over.",
              "The service is closed now, so it may take time before anyone sees the alert. If it is urgent, call one of the numbers above.")
_OPENS = Text("Vi åpner {nar}.", "Vi opnar {nar}.", "We open {nar}.")
_DUTY = Text("Vakttelefonen svarer {timer}.", "Vakttelefonen svarer {timer}.", "The duty phone is answered {timer}.")


def add(tur: Tur, service: Service) -> None:
    """Add what the hours mean for this turn: after a welcome, after a safety step, and after the talk is shared."""
    if service.hours is None or tur.case.mode != "self":
        return
    now, out = datetime.fromisoformat(tur.now), []
    for message in tur.out:
        out.append(message)
        if message.kind == "safety" and message.contacts:
            out += _after_safety(tur, service, message, now)
        elif message.kind == "closing" and tur.case.status == "levert" and service.closed(now):
            out.append(_read_when(tur, service, now))
    tur.out = out


def welcome(tur: Tur, service: Service) -> None:
    """The same, after the first message of a talk."""
    if service.hours is not None and tur.case.mode == "self" and service.closed(now := datetime.fromisoformat(tur.now)):
        tur.out.insert(1, _read_when(tur, service, now))


def sentence(service: Service, now: datetime, language: str, read: Text = _READ) -> str:
    """What is said outside the opening hours, and when they begin again."""
    said = (service.hours.outside if service.hours and service.hours.outside else SHUT).get(language)
    opening = service.hours.next_opening(now) if service.hours else None
    return said + (" " + read.get(language).replace("{nar}", moment(opening, now, language)) if opening else "")


def _read_when(tur: Tur, service: Service, now: datetime) -> Message:
    return Message("info", sentence(service, now, tur.case.language))


def _after_safety(tur: Tur, service: Service, shown: Message, now: datetime) -> list[Message]:
    """When the duty phone is answered, if the step shows it, and that an alert may wait when nobody is there."""
    language, said = tur.case.language, []
    if service.closed(now):
        said.append(_ALERT.get(language))
        if service.hours and (opening := service.hours.next_opening(now)):
            said.append(_OPENS.get(language).replace("{nar}", moment(opening, now, language)))
    duty = tur.guide.contacts.get(tilpasning.DUTY)
    if duty and duty.phone in [phone for _, phone in shown.contacts] and service.hours and tilpasning.follows_hours(service):
        said.append(_DUTY.get(language).replace("{timer}", service.hours.in_words(language)))
    return [Message("info", " ".join(said))] if said else []
