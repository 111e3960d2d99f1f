"""One risk through the talk: every sign, what was shown, what was answered, when."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.case import Answer, Case, RiskEvent, level_rank
from assistant.domain.guide import Guide
from assistant.export import svarord
from assistant.export.ord import Words
from assistant.export.renset import one_line, quoted


@dataclass(frozen=True)
class RiskStory:
    """All events of one risk id, oldest first. `now` is the one in force."""

    events: tuple[RiskEvent, ...]

    @property
    def now(self) -> RiskEvent:
        return self.events[-1]

    @property
    def first_at(self) -> str:
        return self.events[0].at

    @property
    def quotes(self) -> list[str]:
        """The person's words, the newest in force first, each once."""
        return list(dict.fromkeys(e.quote.strip() for e in reversed(self.events) if e.quote.strip()))

    @property
    def levels(self) -> list[str]:
        """The levels it has had, in order, repeats left out."""
        path = [self.events[0].first_level or self.events[0].level, *(e.level for e in self.events)]
        return [level for i, level in enumerate(path) if i == 0 or level != path[i - 1]]

    @property
    def shown(self) -> list[str]:
        return list(dict.fromkeys(s for e in self.events for s in e.shown))

    @property
    def replies(self) -> list[str]:
        """Every reply in order; a step that was opened again keeps the replies from before."""
        told: list[str] = []
        before: tuple[str, ...] = ()
        for event in self.events:
            grown = event.replies[: len(before)] == before
            told += event.replies[len(before):] if grown else event.replies
            before = event.replies
        return told


def stories(case: Case) -> list[RiskStory]:
    """The risks of a case, the most serious in force first."""
    ids = list(case.current_risks())
    found = [RiskStory(tuple(r for r in case.risks if r.id == i)) for i in ids]
    return sorted(found, key=lambda s: (-level_rank(s.now.level), s.events[0].turn))


def shown_text(guide: Guide, w: Words, shown: str) -> str:
    """A contact id as name and number; any other text as it is."""
    contact = guide.contacts.get(shown)
    return f"{contact.name.get(w.language)} {contact.phone}".strip() if contact else one_line(shown)


def reply_lines(guide: Guide, w: Words, case: Case, reply: str) -> tuple[str, str]:
    """(question, answer) of one reply «question=code». The person's sentence is used when the code only says that there is one."""
    question, _, code = reply.partition("=")
    named = svarord.labels(w, guide.questions.get(question))
    plain = {"vil_ikke": w("svar_vil_ikke"), "vet_ikke": w("svar_vet_ikke"), "ingenting": w("svar_ingenting")}
    sentence = _sentence(guide, w, case, question, code)
    answer = sentence or named.get(code) or plain.get(code) or w("svar_eget")
    return one_line(svarord.asked(guide, case, question, w.language)), answer


def _sentence(guide: Guide, w: Words, case: Case, question: str, code: str) -> str:
    """The person's own words to a safety question; empty when a button was chosen or the words are held back."""
    answers: list[Answer] = [a for a in case.answers if a.question == question and a.text.strip()]
    fitting = [a for a in answers if not a.codes or code in a.codes]
    if not fitting or svarord.is_chosen(guide, fitting[-1]):
        return ""
    return quoted(fitting[-1].text, 400)
