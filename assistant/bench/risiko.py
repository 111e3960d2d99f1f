"""How well danger is seen, on labelled lines that nothing is trained on: rules alone, classifier alone, and both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assistant.bench.mal import share
from assistant.domain.analyse import RiskSpan
from assistant.domain.case import level_rank
from assistant.domain.eksempler import FORMS, Exemplar
from assistant.domain.guide import Guide
from assistant.domain.risikodata import CATEGORIES
from assistant.language.analyse import Analyser, shared

CURVE = tuple(round(0.05 * step, 2) for step in range(1, 20))
Reading = tuple[RiskSpan, ...]


def measure(guide: Guide, lines: Sequence[Exemplar]) -> dict[str, Any]:
    """{"lines", "rules", "classifier", "both", "curve", "form"}; without a fitted classifier only the rules and the form are measured."""
    alone, both = Analyser(guide), shared(guide)
    rules = [alone.read(one.text).risks for one in lines]
    out: dict[str, Any] = {"lines": len(lines), "rules": figures(lines, rules)}
    readings = [both.read(one.text) for one in lines]
    out["form"] = share(sum(read.form == one.form for one, read in zip(lines, readings, strict=True)), len(lines), 3)
    if both.classified:
        alone_found = [both.classifier_alone(one.text) for one in lines]
        out["classifier"] = figures(lines, [spans for spans, _ in alone_found])
        out["both"] = figures(lines, [read.risks for read in readings])
        out["curve"] = curve([danger for _, danger in alone_found], lines, rules)
    return out


def figures(lines: Sequence[Exemplar], found: Sequence[Reading]) -> dict[str, Any]:
    """Shares from 0 to 1, three decimals; counts are whole numbers."""
    pairs = list(zip(lines, found, strict=True))
    high = [pair for pair in pairs if level_rank(pair[0].level) >= level_rank("hoy")]
    harmless = [pair for pair in pairs if not pair[0].risky]
    risky = [pair for pair in pairs if pair[0].risky]
    seen = [pair for pair in risky if pair[1]]
    return {
        "sensitivity": _share(risky, lambda one, spans: bool(spans)),
        "sensitivity_high": _share(high, lambda one, spans: bool(spans)),
        "missed_high": sum(not spans for _, spans in high),
        "specificity": _share(harmless, lambda one, spans: not spans),
        "false_high": sum(any(level_rank(s.level) >= level_rank("hoy") for s in spans) for _, spans in harmless),
        "category_f1": _f1(pairs),
        "categories": {c: _f1([p for p in pairs if c in p[0].categories or any(s.category == c for s in p[1])], (c,)) for c in CATEGORIES},
        "subject": _share(seen, lambda one, spans: spans[0].subject == one.subject),
        "level": _share(seen, lambda one, spans: spans[0].level == one.level),
        "forms": {form: _by_form([p for p in pairs if p[0].lang == form]) for form in FORMS},
    }


def _by_form(pairs: list[tuple[Exemplar, Reading]]) -> dict[str, Any]:
    return {"lines": len(pairs), "sensitivity": _share([p for p in pairs if p[0].risky], lambda one, spans: bool(spans)),
            "specificity": _share([p for p in pairs if not p[0].risky], lambda one, spans: not spans)}


def _share(pairs: Sequence[tuple[Exemplar, Reading]], good: Callable[[Exemplar, Reading], bool]) -> float | None:
    return share(sum(good(*pair) for pair in pairs), len(pairs), 3)


def _f1(pairs: Sequence[tuple[Exemplar, Reading]], wanted: Sequence[str] = CATEGORIES) -> float | None:
    """Over all categories together."""
    hits = false = missed = 0
    for one, spans in pairs:
        meant, found = set(one.categories) & set(wanted), {s.category for s in spans} & set(wanted)
        hits, false, missed = hits + len(meant & found), false + len(found - meant), missed + len(meant - found)
    return share(2 * hits, 2 * hits + false + missed, 3)


def curve(danger: Sequence[float], lines: Sequence[Exemplar], rules: Sequence[Reading]) -> list[dict[str, float]]:
    """Sensitivity and specificity of rules and classifier together as the classifier's threshold moves; `danger` is its probability."""
    out = []
    for limit in CURVE:
        flagged = [bool(spans) or chance >= limit for spans, chance in zip(rules, danger, strict=True)]
        risky = [flag for one, flag in zip(lines, flagged, strict=True) if one.risky]
        harmless = [not flag for one, flag in zip(lines, flagged, strict=True) if not one.risky]
        out.append({"danger": limit, "sensitivity": round(sum(risky) / len(risky), 3), "specificity": round(sum(harmless) / len(harmless), 3)})
    return out
