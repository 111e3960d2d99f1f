"""Taking one answer into the case: the person's words, what was read out of them, risks, and the frame's own answers.

These functions change the case they are given and nothing else; the store commits it.
"""

from __future__ import annotations

from assistant.domain import kontakt, oppfolging, parorende, parorendedata, sikkerhet, skjema, skjemasvar
from assistant.domain.analyse import Analysis, FactSpan
from assistant.domain.case import FORM, Answer, Case, Consent, Finding, RiskEvent, replace
from assistant.domain.guide import Guide
from assistant.domain.mottatt import Taken
from assistant.domain.omrade import Question
from assistant.domain.sikkerhetsord import denies, is_english
from assistant.domain.svar import Reading, read_answer, squash
from assistant.domain.utdrag import sentence_around

MAX_FAILED = 2
_YES, _NO, _NO_EN = ("ja", "jo", "jau", "ok", "yes", "yeah"), ("nei", "næ", "ikke", "ikkje"), ("no", "not")
_FAILED = {"ramme.samtykke": ("samtykke_uklart", "samtykke_igjen"), "ramme.deling": ("ikke_forstatt", "deling_igjen")}


def receive(guide: Guide, case: Case, question: Question, text: str, choice: str | None, analysis: Analysis, now: str) -> Taken:
    """Record one answer to `question`. Nothing readable is refused; nothing to read counts as a failed try."""
    reading = read(question, text, choice, case.language)
    if reading.kind == "tomt":
        return Taken("uforstatt", [(failed_try(case, question), {})])
    correcting = case.current().get(question.id)
    taken = _record(guide, case, question, text, reading, analysis, now)
    if taken.kind != "uforstatt":
        case.failed = 0
    if correcting is not None and correcting.status == "gjenapnet" and taken.kind != "uforstatt":
        taken.said.insert(0, ("rett_notert", {}))
    return taken


def read(question: Question, text: str, choice: str | None, language: str) -> Reading:
    """What an answer says to the question. Never raises; tomt when there is nothing to read."""
    return (skjemasvar.read if question.id.startswith(FORM) else read_answer)(question, text, choice, language)


def failed_try(case: Case, question: Question | None) -> str:
    """Count one more try that was not understood: the text key of what to say. From the second on it explains and offers a way out."""
    case.failed += 1
    first, again = _FAILED.get(question.id if question else "", ("ikke_forstatt", "ikke_forstatt_igjen"))
    return first if case.failed < MAX_FAILED else again


def _record(guide: Guide, case: Case, question: Question, text: str, reading: Reading, analysis: Analysis, now: str) -> Taken:
    taken = Taken("besvart")
    answer = Answer(question.id, question.area, text.strip(), reading.codes, turn=case.turn, at=now,
                    by="person" if case.mode == "self" else "fagperson")
    where = skjema.placed(guide, question)
    taken.risks = note_risks(case, where, analysis, now)
    taken.risks += [sikkerhet.register(case, span, label, question, now) for span, label in parorende.dangers(guide, case, question, reading.codes)]
    if question.id.startswith(FORM):
        skjemasvar.take(guide, case, question, answer, reading, taken)
    elif question.id.startswith("trygg."):
        case.answers.append(answer)
        key = sikkerhet.answer(guide, case, question, reading, analysis, now)
        taken.said = [(key, {})]
        _after_safety(case, question, reading)
    elif question.area == "ramme":
        passed = reading.kind == "vil_ikke" or (question.id == kontakt.ASKED and reading.kind in ("nei", "ingenting", "vet_ikke"))
        case.answers.append(replace(answer, status="hoppet") if passed else answer)
        _frame(case, question, answer, reading, now, taken)
    else:
        _area_answer(guide, case, question, answer, reading, taken)
    if question.id not in kontakt.QUESTIONS and not (question.id.startswith(FORM) and taken.kind == "uforstatt"):
        taken.findings = find(guide, case, where, reading, analysis)
    case.findings += taken.findings
    return taken


