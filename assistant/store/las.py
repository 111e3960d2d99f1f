"""The lock beside the file: many may have the database open, but only one may put another file in its place.

Let go by the operating system when a process dies, so that a crash never leaves it locked. Where there is no flock
(Windows), nothing is locked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.store.errors import StoreError

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".las"


class Busy(StoreError):
    """Somebody else has the database open, or is exchanging it."""


def share(path: Path) -> int:
    """Say that the database is open; gives what `release` takes. Raises Busy while the file is being exchanged, or OSError."""
    handle = _open(path)
    if not _take(handle, "LOCK_SH"):
        os.close(handle)
        raise Busy(f"Databasen {path} blir byttet ut akkurat nå. Vent til kommandoen er ferdig, og prøv igjen.")
    return handle


def release(handle: int) -> None:
    os.close(handle)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Within this nobody else has the database open. Raises Busy when somebody has, or OSError."""
    handle = _open(path)
    try:
        if not _take(handle, "LOCK_EX"):
            raise Busy(f"Databasen {path} er i bruk. Stopp tjenesten og andre kommandoer, og prøv igjen.")
        yield
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.open(path.with_name(path.name + SUFFIX), os.O_RDWR | os.O_CREAT, 0o600)


def _take(handle: int, kind: str) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, getattr(fcntl, kind) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
