"""Drawing: plain figures as PNG. The same data give the same bytes. Told apart by shape and tone, so that grey print and colour blindness do no harm.

Measures are in cm from the top left corner, as on the page; letters are never under 9 points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.domain.scoring import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 16.0
DPI, CM = 150, 2.54
SMALL, NORMAL = 9.0, 9.5
INK, GREY, LINE = "#1a1a1a", "#4a5260", "#8a94a6"
BLUE, ORANGE, PALE = "#1f3864", "#d98200", "#dfe5ef"
TONES = ("#1f3864", "#d98200", "#0f7f6b", "#8a3ffc", "#5c5c5c")
MARKS = ("o", "s", "^", "D", "v")


@dataclass(frozen=True)
class Mark:
    """One line of the coverage: `state` is besvart, kort_nei, hoppet, ikke_tatt_opp or holdt."""

    label: str
    state: str


@dataclass(frozen=True)
class Pair:
    """How many pieces of information weigh down, and how many hold up, in one area."""

    label: str
    down: int
    up: int


@dataclass(frozen=True)
class Series:
    """Values over time for one goal: (day number, value)."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Scale:
    """A total between `low` and `high`, with limits as (value, label)."""

    label: str
    low: float
    high: float
    total: float
    limits: tuple[tuple[float, str], ...]


class Sheet:
    """A blank paper of matplotlib, without axes."""

    def __init__(self, height: float) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.height = height
        self.figure: Figure = Figure(figsize=(WIDTH / CM, height / CM), dpi=DPI)
        FigureCanvasAgg(self.figure)

    def text(self, x: float, y: float, words: str, *, size: float = NORMAL, colour: str = INK, to: str = "left", weight: str = "normal") -> None:
        """White behind the letters, so that no line goes through them."""
        self.figure.text(x / WIDTH, 1 - y / self.height, drawable(words), fontsize=size, color=colour, ha=to, va="center", fontweight=weight,
                         fontfamily="DejaVu Sans", parse_math=False, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})

    def line(self, xs: list[float], ys: list[float], **look: Any) -> None:
        from matplotlib.lines import Line2D

        self.figure.add_artist(Line2D([x / WIDTH for x in xs], [1 - y / self.height for y in ys], transform=self.figure.transFigure, **look))

    def dot(self, x: float, y: float, mark: str = "o", *, fill: str = BLUE, edge: str = BLUE, size: float = 8) -> None:
        self.line([x], [y], marker=mark, markersize=size, markerfacecolor=fill, markeredgecolor=edge, markeredgewidth=1.3, linestyle="")

    def bar(self, x: float, y: float, width: float, height: float, fill: str, hatch: str = "") -> None:
        from matplotlib.patches import Rectangle

        self.figure.add_artist(Rectangle((x / WIDTH, 1 - (y + height) / self.height), width / WIDTH, height / self.height, facecolor=fill,
                                         edgecolor=INK if hatch else fill, linewidth=0.8, hatch=hatch, transform=self.figure.transFigure))

    def png(self) -> bytes:
        out = BytesIO()
        self.figure.savefig(out, format="png", dpi=DPI, facecolor="white", metadata={"Software": None})
        return out.getvalue()


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    from matplotlib import font_manager

    return frozenset(font_manager.get_font(font_manager.findfont("DejaVu Sans")).get_charmap())


def drawable(words: str) -> str:
    """Without the signs that the letters of the figure do not have."""
    return "".join(c for c in words if ord(c) in _letters()).strip()