def note_risks(case: Case, question: Question, analysis: Analysis, now: str) -> list[RiskEvent]:
    """Every risk in the message, each with its own sentence as quote."""
    return [sikkerhet.register(case, s, sentence_around(analysis.text, s.start, s.end), question, now) for s in analysis.risks]


def _area_answer(guide: Guide, case: Case, question: Question, answer: Answer, reading: Reading, taken: Taken) -> None:
    opening = guide.areas[question.area].opening.id == question.id
    closes = opening and question.area not in ("viktig", "situasjon", "sikkerhet")
    if reading.kind == "vil_ikke":
        case.answers.append(replace(answer, status="hoppet", closes_area=closes))
        taken.kind, taken.said = "hoppet", [("hoppet", {})]
        return
    negative = reading.kind in ("nei", "ingenting")
    case.answers.append(replace(answer, closes_area=closes and negative))
    if question.id == parorende.ASKED_IN and reading.kind in ("ja", "nei"):
        case.consents.append(Consent(parorende.CONSENT, reading.kind == "ja", "", answer.at))
    oppfolging.rate(guide, case, question, reading.number, answer.at)
    if question.id.endswith(".sist") and answer.by == "person" and reading.codes and not taken.risks:
        taken.said = [(f"sist_{reading.codes[0]}", {})]
        return
    if negative and not taken.risks and (closes or oppfolging.may_be_empty(question)):
        taken.said = [("nei_takk", {})]
    else:
        taken.mirror = not taken.risks and answer.by == "person"


def skip(guide: Guide, case: Case, question: Question, now: str) -> Taken:
    """The person does not want to answer: always fine; an area's first question closes the area."""
    from_area = question.area in guide.areas and not question.id.startswith("trygg.")
    if question.id.startswith("trygg."):
        reading = Reading("vil_ikke", ("fortsett",) if question.id == "trygg.videre" else ())
        key = sikkerhet.answer(guide, case, question, reading, Analysis("", "nb", 0), now)
        if (old := case.current().get(question.id)) and old.status == "gjenapnet":
            case.answers.append(replace(old, text="", status="hoppet", turn=case.turn, at=now))
        return Taken("hoppet", [(key, {})])
    if question.id.startswith(FORM):
        case.failed = 0
        answer = Answer(question.id, question.area, "", turn=case.turn, at=now, by="person" if case.mode == "self" else "fagperson")
        skjemasvar.pass_by(guide, case, question, answer, taken := Taken("hoppet"))
        return taken
    closes = from_area and guide.areas[question.area].opening.id == question.id and question.area != "sikkerhet"
    case.answers.append(Answer(question.id, question.area, "", (), "hoppet", case.turn, now, closes_area=closes))
    if question.id == "ramme.samtykke":
        case.answers.pop()
        return Taken("uforstatt", [(failed_try(case, question), {})])
    case.failed = 0
    if question.id == "ramme.deling":
        _share(case, question, ("ingenting",), now, taken := Taken("hoppet"))
        return taken
    return Taken("hoppet", [("hoppet", {})])


def _after_safety(case: Case, question: Question, reading: Reading) -> None:
    if question.id != "trygg.videre" or not reading.codes:
        return
    if reading.codes[0] in ("pause", "stopp") and case.status == "pagar":
        case.status = "pause"
    elif reading.codes[0] == "fortsett" and case.status == "pause" and case.agreed() is not False:
        case.status = "pagar"


