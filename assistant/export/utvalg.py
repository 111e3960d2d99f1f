"""What the worker may read: the case without what the person holds back. Risks always stay, and so does what a worker has entered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.domain import planutkast, skjemasporsmal
from assistant.domain.case import Answer, Case, Finding, Maling
from assistant.domain.guide import Guide
from assistant.domain.tidligere import Earlier

PERSON = "person"


@dataclass(frozen=True)
class Shared:
    """`case` is safe to show in full. `hidden` are the areas held back; `nothing` when the talk is not shared at all."""

    case: Case
    hidden: tuple[str, ...]
    nothing: bool

    def hides(self, area: str) -> bool:
        return self.nothing or area in self.hidden


def shared(guide: Guide, case: Case) -> Shared:
    """Leave out answers and findings of the areas held back, also where a plan quotes them; everything when the person said no to sharing.

    What a worker has written in a plan or at a checklist is the worker's own and stays.
    """
    nothing = case.consent("deling") is False or case.consent("samtykke") is False
    hidden = tuple(a for a in dict.fromkeys(case.hidden_areas) if a)
    readable = None if nothing else frozenset(hidden)
    kept = replace(
        case, plans=[planutkast.readable(guide, p, readable) for p in case.plans],
        answers=[a for a in case.answers if not nothing and _told_in(guide, a) not in hidden],
        earlier=None if nothing or case.earlier is None else _earlier(case.earlier, hidden),
        findings=[f for f in case.findings if not nothing and not _held(guide, f, hidden)],
        measurements=[m for m in case.measurements if m.by != PERSON or not (nothing or _about(guide, m, hidden))],
    )
    return Shared(kept, hidden, nothing)


def _told_in(guide: Guide, answer: Answer) -> str:
    """The area that an answer is held back with; what was given on a form goes with what the form is about."""
    instrument = skjemasporsmal.parts(answer.question)[0]
    return skjemasporsmal.area_of(guide, instrument) or answer.area


def _about(guide: Guide, maling: Maling, hidden: tuple[str, ...]) -> bool:
    """Whether a form is about an area that is held back; one that is no longer known may be about any of them."""
    known = guide.instruments.get(maling.instrument)
    return bool(hidden) if known is None else known.area in hidden


def _earlier(known: Earlier, hidden: tuple[str, ...]) -> Earlier:
    """What was shared last time and is not held back now. Risks always stay."""
    goals = () if "viktig" in hidden else tuple(g for g in known.goals if g.shared)
    areas = tuple(s for s in known.areas if s.shared and s.area not in hidden)
    return replace(known, areas=areas, goals=goals, scores=tuple(s for s in known.scores if s.shared))


def _held(guide: Guide, finding: Finding, hidden: tuple[str, ...]) -> bool:
    """A finding is held back with the area it was said in and with the area it is about."""
    spec = guide.findings.get(finding.attribute)
    return finding.area in hidden or (spec is not None and spec.area in hidden)
