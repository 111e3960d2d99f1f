"""Which question comes next: a pure function of the guide and the case. No current step is stored anywhere."""

from __future__ import annotations

from assistant.domain import kontakt, oppfolging, parorende, parorendedata, relevans, sikkerhet, skjema
from assistant.domain.case import DEPTHS, Answer, Case
from assistant.domain.guide import Guide
from assistant.domain.omrade import Area, Question

FIRST = ("viktig.apen", "situasjon.apen")
ALWAYS = ("situasjon.varighet", "funksjon.apen", "funksjon.grad", "sikkerhet.apen", "sikkerhet.redd", "ressurser.apen")
GRAVE = ("rusmiddel", "psykose", "mani", "spiseforstyrrelse", "egenomsorg_svikt")        # with these, children are always asked about
FOLLOW_UPS = {"kort": (0, 1), "normal": (0, 2), "grundig": (1, 6)}     # in a plain area, in one that earlier words raised


def next_question(guide: Guide, case: Case) -> Question | None:
    """The question to ask now, in the words of this kind of talk; None when the talk is over or was declined."""
    question = sikkerhet.pending(guide, case) or _of_the_talk(guide, case)
    return parorende.worded(guide, case, question) if question else None


def _of_the_talk(guide: Guide, case: Case) -> Question | None:
    if case.status in ("levert", "avsluttet") or case.agreed() is False:
        return None
    if case.agreed() is None:
        return guide.questions["ramme.samtykke"]
    return _reopened(guide, case) or _in_focus(guide, case) or _from_areas(guide, case) or _offered(guide, case) or _closing(guide, case)


def _offered(guide: Guide, case: Case) -> Question | None:
    return None if _other_kind(case) else skjema.offered(guide, case)


def _other_kind(case: Case) -> bool:
    """A talk that compares rates the goals itself, and a relative's is about somebody else: no forms are handed out there."""
    return parorende.is_relative(case) or oppfolging.compares(case)


def _reopened(guide: Guide, case: Case) -> Question | None:
    open_again = [q for a in case.current().values() if a.status == "gjenapnet" and (q := guide.questions.get(a.question))]
    return skjema.personal(guide, case, open_again[-1]) if open_again else None


def _in_focus(guide: Guide, case: Case) -> Question | None:
    """The area that was gone to, then a form that is begun; goals belong to what matters. A talk of another kind has its own order."""
    if _other_kind(case):
        return None
    if case.focus and (q := _first_open(guide, case, guide.areas[case.focus], case.current(), True)):
        return q
    return skjema.ongoing(guide, case) or (skjema.goal_offer(guide, case) if case.focus == skjema.WISHES else None)


def _from_areas(guide: Guide, case: Case) -> Question | None:
    if parorende.is_relative(case):
        return parorende.open_question(guide, case)
    current = case.current()
    if oppfolging.compares(case):
        return _since_last(guide, case, current)
    for first in FIRST:
        if first not in current:
            return guide.questions[first]
    must = [q for q in _must(guide, case) if _open(guide, case, q, current)]
    left = guide.frame.budget[case.depth] - asked(guide, case)
    if left > len(must):
        for area in _by_relevance(guide, case, current):
            if question := _first_open(guide, case, area, current, False):
                return question
    return must[0] if must else None


def _since_last(guide: Guide, case: Case, current: dict[str, Answer]) -> Question | None:
    """What may have changed, then what is new, then what helped, and always safety."""
    if case.focus:
        change = guide.follow_up.change.get(case.focus)
        if change and change.id not in current and case.focus in _before(case):
            return change
        if q := _first_open(guide, case, guide.areas[case.focus], current, True):
            return q
    if question := oppfolging.open_question(guide, case):
        return question
    for area in _by_relevance(guide, case, current):
        new = area.id not in _before(case) and area.id not in oppfolging.CONSTANT and relevans.is_raised(guide, case, area)
        if new and (question := _first_open(guide, case, area, current, False)):
            return question
    grave = [guide.questions["barn.apen"]] if any(case.facts(a) for a in GRAVE) and "barn" not in _before(case) else []
    safety = [guide.questions["sikkerhet.apen"], guide.questions["sikkerhet.redd"], *grave]
    return oppfolging.helped(guide, case) or next((q for q in safety if _open(guide, case, q, current, True)), None)


def _before(case: Case) -> frozenset[str]:
    """The areas that came up last time."""
    return frozenset(s.area for s in case.earlier.areas) if case.earlier else frozenset()