def _frame(case: Case, question: Question, answer: Answer, reading: Reading, now: str, taken: Taken) -> None:
    """Consent, summary and sharing."""
    if question.id == "ramme.samtykke":
        given = _consent(reading, answer.text, case.language)
        if given is None:
            case.answers.pop()
            taken.kind, taken.said = "uforstatt", [(failed_try(case, question), {})]
            return
        case.consents.append(Consent("samtykke", given, answer.text, now))
        if not given:
            case.status, taken.said = "pause", [("samtykke_nei", {})]
    elif question.id == "ramme.oppsummering" and "rette" in reading.codes:
        taken.said = [("rett_velg", {})]
    elif question.id == kontakt.ASKED and case.answers[-1].status == "besvart":
        taken.said = [("kontakt_notert", {})]
    elif question.id == parorendedata.SHOWN_TO_PERSON:
        case.consents.append(Consent(parorende.SHOWN, "ja" in reading.codes, "", now))
    elif question.id == "ramme.deling":
        _share(case, question, reading.codes or (("alt",) if reading.kind == "ja" else ()), now, taken)
    elif question.id == "ramme.deling_utvalg":
        case.hidden_areas = tuple(c for c in reading.codes)
        _deliver(case, now, taken)


def _consent(reading: Reading, text: str, language: str) -> bool | None:
    """Only a plain yes is a yes; words that say neither are asked about again."""
    first = next(iter(squash(text).split()), "")
    if reading.kind == "ja" or "ja" in reading.codes or first in _YES:
        return True
    refused = first in _NO or (language == "en" and first in _NO_EN)
    return False if refused or reading.kind in ("nei", "vil_ikke") or "nei" in reading.codes else None


def _share(case: Case, question: Question, codes: tuple[str, ...], now: str, taken: Taken) -> None:
    """alt delivers, ingenting closes without; utvalg asks on; anything unclear asks again."""
    if "alt" in codes:
        _deliver(case, now, taken)
    elif "ingenting" in codes:
        case.consents.append(Consent("deling", False, "", now))
        case.status = "avsluttet"
        taken.said = [("ikke_delt_varslet" if case.risks else "ikke_delt", {})]
    elif "utvalg" not in codes:
        case.answers.pop()
        taken.kind, taken.said = "uforstatt", [(failed_try(case, question), {})]


def _deliver(case: Case, now: str, taken: Taken) -> None:
    case.consents.append(Consent("deling", True, ",".join(case.hidden_areas), now))
    case.status = "levert"
    taken.said = [(kontakt.delivered(case), {})]


def find(guide: Guide, case: Case, question: Question, reading: Reading, analysis: Analysis) -> list[Finding]:
    """Findings from the words, from the choices and from a number or a yes."""
    found = [_from_span(case, question, s, analysis.text) for s in analysis.facts
             if (not s.own_area or s.area == question.area) and guide.findings[s.attribute].heard_in(question.area)]
    pairs = [c.finding for c in question.choices if c.finding and c.code in reading.codes]
    if question.attribute and reading.number is not None:
        pairs.append((question.attribute, f"{reading.number:g}"))
    elif question.attribute and reading.kind in ("ja", "nei"):
        pairs.append((question.attribute, reading.kind))
    if question.denial and analysis.risks:
        found = [f for f in found if (f.attribute, f.value) != question.denial]
    elif question.denial and denies(analysis.text, is_english(case.language, analysis)):
        pairs.append(question.denial)
    for attribute, value in pairs:
        found = [f for f in found if f.attribute != attribute]
        found.append(Finding(attribute, value, question.area, question.id, analysis.text.strip(), turn=case.turn,
                             negated=value == "nei" and question.answer == "ja_nei"))
    return found


def _from_span(case: Case, question: Question, span: FactSpan, text: str) -> Finding:
    return Finding(span.attribute, span.value, question.area, question.id, sentence_around(text, span.start, span.end), span.unit,
                   span.negated, span.uncertain, span.subject, span.earlier, case.turn)


def reopen(case: Case, question: str, now: str) -> Answer | None:
    """Ask an answered question again. Gives the old answer, None when there is none."""
    old = case.current().get(question)
    if old is None or old.status == "gjenapnet":
        return old
    case.answers.append(replace(old, status="gjenapnet", turn=case.turn, at=now))
    return old


def last_answered(case: Case) -> Answer | None:
    """The newest answer that «tilbake» may go to."""
    answers = [a for a in case.current().values() if a.status in ("besvart", "hoppet") and a.area != "ramme"
               and not a.question.startswith("trygg.")]
    return max(answers, key=lambda a: a.turn, default=None)
