"""When a question of a Questionnaire is asked. Only conditions that a form can know: that a question got a certain answer."""

from __future__ import annotations

from assistant.domain.betingelse import Condition
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.export.fhir.grunn import Data

YES_NO = {"ja": True, "nei": False}


def enabled(guide: Guide, question: Question | None, known: dict[str, Data]) -> Data:
    """enableWhen for a question; nothing when its condition is more than a form can know, so that it is then always asked.

    `known` are the items of the same group by linkId.
    """
    if question is None or question.when is None:
        return {}
    found = _simple(guide, question.when, known)
    rules = [r for r in found or [] if r["question"] != question.id]
    if not rules or len(rules) < len(found or []):
        return {}
    behaviour = {"enableBehavior": "any"} if len(rules) > 1 else {}
    return {"enableWhen": rules, **behaviour}


def _simple(guide: Guide, condition: Condition, known: dict[str, Data]) -> list[Data] | None:
    """The rules of which one must hold; None when they do not say the same as the condition."""
    if condition.form == "answer":
        rule = _rule(known.get(condition.name), condition.value)
        return [rule] if rule else None
    if condition.form == "finding":
        return [rule for link, code in _giving(guide, condition, known) if (rule := _rule(known[link], code))] or None
    if condition.form == "any":
        parts = [_simple(guide, part, known) for part in condition.parts]
        return [rule for part in parts for rule in part or []] if parts and all(parts) else None
    return None


def _giving(guide: Guide, condition: Condition, known: dict[str, Data]) -> list[tuple[str, str]]:
    """(linkId, code) of the answers that give the finding."""
    found = []
    for link in known:
        question = guide.questions[link]
        pairs = [(c.code, c.finding) for c in question.choices if c.finding]
        if question.answer == "ja_nei" and question.attribute:
            pairs += [(code, (question.attribute, code)) for code in YES_NO]
        found += [(link, code) for code, (attribute, value) in pairs if attribute == condition.name and condition.value in ("*", value)]
    return found


def _rule(item: Data | None, code: str) -> Data | None:
    if item is None:
        return None
    if code == "*":
        return {"question": item["linkId"], "operator": "exists", "answerBoolean": True}
    if item["type"] == "boolean":
        return {"question": item["linkId"], "operator": "=", "answerBoolean": YES_NO[code]} if code in YES_NO else None
    offered = [o["valueCoding"] for o in item.get("answerOption", []) if o["valueCoding"]["code"] == code]
    return {"question": item["linkId"], "operator": "=", "answerCoding": offered[0]} if offered else None
