"""Taking an answer to a form: what it says, what is said back, and the measurement that it becomes.

A value is only taken when the words say it; else it is asked again, and the second time the question is left open with the words kept.
"""

from __future__ import annotations

import re

from assistant.domain import scoring, skjema, utfylling
from assistant.domain.case import Answer, Case, Maling, replace
from assistant.domain.guide import Guide
from assistant.domain.mottatt import Taken
from assistant.domain.omrade import Question
from assistant.domain.skjemasporsmal import FEEDBACK, GOALS, OFFER, WORDS, parts
from assistant.domain.svar import Reading, read_answer, squash

ENOUGH_TRIES = 2
PASSED = ("vil_ikke", "vet_ikke", "ingenting")
_YES = ("ja", "jo", "jau", "yes", "yeah", "ok", "okei", "okay", "gjerne")
_NO = ("nei", "næ", "ikke", "ikkje", "not", "nope")


def read(question: Question, text: str, choice: str | None, language: str) -> Reading:
    """What the text or the chosen code says. `codes` is ja or nei for an offer, the value for an item, empty for words."""
    _, part = parts(question.id)
    if choice is not None:
        return read_answer(question, text, choice, language)
    if part.endswith(WORDS):
        return _words(question, text, language)
    plain = read_answer(replace(question, choices=()), text, None, language)
    if plain.kind == "tomt":
        return plain
    if part == OFFER:
        return _yes_or_no(plain, text, language)
    return _value(question, plain, text, language)


def _words(question: Question, text: str, language: str) -> Reading:
    """Own words; «nei, det holder» is enough, also said in other words."""
    if any(squash(text) == squash(c.label.get(language)) for c in question.choices):
        return Reading("nei", (skjema.ENOUGH,))
    return read_answer(replace(question, choices=()), text, None, language)


def _yes_or_no(plain: Reading, text: str, language: str) -> Reading:
    first = next(iter(squash(text).split()), "")
    if plain.kind == "ja" or first in _YES:
        return Reading("ja", ("ja",))
    refused = plain.kind in ("nei", *PASSED) or first in (*_NO, *(("no",) if language == "en" else ()))
    return Reading("nei", ("nei",)) if refused else plain


def _value(question: Question, plain: Reading, text: str, language: str) -> Reading:
    """The choice whose label the text is or begins with, or whose number it is; on a scale any number in it that the scale has."""
    if question.answer == "skala":
        whole = plain.number is not None and plain.number == int(plain.number)
        return Reading(plain.kind, (f"{plain.number:g}",) if whole else (), plain.number)
    words = squash(text)
    named = [(len(label), c.code) for c in question.choices for x in {language, "nb"} if f"{words} ".startswith((label := squash(c.label.get(x))) + " ")]
    number = text.strip().rstrip(".").replace(",", ".")
    if named:
        return Reading("svar", (max(named)[1],))
    same = [c.code for c in question.choices if re.fullmatch(r"\d+(?:\.\d+)?", number) and re.fullmatch(r"\d+(?:\.\d+)?", c.code)
            and float(c.code) == float(number)]
    return Reading("svar" if same else plain.kind, tuple(same))


def take(guide: Guide, case: Case, question: Question, answer: Answer, reading: Reading, taken: Taken) -> None:
    """Record the answer in the case, with the measurement and the risk that it makes."""
    instrument, part = parts(question.id)
    if instrument not in guide.instruments:
        pass_by(guide, case, question, answer, taken)
    elif part == OFFER:
        _offer(case, answer, reading, taken)
    elif part.endswith(WORDS):
        _goal(guide, case, question, answer, reading, taken)
    else:
        _item(guide, case, question, answer, reading, taken)
    if taken.kind != "uforstatt":
        keep(guide, case, instrument, answer.at)


def pass_by(guide: Guide, case: Case, question: Question, answer: Answer, taken: Taken) -> None:
    """The person lets it be: an offer is declined, an item stays open, no more goals are asked for."""
    instrument, part = parts(question.id)
    case.answers.append(replace(answer, text="", codes=("nei",) if part == OFFER else (), status="hoppet"))
    taken.kind, taken.said = "hoppet", [("skjema_nei" if part == OFFER else "hoppet", {})]
    if part.endswith(WORDS) and skjema.goals(case):
        taken.said = [("mal_ferdig", {})]
    elif part != OFFER and instrument not in (GOALS, FEEDBACK) and instrument in guide.instruments:
        taken.said = _thanks(guide, case, instrument)
    keep(guide, case, instrument, answer.at)


def _offer(case: Case, answer: Answer, reading: Reading, taken: Taken) -> None:
    if reading.codes:
        case.answers.append(replace(answer, codes=reading.codes))
        taken.said = [] if "ja" in reading.codes else [("skjema_nei", {})]
        return
    _again(case, taken, "skjema_ja_nei")
    if taken.kind == "hoppet":
        case.answers.append(replace(answer, codes=("nei",), status="hoppet"))
        taken.said = [("skjema_nei", {})]


