"""What was not talked about, skipped, waved away or held back: each area once, and no empty tables."""

from __future__ import annotations

from assistant.domain.case import Answer
from assistant.domain.guide import Guide
from assistant.export import figurer, omrader, svarord
from assistant.export.dokument import Block, Line, Points, Section, bold, line, para, small
from assistant.export.ord import Words
from assistant.export.renset import quoted, shorten
from assistant.export.utvalg import Shared


def section(guide: Guide, kept: Shared, w: Words) -> Section:
    if kept.nothing:
        return Section(w("dekning"), (para(bold(w("holdt_tilbake")), ": ", w("holdt_alt"), "."),))
    blocks: list[Block] = []
    blocks += _list(w, "hoppet", _by_status(guide, kept, w, "hoppet"))
    blocks += _list(w, "gjenapnet", _by_status(guide, kept, w, "gjenapnet"))
    blocks += _list(w, "kort_nei", _short_no(guide, kept, w))
    if missing := not_met(guide, kept, w):
        blocks.append(para(bold(w("ikke_tatt_opp")), ": ", "; ".join(missing), "."))
    if kept.hidden:
        names = [guide.areas[a].title.get(w.language) if a in guide.areas else a for a in kept.hidden]
        blocks += [para(bold(w("holdt_tilbake")), ": ", "; ".join(names), "."), para(w("holdt_merknad"), kind="merknad")]
    return Section(w("dekning"), (*figurer.coverage(guide, kept, w), *(blocks or [para(w("dekning_full"))])))


def _list(w: Words, key: str, items: list[Line]) -> list[Block]:
    return [para(bold(w(key)), kind="ledetekst"), Points(tuple(items))] if items else []


def _by_status(guide: Guide, kept: Shared, w: Words, status: str) -> list[Line]:
    """Area and question of every answer with that status; the opening question of an area stands for the area."""
    found = [a for a in kept.case.current().values() if a.status == status and a.area in guide.areas]
    return [_skipped(guide, kept, w, a) for a in found if not a.question.startswith("trygg.")]


def _skipped(guide: Guide, kept: Shared, w: Words, answer: Answer) -> Line:
    area = guide.areas[answer.area]
    title = area.title.get(w.language)
    if answer.question == area.opening.id:
        return line(title)
    return line(f"{title}: ", small(svarord.asked(guide, kept.case, answer.question, w.language)))


def _short_no(guide: Guide, kept: Shared, w: Words) -> list[Line]:
    found = [c for c in omrader.contents(guide, kept.case).values() if c.short_no and c.id != omrader.FIRST]
    return [line(f"{guide.areas[c.id].title.get(w.language)}: ", ", ".join(_said(guide, w, a) for a in c.answers)) for c in found]


def _said(guide: Guide, w: Words, answer: Answer) -> str:
    text = svarord.answer_text(guide, w, answer)
    return shorten(text, 80) if svarord.is_chosen(guide, answer) else quoted(text, 80)


def not_met(guide: Guide, kept: Shared, w: Words) -> list[str]:
    """Titles of areas where nothing was asked, said or found, and nothing is held back."""
    met = {a.area for a in kept.case.current().values()}
    found = omrader.contents(guide, kept.case)
    return [a.title.get(w.language) for a in guide.in_order() if a.id not in met and found[a.id].empty and not kept.hides(a.id)]
