"""One connection, one lock, and what happens around a transaction: commit, roll back, and clearing up after a deletion."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from sqlite_utils import Database

from assistant.store import las, retention
from assistant.store.connection import no_waiting
from assistant.store.errors import StoreError
from assistant.store.sqlcipher import DATABASE_ERRORS


class Transactions:
    """Every operation of the store runs alone: the lock is held from BEGIN to COMMIT. They are never nested."""

    def __init__(self, db: Database, shared: int | None = None) -> None:
        """`shared` is what `las.share` gave; it is let go at the end."""
        self._db = db
        self._shared = shared
        self._lock = threading.RLock()
        self._unsettled = False

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[Database]:
        """Commit at the end, or roll back and raise StoreError. IMMEDIATE takes the write lock of the file at once."""
        with self._lock:
            conn = self._db.conn
            try:
                conn.execute(f"BEGIN {kind}")
                yield self._db
                conn.execute("COMMIT")
            except BaseException as error:
                self._roll_back()
                if isinstance(error, StoreError) or not isinstance(error, Exception):
                    raise
                raise StoreError(f"Ingenting ble lagret eller lest: {type(error).__name__}.") from error

    def _roll_back(self) -> None:
        with suppress(*DATABASE_ERRORS):  # a closed connection has rolled back already
            self._db.rollback()

    def _reading(self) -> AbstractContextManager[Database]:
        """A transaction that sees one and the same state throughout, also when another process writes."""
        return self._transaction("DEFERRED")

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """A transaction that may write; afterwards, what is left of an earlier deletion is tried again without waiting."""
        with self._lock:
            with self._transaction("IMMEDIATE") as db:
                yield db
            if self._unsettled:
                self._settle()

    def _scrub(self) -> None:
        """Remove what deletions have left in the file. What fails is tried again at the next deletion or opening."""
        with self._lock:
            try:
                self._unsettled = not retention.scrub(self._db)
            except DATABASE_ERRORS:
                self._unsettled = True

    def _settle(self) -> None:
        """Empty the WAL if nobody reads just now; a turn must not wait for it."""
        with suppress(*DATABASE_ERRORS), no_waiting(self._db):
            self._unsettled = not retention.settle(self._db)

    def close(self) -> None:
        """Close the connection; SQLite then empties the WAL. Any later call raises StoreError. May be called twice."""
        with self._lock:
            self._db.close()
            if self._shared is not None:
                las.release(self._shared)
                self._shared = None