def _goal(guide: Guide, case: Case, question: Question, answer: Answer, reading: Reading, taken: Taken) -> None:
    """A goal in own words. What sounds like danger is met as that, and is no goal."""
    if taken.risks:
        taken.kind = "uforstatt"
    elif reading.kind in ("nei", *PASSED) or skjema.ENOUGH in reading.codes:
        pass_by(guide, case, question, answer, taken)
    else:
        case.answers.append(replace(answer, codes=()))


def _item(guide: Guide, case: Case, question: Question, answer: Answer, reading: Reading, taken: Taken) -> None:
    instrument = parts(question.id)[0]
    if skjema.STOP in reading.codes:
        case.answers.append(replace(answer, text="", codes=reading.codes, status="hoppet"))
        taken.said = [("skjema_stoppet", {})]
    elif reading.codes:
        case.answers.append(replace(answer, codes=reading.codes))
        taken.said = _thanks(guide, case, instrument)
        _danger(guide, case, question, taken)
    elif reading.kind in PASSED or (instrument == FEEDBACK and reading.kind == "nei"):
        pass_by(guide, case, question, answer, taken)
    elif taken.risks:
        taken.kind = "uforstatt"
    elif instrument == FEEDBACK:
        case.answers.append(answer)
        taken.said = [("samtalen_takk", {})]
    else:
        _again(case, taken, "skjema_tall" if instrument == GOALS else "skjema_svar")
        if taken.kind == "hoppet":
            case.answers.append(answer)
            taken.said = [("skjema_apent", {})]


def _again(case: Case, taken: Taken, key: str) -> None:
    """Ask once more; the second time let it be."""
    case.failed += 1
    taken.kind, taken.said = ("hoppet", []) if case.failed >= ENOUGH_TRIES else ("uforstatt", [(key, {})])


def _thanks(guide: Guide, case: Case, instrument: str) -> list[tuple[str, dict[str, str]]]:
    """Nothing between the questions of a form: a word of thanks when it is done."""
    if not _done(guide, case, instrument):
        return []
    return [({GOALS: "mal_ferdig", FEEDBACK: "samtalen_takk"}.get(instrument, "skjema_ferdig"), {})]


def _done(guide: Guide, case: Case, instrument: str) -> bool:
    if instrument == FEEDBACK:
        return skjema.feedback(guide, case) is None
    return skjema.next_part(guide, case, guide.instruments[instrument]) is None


def _danger(guide: Guide, case: Case, question: Question, taken: Taken) -> None:
    """An item that goes to a human at once: the risk is registered and its safety step opens, also when the talk has been there before."""
    name, part = parts(question.id)
    made = _measured(guide, case, name, case.answers[-1].at)
    rule = next((r for r in scoring.risks(guide.instruments[name], made) if r.item == part), None)
    if rule is None:
        return
    event = utfylling.register(guide, case, made, rule, made.at)
    if event.status != "apen":
        event = replace(event, status="apen", replies=(), first_level=rule.level)
        case.risks.append(event)
    taken.risks, taken.said, taken.safety = [*taken.risks, event], [], True


def keep(guide: Guide, case: Case, name: str, now: str) -> None:
    """The measurement as the answers now make it, when that is new; nothing is recorded for a form without a single answer."""
    if name not in guide.instruments:
        return
    made = _measured(guide, case, name, now)
    old = case.current_measurements().get(made.id)
    empty = not made.words and all(value is None for value in made.answers.values())
    if not (empty if old is None else replace(old, at=made.at, turn=made.turn) == made):
        case.measurements.append(made)


def _measured(guide: Guide, case: Case, name: str, now: str) -> Maling:
    """What the answers say now: values, and words for goals and for what could not be read as a value."""
    current, answers, words = case.current(), {}, {}
    for item in guide.instruments[name].items:
        value, goal = current.get(f"skjema.{name}.{item.id}"), current.get(f"skjema.{name}.{item.id}{WORDS}")
        if goal is not None and goal.status == "hoppet":
            continue
        if goal is not None:
            words[item.id] = goal.text
        if value is not None and not skjema.ends_here(value):
            answers[item.id] = float(value.codes[0]) if value.codes and value.status != "hoppet" else None
            words |= {item.id: value.text} if goal is None and value.text and not value.codes else {}
    return Maling(f"chat-{name}", name, guide.instruments[name].version, answers, words, status=_status(guide, case, name),
                  source="samtale" if case.mode == "guided" else "chat", at=now, turn=case.turn)


def _status(guide: Guide, case: Case, name: str) -> str:
    if name != FEEDBACK and skjema.stopped(case, guide.instruments[name]):
        return "avbrutt"
    return "ferdig" if _done(guide, case, name) else "pagar"
