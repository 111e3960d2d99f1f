"""Forms in the talk as questions like all others: own goals (PSFS), instruments, and a word on how the talk was.

Nothing decides what comes next but the answers, under `skjema.<instrument>.<part>`: part is `tilbud` for the offer, an item's id for its
value, and `<item>.ord` for the words of a goal. They are replayed, as in `flow`.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.domain import relevans, skjemasporsmal, utfylling
from assistant.domain.case import Answer, Case, Maling
from assistant.domain.guide import Guide
from assistant.domain.instrument import Instrument
from assistant.domain.omrade import Question
from assistant.domain.skjemasporsmal import FEEDBACK, GOALS, OFFER, WORDS, parts
from assistant.domain.svar import read_answer, squash

STOP, ENOUGH = "stopp_skjema", "nok"
WISHES, DIRECT, SUMMARY = "viktig", "sikkerhet.apen", "ramme.oppsummering"
ELSEWHERE = "sikkerhet"             # where danger said in answer to a form of no area belongs


def ongoing(guide: Guide, case: Case) -> Question | None:
    """The next question of a form that was said yes to and is not done."""
    current = case.current()
    for instrument in _begun(guide, current):
        if question := next_part(guide, case, instrument):
            return personal(guide, case, question)
    return None


def offered(guide: Guide, case: Case) -> Question | None:
    """What may be offered when the areas are done: a form that the findings speak for, then own goals. Never after the summary."""
    if SUMMARY in case.current():
        return None
    return _form_offer(guide, case) or goal_offer(guide, case)


def goal_offer(guide: Guide, case: Case) -> Question | None:
    """Own goals, once, when the person has said something of what matters."""
    wanted = f"skjema.{GOALS}.{OFFER}"
    known = wanted in case.current() or any(m.instrument == GOALS for m in case.measurements)
    if known or not guide.frame.forms.most("goals", case) or not _calm(case) or not _told(guide, case, (WISHES,)):
        return None
    return guide.questions.get(wanted)


def feedback(guide: Guide, case: Case) -> Question | None:
    """How the talk was: the next question, None when all are met or the first was passed by."""
    if FEEDBACK not in guide.instruments or not _calm(case) or not _told(guide, case, tuple(guide.areas)):
        return None
    current = case.current()
    for item in guide.instruments[FEEDBACK].items[:guide.frame.forms.most("feedback", case)]:
        answer = current.get(wanted := f"skjema.{FEEDBACK}.{item.id}")
        if answer is None:
            return guide.questions[wanted]
        if answer.status == "hoppet":
            return None
    return None


def next_part(guide: Guide, case: Case, instrument: Instrument) -> Question | None:
    """The first part that is not met; None when the form is done, stopped or enough is said."""
    current = case.current()
    if instrument.id == GOALS:
        return _next_goal(guide, case, instrument, current)
    if stopped(case, instrument):
        return None
    wanted = (f"skjema.{instrument.id}.{item.id}" for item in instrument.items)
    return next((guide.questions[q] for q in wanted if q not in current), None)


def _next_goal(guide: Guide, case: Case, instrument: Instrument, current: dict[str, Answer]) -> Question | None:
    for item in instrument.items[:guide.frame.forms.most("goals", case)]:
        rating = f"skjema.{GOALS}.{item.id}"
        words = current.get(rating + WORDS)
        if words is None:
            return guide.questions[rating + WORDS]
        if words.status == "hoppet":
            return None
        if rating not in current:
            return guide.questions[rating]
    return None


def stopped(case: Case, instrument: Instrument) -> bool:
    """Whether the person ended the form before its last question, or said no to it after all."""
    current = case.current()
    items = (current.get(f"skjema.{instrument.id}.{item.id}") for item in instrument.items)
    return not accepted(current.get(f"skjema.{instrument.id}.{OFFER}")) or any(a and ends_here(a) for a in items)


def ends_here(answer: Answer) -> bool:
    """Whether the form was stopped at this question."""
    return answer.status == "hoppet" and STOP in answer.codes


def accepted(answer: Answer | None) -> bool:
    """Whether an offer was said yes to."""
    return answer is not None and answer.status == "besvart" and "ja" in answer.codes


def _begun(guide: Guide, current: dict[str, Answer]) -> list[Instrument]:
    """Forms said yes to, whose texts are still there."""
    ids = [parts(a.question)[0] for a in current.values() if parts(a.question)[1] == OFFER and accepted(a)]
    return [guide.instruments[i] for i in ids if f"skjema.{i}.{OFFER}" in guide.questions]


def _form_offer(guide: Guide, case: Case) -> Question | None:
    """The form with most grounds in what was said, of an area that no form has been about yet.

    Not before safety has been asked, and not after a no to another form.
    """
    current = case.current()
    offers = [a for a in current.values() if parts(a.question)[1] == OFFER and parts(a.question)[0] != GOALS]
    asked_directly = DIRECT in current or relevans.known_before(case, guide.questions[DIRECT])
    if len(offers) >= guide.frame.forms.most("forms", case) or not all(accepted(a) for a in offers) or not asked_directly or not _calm(case):
        return None
    met = {parts(a.question)[0] for a in offers} | {m.instrument for m in case.measurements}
    areas = {guide.instruments[i].area for i in met if i in guide.instruments}
    fits = [(i, found) for i, found in utfylling.offered(guide, case) if i.id != GOALS and i.readable and i.area not in areas]
    best = max(fits, key=lambda fit: len(fit[1]), default=None)
    return guide.questions.get(f"skjema.{best[0].id}.{OFFER}") if best else None


def _calm(case: Case) -> bool:
    """After an acute danger nobody is handed a form; in the talk itself an open safety step always goes before."""
    return case.worst_level() != "akutt"


def _told(guide: Guide, case: Case, areas: tuple[str, ...]) -> bool:
    """Whether something was said in own words there: a no, or «vet ikke», is not."""
    asked = ((guide.questions.get(a.question), a.text) for a in case.answered() if a.area in areas)
    return any(q and q.answer == "fritekst" and read_answer(q, text, None, case.language).kind == "svar" for q, text in asked)


def goals(case: Case) -> list[tuple[str, float | None]]:
    """The person's own goals from this talk, each with how well it goes now (0-10), None when that was not given."""
    made = case.current_measurements().get(f"chat-{GOALS}")
    return [(words, made.answers.get(item)) for item, words in made.words.items()] if made else []