def _must(guide: Guide, case: Case) -> list[Question]:
    """Asked whatever the budget says: safety always, and in a thorough talk every area's first question."""
    openings = [a.opening for a in guide.in_order()] if case.depth == "grundig" else []
    grave = bool(case.risks) or any(case.facts(a) for a in GRAVE)
    children = [guide.questions["barn.apen"]] if grave or case.depth == "normal" else []
    asked_of = case.current()
    ready = [q for q in (guide.questions[i] for i in ALWAYS) if q.id != "funksjon.grad" or "funksjon.apen" in asked_of]
    return list(dict.fromkeys([*openings, *ready, *children]))


def asked(guide: Guide, case: Case) -> int:
    """How many of the areas' questions have been met so far."""
    return sum(a.area in guide.areas and not a.question.startswith("trygg.") for a in case.current().values())


def _by_relevance(guide: Guide, case: Case, current: dict[str, Answer]) -> list[Area]:
    """The area just talked about, then those that earlier words have raised, then the common order."""
    last = max((a for a in current.values() if a.area in guide.areas and not a.question.startswith("trygg.")),
               key=lambda a: a.turn, default=None)
    return sorted(guide.areas.values(), key=lambda a: (
        a.id != (last.area if last else ""), not relevans.is_raised(guide, case, a), a.order))


def _first_open(guide: Guide, case: Case, area: Area, current: dict[str, Answer], free: bool) -> Question | None:
    follow_ups = sum(a.area == area.id and not a.question.startswith("trygg.") for a in current.values()) - 1
    spent = not free and follow_ups >= FOLLOW_UPS[case.depth][relevans.is_raised(guide, case, area)]
    wanted = [q for q in area.questions if q.id in ALWAYS] if spent else area.questions
    return next((q for q in wanted if _open(guide, case, q, current, free)), None)


def _open(guide: Guide, case: Case, question: Question, current: dict[str, Answer], free: bool = False) -> bool:
    """Not met, not closed, wanted at this depth, its condition holds, and nothing said answers it already."""
    area = guide.areas[question.area]
    if question.id in current or any(a.closes_area and a.area == area.id for a in current.values()):
        return False
    limit = DEPTHS.index(case.depth) + relevans.is_raised(guide, case, area)
    if question.id == "barn.apen" and question in _must(guide, case):
        limit = len(DEPTHS)
    if not free and DEPTHS.index(question.depth) > limit:
        return False
    if question.when is not None and not question.when.holds(case):
        return False
    return not relevans.known_before(case, question)


def _closing(guide: Guide, case: Case) -> Question | None:
    """Summary until it is approved after the last change, then how to be reached, then sharing."""
    current = case.current()
    summary, extra, share, hold = (current.get(f"ramme.{n}") for n in ("oppsummering", "tillegg", "deling", "deling_utvalg"))
    if summary and "legge_til" in summary.codes and (extra is None or extra.turn < summary.turn):
        return guide.questions["ramme.tillegg"]
    changed = max((a.turn for a in current.values() if not a.question.startswith(_FRAME_ENDS)), default=0)
    approved = summary and (summary.status == "hoppet" or "stemmer" in summary.codes) and summary.turn >= changed
    if not approved:
        return guide.questions["ramme.oppsummering"]
    if share is None and kontakt.wanted(case):
        return guide.questions[kontakt.ASKED]
    if share is None and parorende.is_relative(case) and parorendedata.SHOWN_TO_PERSON not in current:
        return guide.questions[parorendedata.SHOWN_TO_PERSON]
    if share is None:
        return (None if _other_kind(case) else skjema.feedback(guide, case)) or guide.questions["ramme.deling"]
    if "utvalg" in share.codes and (hold is None or hold.turn < share.turn):
        return guide.questions["ramme.deling_utvalg"]
    return None


_FRAME_ENDS = ("ramme.oppsummering", kontakt.ASKED, parorendedata.SHOWN_TO_PERSON, "ramme.deling", "ramme.deling_utvalg", f"skjema.{skjema.FEEDBACK}.")


def progress(guide: Guide, case: Case) -> dict[str, int | str]:
    """{"answered", "total", "percent", "label"} of the areas' questions; label is a text key."""
    done, question = asked(guide, case), next_question(guide, case)
    total = max(_expected(guide, case), done + 1)
    closing = question is None or question.id.startswith((*_FRAME_ENDS, "ramme.tillegg"))
    percent = 100 if question is None else 95 if closing else min(90, round(100 * done / total))
    label = "ferdig" if question is None else "slutt" if percent > 65 else "midt" if percent > 30 else "start"
    return {"answered": done, "total": done if closing else total, "percent": percent, "label": f"progresjon_{label}"}


def _expected(guide: Guide, case: Case) -> int:
    """About how many questions the talk will hold."""
    if parorende.is_relative(case):
        return len(guide.relative.questions)
    if oppfolging.compares(case):
        return oppfolging.size(guide, case)
    return guide.frame.budget[case.depth] if case.depth != "grundig" else 40
