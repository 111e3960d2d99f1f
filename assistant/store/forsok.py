"""Log-in attempts: after some that failed there is a short wait that grows to half a minute, never a lock.

Attempts are counted by the hash of the user name that was typed, so that it does not show which accounts exist. A browser
that has logged in to the account before is counted for itself: a stranger who keeps trying cannot keep the worker out.
"""

from __future__ import annotations

import hashlib

from sqlite_utils import Database

FREE = 5
MAX_WAIT_S = 30.0
FORGET_S = 15 * 60.0


def _hash(user_name: str) -> str:
    return hashlib.sha256(user_name.strip().casefold().encode("utf-8", "surrogatepass")).hexdigest()


def begin(db: Database, user_name: str, known: bool, now: float) -> float:
    """Seconds to wait; 0 when the attempt may be made. It counts as failed until `succeed`. Inside the caller's transaction."""
    db.execute("DELETE FROM login_attempts WHERE at <= ?", [now - FORGET_S])
    key = [_hash(user_name), int(known)]
    row = db.execute("SELECT failed, until FROM login_attempts WHERE name_hash = ? AND known = ?", key).fetchone()
    failed, until = row or (0, 0.0)
    if now < until:
        return float(until - now)
    failed += 1
    until = now + wait_after(failed)
    db.execute("INSERT OR REPLACE INTO login_attempts (name_hash, known, failed, until, at) VALUES (?, ?, ?, ?, ?)", [*key, failed, until, now])
    return 0.0


def succeed(db: Database, user_name: str, known: bool) -> None:
    """Forget the attempts, inside the caller's transaction."""
    db.execute("DELETE FROM login_attempts WHERE name_hash = ? AND known = ?", [_hash(user_name), int(known)])


def wait_after(failed: int) -> float:
    """Seconds until the next attempt after so many that failed."""
    return min(2.0 ** (failed - FREE), MAX_WAIT_S) if failed > FREE else 0.0
