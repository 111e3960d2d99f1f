"""Who sends messages and to whom, as a service has written it: organisation numbers and HER-ids from Adresseregisteret."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.kontrollsiffer import is_organisation
from assistant.domain.tjeneste.felt import Fields

THEMES = {
    "6": "Henvendelse om pasient", "7": "Tilbakemelding på mottak av utskrivningsklar pasient",
    "8": "Forespørsel om helseopplysninger", "9": "Forespørsel om legemiddelopplysninger",
}
_HER = re.compile(r"\d{1,10}")


@dataclass(frozen=True)
class Party:
    """One end of a message. `unit` is the service below the organisation, with its own HER-id."""

    name: str
    her_id: str
    organisation: str = ""
    unit: str = ""
    unit_her_id: str = ""


@dataclass(frozen=True)
class Messages:
    """`theme` is a code of Volven 7322. `schemas` is the folder where the service has placed the XSDs; None without."""

    sender: Party
    receiver: Party | None = None
    theme: str = "6"
    schemas: Path | None = None


def messages(f: Fields, folder: Path) -> Messages | None:
    """The group `dialogmelding`; None when the file has none, or no sender. `folder` is where the file is."""
    group = f.group("dialogmelding")
    if group is None:
        return None
    group.known("avsender", "mottaker", "tema", "xsd")
    sender = _party(group, "avsender")
    receiver = _party(group, "mottaker")
    if "avsender" not in group:
        group.wrong(None, "«avsender» mangler. Skriv navn, herid og orgnr til kommunen")
    theme = group.one_of("tema", tuple(THEMES), "6")
    written = group.text("xsd")
    return Messages(sender, receiver, theme, folder / written if written else None) if sender else None


def _party(f: Fields, key: str) -> Party | None:
    group = f.group(key)
    if group is None:
        return None
    group.known("navn", "herid", "orgnr", "tjeneste", "tjeneste_herid")
    name, her_id, organisation = group.text("navn"), group.text("herid"), re.sub(r"\s", "", group.text("orgnr"))
    unit, unit_her = group.text("tjeneste"), group.text("tjeneste_herid")
    for needed in ("navn", "herid"):
        if needed not in group:
            group.wrong(None, f"«{needed}» mangler hos {key}")
    for field, written in (("herid", her_id), ("tjeneste_herid", unit_her)):
        if written and not _HER.fullmatch(written):
            group.wrong(field, f"«{written}» er ingen HER-id. En HER-id er bare sifre, og står i Adresseregisteret")
    if organisation and not is_organisation(organisation):
        group.wrong("orgnr", f"«{organisation}» er ikke et organisasjonsnummer. Et organisasjonsnummer har ni sifre, og det siste er et kontrollsiffer")
    if bool(unit) != bool(unit_her):
        group.wrong(None, "«tjeneste» og «tjeneste_herid» hører sammen: skriv begge eller ingen")
    return Party(name, her_id, organisation, unit, unit_her) if name and her_id else None
