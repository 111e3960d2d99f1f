"""What `kartlegging doctor` says about the service's own file and where alerts are sent. Nothing is sent anywhere; names are only looked up."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from assistant.domain.tjeneste import farger, lesing
from assistant.domain.tjeneste.apningstid import ZONE, moment
from assistant.domain.tjeneste.oppsett import Service
from assistant.domain.yamlfil import Text
from assistant.web.settings import service_file
from assistant.web.varsling import NotReadable, Varsling

Said = tuple[str, str]
EXAMPLE_PLACE = "Eksempel kommune"
LEGEVAKT = "116117"


def lines(data: Path, now: datetime | None = None) -> Iterator[Said]:
    """(state, sentence), with the states of `lege.Line`. Never raises."""
    path = service_file(data)
    if not path.exists() and not os.environ.get("KARTLEGGING_TJENESTEFIL", "").strip():
        yield "raad", f"Tjenesten har ingen egen fil. Lag {path} med «kartlegging tjeneste ny», så får samtalen navn, åpningstider og kontakter."
        return
    service, faults = lesing.check(path)
    for fault in faults:
        yield "feil", f"{path}, linje {fault.line}: {fault.text}"
    if faults:
        return
    yield "ok", f"Tjenestens fil er i orden: {service.name}."
    yield from _left_from_example(service)
    if service.logo and service.logo.suffix.lower() == ".svg":
        yield "raad", "Logoen er svg og vises bare på nettsidene. Lagre den som png, så står den i dokumentene også."
    yield _hours(service, now or datetime.now(UTC))
    yield from _contacts(service)
    yield from _colours(service)
    yield _deadlines(service)
    if service.areas_off:
        yield "ok", f"Slått av: {', '.join(service.areas_off)}. Fare leses fortsatt ut av alt som skrives."


def _left_from_example(service: Service) -> Iterator[Said]:
    if service.municipality == EXAMPLE_PLACE:
        yield "raad", f"Kommunen heter fortsatt «{EXAMPLE_PLACE}» i tjeneste.yml. Skriv deres egen."


def _hours(service: Service, now: datetime) -> Said:
    if service.hours is None:
        return "raad", "Tjenesten har ikke oppgitt åpningstider. Da sier ikke samtalen når noen leser."
    if not service.closed(now):
        return "ok", f"Tjenesten er åpen nå ({service.hours.in_words('nb')})."
    opening = service.hours.next_opening(now)
    when = moment(opening, now.astimezone(ZONE), "nb") if opening else "ikke de neste 60 dagene"
    return "ok", f"Tjenesten er stengt nå og åpner {when} ({service.hours.in_words('nb')})."


def _contacts(service: Service) -> Iterator[Said]:
    if service.duty is None:
        yield "raad", "Filen har ikke noe vaktnummer. Skriv «vakt» med «telefon», så vises det sammen med 116 117."
    elif service.duty.phone.replace(" ", "") == LEGEVAKT:
        yield "raad", "Vaktnummeret er legevaktens, 116 117. Skriv tjenestens eget når dere har et."
    else:
        yield "ok", f"Vaktnummeret er {service.duty.phone}. Ring det og hør at noen svarer."
    if service.contacts:
        yield "ok", f"Egne kontakter: {', '.join(f'{c.name.nb} {c.phone}' for c in service.contacts)}."
    texts: list[Text | None] = [service.reader, *(c.name for c in service.contacts), *(c.when for c in service.contacts)]
    if "en" in service.languages and any(text is not None and not text.en for text in texts):
        yield "raad", "Noen tekster i tjeneste.yml mangler engelsk. Da vises de på bokmål i engelske samtaler."


def _colours(service: Service) -> Iterator[Said]:
    for name, colour in service.colours.items():
        ratio = f"{farger.contrast(colour, farger.ON[name]):.1f}".replace(".", ",")
        yield "ok", f"Fargen {name} er {colour}, og teksten på den har kontrast {ratio}:1."


def _deadlines(service: Service) -> Said:
    if service.hours and not service.alerts_always:
        return "ok", "Fristen for varsler på nivå avklar går bare i åpningstiden. Akutt og høy går på klokken."
    return "ok", "Fristene for akutte og høye varsler går på klokken, også natt og helg."


def sending(data: Path) -> Iterator[Said]:
    """Where word goes of an alert that nobody takes: from the environment and the file. Names are looked up, nothing is sent. Never raises."""
    path = service_file(data)
    service = lesing.check(path)[0] if path.exists() else Service()
    try:
        found = Varsling.of(service)
    except NotReadable as error:
        yield "feil", f"{error} Tjenesten starter ikke før det er rettet."
        return
    if not found.channels:
        yield "raad", "Ingen får beskjed utenfor konsollen når et varsel ikke blir tatt. Sett webhook eller e-post under «varsling» i tjeneste.yml."
        return
    hosts = [("Webhooken", urlsplit(found.webhook).hostname)] if found.webhook else []
    hosts += [("Posttjeneren", found.epost.host)] if found.epost else []
    for what, host in hosts:
        if _resolves(host or ""):
            yield "ok", f"{what} {host} finnes. Prøv den med «kartlegging varsling prov»."
        else:
            yield "raad", f"{what} {host} finnes ikke herfra. Sjekk navnet og nettet. Varsler som skal dit, kommer ikke fram."
    if not found.base:
        yield "raad", "KARTLEGGING_ADRESSE er ikke satt. Da mangler lenken i beskjeder om varsler adressen til tjenesten."


def _resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except (OSError, UnicodeError):
        return False
