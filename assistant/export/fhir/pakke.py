"""A case as a FHIR R4 document: one Bundle whose first resource is the Composition, and where every reference resolves."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from assistant.domain.case import Case, for_worker
from assistant.domain.guide import Guide
from assistant.domain.person import Person
from assistant.domain.tjeneste.oppsett import Service
from assistant.export import fagperson, tid
from assistant.export.fhir import flagg, observasjon, opphav, parter, plan, samtykker, skjemasvar
from assistant.export.fhir.grunn import Data, entry, identity, instant, kept, reference
from assistant.export.fhir.sammensetning import composition
from assistant.export.forfatter import Author
from assistant.export.ord import Words, words
from assistant.export.utvalg import shared


def render(guide: Guide, case: Case, *, service: Service | str | None = None, now: str, note: str = "", author: Author | None = None,
           person: Person | None = None) -> str:
    """The Bundle as JSON. `case` is what the reader may see; only what is shared is read, and risks. `person` is who the case is about.

    The same case gives the same bytes, apart from the time.
    """
    made = bundle(guide, case, service=service, now=now, note=note, author=author, person=person)
    return json.dumps(made, ensure_ascii=False) + "\n"


def bundle(guide: Guide, case: Case, *, service: Service | str | None = None, now: str, note: str = "", author: Author | None = None,
           person: Person | None = None) -> Data:
    """The same as plain data. A made-up case (one with a note) is marked as test data."""
    w = words(for_worker(case.language))
    patient = parter.patient(case, person, w, _day(now)) if person else {}
    organization = parter.organization(case, service, w)
    practitioner = parter.practitioner(case, author, w) if author and author.name.strip() else {}
    writer = reference(practitioner, author.name) if practitioner and author else reference(organization)
    parts = _parts(guide, case, w, parter.subject_of(case, patient, w), writer, reference(organization))
    document = fagperson.document(guide, case, service=organization["name"], now=now, note=note, author=author)
    first = composition(document, case, w, {title: found for title, found in parts.items() if found}, subject=parter.subject_of(case, patient, w),
                        author=writer, custodian=reference(organization), approved=author, now=now)
    last = opphav.provenance(case, w, first, writer, now, approved=author)
    everything = [first, patient, organization, practitioner, *(r for found in parts.values() for r in found), last]
    return kept({
        "resourceType": "Bundle", "id": identity(case.id, "Bundle"), "meta": {"tag": [parter.MADE_UP]} if note else {},
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identity(case.id, 'Bundle')}"}, "type": "document",
        "timestamp": instant(now), "entry": [entry(r) for r in everything if r],
    })


def _parts(guide: Guide, case: Case, w: Words, subject: Data, writer: Data, organization: Data) -> dict[str, list[Data]]:
    """Resources by the title of the section in the document that they belong to."""
    kept_back = shared(guide, case)
    forms = observasjon.shown(guide, kept_back)
    scores = [observasjon.observation(guide, case.id, m, w, subject) for m in forms]
    goals = plan.goals(case, kept_back, forms, w, subject)
    asked = skjemasvar.questionnaire(guide, kept_back.case, w)
    answers = [asked, skjemasvar.response(guide, kept_back.case, w, asked, subject, subject if case.mode == "self" else writer)] if asked else []
    return {
        w("viktig"): goals, w("risiko"): flagg.flags(guide, case, w, subject, organization),
        w("beslutning"): [p for p in (plan.decided(case, goals, w, subject, writer),) if p],
        w("tiltak"): [p for p in (plan.agreed(case, kept_back, w, subject, writer), plan.suggested(guide, case, kept_back, w, subject)) if p],
        w("skjema"): scores, w("omrader"): answers, w("samtykker"): samtykker.consents(guide, case, kept_back, w, subject, organization),
    }


def _day(now: str) -> date:
    return (tid.parse(now) or datetime.now(UTC)).date()
