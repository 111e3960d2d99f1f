"""A follow-up talk: what it knows from last time, what it asks, and the sentence that leads into each question.

Pure: the case holds the block that was copied when it began, so `next_question` needs no other case.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import utdrag
from assistant.domain.case import FOLLOW_UP, Answer, Case, Maling, replace
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.domain.skjemasporsmal import GOALS
from assistant.domain.tidligere import Earlier, Goal, Said, Scored

MATTERS, SINCE, NEW, HELPED = "viktig.sist", "situasjon.sist", "situasjon.nytt", "ressurser.hjulpet"
CHANGED = ("tyngre", "annerledes")
MORE = ".sist_ord"
CONSTANT = ("viktig", "situasjon", "sikkerhet")
NAMED = 4
RATED = f"{GOALS}-oppfolging"


def compares(case: Case) -> bool:
    """Whether there is anything from last time to ask about; without it a follow-up goes as any other talk."""
    return case.kind == FOLLOW_UP and case.earlier is not None and not case.earlier.nothing


def earlier(guide: Guide, case: Case, seen: Case) -> Earlier:
    """What the next talk is to know about this one. `seen` is the case as a worker may read it; the rest is marked as not shared."""
    said, shown = _said(guide, case), _said(guide, seen)
    read = {m.id for m in seen.measurements}
    finished = [m for m in case.current_measurements().values() if m.status == "ferdig"]
    newest = {m.instrument: m for m in finished}
    return Earlier(
        case.updated,
        tuple(Said(s.area, s.words, s.findings, s.shared and shown.get(a) == s) for a, s in said.items()),
        tuple(_goals(newest[GOALS], newest[GOALS].id in read)) if GOALS in newest else case.earlier.goals if case.earlier else (),
        tuple(Scored(m.instrument, tuple(m.answers.items()), m.given_total, m.id in read) for m in newest.values()),
        risks=tuple((r.category, r.level, r.subject) for r in case.current_risks().values()),
        pathway=case.decisions[-1].pathway if case.decisions else None,
    )


def _goals(maling: Maling, shared: bool) -> Iterator[Goal]:
    """The goals of a form, as they were put and rated."""
    for item, words in maling.words.items():
        if words.strip():
            yield Goal(item, words.strip(), maling.answers.get(item), shared)


def rate(guide: Guide, case: Case, question: Question, number: float | None, at: str) -> None:
    """A goal from last time rated anew becomes a form of this talk. Words that were not shared last time are not carried over."""
    goals = case.earlier.goals if case.earlier else ()
    if number is None or question not in guide.follow_up.goals[: len(goals)] or GOALS not in guide.instruments:
        return
    before = case.current_measurements().get(RATED)
    goal = goals[guide.follow_up.goals.index(question)]
    words = {g.id: g.words for g in goals if g.shared}
    base = before or Maling(RATED, GOALS, guide.instruments[GOALS].version, words=words, source="chat" if case.mode == "self" else "samtale",
                            by="person" if case.mode == "self" else "fagperson")
    case.measurements.append(replace(base, answers={**base.answers, goal.id: number}, at=at, turn=case.turn))


def _said(guide: Guide, case: Case) -> dict[str, Said]:
    """Each area that came up, also in the talk before this one where nothing newer was said about it."""
    before = {s.area: s for s in case.earlier.areas} if case.earlier else {}
    found: dict[str, list[tuple[str, str]]] = {}
    quotes: dict[str, str] = {}
    for f in case.valid_findings():
        if f.counts and not f.earlier and f.attribute in guide.findings:
            area = guide.findings[f.attribute].area
            found.setdefault(area, []).append((f.attribute, f.value))
            quotes.setdefault(area, "" if _dangerous(case, f.question) else f.quote)
    met = [a.area for a in case.answered() if a.area in guide.areas and not a.question.startswith("trygg.")]
    new = {a: Said(a, _words(guide, case, a) or quotes.get(a, ""), tuple(dict.fromkeys(found.get(a, ())))) for a in dict.fromkeys([*met, *found])}
    for area, old in before.items():
        now = new.get(area)
        if now is None or not (now.words or now.findings):
            new[area] = old
        elif not now.findings:
            new[area] = Said(area, now.words, old.findings, old.shared)
    return {a.id: new[a.id] for a in guide.in_order() if a.id in new}


def _words(guide: Guide, case: Case, area: str) -> str:
    """The newest free words to the area's open question, else the first free words there; none that held danger, and none chosen."""
    own = [a for a in case.answered() if a.area == area and a.text.strip() and not a.codes and not a.closes_area
           and not _dangerous(case, a.question) and not a.question.startswith("trygg.")]
    led = [a for a in own if a.question in (f"{area}.sist", guide.areas[area].opening.id)]
    return (led or own)[-1 if led else 0].text.strip() if own else ""


