"""Blocks of what was planned and what is left to fill in: the parts of the plan, measures, checklists, contacts, open fields."""

from __future__ import annotations

from datetime import date

from assistant.domain import datoer
from assistant.domain.case import Check
from assistant.domain.dokumentmal import BlockSpec
from assistant.domain.plan import STATES, PlanMeasure
from assistant.domain.plandata import CheckItem
from assistant.export import tid
from assistant.export.dokument import Block, Cell, Line, Points, Run, Table, bold, line, para, points, small
from assistant.export.malbilde import Picture
from assistant.export.renset import clean, one_line, quoted, shorten

OPEN = "felt"


def to_fill_in(p: Picture, text: str = "") -> Run:
    """The mark of an open field, so that nobody takes it for an answer."""
    return Run(text or p.w("mal_fylles_ut"), OPEN)


def text(p: Picture, block: BlockSpec) -> list[Block]:
    return [para(block.text.get(p.w.language), kind=block.look)] if block.text else []


def fixed_points(p: Picture, block: BlockSpec) -> list[Block]:
    return [points([t.get(p.w.language) for t in block.items])]


def fields(p: Picture, block: BlockSpec) -> list[Block]:
    """One row a field, each cell marked as one for the worker to fill in."""
    columns = [c.get(p.w.language) for c in block.columns] or [p.w("mal_felt_svar")]
    rows = tuple(((line(t.get(p.w.language)),), *(((to_fill_in(p),),) for _ in columns)) for t in block.items)
    widths = (0.42, *(0.58 / len(columns) for _ in columns))
    return [Table(p.w("mal_felter"), (p.w("mal_felt_hva"), *columns), rows, widths)]


def plan_part(p: Picture, block: BlockSpec) -> list[Block]:
    """The points of one part: the person's own words in quotation marks, the rest as it was written. What is empty says what to ask."""
    part = next(x for x in p.guide.plans.parts if x.id == block.name)
    lines = p.plan().of(part.id)
    if lines:
        return [Points(tuple(line(quoted(x.text, 0, p.w.language) if x.own and not p.to_person else clean(x.text).strip()) for x in lines))]
    if p.to_person:
        return []
    return [para(to_fill_in(p, p.w("mal_fylles_ut_sammen")), " ", p.w("spor_om", sporsmal=quoted(part.ask.get(p.w.language))))]


def measures(p: Picture, block: BlockSpec) -> list[Block]:
    """What is agreed: who, when, and when it is looked at again. In a dense document one line each."""
    found = p.plan().measures
    shown = found[: block.most or len(found)]
    if not shown:
        return []
    if p.template.dense:
        lines = [one_line(_short(m, block.limit)) + _tail(p, m) for m in shown]
        return [points([*lines, *([p.w("mal_flere", antall=len(found) - len(shown))] if len(found) > len(shown) else [])])]
    own = "egen_" if p.to_person else ""
    head = tuple(p.w(f"{own}mal_kol_{k}") for k in ("tiltak", "hvem", "nar", "folges"))
    return [Table(p.w(f"{own}mal_tiltak"), head, tuple(_measure(p, m) for m in shown), (0.46, 0.20, 0.17, 0.17))]


def _short(measure: PlanMeasure, limit: int) -> str:
    return shorten(measure.text, limit) if limit else measure.text


def _tail(p: Picture, m: PlanMeasure) -> str:
    """« (fastlegen, hver uke, følges opp 1. april 2027)»."""
    said = [shorten(m.who, 30), shorten(m.when, 30), p.w("mal_folges_opp", dato=day(p, m.follow_up)) if m.follow_up else ""]
    told = ", ".join(t for t in said if t)
    return f" ({told})" if told else ""


def _measure(p: Picture, m: PlanMeasure) -> tuple[Cell, ...]:
    own = "egen_" if p.to_person else ""
    first = [line(bold(clean(m.text).strip())), *([line(small(p.w(f"{own}mal_mal", mal=clean(m.goal).strip())))] if m.goal.strip() else [])]
    rest = (m.who, m.when, day(p, m.follow_up))
    return tuple(first), *(((line(clean(t).strip()),) if t.strip() else ()) for t in rest)


def day(p: Picture, written: str) -> str:
    """«1. april 2027»; a date that cannot be read is given back as it is, and none is empty."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return one_line(written)
    return datoer.written(found, p.w.language)


def versions(p: Picture, block: BlockSpec) -> list[Block]:
    """Which version this is, who wrote it and when; a draft says that nobody has gone through it."""
    plan = p.plan()
    if not plan.version:
        return [para(bold(p.w("mal_plan_utkast")), kind="varsel")]
    return [para(p.w("mal_plan_utgave", nr=plan.version, hvem=one_line(plan.by) or p.w("av_fagperson"), tid=tid.moment(p.w, plan.at)), kind="merknad")]


def checklist(p: Picture, block: BlockSpec) -> list[Block]:
    """Each item with what it is about, whether it was talked through, and the worker's note."""
    found = p.guide.plans.checklists[block.name]
    noted = p.kept.case.current_checks(block.name)
    rows = tuple(_item(p, item, noted.get(item.id)) for item in found.items)
    head = (p.w("mal_kol_tema"), p.w("mal_kol_snakket"), p.w("mal_kol_merknad"))
    return [Table(p.w("mal_sjekkliste"), head, rows, (0.47, 0.22, 0.31))]


def _item(p: Picture, item: CheckItem, check: Check | None) -> tuple[Cell, ...]:
    theme: list[Line] = [line(bold(item.title.get(p.w.language))), line(small(item.say.get(p.w.language)))]
    said = dict.fromkeys(e.quote.strip() for e in (item.when.check(p.kept.case) or ()) if e.quote.strip()) if item.when else {}
    theme += [line(p.w("mal_har_sagt", sitat=quoted(q, 160))) for q in list(said)[:2]]
    note = ((line(clean(check.note).strip()),) if check and check.note.strip() else ())
    if check is None or check.state not in STATES:
        return tuple(theme), (line(to_fill_in(p)),), note
    by = ", ".join(t for t in (one_line(check.by), tid.moment(p.w, check.at)) if t)
    return tuple(theme), (line(bold(p.w(f"mal_stand_{check.state}"))), line(small(by))), note


def contacts(p: Picture, block: BlockSpec) -> list[Block]:
    """Numbers of the guide and the service, in the order of the template; one without a number is left out."""
    found = [p.guide.contacts[i] for i in block.ids if i in p.guide.contacts and p.guide.contacts[i].phone]
    lines = tuple(line(f"{c.name.get(p.w.language)}: ", bold(c.phone), f" ({c.when.get(p.w.language)})") for c in found)
    return [Points(lines)] if lines else []
