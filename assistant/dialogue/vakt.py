"""The guard after Rasa: no dangerous message leaves without a safety step, and no failure leaves a person alone."""

from __future__ import annotations

from collections.abc import Callable

from assistant.actions.rom import Tur
from assistant.dialogue import hendelser
from assistant.domain import flow, replikk, samtale
from assistant.domain.analyse import Analysis
from assistant.domain.case import Answer, level_rank
from assistant.domain.guide import Guide
from assistant.store.base import Store


def guard(tur: Tur) -> None:
    """Put the safety step first when the message holds hoy or akutt and the reply holds none."""
    analysis = tur.analysis
    if level_rank(analysis.level) < level_rank("hoy") or any(m.kind == "safety" and m.contacts for m in tur.out):
        return
    hendelser.failed("sikkerhetssteg", case_id=tur.case.id)
    question = tur.guide.questions["sikkerhet.apen"]
    noted = samtale.note_risks(tur.case, question, analysis, tur.now)
    tur.out = [replikk.safety(tur.guide, tur.case, noted, tur.now), *[m for m in tur.out if m.kind != "question"]]
    pending = flow.next_question(tur.guide, tur.case)
    if pending is not None:
        tur.out += replikk.ask(tur.guide, tur.case, pending)


def recover(guide: Guide, store: Store, tur: Tur, read: Callable[[str, bool], Analysis]) -> Tur:
    """After a failure: the case as it was, plus the person's words; calm text with numbers; the question stays open."""
    case = store.load(tur.case.id) or tur.case
    case.turn, case.updated = tur.case.turn, tur.now
    fresh = Tur(guide, case, _never_raises(read), tur.text, tur.choice, tur.now, began=tur.began, recovered=True, status=tur.status)
    question = flow.next_question(guide, case)
    if question is not None and tur.text and question.area in guide.areas:
        case.answers.append(Answer(question.id, question.area, tur.text, turn=case.turn, at=tur.now))
        samtale.reopen(case, question.id, tur.now)
    fresh.out = [replikk.say(guide, case, "feil", "safety")]
    return fresh


def _never_raises(read: Callable[[str, bool], Analysis]) -> Callable[[str, bool], Analysis]:
    def safe(text: str, by_worker: bool) -> Analysis:
        try:
            return read(text, by_worker)
        except Exception as error:
            hendelser.failed("analyse", error)
            return Analysis(text, "nb", 0)

    return safe
