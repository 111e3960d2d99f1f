"""Goals in the person's own words, what the worker has decided, and what is only suggested: never the one as the other."""

from __future__ import annotations

from assistant.domain.case import Case, Maling
from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import suggest
from assistant.domain.plan import PlanMeasure
from assistant.domain.skjemasporsmal import GOALS
from assistant.export.fhir.fortelling import plain
from assistant.export.fhir.grunn import Data, concept, identity, kept, moment, reference, string
from assistant.export.ord import Words
from assistant.export.renset import clean, quoted, shorten
from assistant.export.utvalg import Shared

MATTERS = ("viktig.forst", "viktig.apen")
LONGEST = 1000


def goals(case: Case, shared: Shared, forms: list[Maling], w: Words, subject: Data) -> list[Data]:
    """What the person has said matters, in the person's words: first of all, then the goals of PSFS."""
    current = shared.case.current()
    said = [(q, a.text, a.at) for q in MATTERS if (a := current.get(q)) and a.status == "besvart" and string(a.text)]
    own = [(f"{m.id}-{item}", words, m.at) for m in forms if m.instrument == GOALS for item, words in m.words.items() if string(words)]
    return [_goal(case, key, words, at, w, subject) for key, words, at in (*said[:1], *own)]


def _goal(case: Case, key: str, words: str, at: str, w: Words, subject: Data) -> Data:
    text = shorten(string(words), LONGEST)
    return kept({
        "resourceType": "Goal", "id": identity(case.id, "Goal", key), "text": plain(w.language, w("fhir_personens_ord", ord=quoted(text))),
        "lifecycleStatus": "proposed", "description": {"text": text}, "subject": subject, "startDate": moment(at)[:10], "expressedBy": subject,
    })


def decided(case: Case, found: list[Data], w: Words, subject: Data, author: Data) -> Data:
    """The plan as the worker has decided it; nothing before that."""
    if not case.decisions:
        return {}
    now = case.decisions[-1]
    title = w("fhir_plan", nr=now.pathway)
    reason = clean(now.reason).strip()
    return kept({
        "resourceType": "CarePlan", "id": identity(case.id, "CarePlan"), "text": plain(w.language, title, w("begrunnelse", grunn=reason) if reason else ""),
        "status": "active", "intent": "plan", "category": [concept("hovedforlop", str(now.pathway), w("fhir_hovedforlop", nr=now.pathway))],
        "title": title, "description": string(reason), "subject": subject, "created": moment(now.at), "author": _decider(now.by, author),
        "goal": [reference(g) for g in found],
    })


def agreed(case: Case, shared: Shared, w: Words, subject: Data, author: Data) -> Data:
    """The measures of the newest plan that a worker has saved; nothing without any."""
    plan = shared.case.current_plan()
    if plan is None or not (measures := [m for m in plan.measures if string(m.text)]):
        return {}
    return kept({
        "resourceType": "CarePlan", "id": identity(case.id, "CarePlan", "avtalt"),
        "text": plain(w.language, w("egen_mal_tiltak"), *(string(m.text) for m in measures)),
        "status": "active", "intent": "plan", "title": w("egen_mal_tiltak"), "subject": subject, "created": moment(plan.at), "author": _decider(plan.by, author),
        "activity": [{"detail": _measure(m, w)} for m in measures],
    })


def _measure(measure: PlanMeasure, w: Words) -> Data:
    """Who, when it is looked at again and what for stand in words; when, as it was written."""
    text = string(measure.text)
    parts = ((w("egen_mal_kol_hvem"), measure.who), (w("egen_mal_kol_folges"), measure.follow_up))
    told = [f"{label}: {string(value)}" for label, value in parts if string(value)]
    goal = [w("egen_mal_mal", mal=string(measure.goal))] if string(measure.goal) else []
    return kept({
        "code": concept("tiltak", measure.measure, text) if measure.measure else {"text": text}, "status": "not-started",
        "scheduledString": string(measure.when), "description": ". ".join([*goal, *told]),
    })


def suggested(guide: Guide, case: Case, shared: Shared, w: Words, subject: Data) -> Data:
    """Measures that the guide names for what was shared, as a proposal: no pathway, no decision."""
    measures = () if shared.nothing else suggest(guide, shared.case).measures
    if not measures:
        return {}
    titles = [string(m.title.get(w.language)) for m in measures]
    details = [{"detail": kept({"code": concept("tiltak", m.id, title), "status": "not-started", "description": string(m.note.get(w.language)) if m.note else ""})}
               for m, title in zip(measures, titles, strict=True)]
    return {
        "resourceType": "CarePlan", "id": identity(case.id, "CarePlan", "forslag"), "text": plain(w.language, w("fhir_forslag"), *titles),
        "status": "draft", "intent": "proposal", "title": w("fhir_forslag"), "subject": subject, "activity": details,
    }


def _decider(by: str, author: Data) -> Data:
    """The one who decided, by the name that stands there; the author's own resource when it is the same."""
    return author if author.get("display") == string(by) else kept({"display": string(by)})
