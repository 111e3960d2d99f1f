"""Taking a filled-in form into the case, with the danger that an answer may tell of, and what may be offered."""

from __future__ import annotations

from assistant.domain import scoring, sikkerhet
from assistant.domain.analyse import RiskSpan
from assistant.domain.betingelse import Evidence
from assistant.domain.case import Case, Maling, RiskEvent, replace
from assistant.domain.guide import Guide
from assistant.domain.instrument import Instrument, RiskItem
from assistant.domain.omrade import Question
from assistant.domain.yamlfil import Text

AREA = "sikkerhet"


def take(guide: Guide, case: Case, maling: Maling, now: str) -> None:
    """A form that a worker has entered. The worker deals with the danger, so no step of the talk is left open by it."""
    case.measurements.append(maling)
    for risk in fresh(guide, case, maling):
        before = case.current_risks().get(f"{risk.category}-self")
        event = register(guide, case, maling, risk, now)
        if event.status != "apen":
            case.risks.append(event := replace(event, status="apen"))
        if before is None or before.status == "ferdig":
            case.risks.append(replace(event, status="ferdig"))


def fresh(guide: Guide, case: Case, maling: Maling) -> tuple[RiskItem, ...]:
    """The risk items of a form that were not in an earlier version of the same form."""
    instrument = guide.instruments[maling.instrument]
    earlier = [m for m in case.measurements if m.id == maling.id and m is not maling]
    known = set(scoring.risks(instrument, earlier[-1])) if earlier else set()
    return tuple(r for r in scoring.risks(instrument, maling) if r not in known)


def register(guide: Guide, case: Case, maling: Maling, risk: RiskItem, now: str) -> RiskEvent:
    """Record the danger that an answer tells of, as words in the talk are recorded. Gives the event."""
    instrument = guide.instruments[maling.instrument]
    span = RiskSpan(risk.category, risk.level, "self", 0, 0, (f"SKJEMA-{instrument.id.upper()}-{risk.item}",))
    return sikkerhet.register(case, span, quote(instrument, maling, risk, case.language), _question(instrument, risk), now)


def quote(instrument: Instrument, maling: Maling, risk: RiskItem, language: str) -> str:
    """What was answered, in place of words: «PHQ-9, spørsmål 9: 2 (fra 0 til 3)»."""
    item, value = instrument.by_id[risk.item], maling.answers[risk.item] or 0
    low, high = scoring.number(item.values[0]), scoring.number(item.values[-1])
    what = Text("spørsmål {n}: {v} (fra {a} til {b})", "spørsmål {n}: {v} (frå {a} til {b})", "question {n}: {v} (from {a} to {b})").get(language)
    filled = what.replace("{n}", item.id).replace("{v}", scoring.number(value)).replace("{a}", low).replace("{b}", high)
    return f"{instrument.title.get(language)}, {filled}"


def _question(instrument: Instrument, risk: RiskItem) -> Question:
    text = Text(f"{instrument.title.nb}, spørsmål {risk.item}", f"{instrument.title.nn}, spørsmål {risk.item}")
    return Question(f"skjema.{instrument.id}.{risk.item}", AREA, "kort", "valg", text, text)


def offered(guide: Guide, case: Case) -> list[tuple[Instrument, Evidence]]:
    """The forms that may suit, with the findings they rest on; those that suit everybody last. Always voluntary, chosen with the person."""
    held = [(i, i.offer.check(case)) for i in guide.instruments.values() if i.offer]
    fits = [(i, evidence) for i, evidence in held if evidence is not None]
    return sorted(fits, key=lambda fit: (not fit[1], fit[0].id))
