"""Each finished form as an Observation: the total with its limits. Our own code first, LOINC second on the four totals that are verified."""

from __future__ import annotations

from assistant.domain.case import Maling
from assistant.domain.guide import Guide
from assistant.domain.instrument import Instrument
from assistant.domain.scoring import Reach, Score, score
from assistant.domain.skjemasporsmal import GOALS
from assistant.export.fhir.fortelling import plain
from assistant.export.fhir.grunn import Data, coding, concept, identity, kept, moment, string
from assistant.export.ord import Words
from assistant.export.utvalg import Shared

LOINC = {"phq-9": "44261-6", "gad-7": "70274-6", "audit": "75624-7", "audit-c": "75626-2"}
SURVEY = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey", "display": "Survey"}]}
ABSENT = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "not-performed", "display": "Not Performed"}]}
SIGNS = {"from": "≥", "above": ">", "to": "≤", "below": "<"}


def shown(guide: Guide, shared: Shared) -> list[Maling]:
    """Finished forms that may be shown. One that is about an area held back is held back with it."""
    if shared.nothing:
        return []
    found = (m for m in shared.case.current_measurements().values() if m.status == "ferdig" and m.instrument in guide.instruments)
    return [m for m in found if not any(shared.hides(area) for area in areas(guide, guide.instruments[m.instrument]))]


def areas(guide: Guide, instrument: Instrument) -> set[str]:
    """The areas that a form is about: those of the findings it is offered on, and what matters for the person's own goals."""
    if instrument.id == GOALS:
        return {"viktig"}
    specs = (guide.findings.get(a) for a in (instrument.offer.attributes() if instrument.offer else ()))
    return {spec.area for spec in specs if spec}


def observation(guide: Guide, case_id: str, maling: Maling, w: Words, subject: Data) -> Data:
    """One form. Without a total it says so; the person's own goals are components."""
    instrument = guide.instruments[maling.instrument]
    result = score(instrument, maling)
    title = string(instrument.title.get(w.language))
    points = w("fhir_uten_sum") if result.total is None else w("fhir_poeng", tall=number(result.total, w))
    limits = [limit_text(reach, w) for reach in result.limits]
    return kept({
        "resourceType": "Observation", "id": identity(case_id, "Observation", maling.id), "status": "final", "category": [SURVEY],
        "text": plain(w.language, f"{title}: {points}", *limits, *(f"{goal}: {value}" for goal, value in _goals(instrument, maling, w))),
        "code": _code(instrument, title), "subject": subject, "effectiveDateTime": moment(maling.at), **_value(result),
        "interpretation": _interpretation(result, w), "note": _note(instrument, w), "referenceRange": [{"text": text} for text in limits],
        "component": _components(instrument, maling, w),
    })


def number(value: float, w: Words) -> str:
    """«4,5», without decimals that say nothing."""
    return f"{value:g}".replace(".", "," if w.language != "en" else ".")


def limit_text(reach: Reach, w: Words) -> str:
    """«mulig skadelig bruk: ≥ 6 for kvinner (over grensen)»."""
    limit = reach.limit
    words = w("fhir_grense", navn=string(limit.label.get(w.language)), tegn=SIGNS[limit.bound], tall=number(limit.at, w))
    whom = f" {w(f'fhir_grense_{limit.sex}')}" if limit.sex else ""
    return words + whom + (f" ({w('fhir_grense_nadd')})" if reach.reached else "")


def _code(instrument: Instrument, title: str) -> Data:
    loinc = LOINC.get(instrument.id)
    codes = [coding("instrument", instrument.id, title), *([{"system": "http://loinc.org", "code": loinc}] if loinc else [])]
    return {"coding": codes, "text": title}


def _value(result: Score) -> Data:
    if result.total is None:
        return {"dataAbsentReason": ABSENT}
    total = int(result.total) if float(result.total).is_integer() else result.total
    return {"valueQuantity": {"value": total, "unit": "poeng", "system": "http://unitsofmeasure.org", "code": "{score}"}}


def _interpretation(result: Score, w: Words) -> list[Data]:
    """The limits that the total reaches. A score is never a diagnosis, so there is no code of one."""
    reached = [r for r in result.limits if r.reached]
    return [concept("instrument-grense", f"{r.limit.id}{'-' + r.limit.sex if r.limit.sex else ''}", string(r.limit.label.get(w.language)), limit_text(r, w))
            for r in reached]


def _note(instrument: Instrument, w: Words) -> list[Data]:
    text = string(instrument.note.get(w.language)) if instrument.note else ""
    return [{"text": text}] if text else []


def _goals(instrument: Instrument, maling: Maling, w: Words) -> list[tuple[str, str]]:
    """(the person's words, the number) of each goal."""
    own = [i.id for i in instrument.items if i.own_words]
    found = ((string(maling.words.get(i, "")), maling.answers.get(i)) for i in own)
    return [(goal, "-" if value is None else number(value, w)) for goal, value in found if goal]


def _components(instrument: Instrument, maling: Maling, w: Words) -> list[Data]:
    made = []
    for item in (i for i in instrument.items if i.own_words):
        goal, value = string(maling.words.get(item.id, "")), maling.answers.get(item.id)
        if goal:
            given = {"dataAbsentReason": ABSENT} if value is None else {"valueQuantity": {"value": int(value) if float(value).is_integer() else value}}
            made.append({"code": concept("instrument", f"{instrument.id}-{item.id}", "", goal), **given})
    return made