def answered(case: Case) -> list[Maling]:
    """The forms answered in this talk, the goals and the feedback aside."""
    return [m for m in case.current_measurements().values() if m.id == f"chat-{m.instrument}" and m.instrument not in (GOALS, FEEDBACK)]


def complete(maling: Maling) -> bool:
    """Whether every question of the form got an answer."""
    return maling.status == "ferdig" and all(value is not None for value in maling.answers.values())


def stop_words(question: Question | None, text: str) -> bool:
    """Whether somebody who wants to stop speaks of the form that is open, and not of the talk."""
    inside = question is not None and any(c.code == STOP for c in question.choices)
    return inside and any(word.startswith(("skjema", "form", "spørreskjema")) for word in squash(text).split())


def personal(guide: Guide, case: Case, question: Question) -> Question:
    """The question as it is put to this person: how it goes with a goal is asked with the goal's own words."""
    instrument, part = parts(question.id)
    words = case.current().get(question.id + WORDS)
    if instrument != GOALS or words is None:
        return question
    return skjemasporsmal.goal_now(guide.frame.forms, part, words.text)


def placed(guide: Guide, question: Question) -> Question:
    """The question in the area that its answers are held back with; one that belongs to no form is given back as it is."""
    instrument, part = parts(question.id)
    return replace(question, area=skjemasporsmal.area_of(guide, instrument) or ELSEWHERE) if part else question
