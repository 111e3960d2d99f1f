"""Filled-in forms: what a worker enters is checked and recorded, and each is shown with its score."""

from __future__ import annotations

import re
import secrets
from typing import Any

from assistant.domain import scoring, utfylling
from assistant.domain.case import Case, Maling, replace
from assistant.domain.guide import Guide
from assistant.domain.instrument import Instrument
from assistant.export import skjemaord
from assistant.export.ord import words
from assistant.export.utvalg import PERSON
from assistant.web import innsyn
from assistant.web.problemer import Problem, unknown_case
from assistant.web.skjemaer import NewMeasurement
from assistant.web.tjeneste import Tjeneste

WRITTEN = re.compile(r"-?[0-9]{1,6}([.,][0-9]{1,6})?")
NO_NUMBER = "Skriv bare tall i feltene for poeng, med komma for desimaler."


async def add(running: Tjeneste, case_id: str, body: NewMeasurement, actor: str) -> Maling:
    """Record a form, with danger and alert when an answer tells of it. An id that is known corrects that measurement.

    The time of a correction is the first one's. The same again records nothing. Raises Problem; then nothing is recorded.
    """
    instrument = running.guide.instruments.get(body.instrument)
    if instrument is None:
        raise Problem("ugyldig", "Skjemaet finnes ikke. GET /api/instruments viser dem som kan brukes.", errors=[{"field": "instrument"}])
    if (case := running.store.load(case_id)) is None:
        raise unknown_case()
    said = {item: text.strip() for item, text in body.words.items() if text.strip()}
    maling = Maling(body.id or secrets.token_hex(8), instrument.id, instrument.version, body.answers, said, body.total,
                    body.sex, body.source, "ferdig", actor, running.now())
    if sentence := scoring.fault(instrument, maling):
        raise Problem("ugyldig", sentence, errors=[{"field": "total" if body.total is not None else "answers", "detail": sentence}])
    if (before := case.current_measurements().get(maling.id)) is not None:
        if before.by == PERSON or before.instrument != maling.instrument:
            raise Problem("konflikt", "Denne målingen kan ikke rettes. Før en ny måling i stedet.")
        maling = replace(maling, at=before.at)
        if replace(maling, by=before.by) == before:
            return before

    def take(case: Case) -> None:
        utfylling.take(running.guide, case, maling, running.now())

    async with running.engine.alone(case_id):
        running.store.measure(case_id, take, actor, running.now(), f"skjema={instrument.id}")
    return maling


def shown(guide: Guide, told: Case) -> list[dict[str, Any]]:
    """The forms that the worker may read, by form and then by time, as plain data. Sentences are in bokmål."""
    case = innsyn.for_worker(guide, told).case
    return [one(guide, case, m) for m in skjemaord.filled(guide, case)]


def one(guide: Guide, case: Case, maling: Maling) -> dict[str, Any]:
    """One form with its score, what it means, and what has changed since the one before."""
    w, instrument = words("nb"), guide.instruments[maling.instrument]
    score, before = scoring.score(instrument, maling), skjemaord.previous(case, maling)
    moved = scoring.moved(instrument, before, maling) if before else None
    return {
        "id": maling.id, "instrument": instrument.id, "title": instrument.title.nb, "version": maling.version, "at": maling.at,
        "by": maling.by, "source": maling.source, "status": maling.status, "sex": maling.sex, "answers": maling.answers,
        "words": maling.words, "total": score.total, "only_total": maling.given_total is not None, "missing": list(score.missing),
        "sex_open": score.sex_open, "limits": [
            {"id": r.limit.id, "label": r.limit.label.nb, "bound": r.limit.bound, "at": r.limit.at, "sex": r.limit.sex,
             "reached": r.reached, "source": r.limit.source, "sure": r.limit.sure} for r in score.limits],
        "risks": [{"item": r.item, "category": r.category, "level": r.level} for r in score.risks],
        "change": {"since": before.at, "points": moved.points, "better": moved.better, "reliable": moved.reliable} if before and moved else None,
        "result_text": [*skjemaord.result_lines(w, instrument, maling, score), *skjemaord.goal_lines(w, instrument, maling),
                        *skjemaord.said_lines(w, instrument, maling)],
        "limit_text": skjemaord.limit_lines(w, instrument, score), "filled_text": skjemaord.filled_by(w, maling),
        "change_text": skjemaord.change_lines(w, instrument, moved, before.at) if before and moved else [],
    }


def described(instrument: Instrument) -> dict[str, Any]:
    """An instrument as plain data; item texts only where the service has placed them."""
    change = instrument.change
    return {
        "id": instrument.id, "version": instrument.version, "area": instrument.area, "title": _by_language(instrument.title),
        "about": _by_language(instrument.about), "window": _by_language(instrument.window), "low": instrument.low, "high": instrument.high,
        "better": instrument.better, "by_sex": instrument.by_sex, "readable": instrument.readable, "items": [
            {"id": i.id, "values": list(i.values), "text": _by_language(i.text), "own_words": i.own_words,
             "labels": {scoring.number(c.value): _by_language(c.label) for c in i.choices if c.label}} for i in instrument.items],
        "limits": [{"id": x.id, "bound": x.bound, "at": x.at, "sex": x.sex, "label": _by_language(x.label), "source": x.source, "sure": x.sure}
                   for x in instrument.limits],
        "risks": [{"item": r.item, "from": r.at, "category": r.category, "level": r.level} for r in instrument.risks],
        "change": {"points": change.points, "source": change.source, "sure": change.sure} if change else None,
        "source": instrument.source, "sure": instrument.sure, "licence": _by_language(instrument.licence), "note": _by_language(instrument.note),
    }


def _by_language(text: Any) -> dict[str, str]:
    return {lang: text.get(lang) for lang in ("nb", "nn", "en")} if text else {}


def numbers(fields: dict[str, str], prefix: str) -> dict[str, float | None]:
    """The answers of a form on paper, by item; an empty field is an item left open. Raises Problem on what is no number."""
    return {name.removeprefix(prefix): number(text) for name, text in fields.items() if name.startswith(prefix)}


def number(text: str) -> float | None:
    """A number written with comma or point; None when empty. Raises Problem."""
    if not text.strip():
        return None
    if not WRITTEN.fullmatch(text.strip()):
        raise Problem("ugyldig", NO_NUMBER)
    return float(text.strip().replace(",", "."))
