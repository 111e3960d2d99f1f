"""A condition in plain words, for the review sheets: «Søvnvansker er ja eller Skift- eller nattarbeid er kjent»."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.betingelse import Condition
from assistant.domain.guide import Guide


def in_words(guide: Guide, condition: Condition, nested: bool = False) -> str:
    """The condition in bokmål. Groups inside groups get parentheses."""
    if condition.form in ("any", "all"):
        return _group(guide, condition, nested)
    if condition.form == "not":
        return f"ikke ({in_words(guide, condition.parts[0])})"
    if condition.form == "least":
        return f"minst {condition.low:g} av ({'; '.join(in_words(guide, p) for p in condition.parts)})"
    return _SINGLE[condition.form](guide, condition)


def _group(guide: Guide, condition: Condition, nested: bool) -> str:
    parts = list(_any_parts(guide, condition)) if condition.form == "any" else [in_words(guide, p, True) for p in condition.parts]
    joined = (" eller " if condition.form == "any" else " og ").join(parts)
    return f"({joined})" if nested and len(parts) > 1 else joined


def _any_parts(guide: Guide, condition: Condition) -> Iterator[str]:
    """One part for each finding, with its values together: «Rusmiddel» er heroin, ghb eller lsd."""
    values: dict[str, list[str]] = {}
    for part in condition.parts:
        if part.form == "finding" and part.value != "*":
            values.setdefault(part.name, []).append(_value(guide, part.name, part.value))
    told: set[str] = set()
    for part in condition.parts:
        if part.form != "finding" or part.value == "*":
            yield in_words(guide, part, True)
        elif part.name not in told:
            told.add(part.name)
            yield f"{_label(guide, part.name)} er {_either(values[part.name])}"


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} eller {words[-1]}"


def _finding(guide: Guide, c: Condition) -> str:
    return f"{_label(guide, c.name)} er {'kjent' if c.value == '*' else _value(guide, c.name, c.value)}"


def _label(guide: Guide, attribute: str) -> str:
    return f"«{guide.findings[attribute].label.nb}»"


def _value(guide: Guide, attribute: str, value: str) -> str:
    labels = {v.value: v.label.nb for v in guide.findings[attribute].values if v.label}
    return labels.get(value, value)


def _answer(guide: Guide, c: Condition) -> str:
    labels = {choice.code: choice.label.nb for choice in guide.questions[c.name].choices}
    return f"{c.name} er besvart" + ("" if c.value == "*" else f" med «{labels.get(c.value, c.value)}»")


def _risk(guide: Guide, c: Condition) -> str:
    whom = {"self": " hos personen selv", "other": " hos en annen"}.get(c.subject, "")
    return f"risiko «{guide.risk.categories[c.name].label.nb}» er minst {c.value}{whom}"


def _months(guide: Guide, c: Condition) -> str:
    low = f"minst {c.low:g} måneder" if c.low is not None else ""
    high = f"under {c.high:g} måneder" if c.high is not None else ""
    where = " og ".join(guide.areas[a].title.nb.lower() for a in c.areas)
    return "det har vart " + " og ".join(x for x in (low, high) if x) + (f" (sagt under {where})" if where else "")


def _asked(guide: Guide, c: Condition) -> str:
    area = guide.areas.get(c.name)
    return f"{area.title.nb.lower() if area else c.name} er tatt opp"


def _decision(guide: Guide, c: Condition) -> str:
    return "hovedforløp er bestemt" if c.value == "*" else f"hovedforløp {c.value} er bestemt"


_SINGLE = {
    "finding": _finding, "answer": _answer, "risk": _risk, "months": _months, "decision": _decision, "asked": _asked,
    "mode": lambda guide, c: "personen skrev selv" if c.value == "self" else "samtalen var veiledet",
    "measured": lambda guide, c: f"{c.name} er fylt ut", "always": lambda guide, c: "alltid",
}
