"""Instruments as data, and what they score."""

from __future__ import annotations

from assistant.domain import guide
from assistant.domain.case import Maling
from assistant.domain.scoring import score

INSTRUMENTS = guide.load().instruments


def filled(name: str, *values: float | None, **other) -> Maling:
    """A form with its items answered in order."""
    return Maling("m", name, "1", {str(n): v for n, v in enumerate(values, 1)}, **other)


def test_score_when_sex_is_unknown_then_both_limits_are_looked_at():
    got = score(INSTRUMENTS["audit"], filled("audit", 1, 1, 1, 1, 1, 1, 1, 0, 0, 0))
    assert (got.total, got.sex_open) == (7, True)
    assert [(r.limit.sex, r.reached) for r in got.limits] == [("kvinne", True), ("mann", False), ("", False)]


def test_score_when_item_is_missing_then_no_total():
    got = score(INSTRUMENTS["phq-9"], filled("phq-9", 1, 1, 1, 1, 1, 1, 1, None, 2))
    assert (got.total, got.missing, got.limits) == (None, ("8",), ())
    assert [(r.category, r.level) for r in got.risks] == [("selvmord", "hoy")]
