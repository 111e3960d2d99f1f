"""Forms as figures: a total with its limits, and the person's own goals over time."""

from __future__ import annotations

from functools import partial

from assistant.domain import datoer
from assistant.domain.case import Maling
from assistant.domain.guide import Guide
from assistant.domain.instrument import Instrument
from assistant.domain.scoring import Reach, Score, number, score
from assistant.domain.skjemasporsmal import GOALS
from assistant.export import figur, skjemaord
from assistant.export.dokument import Figure
from assistant.export.ord import Words
from assistant.export.renset import one_line, shorten
from assistant.export.tid import local
from assistant.export.utvalg import Shared

Row = tuple[Instrument, Maling, Score]
GOAL_WIDTH = 60


def drawn(guide: Guide, kept: Shared, w: Words) -> list[Figure]:
    """Nothing without a form that is done."""
    done = sorted((m for m in skjemaord.filled(guide, kept.case) if m.status == "ferdig"), key=lambda m: m.at)
    rows = [(i, m, score(i, m)) for m in done for i in [guide.instruments[m.instrument]]]
    return [*_scales(rows, w), *_goals(rows, w)]


def _scales(rows: list[Row], w: Words) -> list[Figure]:
    """The newest total of each form that has limits."""
    newest = {i.id: (i, m, s) for i, m, s in rows if s.total is not None and s.limits}
    drawn = tuple(figur.Scale(f"{i.title.get(w.language)}, {day(w, m.at)}", i.low, i.high, s.total, tuple((r.limit.at, named(w, r)) for r in s.limits))
                  for i, m, s in newest.values() if s.total is not None)
    if not drawn:
        return []
    told = (w("figur_skala_rad", skjema=d.label, sum=number(d.total), lav=number(d.low), hoy=number(d.high), grenser="; ".join(t for _, t in d.limits))
            for d in drawn)
    return [Figure(partial(figur.scales, drawn), " ".join(told), w("figur_skala"), figur.WIDTH)]


def _goals(rows: list[Row], w: Words) -> list[Figure]:
    """The person's own goals when they have a number at two times or more."""
    taken = [(when.toordinal(), i, m) for i, m, _ in rows if i.id == GOALS and (when := local(m.at))]
    series = []
    for item in dict.fromkeys(key for _, _, m in taken for key in m.answers):
        points = tuple((float(d), float(v)) for d, _, m in taken if (v := m.answers.get(item)) is not None)
        words = next((m.words[item] for _, _, m in reversed(taken) if m.words.get(item, "").strip()), "")
        if len({d for d, _ in points}) > 1:
            series.append(figur.Series(shorten(words, GOAL_WIDTH) or w("mal_uten_ord"), points))
    if not series:
        return []
    used = {d for s in series for d, _ in s.points}
    days = tuple((float(d), short_day(w, m.at)) for d, _, m in {d: (d, i, m) for d, i, m in taken}.values() if d in used)
    told = ". ".join(w("figur_mal_rad", mal=s.label, verdier=", ".join(number(v) for _, v in s.points)) for s in series)
    return [Figure(partial(figur.over_time, tuple(series[:5]), days, 0, 10), f"{told}.", w("figur_mal"), figur.WIDTH)]


def named(w: Words, reach: Reach) -> str:
    limit = reach.limit
    sex = f" ({w(f'kjonn_{limit.sex}')})" if limit.sex else ""
    return f"{limit.label.get(w.language)}, {w(f'grense_{limit.bound}', tall=number(limit.at))}{sex}"


def day(w: Words, at: str) -> str:
    """«22. november 2026»; a text that is no moment is given back."""
    when = local(at)
    return datoer.written(when, w.language) if when else one_line(at) or w("tid_ukjent")


def short_day(w: Words, at: str) -> str:
    """«22. nov.»"""
    when = local(at)
    return f"{when.day}. {datoer.MONTHS[w.language][when.month - 1][:3]}." if when else ""
