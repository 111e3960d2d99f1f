"""The plan as plain data: the API gives it as JSON, and the console's form is filled from it."""

from __future__ import annotations

from typing import Any

from assistant.domain import planutkast
from assistant.domain.case import Case, Plan, for_worker, to_dict
from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import suggest
from assistant.domain.plan import PlanLine, PlanMeasure
from assistant.web import planlagring


def build(guide: Guide, seen: Case) -> dict[str, Any]:
    """`seen` is the case as the worker may read it. `version` 0 is a draft of what was said, which nobody has saved."""
    plan, language = planutkast.draft(guide, seen), for_worker(seen.language)
    return {
        "version": plan.version, "draft": not plan.version, "by": plan.by, "at": plan.at,
        "parts": [{"id": p.id, "title": p.title.get(language), "ask": p.ask.get(language), "source": p.source,
                   "lines": [_line(x) for x in plan.of(p.id)]} for p in guide.plans.parts],
        "measures": [to_dict(m) for m in plan.measures],
        "history": [{"version": p.version, "by": p.by, "at": p.at, "parts": told(guide, p, language),
                     "measures": [to_dict(m) for m in p.measures]} for p in reversed(seen.plans)],
    }


def _line(x: PlanLine) -> dict[str, Any]:
    return {"text": x.text, "own": x.own, "source": x.source}


def told(guide: Guide, plan: Plan, language: str) -> list[dict[str, Any]]:
    """The parts of a version that hold something."""
    return [{"title": p.title.get(language), "lines": [_line(x) for x in plan.of(p.id)]} for p in guide.plans.parts if plan.of(p.id)]


def form(guide: Guide, seen: Case, sent: dict[str, str] | None = None) -> dict[str, Any]:
    """What the console's form shows: the person's sentences to tick, what is written, and rows of measures. `sent` is what was just filled in."""
    plan, language = planutkast.draft(guide, seen), for_worker(seen.language)
    said = planlagring.said(guide, seen)
    chosen = {planlagring.key(x) for x in plan.lines if x.source}
    if sent is not None:
        chosen = {name.removeprefix("ord.") for name in sent if name.startswith("ord.")}
    rows = [_row(guide, m, language) for m in plan.measures] if sent is None else _sent_rows(sent)
    blank = {"text": "", "measure": "", "goal": "", "who": "", "when": "", "follow_up": ""}
    return {
        "parts": [{
            "id": p.id, "title": p.title.get(language), "ask": p.ask.get(language),
            "said": [{"key": k, "text": x.text, "chosen": k in chosen} for x in said if x.part == p.id and (k := planlagring.key(x))],
            "text": _text(plan, p.id) if sent is None else sent.get(f"tekst.{p.id}", ""),
        } for p in guide.plans.parts],
        "rows": [*rows, *([blank] * max(1, 3 - len(rows)))][: planlagring.MAX_MEASURES], "choices": _choices(guide, seen, language),
    }


def _row(guide: Guide, m: PlanMeasure, language: str) -> dict[str, str]:
    """A measure in the form; the title of one from the list is not repeated as own words, so that another may be chosen."""
    title = next((x.title.get(language) for x in guide.pathways.measures if x.id == m.measure), "")
    return {**to_dict(m), "text": "" if m.text == title else m.text}


def _text(plan: Plan, part: str) -> str:
    """One point a line; the person's own words in quotation marks. A point of several lines is one line in the form."""
    lines = (" ".join(x.text.split()) for x in plan.of(part) if not x.source and not x.own)
    own = (f"«{' '.join(x.text.split())}»" for x in plan.of(part) if not x.source and x.own)
    return "\n".join([*own, *lines])


def _sent_rows(sent: dict[str, str]) -> list[dict[str, str]]:
    names = {"text": "tekst", "measure": "valg", "goal": "mal", "who": "hvem", "when": "nar", "follow_up": "folges"}
    rows = [{key: sent.get(f"tiltak.{n}.{name}", "") for key, name in names.items()} for n in range(planlagring.MAX_MEASURES)]
    return [row for row in rows if any(v.strip() for v in row.values())]


def _choices(guide: Guide, seen: Case, language: str) -> list[dict[str, Any]]:
    """Measures to choose from: those that fit what was said and decided first, then the others, pathway by pathway."""
    fitting = [m.id for m in suggest(guide, seen).measures]
    decided = seen.decisions[-1].pathway if seen.decisions else None
    groups = [("Aktuelle for personen", [m for m in guide.pathways.measures if m.id in fitting or (m.pathway == decided and m.always)])]
    groups += [(f"Andre i hovedforløp {n}", [m for m in guide.pathways.measures if m.pathway == n and m not in groups[0][1]]) for n in (1, 2, 3)]
    return [{"title": title, "measures": [{"id": m.id, "title": m.title.get(language)} for m in found]} for title, found in groups if found]
