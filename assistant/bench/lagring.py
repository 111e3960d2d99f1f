"""What encryption costs: one committed turn, one reading of a case, one opening. `python -m assistant.bench.lagring`."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.domain.case import Answer, Case
from assistant.store import Store, open_store, sqlcipher
from assistant.store.nokkel import Key

TURNS = 300
NOW = "2026-01-01T12:00:00+00:00"
KEYS: dict[str, Key | None] = {"plain": None, "raw_key": Key("5a" * 32), "passphrase": Key("en lang setning bare for målingen")}


def measure(turns: int = TURNS) -> dict[str, dict[str, float]]:
    """Milliseconds by way of storing: open, commit (median, p95) and load (median). The ways take turns, so that all meet the same load."""
    with tempfile.TemporaryDirectory() as folder:
        stores: dict[str, Store] = {}
        found: dict[str, dict[str, float]] = {}
        for name, key in KEYS.items():
            path = Path(folder) / f"{name}.db"
            open_store(path, key).close()
            found[name] = {"open_ms": _timed(lambda path=path, key=key, name=name: stores.update({name: open_store(path, key)}))}  # type: ignore[misc]
        commits, loads = _turns(stores, turns)
        for name, store in stores.items():
            store.close()
            found[name] |= {"commit_ms_median": _round(statistics.median(commits[name])), "load_ms_median": _round(statistics.median(loads[name])),
                            "commit_ms_p95": _round(statistics.quantiles(commits[name], n=20)[-1])}
        return found


def _turns(stores: dict[str, Store], turns: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    cases = {name: Case("a") for name in stores}
    commits: dict[str, list[float]] = {name: [] for name in stores}
    loads: dict[str, list[float]] = {name: [] for name in stores}
    for name, store in stores.items():
        store.create(cases[name], "h", [], NOW)
    for _ in range(turns):
        for name, store in stores.items():
            commits[name].append(_timed(lambda store=store, case=cases[name]: _turn(store, case)))  # type: ignore[misc]
            loads[name].append(_timed(lambda store=store: store.load("a")))  # type: ignore[misc]
    return commits, loads


def _turn(store: Store, case: Case) -> None:
    """A turn of common size: 300 signs from the person, two bubbles back."""
    case.turn += 1
    text = "Jeg sover dårlig og er sliten. " * 10
    case.answers.append(Answer(f"q{case.turn}", "sovn", text, turn=case.turn, at=NOW))
    messages = [{"kind": "info", "text": text}, {"kind": "question", "text": "Vil du si litt mer?"}]
    store.commit_turn(case, client_id=str(case.turn), user={"text": text}, messages=messages, reply={"messages": messages}, actor="person", now=NOW)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return _round((time.perf_counter() - start) * 1000)


def _round(ms: float) -> float:
    return round(ms, 3)


if __name__ == "__main__":
    print(json.dumps({"sqlcipher": sqlcipher.cipher is not None, **measure()}, indent=1))
