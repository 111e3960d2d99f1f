"""What happens, as codes: one log record for each start, turn, danger, end and failure.

Never a word of the person, and a case only by the hash that its log knows it by. The record carries the codes in `hendelse`;
web/logg.py writes them as JSON or as a line, web/malepunkter.py counts them, but not those of made-up cases (`demo`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from assistant.actions.rom import Tur
from assistant.domain.case import LEVELS, level_rank
from assistant.store.cases import id_hash

logger = logging.getLogger("assistant.hendelser")
SHORT = 16
ENDED = ("levert", "avsluttet")
_demo: ContextVar[bool] = ContextVar("demo", default=False)


@contextmanager
def made_up() -> Iterator[None]:
    """What happens within this is about made-up cases, and says so."""
    before = _demo.set(True)
    try:
        yield
    finally:
        _demo.reset(before)


def started(tur: Tur) -> None:
    """A talk was opened."""
    case = tur.case
    happened("start", case.id, ms=_ms(tur), modus=case.mode, sprak=case.language, dybde=case.depth)


def turned(tur: Tur) -> None:
    """A turn was committed."""
    case, level = tur.case, _level(tur)
    safety = any(m.kind == "safety" and m.contacts for m in tur.out)
    happened("tur", case.id, nr=case.turn, ms=_ms(tur), utfall="feil" if tur.recovered else "trygg" if safety else "svar", niva=level)
    if level != "ingen":
        happened("fare", case.id, nr=case.turn, niva=level)
    if case.status in ENDED and case.status != tur.status:
        happened("slutt", case.id, nr=case.turn, status=case.status)


def failed(kind: str, error: BaseException | None = None, case_id: str = "", **codes: str) -> None:
    """Something went wrong: what, and the kind of error, never its text."""
    happened("feil", case_id, logging.ERROR, hva=kind, slag=type(error).__name__ if error is not None else "", **codes)


def happened(event: str, case_id: str = "", level: int = logging.INFO, **codes: Any) -> None:
    """One record. `codes` are names and numbers of our own."""
    known = {"sak": id_hash(case_id)[:SHORT]} if case_id else {}
    data = {"event": event, **known, **({"demo": 1} if _demo.get() else {}), **{k: v for k, v in codes.items() if v != ""}}
    logger.log(level, "%s", Line(data), extra={"hendelse": data})


class Line:
    """The codes on one line, put together only when somebody writes it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def __str__(self) -> str:
        said = "feilet" if self._data["event"] == "feil" else self._data["event"]
        return " ".join([said, *(f"{k}={v}" for k, v in self._data.items() if k != "event")])


def _level(tur: Tur) -> str:
    """The worst level among the signs of danger in this turn's own words."""
    signs = (r.level for r in tur.case.risks if r.turn == tur.case.turn and r.status == "apen")
    return max(signs, key=level_rank, default=LEVELS[0])


def _ms(tur: Tur) -> float:
    return round(1000 * (time.perf_counter() - tur.began), 1)
