"""Small measures: shares, spread of times, memory of a process tree."""

from __future__ import annotations

import psutil


def share(part: int, whole: int, digits: int = 4) -> float | None:
    """From 0 to 1, rounded; None when there is nothing to share."""
    return round(part / whole, digits) if whole else None


def spread(seconds: list[float]) -> dict[str, float]:
    """{"median", "p95"} in milliseconds, two decimals; zeros when nothing was measured."""
    if not seconds:
        return {"median": 0.0, "p95": 0.0}
    ordered = sorted(seconds)
    return {
        "median": round(1000 * ordered[len(ordered) // 2], 2),
        "p95": round(1000 * ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 2),
    }


def resident_mb(*pids: int) -> float:
    """Resident memory of the processes and their children, MB."""
    total = 0
    for pid in pids:
        process = psutil.Process(pid)
        total += sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
    return round(total / 2**20, 1)
