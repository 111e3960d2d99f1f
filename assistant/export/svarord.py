"""One answer as a reader meets it: the person's words in quotation marks, a chosen answer as its label."""

from __future__ import annotations

from assistant.domain import parorende
from assistant.domain.case import LANGUAGES, Answer, Case
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.domain.replikk import spoken
from assistant.export.dokument import Line, line, small
from assistant.export.ord import Words, words
from assistant.export.renset import clean, one_line, quoted


def labels(w: Words, question: Question | None) -> dict[str, str]:
    """Code -> label, with plain yes and no where the question has no choices of its own."""
    own = {c.code: c.label.get(w.language) for c in question.choices} if question else {}
    return {"ja": w("ja"), "nei": w("nei"), **own}


def is_chosen(guide: Guide, answer: Answer) -> bool:
    """Whether the answer is a button or a number and not the person's own sentence, in whichever language it was chosen."""
    text = one_line(answer.text).casefold()
    named = [labels(words(language), guide.questions.get(answer.question)) for language in LANGUAGES]
    spelled = {", ".join(names.get(c, c) for c in answer.codes).casefold() for names in named}
    known = {c.casefold() for c in answer.codes} | {names[c].casefold() for names in named for c in answer.codes if c in names}
    return bool(answer.codes) and (not text or text in known | spelled)


def answer_text(guide: Guide, w: Words, answer: Answer) -> str:
    """The answer without marks: own words, labels, or a number with what it means."""
    question = guide.questions.get(answer.question)
    if not is_chosen(guide, answer):
        return clean(spoken(guide, answer, w.language)).strip()
    named = labels(w, question)
    picked = ", ".join(named.get(c, c) for c in answer.codes)
    if question and question.answer == "skala" and question.low_label and question.high_label:
        return w("skala", tall=picked, lav=question.low, lavtekst=question.low_label.get(w.language),
                 hoy=question.high, hoytekst=question.high_label.get(w.language))
    if question and question.unit:
        return f"{picked} {question.unit.get(w.language)}"
    return picked


def answer_lines(guide: Guide, w: Words, answer: Answer) -> tuple[Line, ...]:
    """Own words in «», a chosen answer with a note that it was chosen, a read answer with what it was read as."""
    text = answer_text(guide, w, answer)
    if not text:
        return ()
    if is_chosen(guide, answer):
        return (line(text, small(f" ({w('valgt')})")),)
    question = guide.questions.get(answer.question)
    named = labels(w, question)
    picked = ", ".join(named[c] for c in answer.codes if c in named)
    first = line(quoted(text))
    return (first, line(small(w("forstatt_som", svar=picked)))) if picked and picked.casefold() != text.casefold() else (first,)


def asked(guide: Guide, case: Case, question: str, language: str) -> str:
    """How the question was put; an unknown one (an older guide) gives its id."""
    found = guide.questions.get(question)
    return parorende.worded(guide, case, found).wording(case.mode, language) if found else question