@lru_cache(maxsize=64)
def coverage(marks: tuple[Mark, ...], names: tuple[tuple[str, str], ...]) -> bytes:
    """Two columns of areas with a mark each, and what the marks mean; `names` is (state, words)."""
    rows = (len(marks) + 1) // 2
    sheet = Sheet(0.62 * rows + 1.1)
    for n, mark in enumerate(marks):
        x, y = 0.4 + (n // rows) * WIDTH / 2, 0.4 + (n % rows) * 0.62
        _state(sheet, x, y, mark.state)
        sheet.text(x + 0.45, y, mark.label, colour=INK if mark.state == "besvart" else GREY)
    x, y = 0.4, sheet.height - 0.35
    sheet.line([0.1, WIDTH - 0.1], [y - 0.45, y - 0.45], color=LINE, linewidth=0.6)
    for state, words in names:
        _state(sheet, x, y, state)
        sheet.text(x + 0.35, y, words, size=SMALL, colour=GREY)
        x += 0.9 + 0.178 * len(words)
    return sheet.png()


def _state(sheet: Sheet, x: float, y: float, state: str) -> None:
    if state == "besvart":
        sheet.dot(x, y, "o")
    elif state == "kort_nei":
        sheet.dot(x, y, "o", fill="white")
        sheet.dot(x, y, "o", size=2.5)
    elif state == "hoppet":
        sheet.dot(x, y, "x", edge=ORANGE, size=7)
    elif state == "holdt":
        sheet.dot(x, y, "s", fill=INK, edge=INK, size=7)
    else:
        sheet.dot(x, y, "o", fill="white", edge=LINE)


@lru_cache(maxsize=64)
def balance(pairs: tuple[Pair, ...], down: str, up: str) -> bytes:
    """For each area, what weighs down to the left and what holds up to the right, with the numbers written."""
    sheet = Sheet(0.7 * len(pairs) + 0.8)
    middle, most = 10.6, max(max(p.down, p.up) for p in pairs)
    step = min(0.9, 4.2 / max(most, 1))
    sheet.text(middle - 0.2, 0.3, down, size=SMALL, colour=GREY, to="right")
    sheet.text(middle + 0.2, 0.3, up, size=SMALL, colour=GREY)
    for n, pair in enumerate(pairs):
        y = 0.75 + n * 0.7
        sheet.text(0.1, y + 0.2, pair.label)
        if pair.down:
            sheet.bar(middle - pair.down * step, y, pair.down * step, 0.4, ORANGE, "////")
            sheet.text(middle - pair.down * step - 0.15, y + 0.2, str(pair.down), to="right")
        if pair.up:
            sheet.bar(middle, y, pair.up * step, 0.4, BLUE)
            sheet.text(middle + pair.up * step + 0.15, y + 0.2, str(pair.up))
    sheet.line([middle, middle], [0.6, sheet.height - 0.05], color=INK, linewidth=1)
    return sheet.png()


@lru_cache(maxsize=64)
def over_time(series: tuple[Series, ...], days: tuple[tuple[float, str], ...], low: float, high: float) -> bytes:
    """One line per goal; `days` are (day number, label) along the bottom. The goals stand under, each with its sign."""
    top, bottom, left, right = 0.3, 5.3, 1.0, WIDTH - 0.8
    sheet = Sheet(bottom + 1.0 + 0.55 * len(series))
    first, last = days[0][0], days[-1][0]
    x = lambda day: left + 0.6 + (right - left - 1.2) * (day - first) / ((last - first) or 1)  # noqa: E731
    y = lambda value: bottom - (bottom - top) * (value - low) / (high - low)  # noqa: E731
    for part in range(6):
        value = low + (high - low) * part / 5
        sheet.line([left, right], [y(value), y(value)], color=PALE, linewidth=0.8)
        sheet.text(left - 0.2, y(value), f"{value:g}", size=SMALL, colour=GREY, to="right")
    for day, label in days:
        sheet.text(x(day), bottom + 0.4, label, size=SMALL, colour=GREY, to="center")
    for n, one in enumerate(series):
        tone, mark, row = TONES[n % len(TONES)], MARKS[n % len(MARKS)], bottom + 1.1 + n * 0.55
        sheet.line([x(d) for d, _ in one.points], [y(v) for _, v in one.points], color=tone, linewidth=1.6, linestyle="-" if n % 2 == 0 else "--",
                   marker=mark, markersize=7, markerfacecolor=tone, markeredgecolor="white")
        sheet.dot(0.4, row, mark, fill=tone, edge=tone, size=7)
        sheet.text(0.8, row, one.label)
    return sheet.png()


@lru_cache(maxsize=64)
def scales(rows: tuple[Scale, ...]) -> bytes:
    """A line from the lowest to the highest total per form, the limits as strokes, and the total as a dot with its number."""
    heights = [1.55 + 0.42 * len(r.limits) for r in rows]
    sheet = Sheet(sum(heights) + 0.1)
    y, left, right = 0.0, 1.0, WIDTH - 1.2
    for row, height in zip(rows, heights, strict=True):
        place = lambda value, row=row: left + (right - left) * (value - row.low) / ((row.high - row.low) or 1)  # noqa: E731
        axis = y + 1.15
        sheet.text(0.2, y + 0.3, row.label, weight="bold")
        sheet.line([left, right], [axis, axis], color=LINE, linewidth=5, solid_capstyle="butt")
        sheet.text(left - 0.2, axis, f"{row.low:g}", size=SMALL, colour=GREY, to="right")
        sheet.text(right + 0.2, axis, f"{row.high:g}", size=SMALL, colour=GREY)
        for n, (value, words) in enumerate(sorted(row.limits, reverse=True)):
            low = axis + 0.38 + 0.42 * n
            sheet.line([place(value), place(value)], [axis - 0.22, low], color=INK, linewidth=1.1)
            late = place(value) + 0.19 * len(words) > WIDTH
            sheet.text(place(value) + (-0.12 if late else 0.12), low, words, size=SMALL, to="right" if late else "left")
        sheet.dot(place(row.total), axis, "D", fill=ORANGE, edge=INK, size=9)
        sheet.text(place(row.total), axis - 0.42, number(row.total), weight="bold", to="center")
        y += height
    return sheet.png()
