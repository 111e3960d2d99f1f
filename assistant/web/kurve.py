"""Scores over time as a picture drawn here (SVG), with what it shows in words. No script; the table beside it says the same."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from assistant.domain.instrument import Instrument
from assistant.domain.scoring import number

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 680, 240, 44, 210, 16, 36
MARKS = (4, 5, 3)     # steps on the axis; the first that gives whole numbers
MOST_DATES = 6
APART = 14          # between the names of two limits
LONGEST = 32


@dataclass(frozen=True)
class Point:
    """One total, and its date as it is written."""

    total: float
    date: str


def draw(instrument: Instrument, points: list[Point], sex: str = "") -> Markup:
    """The totals in order, with the limits as lines; those of both sexes when sex is not known. Needs at least one point."""
    lines = [x for x in instrument.limits if not sex or x.sex in ("", sex)]
    parts = [*_frame(instrument), *_limits(instrument, [(x.at, _name(x.sex, x.label.nb)) for x in lines]), *_curve(instrument, points)]
    told = escape(in_words(instrument, points), quote=True)
    return Markup(f'<svg class="kurve" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{told}">{"".join(parts)}</svg>')


def in_words(instrument: Instrument, points: list[Point]) -> str:
    """«PHQ-9 over tid, fra 0 til 27: 17 (3. mars), 12 (7. april).»"""
    told = ", ".join(f"{number(p.total)} ({p.date})" for p in points)
    return f"{instrument.title.nb} over tid, fra {number(instrument.low)} til {number(instrument.high)}: {told}."


def _y(instrument: Instrument, value: float) -> float:
    share = (value - instrument.low) / (instrument.high - instrument.low)
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _x(place: int, count: int) -> float:
    inner = WIDTH - LEFT - RIGHT
    return round(LEFT + (inner / 2 if count == 1 else 24 + place * (inner - 48) / (count - 1)), 1)


def _frame(instrument: Instrument) -> list[str]:
    parts, span = [], instrument.high - instrument.low
    steps = next((n for n in MARKS if span % n == 0), MARKS[0])
    for n in range(steps + 1):
        value = instrument.low + n * span / steps
        y = _y(instrument, value)
        parts.append(f'<line class="rute" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="tall" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{number(value)}</text>')
    return parts


def _limits(instrument: Instrument, limits: list[tuple[float, str]]) -> list[str]:
    """A line for each, with its name beside it; names that would meet are moved apart, from the lowest and up."""
    parts, free = [], float(HEIGHT)
    for at, name in sorted(limits):
        y = _y(instrument, at)
        free = min(y + 4, free)
        parts.append(f'<line class="grense" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="navn" x="{WIDTH - RIGHT + 8}" y="{round(free, 1)}">{escape(name)}</text>')
        free -= APART
    return parts


def _name(sex: str, label: str) -> str:
    who = {"kvinne": "kvinner: ", "mann": "menn: "}.get(sex, "")
    text = f"{who}{label}"
    return text if len(text) <= LONGEST else text[:LONGEST - 1] + "…"


def _curve(instrument: Instrument, points: list[Point]) -> list[str]:
    places = [(_x(n, len(points)), _y(instrument, p.total)) for n, p in enumerate(points)]
    parts = [f'<polyline class="linje" points="{" ".join(f"{x},{y}" for x, y in places)}"/>'] if len(places) > 1 else []
    every = -(-len(points) // MOST_DATES)
    for n, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        above = y - 10 if y > TOP + 16 else y + 20
        parts.append(f'<circle class="punkt" cx="{x}" cy="{y}" r="5"/><text class="verdi" x="{x}" y="{above}" text-anchor="middle">{number(point.total)}</text>')
        if n % every == 0 or n == len(points) - 1:
            parts.append(f'<text class="tall" x="{x}" y="{HEIGHT - 12}" text-anchor="middle">{escape(point.date)}</text>')
    return parts
