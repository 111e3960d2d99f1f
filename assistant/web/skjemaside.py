"""/konsoll/sak/{id}/skjema: which forms may suit, entering one from paper, and the scores over time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import Response

from assistant.domain import utfylling
from assistant.domain.case import Case, Maling, level_rank
from assistant.domain.guide import Guide
from assistant.domain.instrument import Instrument
from assistant.domain.scoring import number
from assistant.export.utvalg import PERSON
from assistant.web import alder, innsyn, kurve, malinger
from assistant.web.deps import Console, Running
from assistant.web.konsoll import Form, to
from assistant.web.maling import page
from assistant.web.problemer import Problem
from assistant.web.saker import found, loaded
from assistant.web.skjemaer import NewMeasurement

router = APIRouter(prefix="/konsoll/sak/{id}/skjema", include_in_schema=False)
MANY = 11           # more values than this are written, not chosen
UNUSABLE = "Noe i skjemaet kunne ikke leses. Egne ord kan ha 500 tegn. Sjekk feltene og prøv igjen."


@dataclass(frozen=True)
class Field:
    """One item as it is entered: its number, the choices, and what is filled in."""

    id: str
    text: str
    own_words: bool
    choices: list[tuple[str, str]]
    value: str
    words: str


@router.get("")
async def forms(id: str, request: Request, running: Running, actor: Console, instrument: str = "", rett: str = "") -> Response:
    """`instrument` opens a form to enter, `rett` one that is entered already."""
    case = found(running, id, actor)
    old = case.current_measurements().get(rett)
    if old is not None and old.by != PERSON and old.instrument in running.guide.instruments:
        return shown(request, running, case, running.guide.instruments[old.instrument], _written(old))
    chosen = running.guide.instruments.get(instrument)
    return shown(request, running, case, chosen, _goals(running.guide, case, chosen) if chosen else {})


@router.post("")
async def enter(id: str, request: Request, running: Running, actor: Console, fields: Form) -> Response:
    """What was filled in stays when something must be put right."""
    case = loaded(running, id)
    try:
        total = malinger.number(fields.get("sum", ""))
        words = {name.removeprefix("ord."): text for name, text in fields.items() if name.startswith("ord.")}
        answers = {} if total is not None else malinger.numbers(fields, "svar.")
        body = NewMeasurement(id=fields.get("id", ""), instrument=fields.get("instrument", ""), answers=answers, words=words,
                              total=total, sex=fields.get("kjonn", ""), source=fields.get("kilde", "papir"))  # type: ignore[arg-type]
        maling = await malinger.add(running, id, body, actor)
    except ValidationError:
        return shown(request, running, case, running.guide.instruments.get(fields.get("instrument", "")), fields, UNUSABLE)
    except Problem as problem:
        if problem.kind == "finnes-ikke":
            raise
        return shown(request, running, case, running.guide.instruments.get(fields.get("instrument", "")), fields, problem.detail)
    return to(f"/konsoll/sak/{id}/skjema#skjema-{maling.instrument}")


def shown(request: Request, running: Running, told: Case, instrument: Instrument | None, fields: dict[str, str], error: str = "") -> Response:
    """The page. `fields` is what the form is filled with; `error` makes it a 422."""
    guide, case = running.guide, innsyn.for_worker(running.guide, told).case
    rows = malinger.shown(guide, told)
    context: dict[str, Any] = {
        "offers": [_offer(one, evidence) for one, evidence in utfylling.offered(guide, case)],
        "instruments": sorted(guide.instruments.values(), key=lambda i: i.title.nb.lower()), "chosen": instrument,
        "items": [_field(instrument, n, fields) for n in range(len(instrument.items))] if instrument else [],
        "filled": {"id": fields.get("id") or secrets.token_hex(8), **{k: fields.get(k, "") for k in ("sum", "kjonn", "kilde")}},
        "histories": [_history(guide, name, list(group)) for name, group in groupby(rows, key=lambda r: r["instrument"])],
        "dangers": _dangers(guide, rows), "number": number,
    }
    return page(request, "konsoll/skjema.html", 422 if error else 200, case=told, error=error, sharing=innsyn.sharing(told), **context)


def _offer(instrument: Instrument, evidence: Any) -> dict[str, Any]:
    quotes = tuple(dict.fromkeys(e.quote for e in evidence if e.quote))[:2]
    return {"id": instrument.id, "title": instrument.title.nb, "why": instrument.why.nb if instrument.why else "", "quotes": quotes}


def _field(instrument: Instrument, place: int, fields: dict[str, str]) -> Field:
    item = instrument.items[place]
    choices = [(number(c.value), c.label.nb if c.label else "") for c in sorted(item.choices, key=lambda c: c.value)]
    return Field(item.id, item.text.nb if item.text else "", item.own_words, choices if len(choices) <= MANY else [],
                 fields.get(f"svar.{item.id}", "").strip(), fields.get(f"ord.{item.id}", "")[:500])


def _written(maling: Maling) -> dict[str, str]:
    """A measurement as the fields of the form."""
    return {
        "id": maling.id, "instrument": maling.instrument, "kjonn": maling.sex, "kilde": maling.source,
        "sum": number(maling.given_total) if maling.given_total is not None else "",
        **{f"svar.{item}": number(value) for item, value in maling.answers.items() if value is not None},
        **{f"ord.{item}": text for item, text in maling.words.items()},
    }


def _goals(guide: Guide, told: Case, instrument: Instrument) -> dict[str, str]:
    """The goals of last time, so that the same are measured again."""
    seen = innsyn.for_worker(guide, told).case.current_measurements().values()
    newest = max((m for m in seen if m.instrument == instrument.id and m.words), key=lambda m: m.at, default=None)
    return {f"ord.{item}": text for item, text in newest.words.items()} if newest else {}


def _history(guide: Guide, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The measurements with one form, oldest first, and the chart of their totals when there are two or more."""
    instrument = guide.instruments[name]
    points = [kurve.Point(r["total"], alder.day(r["at"])) for r in rows if r["total"] is not None and r["status"] == "ferdig"]
    sexes = {r["sex"] for r in rows if r["total"] is not None}
    chart = kurve.draw(instrument, points, sexes.pop() if len(sexes) == 1 else "") if len(points) > 1 else ""
    return {"instrument": instrument, "rows": rows, "chart": chart}


def _dangers(guide: Guide, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What to do about the danger that the newest form of each kind tells of, the most serious first."""
    newest = {r["instrument"]: r for r in rows}
    hits = [(risk, row) for row in newest.values() for risk in row["risks"]]
    found = []
    for risk, row in sorted(hits, key=lambda hit: -level_rank(hit[0]["level"])):
        category = guide.risk.categories[risk["category"]]
        contacts = [guide.contacts[c] for c in category.contacts[risk["level"]] if guide.contacts[c].phone]
        found.append({"level": risk["level"], "label": category.label.nb, "advice": category.worker.nb, "form": row["title"], "item": risk["item"],
                      "at": row["at"], "contacts": [(c.name.nb, c.phone) for c in contacts]})
    return found
