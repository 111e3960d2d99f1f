"""From a request to a turn of the engine: what is let through, and what a chosen button is called in the transcript."""

from __future__ import annotations

from assistant.dialogue.tur import COMMANDS, Turn
from assistant.domain import flow, replikk
from assistant.domain.case import RELATIVE, Case
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.domain.svar import MAX_CHARS
from assistant.domain.yamlfil import Text
from assistant.web.problemer import Problem
from assistant.web.skjemaer import Said

COMMAND_LABELS = {
    "stopp": Text("Stopp", "Stopp", "Stop"), "pause": Text("Pause", "Pause", "Pause"), "fortsett": Text("Fortsett", "Hald fram", "Continue"),
    "tilbake": Text("Tilbake", "Tilbake", "Back"), "hopp_over": Text("Hopp over", "Hopp over", "Skip"),
    "hvorfor": Text("Hvorfor spør dere?", "Kvifor spør de?", "Why do you ask?"), "hjelp": Text("Hjelp", "Hjelp", "Help"),
    "personvern": Text("Personvern", "Personvern", "Privacy"),
    "menneske": Text("Snakke med et menneske", "Snakke med eit menneske", "Talk to a person"),
    "gjenta": Text("Gjenta spørsmålet", "Gjenta spørsmålet", "Repeat the question"), "bytt_sprak": Text("Bytt språk", "Byt språk", "Change language"),
    "rett_svar": Text("Rett et svar", "Rett eit svar", "Correct an answer"),
}
LANGUAGE_NAMES = {"sprak:nb": "Bokmål", "sprak:nn": "Nynorsk", "sprak:en": "English"}


def turn(guide: Guide, case: Case, said: Said, actor: str) -> Turn:
    """The turn for the question that stands open. Raises Problem on anything but one text or one known choice."""
    _exactly_one(said)
    if said.choice is None:
        return Turn(_text(said.text or ""), None, said.client_id, actor)
    return Turn(_label(guide, case, said.choice), said.choice, said.client_id, actor)


def correction(guide: Guide, case: Case, question: Question, said: Said, actor: str) -> Turn:
    """The turn that corrects an answer. Raises Problem as `turn`, and when there is nothing in it."""
    _exactly_one(said)
    if said.choice is None:
        if not (text := _text(said.text or "")).strip():
            raise Problem("ugyldig", "Skriv det nye svaret. Det gamle svaret står til du gjør det.")
        return Turn(text, None, said.client_id, actor)
    if not _offered(guide, case, question, said.choice):
        raise Problem("ugyldig", "Dette valget finnes ikke i spørsmålet som rettes.")
    return Turn("", said.choice, said.client_id, actor)


def _exactly_one(said: Said) -> None:
    if (said.text is None) == (said.choice is None):
        raise Problem("ugyldig", "Send enten «text» eller «choice», og bare én av dem.")


def _text(text: str) -> str:
    """The words as written, without control characters. Raises Problem when there are too many."""
    if len(text) > MAX_CHARS:
        allowed = f"{MAX_CHARS // 1000} 000"
        raise Problem("for-langt", f"Meldingen er for lang. Den kan ha {allowed} tegn. Del den gjerne i flere meldinger.")
    return "".join(c for c in text if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160))


def _label(guide: Guide, case: Case, choice: str) -> str:
    """What a command is called; empty for an answer, which the engine names itself. Raises Problem on an unknown choice."""
    question = flow.next_question(guide, case)
    if question is not None and _offered(guide, case, question, choice):
        return ""
    if choice in COMMANDS:
        return COMMAND_LABELS[choice].get(case.language)
    kind, _, what = choice.partition(":")
    if choice in LANGUAGE_NAMES:
        return LANGUAGE_NAMES[choice]
    if kind == "rett" and what in case.current():
        return COMMAND_LABELS["rett_svar"].get(case.language)
    if kind == "omrade" and what in guide.areas and case.mode == "guided" and case.kind != RELATIVE:
        return guide.areas[what].title.get(case.language)
    raise Problem("ugyldig", "Dette valget finnes ikke lenger. Velg et av svarene som står nederst, eller skriv med egne ord.")


def _offered(guide: Guide, case: Case, question: Question, choice: str) -> bool:
    """Whether every code is among the question's choices. Choosing none is an answer where several may be chosen."""
    codes = {c.code for c in replikk.choices(guide, case, question)}
    picked = choice.split(",") if choice else []
    if question.answer == "flere":
        return bool(codes) and set(picked) <= codes
    return len(picked) == 1 and picked[0] in codes
