"""Changes outside the run of the talk: correcting an answer, and sharing the talk from a button."""

from __future__ import annotations

from assistant.actions import skjema
from assistant.actions.rom import Tur
from assistant.domain import kontakt, replikk, samtale
from assistant.domain.case import Case, Consent
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question

OWN = ("ramme.tillegg", kontakt.ASKED)        # of the frame, what holds the person's own words


class NotCorrectable(LookupError):
    """No answer to that question, or one that only the talk itself can change."""


class NotShareable(Exception):
    """The person has not agreed to the talk, so there is nothing to share."""


def question(guide: Guide, case: Case, wanted: str) -> Question:
    """The question whose answer may be corrected. Raises NotCorrectable."""
    found = guide.questions.get(wanted)
    if found is not None and kontakt.may_change(case, wanted):
        return found
    if found is None or wanted not in case.current() or wanted.startswith("trygg.") or (found.area == "ramme" and wanted not in OWN):
        raise NotCorrectable(wanted)
    return found


def correct(tur: Tur, wanted: Question) -> None:
    """The new answer with its findings and risks beside the old one; then the question that stood open again.

    Words that say nothing leave the old answer in force.
    """
    if samtale.read(wanted, tur.text, tur.choice, tur.case.language).kind == "tomt":
        tur.out = [replikk.say(tur.guide, tur.case, "ikke_forstatt")]
        return
    samtale.reopen(tur.case, wanted.id, tur.now)
    taken = samtale.receive(tur.guide, tur.case, wanted, tur.text, tur.choice, tur.analysis, tur.now)
    tur.out = replikk.respond(tur.guide, tur.case, taken, wanted, tur.text)
    if taken.risks:
        current = tur.case.current_risks()
        said = [m for m in tur.out if m.kind != "info"]
        tur.out = [*said, replikk.safety(tur.guide, tur.case, [current[r.id] for r in taken.risks], tur.now)]
    tur.out += skjema.next_messages(tur)


def share(tur: Tur, hidden: tuple[str, ...]) -> None:
    """Share the talk without the areas held back. May be done again to hold back more or less. Raises NotShareable."""
    if tur.case.consent("samtykke") is not True:
        raise NotShareable
    tur.case.hidden_areas = hidden
    tur.case.consents.append(Consent("deling", True, ",".join(hidden), tur.now))
    tur.case.status = "levert"
    tur.out = [replikk.say(tur.guide, tur.case, kontakt.delivered(tur.case), "closing")]
