"""Where the document comes from: put together by a program, and gone through by a worker when it is approved."""

from __future__ import annotations

from assistant.domain.case import Case
from assistant.export.fhir.fortelling import plain
from assistant.export.fhir.grunn import Data, identity, instant, kept, moment, reference
from assistant.export.forfatter import Author
from assistant.export.ord import Words

TYPES = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


def provenance(case: Case, w: Words, document: Data, writer: Data, now: str, approved: Author | None) -> Data:
    """One Provenance for the Composition."""
    words = w("fhir_opphav" if approved and approved.approved else "fhir_opphav_utkast")
    talk = kept({"start": moment(case.created), "end": moment(case.updated)})
    inside = talk if talk.get("start", "") <= talk.get("end", "~") else {}
    return kept({
        "resourceType": "Provenance", "id": identity(case.id, "Provenance"), "text": plain(w.language, words), "target": [reference(document)],
        "occurredPeriod": inside, "recorded": instant(now), "activity": {"text": words},
        "agent": [_agent("assembler", "Assembler", {"display": w("fhir_program")}), _agent("author", "Author", writer)],
    })


def _agent(code: str, display: str, who: Data) -> Data:
    return {"type": {"coding": [{"system": TYPES, "code": code, "display": display}]}, "who": who}
