"""Charts as SVG: columns over time with their numbers written, and a text that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from assistant.export.rapport.oppstilling import Series

NARROWEST, ROW, COLUMN, GAP, TALLEST, LEFT = 320, 108, 56, 20, 54, 8


def over_time(series: Series, name: str) -> str:
    """One row of columns for each row with a number; all by the same scale. `name` makes the ids on a page. Colours come from the page."""
    rows = [(label, numbers) for label, numbers in series.rows if any(n is not None for n in numbers)]
    most = max(n for _, numbers in rows for n in numbers if n is not None) or 1
    parts = [part for i, (label, numbers) in enumerate(rows) for part in _row(label, series.periods, numbers, i * ROW, most)]
    told = "; ".join(f"{label}: {_in_words(series.periods, numbers)}" for label, numbers in rows)
    width = max(NARROWEST, LEFT + len(series.periods) * (COLUMN + GAP))
    return (
        f'<svg class="diagram" width="{width}" viewBox="0 0 {width} {len(rows) * ROW}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(series.title)}</title><desc id="{name}-d">{escape(told)}</desc>{"".join(parts)}</svg>'
    )


def _row(label: str, periods: tuple[str, ...], numbers: tuple[int | None, ...], top: int, most: int) -> Iterator[str]:
    yield f'<text class="navn" x="{LEFT}" y="{top + 14}">{escape(label)}</text>'
    floor = top + ROW - 20
    for i, (period, n) in enumerate(zip(periods, numbers, strict=True)):
        left = LEFT + i * (COLUMN + GAP)
        tall = round(TALLEST * (n or 0) / most, 1)
        if tall:
            yield f'<rect x="{left}" y="{floor - tall}" width="{COLUMN}" height="{tall}"/>'
        yield f'<text class="verdi" x="{left + COLUMN // 2}" y="{floor - tall - 3}">{"–" if n is None else n}</text>'
        yield f'<text class="akse" x="{left + COLUMN // 2}" y="{floor + 14}">K{period[-1]} {period[:4]}</text>'
    yield f'<line x1="{LEFT}" x2="{LEFT + len(periods) * (COLUMN + GAP) - GAP}" y1="{floor}" y2="{floor}"/>'


def _in_words(periods: tuple[str, ...], numbers: tuple[int | None, ...]) -> str:
    return ", ".join(f"K{p[-1]} {p[:4]} {'ikke vist' if n is None else n}" for p, n in zip(periods, numbers, strict=True))


def bar(count: int, total: int | None) -> str:
    """A bar beside a number in a table; it says nothing that the number does not."""
    share = round(100 * count / total, 1) if total else 0
    return f'<svg class="soyle" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="{share}" height="10"/></svg>'
