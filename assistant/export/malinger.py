"""The forms that are filled in: totals with their limits, what is missing, and the person's own goals over time."""

from __future__ import annotations

from functools import partial

from assistant.domain.case import Maling
from assistant.domain.guide import Guide
from assistant.domain.instrument import Instrument
from assistant.domain.scoring import Reach, Score, score
from assistant.export import figur
from assistant.export.dokument import Block, Cell, Figure, Section, Table, bold, line, para
from assistant.export.ord import Words
from assistant.export.renset import one_line, shorten
from assistant.export.tid import MONTHS, parse
from assistant.export.utvalg import Shared

Row = tuple[Instrument, Maling, Score]
GOALS = "psfs"
GOAL_WIDTH = 60


def section(guide: Guide, kept: Shared, w: Words) -> list[Section]:
    """Nothing without a form that is done. A score is never a diagnosis, and the section says so."""
    done = [m for m in kept.case.current_measurements().values() if m.status == "ferdig" and m.instrument in guide.instruments]
    rows = [(i, m, score(i, m)) for m in sorted(done, key=lambda m: m.at) for i in [guide.instruments[m.instrument]]]
    if not rows:
        return []
    table = Table(w("malinger"), (w("kol_skjema"), w("kol_sum"), w("kol_grenser"), w("kol_nar_hvem")), tuple(_row(w, *r) for r in rows), (0.26, 0.16, 0.34, 0.24))
    blocks: list[Block] = [para(w("malinger_merknad"), kind="merknad"), table, *_scales(rows, w), *_goals(rows, w)]
    return [Section(w("malinger"), tuple(blocks))]


def _row(w: Words, instrument: Instrument, maling: Maling, found: Score) -> tuple[Cell, ...]:
    total = w("sum_av", sum=number(found.total), hoyest=number(instrument.high)) if found.total is not None else w("sum_ingen")
    missing = [line(w("sum_mangler", antall=len(found.missing)))] if found.missing else []
    reached = [line(bold(_limit(w, r)) if r.reached else _limit(w, r)) for r in found.limits] or [line(w("grenser_ingen"))]
    source = w.get(f"kilde_skjema_{maling.source}", maling.source)
    return ((line(bold(instrument.title.get(w.language))),), (line(total), *missing),
            (*([line(w("kjonn_ukjent"))] if found.sex_open else []), *reached), (line(day(w, maling.at)), line(source)))


def _limit(w: Words, reach: Reach) -> str:
    """«Over grensen: mulig skadelig bruk, fra 8 (menn)»."""
    return w("grense_nadd" if reach.reached else "grense_ikke_nadd", hva=named(w, reach))


def named(w: Words, reach: Reach) -> str:
    limit = reach.limit
    sex = f" ({w(f'kjonn_{limit.sex}')})" if limit.sex else ""
    return f"{limit.label.get(w.language)}, {w(f'grense_{limit.bound}', tall=number(limit.at))}{sex}"


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
    taken = [(when.toordinal(), i, m) for i, m, _ in rows if i.id == GOALS and (when := parse(m.at))]
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


def number(value: float | None) -> str:
    """«7,5»; empty without a value."""
    return "" if value is None else f"{value:g}".replace(".", ",")


def day(w: Words, at: str) -> str:
    """«22. november 2026»; a text that is no moment is given back."""
    when = parse(at)
    return f"{when.day}. {MONTHS[w.language][when.month - 1]} {when.year}" if when else one_line(at) or w("tid_ukjent")


def short_day(w: Words, at: str) -> str:
    """«22. nov.»"""
    when = parse(at)
    return f"{when.day}. {MONTHS[w.language][when.month - 1][:3]}." if when else ""