def _dangerous(case: Case, question: str) -> bool:
    """Words of danger are never said back to open a talk."""
    return any(r.question == question for r in case.risks)


def may_be_empty(question: Question) -> bool:
    """Whether a plain no is a whole answer, with nothing to say back but thanks."""
    return question.id in (NEW, HELPED) or question.id.endswith(MORE)


def open_question(guide: Guide, case: Case) -> Question | None:
    """The next question about what was there last time; None when all of it is met. Ends with what is new."""
    current = case.current()
    return next((q for q in _planned(guide, case, current) if _waits(case, q, current)), None)


def helped(guide: Guide, case: Case) -> Question | None:
    """Asked once, when something is better."""
    better = any("bedre" in a.codes for a in case.answered())
    question = guide.questions[HELPED]
    return question if better and _waits(case, question, case.current()) else None


def size(guide: Guide, case: Case) -> int:
    """About how many questions the talk holds: those about last time, how much one manages, and the two about safety."""
    return sum(1 for _ in _planned(guide, case, case.current())) + 2


def _planned(guide: Guide, case: Case, current: dict[str, Answer]) -> Iterator[Question]:
    known = case.earlier or Earlier()
    said = known.said("viktig")
    yield guide.questions[MATTERS if said and said.words else "viktig.apen"]
    yield from (guide.follow_up.goals[n] for n in range(min(len(known.goals), len(guide.follow_up.goals))))
    yield guide.questions[SINCE]
    for area in _areas(guide, case):
        yield guide.follow_up.change[area]
        answer = current.get(f"{area}.sist")
        if answer and not answer.text.strip() and set(answer.codes) & set(CHANGED):
            yield guide.follow_up.more[area]
        if area == "funksjon":
            yield guide.questions["funksjon.grad"]
    yield guide.questions[NEW]


def _areas(guide: Guide, case: Case) -> list[str]:
    """The areas with findings last time, most findings first, as many as the depth allows; everyday life is always among them when it came up."""
    known = case.earlier or Earlier()
    found = [s for s in known.areas if (s.findings or s.area == "funksjon") and s.area in guide.follow_up.change]
    found.sort(key=lambda s: (s.area != "funksjon", -len(s.findings), guide.areas[s.area].order))
    picked = {s.area for s in found[: guide.follow_up.most[case.depth]]}
    return [a.id for a in guide.in_order() if a.id in picked]


def _waits(case: Case, question: Question, current: dict[str, Answer]) -> bool:
    return question.id not in current and (question.when is None or question.when.holds(case))


def lead(guide: Guide, case: Case, question: Question) -> tuple[str, dict[str, str]] | None:
    """(text key, values) of what is said before the question: the person's own words where it is good to meet them again, else the theme."""
    if not compares(case) or case.earlier is None:
        return None
    if question.id == NEW:
        return _not_mentioned(guide, case)
    if question in guide.follow_up.goals:
        return _goal(guide, case, guide.follow_up.goals.index(question))
    if question.id == "sikkerhet.apen":
        return ("sist_trygghet", {}) if case.earlier.risks else None
    said = case.earlier.said(question.area)
    if question.id == MATTERS and said:
        return "sist_viktig", {"sitat": utdrag.clip(said.words, 140)}
    if said is None or question.id != f"{question.area}.sist" or question.id == SINCE:
        return None
    if said.words and question.area in guide.follow_up.quotes:
        return "sist_sitat", {"sitat": utdrag.clip(said.words, 140)}
    return "sist_tema", {"tema": guide.areas[question.area].short.get(case.language)}


def _goal(guide: Guide, case: Case, number: int) -> tuple[str, dict[str, str]] | None:
    goals = case.earlier.goals if case.earlier else ()
    if number >= len(goals):
        return None
    goal = goals[number]
    values = {"mal": utdrag.clip(goal.words, 140)}
    return ("sist_mal", values) if goal.score is None else ("sist_mal_tall", {**values, "tall": f"{goal.score:g}"})


def _not_mentioned(guide: Guide, case: Case) -> tuple[str, dict[str, str]] | None:
    """Some of the themes that neither last time nor this talk has touched."""
    met = {a.area for a in case.current().values()} | {s.area for s in (case.earlier or Earlier()).areas}
    left = [a.short.get(case.language) for a in guide.in_order() if a.id not in met and a.id in guide.follow_up.change]
    return ("sist_ikke_nevnt", {"temaer": "; ".join(left[:NAMED])}) if left else None
