"""Where people would rather look than read: how far the talk has come, and what weighs down and holds up in each area."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path

from assistant.domain.guide import Guide
from assistant.domain.yamlfil import read
from assistant.export import figur, omrader
from assistant.export.dokument import Figure
from assistant.export.ord import Words
from assistant.export.renset import shorten
from assistant.export.utvalg import Shared

FILE = Path(__file__).parent / "figurer.yml"
STATES = ("besvart", "kort_nei", "hoppet", "ikke_tatt_opp", "holdt")
LABEL = 36      # letters of an area's name
ENOUGH = 3      # areas with something in them, before a figure says more than a sentence


def coverage(guide: Guide, kept: Shared, w: Words) -> list[Figure]:
    """Every area with how far the talk came; none when too little was said, or nothing is shared."""
    found = omrader.contents(guide, kept.case)
    states = {a.id: _state(kept, a.id, found[a.id]) for a in guide.in_order()}
    if kept.nothing or sum(s in ("besvart", "kort_nei") for s in states.values()) < ENOUGH:
        return []
    marks = tuple(figur.Mark(shorten(a.title.get(w.language), LABEL), states[a.id]) for a in guide.in_order())
    names = tuple((s, w(f"figur_{s}")) for s in STATES if s in states.values())
    parts = (f"{words}: {', '.join(m.label for m in marks if m.state == state)}" for state, words in names)
    return [Figure(partial(figur.coverage, marks, names), f"{'. '.join(parts)}.", w("figur_dekning"), figur.WIDTH)]


def _state(kept: Shared, area: str, content: omrader.AreaContent) -> str:
    if kept.hides(area):
        return "holdt"
    if content.short_no:
        return "kort_nei"
    if not content.empty:
        return "besvart"
    return "hoppet" if any(a.area == area and a.status in ("hoppet", "gjenapnet") for a in kept.case.current().values()) else "ikke_tatt_opp"


def balance(guide: Guide, kept: Shared, w: Words) -> list[Figure]:
    """What weighs down and what holds up, counted per area; none when it is about fewer than three areas."""
    up, down = kinds()
    rows = []
    for area in guide.in_order():
        mine = {(f.attribute, f.value) for f in kept.case.valid_findings() if f.counts and not f.earlier and _area(guide, f.attribute) == area.id}
        counts = tuple(sum(a in kind or f"{a}={v}" in kind for a, v in mine) for kind in (down, up))
        if any(counts):
            rows.append(figur.Pair(shorten(area.title.get(w.language), LABEL), *counts))
    if kept.nothing or len(rows) < ENOUGH:
        return []
    alt = "; ".join(w("figur_balanse_rad", tema=r.label, ned=r.down, opp=r.up) for r in rows)
    return [Figure(partial(figur.balance, tuple(rows), w("figur_tynger"), w("figur_baerer")), f"{alt}. {w('figur_balanse_merknad')}",
                   w("figur_balanse"), figur.WIDTH)]


def _area(guide: Guide, attribute: str) -> str:
    spec = guide.findings.get(attribute)
    return spec.area if spec else ""


@lru_cache(maxsize=1)
def kinds() -> tuple[frozenset[str], frozenset[str]]:
    """(what holds up, what weighs down): attributes, or attribute=value. Raises DataError."""
    m = read(FILE)
    m.only("styrker", "belastninger")
    return frozenset(m.strings("styrker")), frozenset(m.strings("belastninger"))
