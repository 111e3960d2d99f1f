"""What the person has said yes or no to, the newest word on each."""

from __future__ import annotations

from assistant.domain.case import ASK_AGAIN, Case, Consent
from assistant.domain.guide import Guide
from assistant.export.fhir.fortelling import plain
from assistant.export.fhir.grunn import Data, coding, concept, identity, kept, moment, string, system
from assistant.export.ord import Words
from assistant.export.utvalg import Shared

SCOPE = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy", "display": "Privacy Consent"}]}


def consents(guide: Guide, case: Case, kept_back: Shared, w: Words, subject: Data, organization: Data) -> list[Data]:
    """In the order in which they were first asked for. Areas held back are named, never what was said in them."""
    newest: dict[str, Consent] = {c.kind: c for c in case.consents if c.kind != ASK_AGAIN}
    return [_consent(guide, case, kept_back, w, c, subject, organization) for c in newest.values()]


def _consent(guide: Guide, case: Case, kept_back: Shared, w: Words, given: Consent, subject: Data, organization: Data) -> Data:
    label = w.get(f"samtykke_{given.kind}", string(given.kind) or "samtykke")
    answer = w("samtykke_ja" if given.given else "samtykke_nei")
    hidden = kept_back.hidden if given.kind == "deling" and given.given else ()
    titles = [string(guide.areas[a].title.get(w.language)) for a in hidden if a in guide.areas]
    denied = [{"type": "deny", "code": [{"coding": [coding("omrade", a)]}]} for a in hidden if string(a)]
    return kept({
        "resourceType": "Consent", "id": identity(case.id, "Consent", given.kind),
        "text": plain(w.language, f"{label}: {answer}", *(w("fhir_ikke_delt", tema=t) for t in titles)),
        "status": "active" if given.given else "rejected", "scope": SCOPE, "category": [concept("samtykke", given.kind or "samtykke", label, label)],
        "patient": subject, "dateTime": moment(given.at, case.updated), "organization": [organization],
        "policyRule": {"coding": [{"system": system("samtykke-grunnlag"), "code": "samtale"}], "text": w("fhir_samtykke_gitt")},
        "provision": kept({"type": "permit", "provision": denied}) if given.given else {"type": "deny"},
    })
