"""One case as a worker sees it, as plain data: the API gives it as JSON and the console shows it as a page."""

from __future__ import annotations

from typing import Any

from assistant.domain.case import Answer, Case, Finding, for_worker, to_dict
from assistant.domain.guide import Guide
from assistant.domain.omrade import Area
from assistant.export import funn, hode, risikosteg, svarord
from assistant.export.ord import Words, words
from assistant.export.utvalg import Shared
from assistant.web import forslag, innsyn

CLARIFIED = "trygg.avklar.selvmord.self="
SHOWN = ("id", "mode", "language", "depth", "status", "created", "updated", "turn")


def build(guide: Guide, case: Case, transcript: list[dict[str, Any]], log: list[dict[str, Any]]) -> dict[str, Any]:
    """Everything about a case that the worker may read. Labels are in bokmål, words are the person's own."""
    w, seen = words("nb"), innsyn.for_worker(guide, case)
    areas = [_area(guide, w, seen, area) for area in guide.in_order()]
    return {
        **{name: getattr(case, name) for name in SHOWN}, "worst_level": case.worst_level(), "sharing": innsyn.sharing(case),
        "contact": hode.reached(case, seen),
        "hidden_areas": [{"id": a, "title": guide.areas[a].title.nb} for a in case.hidden_areas if a in guide.areas],
        "important": next((a["answers"] for a in areas if a["id"] == "viktig"), []), "risks": _risks(guide, w, seen.case),
        "asked_about_suicide": _asked(case), "areas": areas, "extra": _extra(seen), "suggestion": forslag.build(guide, case),
        "decisions": [to_dict(d) for d in case.decisions], "consents": [to_dict(c) for c in case.consents],
        "transcript": innsyn.transcript(case, transcript), "log": log,
    }


def _area(guide: Guide, w: Words, seen: Shared, area: Area) -> dict[str, Any]:
    answers = [a for a in seen.case.current().values() if a.area == area.id and not a.question.startswith("trygg.")]
    found = [f for f in seen.case.valid_findings() if f.area == area.id]
    return {
        "id": area.id, "title": area.title.nb, "status": _status(seen, area, answers),
        "answers": [_answer(guide, w, seen.case, a) for a in answers], "findings": [_finding(guide, w, f) for f in found],
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


def _finding(guide: Guide, w: Words, finding: Finding) -> dict[str, Any]:
    return {
        "attribute": finding.attribute, "value": finding.value, "label": funn.label(guide, w, finding),
        "said": funn.value(guide, w, finding), "marks": funn.marks(w, finding), "quote": finding.quote, "question": finding.question,
        "negated": finding.negated, "uncertain": finding.uncertain, "subject": finding.subject, "earlier": finding.earlier,
        "by": finding.by,
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
