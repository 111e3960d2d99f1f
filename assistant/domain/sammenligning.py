"""Then and now, side by side: what a follow-up talk says about last time. Nothing here weighs or judges; that is for people."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import scoring
from assistant.domain.case import Case, Maling
from assistant.domain.guide import Guide
from assistant.domain.oppfolging import CONSTANT, SINCE
from assistant.domain.oppfolgingdata import CHANGES
from assistant.domain.scoring import Moved
from assistant.domain.skjemasporsmal import GOALS
from assistant.domain.tidligere import Said, Scored

LOSS = "funksjonstap"


@dataclass(frozen=True)
class Row:
    """One area. `change` is a code of CHANGES or empty; `findings` are the values now as (attribute, value)."""

    area: str
    then: Said
    change: str
    words: str
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GoalRow:
    """A goal (0-10) then and now; None when it was not rated."""

    words: str
    then: float | None
    now: float | None


@dataclass(frozen=True)
class ScoreRow:
    """The totals of one form; `moved` is None when one of them is missing."""

    instrument: str
    then: float | None
    now: float | None
    moved: Moved | None


@dataclass(frozen=True)
class Comparison:
    """`at` is when the earlier talk was last changed, `function` the loss of function then and now (codes, empty when not known).

    Risks are (category, level, subject); `new` are areas that came up now and not last time.
    """

    at: str
    rows: tuple[Row, ...]
    goals: tuple[GoalRow, ...]
    scores: tuple[ScoreRow, ...]
    function: tuple[str, str]
    risks_then: tuple[tuple[str, str, str], ...]
    risks_now: tuple[tuple[str, str, str], ...]
    since: str
    new: tuple[str, ...]
    pathway: int | None = None


def compare(guide: Guide, case: Case) -> Comparison | None:
    """None when the talk follows no other, or nothing is known from it. The case holds only what the reader may see."""
    if case.earlier is None or case.earlier.nothing:
        return None
    known, current = case.earlier, case.current()
    rows = [_row(guide, case, s) for s in known.areas if s.area == "viktig" or (s.area in guide.follow_up.change and (s.findings or s.area == "funksjon"))]
    loss = next((s.value(LOSS) for s in known.areas if s.area == "funksjon"), "")
    since = current.get(SINCE)
    met = {a.area for a in case.answered() if a.area in guide.areas and not a.question.startswith("trygg.") and not a.closes_area}
    return Comparison(
        known.at, tuple(rows), _goals(case), tuple(_score(guide, case, s) for s in known.scores),
        (loss, next((f.value for f in reversed(case.facts(LOSS))), "")), known.risks,
        tuple((r.category, r.level, r.subject) for r in case.current_risks().values()),
        since.text.strip() if since and since.status == "besvart" else "",
        tuple(a.id for a in guide.in_order() if a.id in met and known.said(a.id) is None and a.id not in CONSTANT), known.pathway,
    )


def _row(guide: Guide, case: Case, then: Said) -> Row:
    current = case.current()
    asked = [a for q in (f"{then.area}.sist", f"{then.area}.sist_ord") if (a := current.get(q)) and a.status == "besvart"]
    change = next((c for a in asked for c in a.codes if c in CHANGES), "")
    words = [a.text.strip() for a in asked if a.text.strip() and not (a.codes and _is_label(guide, a.question, a.text))]
    found = [(f.attribute, f.value) for f in case.valid_findings()
             if f.counts and not f.earlier and f.attribute in guide.findings and guide.findings[f.attribute].area == then.area]
    return Row(then.area, then, change, " / ".join(words), tuple(dict.fromkeys(found)))


def _is_label(guide: Guide, question: str, text: str) -> bool:
    """Whether the words are only those of a button."""
    return any(text.strip().casefold() in (c.code, *(label.casefold() for label in (c.label.nb, c.label.nn, c.label.en or "")))
               for c in guide.questions[question].choices)


def _goals(case: Case) -> tuple[GoalRow, ...]:
    now = _newest(case, GOALS)
    goals = case.earlier.goals if case.earlier else ()
    return tuple(GoalRow(g.words, g.score, now.answers.get(g.id) if now else None) for g in goals)


def _score(guide: Guide, case: Case, known: Scored) -> ScoreRow:
    instrument, now = guide.instruments.get(known.instrument), _newest(case, known.instrument)
    if instrument is None:
        return ScoreRow(known.instrument, known.given_total, None, None)
    then = Maling("", known.instrument, "", dict(known.answers), given_total=known.given_total)
    before, after = scoring.score(instrument, then).total, scoring.score(instrument, now).total if now else None
    return ScoreRow(known.instrument, before, after, scoring.moved(instrument, then, now) if now else None)


def _newest(case: Case, instrument: str) -> Maling | None:
    return next((m for m in reversed(list(case.current_measurements().values())) if m.instrument == instrument and m.status == "ferdig"), None)
