"""Each risk in force as a Flag. Risks are always there, whatever is shared."""

from __future__ import annotations

from assistant.domain.case import Case, RiskEvent
from assistant.domain.guide import Guide
from assistant.export import risikosteg
from assistant.export.fhir.fortelling import plain
from assistant.export.fhir.grunn import Data, concept, identity, kept, moment, string
from assistant.export.ord import Words
from assistant.export.renset import quoted

SAFETY = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/flag-category", "code": "safety", "display": "Safety"}]}
NO_RISK = "ingen"


def flags(guide: Guide, case: Case, w: Words, subject: Data, author: Data) -> list[Data]:
    """The most serious first. One that turned out to be nothing is inactive."""
    return [_flag(guide, case, w, story, subject, author) for story in risikosteg.stories(case)]


def _flag(guide: Guide, case: Case, w: Words, story: risikosteg.RiskStory, subject: Data, author: Data) -> Data:
    risk = story.now
    words = name(guide, w, risk)
    whom = w("gjelder", hvem=w.get(f"gjelder_{risk.subject}", string(risk.subject)))
    return kept({
        "resourceType": "Flag", "id": identity(case.id, "Flag", risk.id), "text": plain(w.language, words, whom, *(quoted(q, 600) for q in story.quotes[:5])),
        "identifier": [{"value": string(risk.id) or risk.category}], "status": "inactive" if risk.level == NO_RISK else "active", "category": [SAFETY],
        "code": concept("risiko", f"{risk.category}-{risk.level}", words, f"{words}. {whom}"), "subject": subject,
        "period": kept({"start": moment(story.first_at, risk.at)}), "author": author,
    })


def name(guide: Guide, w: Words, risk: RiskEvent) -> str:
    """«Selvmordstanker: høy»."""
    category = guide.risk.categories.get(risk.category)
    return f"{string(category.label.get(w.language) if category else risk.category)}: {w.get(f'kort_{risk.level}', string(risk.level))}"
