"""«Skjema og mål» in the worker's summary: one row for each filled-in form, and what can be seen at a glance."""

from __future__ import annotations

from assistant.domain import scoring
from assistant.domain.case import Case, Maling
from assistant.domain.guide import Guide
from assistant.export import skjemafigurer, skjemaord
from assistant.export.dokument import Cell, Section, Table, bold, line, para, small
from assistant.export.ord import Words
from assistant.export.tid import moment
from assistant.export.utvalg import Shared

WIDTHS = (0.18, 0.32, 0.32, 0.18)


def sections(guide: Guide, kept: Shared, w: Words) -> tuple[Section, ...]:
    """One section when there is anything to show."""
    rows = tuple(_row(guide, w, kept.case, m) for m in skjemaord.filled(guide, kept.case))
    if not rows:
        return ()
    head = tuple(w(f"skjema_hode_{name}") for name in ("skjema", "resultat", "grenser", "fylt"))
    figures = skjemafigurer.drawn(guide, kept, w)
    return (Section(w("skjema"), (para(w("skjema_hva"), kind="merknad"), Table(w("skjema"), head, rows, WIDTHS), *figures)),)


def _row(guide: Guide, w: Words, case: Case, maling: Maling) -> tuple[Cell, ...]:
    instrument = guide.instruments[maling.instrument]
    score, before = scoring.score(instrument, maling), skjemaord.previous(case, maling)
    result = [line(bold(text.rstrip("."))) for text in skjemaord.result_lines(w, instrument, maling, score)]
    result += [line(text) for text in (*skjemaord.goal_lines(w, instrument, maling), *skjemaord.said_lines(w, instrument, maling))]
    if before and (moved := scoring.moved(instrument, before, maling)):
        result += [line(small(text.rstrip("."))) for text in skjemaord.change_lines(w, instrument, moved, before.at)]
    limits = tuple(line(text.rstrip(".")) for text in skjemaord.limit_lines(w, instrument, score)) or (line("–"),)
    named = (line(bold(instrument.title.get(w.language))), *([line(small(instrument.window.get(w.language)))] if instrument.window else []))
    return named, tuple(result), limits, (line(skjemaord.filled_by(w, maling)), line(small(moment(w, maling.at))))
