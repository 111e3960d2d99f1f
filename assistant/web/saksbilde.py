"""One case as a worker sees it, as plain data: the API gives it as JSON and the console shows it as a page."""

from __future__ import annotations

from typing import Any

from assistant.domain import planutkast
from assistant.domain.case import Answer, Case, for_worker, to_dict
from assistant.domain.guide import Guide
from assistant.domain.omrade import Area
from assistant.export import hode, risikosteg, svarord
from assistant.export.ord import Words, words
from assistant.export.utvalg import Shared
from assistant.store import rettinger
from assistant.store.rettinger import Edit
from assistant.web import forslag, funnbilde, innsyn, malinger, oppfolgingsbilde

CLARIFIED = "trygg.avklar.selvmord.self="
SHOWN = ("id", "mode", "language", "depth", "status", "created", "updated", "turn", "kind", "follows")


def build(guide: Guide, told: Case, transcript: list[dict[str, Any]], log: list[dict[str, Any]], edits: list[Edit]) -> dict[str, Any]:
    """Everything about a case that the worker may read. Labels are in bokmål, words are the person's own.

    `told` is the case without edits. What is derived from it, the suggestion among it, follows the worker's edits.
    """
    w, case = words("nb"), rettinger.apply(told, edits)
    seen, found = innsyn.for_worker(guide, case), funnbilde.findings(guide, w, told, edits)
    areas = [_area(guide, w, seen, area, found, edits) for area in guide.in_order()]
    return {
        **{name: getattr(case, name) for name in SHOWN}, "worst_level": case.worst_level(), "sharing": innsyn.sharing(case),
        "contact": hode.reached(case, seen),
        "hidden_areas": [{"id": a, "title": guide.areas[a].title.nb} for a in case.hidden_areas if a in guide.areas],
        "important": next((a["answers"] for a in areas if a["id"] == "viktig"), []), "risks": _risks(guide, w, seen.case),
        "asked_about_suicide": _asked(case), "areas": areas, "extra": _extra(seen), "suggestion": forslag.build(guide, case),
        "comparison": oppfolgingsbilde.comparison(guide, seen),
        "measurements": malinger.shown(guide, case),
        "plans": [{"version": p.version, "by": p.by, "at": p.at} for p in case.plans], "offers_overdose": bool(planutkast.offered(guide, seen.case, "overdose")),
        "decisions": [to_dict(d) for d in case.decisions], "consents": [to_dict(c) for c in case.consents],
        "transcript": innsyn.transcript(case, transcript), "log": log,
    }


def _area(guide: Guide, w: Words, seen: Shared, area: Area, found: list[dict[str, Any]], edits: list[Edit]) -> dict[str, Any]:
    answers = [a for a in seen.case.current().values() if a.area == area.id and not a.question.startswith("trygg.")]
    own = [f for f in found if f["area"] == area.id]
    return {
        "id": area.id, "title": area.title.nb, "status": _status(seen, area, answers),
        "answers": [_answer(guide, w, seen.case, a) for a in answers], "findings": [f for f in own if not f["wrong"]],
        "wrong": [f for f in own if f["wrong"]], "notes": [{"text": e.after["text"], "by": e.actor, "at": e.at} for e in edits
                                                          if e.kind == "notat" and e.area == area.id],
        "addable": [] if seen.hides(area.id) else funnbilde.addable(guide, area.id),
    }


def _status(seen: Shared, area: Area, answers: list[Answer]) -> str:
    if seen.hides(area.id):
        return "holdt_tilbake" if area.id in seen.hidden else "ikke_delt"
    if any(a.status == "besvart" for a in answers):
        return "besvart"
    return "hoppet" if answers else "ikke_tatt_opp"


def _answer(guide: Guide, w: Words, case: Case, answer: Answer) -> dict[str, Any]:
    """An answer with how it was asked; `own_words` is false for a button. Earlier versions are its history."""
    history = [a for a in case.answers if a.question == answer.question and a.status == "besvart" and a is not answer]
    return {
        "question": answer.question, "asked": svarord.asked(guide, case, answer.question, for_worker(case.language)),
        "text": svarord.answer_text(guide, w, answer), "own_words": not svarord.is_chosen(guide, answer),
        "codes": list(answer.codes), "status": answer.status, "turn": answer.turn, "at": answer.at, "by": answer.by,
        "history": [{"text": svarord.answer_text(guide, w, a), "at": a.at} for a in history],
    }


def _risks(guide: Guide, w: Words, case: Case) -> list[dict[str, Any]]:
    """Each risk once, the most serious first, with what was asked and answered about it."""
    return [_risk(guide, w, case, story) for story in risikosteg.stories(case)]


def _risk(guide: Guide, w: Words, case: Case, story: risikosteg.RiskStory) -> dict[str, Any]:
    now, category = story.now, guide.risk.categories.get(story.now.category)
    replies = [risikosteg.reply_lines(guide, w, case, r) for r in story.replies]
    return {
        "id": now.id, "category": now.category, "label": category.label.nb if category else now.category, "level": now.level,
        "levels": story.levels, "subject": now.subject, "status": now.status, "quotes": story.quotes, "rules": list(now.rules),
        "first_at": story.first_at, "at": now.at, "replies": [{"asked": q, "answer": a} for q, a in replies],
        "advice": category.worker.nb if category else "",
    }


def _asked(case: Case) -> str:
    """Whether the direct question about suicide was put: besvart, hoppet, gjenapnet or nei. Not what was answered."""
    replies = {r.removeprefix(CLARIFIED) for risk in case.current_risks().values() for r in risk.replies if r.startswith(CLARIFIED)}
    if replies - {"vil_ikke", "vil_ikke_svare"}:
        return "besvart"
    direct = case.current().get("sikkerhet.apen")
    return direct.status if direct else "hoppet" if replies else "nei"


def _extra(seen: Shared) -> str:
    added = seen.case.current().get("ramme.tillegg")
    return added.text if added and added.status == "besvart" else ""
