"""The Composition: the same sections as in the Word file, each with its words, and the resources where they belong."""

from __future__ import annotations

from assistant.domain.case import Case
from assistant.export.dokument import Document, Section
from assistant.export.fhir.fortelling import narrative
from assistant.export.fhir.grunn import LANGUAGE, Data, identity, instant, kept, moment, reference, string
from assistant.export.fhir.parter import PROFILE
from assistant.export.forfatter import Author
from assistant.export.ord import Words

NOTE = {"system": "urn:oid:2.16.578.1.12.4.1.1.9602", "code": "B02-2"}
RESTRICTED = "R"


def composition(document: Document, case: Case, w: Words, parts: dict[str, list[Data]], *, subject: Data, author: Data, custodian: Data,
                approved: Author | None, now: str) -> Data:
    """`parts` are resources by the title of the section they belong to; what has no such section comes last in one of its own."""
    made = [_section(node, parts, w.language) for node in _tree(document.sections)]
    titles = {s.title for s in document.sections}
    rest = [r for title, resources in parts.items() if title not in titles for r in resources]
    last = kept({"title": w("fhir_data"), "entry": [reference(r) for r in rest]}) if rest else {}
    attested = [kept({"mode": "professional", "time": moment(approved.approved), "party": author})] if approved and approved.approved else []
    return kept({
        "resourceType": "Composition", "id": identity(case.id, "Composition"), "meta": {"profile": [f"{PROFILE}Composition"]},
        "language": LANGUAGE[w.language], "text": narrative(w.language, document.lead, document.title),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identity(case.id, 'Composition')}"},
        "status": "final" if attested else "preliminary", "type": {"coding": [NOTE], "text": string(document.title)}, "subject": subject,
        "date": instant(now), "author": [author], "title": string(document.title), "confidentiality": RESTRICTED, "attester": attested,
        "custodian": custodian, "section": [s for s in (*made, last) if s],
    })


Node = tuple[Section, list[Section]]


def _tree(sections: tuple[Section, ...]) -> list[Node]:
    """Sections of level 1, each with those of level 2 that follow it."""
    nodes: list[Node] = []
    for section in sections:
        if section.level == 1 or not nodes:
            nodes.append((section, []))
        else:
            nodes[-1][1].append(section)
    return nodes


def _section(node: Node, parts: dict[str, list[Data]], language: str) -> Data:
    """A section with its words, its resources and the sections below it; one that holds nothing is left out."""
    section, below = node
    inside = [made for b in below if (made := _section((b, []), parts, language))]
    made = kept({"title": string(section.title), "text": narrative(language, section.blocks),
                 "entry": [reference(r) for r in parts.get(section.title, [])], "section": inside})
    return made if len(made) > 1 else {}
