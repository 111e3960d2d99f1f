"""Saving a plan: what was sent is checked against the guide and the case, and a version that somebody else has saved is never written over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from assistant.domain import planutkast
from assistant.domain.case import Case, Plan, for_worker
from assistant.domain.guide import Guide
from assistant.domain.plan import PlanLine, PlanMeasure
from assistant.web.problemer import Problem
from assistant.web.tjeneste import Tjeneste

MAX_LINE, MAX_FIELD, MAX_LINES, MAX_MEASURES = 2000, 500, 40, 30
FIRST, LAST = date(2020, 1, 1), date(2099, 12, 31)


def said(guide: Guide, seen: Case) -> list[PlanLine]:
    """The person's own words that may stand in the plan: what the draft would take, and what the plan in force already has."""
    plan = seen.current_plan()
    return list(dict.fromkeys([*planutkast.lines(guide, seen), *(x for x in (plan.lines if plan else ()) if x.source)]))


def key(line: PlanLine) -> str:
    """Names one of the person's sentences in a form."""
    return sha256("\0".join((line.part, line.source, line.text)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def save(running: Tjeneste, seen: Case, version: int, lines: Iterable[PlanLine], measures: Iterable[PlanMeasure], actor: str) -> Plan:
    """The next version. `seen` is the case as the worker may read it, `version` the one that was read. Raises Problem."""
    wanted = Plan(0, _lines(running.guide, seen, list(lines)), _measures(running.guide, list(measures), for_worker(seen.language)))
    if not wanted.lines and not wanted.measures:
        raise Problem("ugyldig", "Planen er tom. Skriv inn minst ett punkt eller ett tiltak.")
    saved = running.store.save_plan(seen.id, wanted, version, actor, running.now())
    if saved is None:
        raise Problem("konflikt", "En kollega har lagret planen mens du skrev. Se utgaven som er lagret, og legg inn det som mangler.")
    return saved


def _lines(guide: Guide, seen: Case, given: list[PlanLine]) -> tuple[PlanLine, ...]:
    parts = {p.id: 0 for p in guide.plans.parts}
    known = {key(x) for x in said(guide, seen)}
    found: list[PlanLine] = []
    for x in given:
        if x.part not in parts:
            raise Problem("ugyldig", f"En del finnes ikke i planen. Disse finnes: {', '.join(parts)}.")
        if x.source and key(x) not in known:
            raise Problem("ugyldig", "Et svar som skulle være med, står ikke i saken lenger. Last siden på nytt.")
        text = x.text if x.source else written(x.text)
        if not text:
            continue
        if not x.source and len(text) > MAX_LINE:
            raise Problem("ugyldig", f"Et punkt er for langt. Det kan ha {MAX_LINE} tegn.")
        parts[x.part] += 1
        if parts[x.part] > MAX_LINES:
            raise Problem("ugyldig", f"En del kan ha {MAX_LINES} punkter. Slå noen sammen.")
        found.append(replace(x, text=text, own=x.own or bool(x.source)))
    order = list(parts)
    return tuple(sorted(dict.fromkeys(found), key=lambda x: order.index(x.part)))


def _measures(guide: Guide, given: list[PlanMeasure], language: str) -> tuple[PlanMeasure, ...]:
    if len(given) > MAX_MEASURES:
        raise Problem("ugyldig", f"Planen kan ha {MAX_MEASURES} tiltak. Slå noen sammen.")
    return tuple(found for m in given if (found := _measure(guide, m, language)) is not None)


def _measure(guide: Guide, m: PlanMeasure, language: str) -> PlanMeasure | None:
    """None when nothing is written in it. A measure that is chosen without words of its own is called what the guide calls it."""
    titles = {x.id: x.title for x in guide.pathways.measures}
    if m.measure and m.measure not in titles:
        raise Problem("ugyldig", "Et tiltak finnes ikke i listen. Velg et annet, eller skriv det med egne ord.")
    texts = {name: written(getattr(m, name)) for name in ("text", "goal", "who", "when")}
    if any(len(t) > MAX_FIELD for t in texts.values()):
        raise Problem("ugyldig", f"Et felt ved tiltakene er for langt. Det kan ha {MAX_FIELD} tegn.")
    found = PlanMeasure(measure=m.measure, follow_up=_day(m.follow_up), **texts)
    if not any((m.measure, found.follow_up, *texts.values())):
        return None
    if not found.text and not m.measure:
        raise Problem("ugyldig", "Et tiltak mangler hva som skal gjøres. Velg fra listen, eller skriv det med egne ord.")
    return found if found.text else replace(found, text=titles[m.measure].get(language))


def _day(text: str) -> str:
    """An ISO date within reason; empty stays empty. Raises Problem."""
    if not (text := text.strip()):
        return ""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not FIRST <= found <= LAST:
        raise Problem("ugyldig", "Skriv datoen som år-måned-dag, for eksempel 2026-12-01.")
    return found.isoformat()


def written(text: str) -> str:
    """What can be kept and printed."""
    return "".join(c for c in text.replace("\r\n", "\n") if c.isprintable() or c in "\n\t").strip()
