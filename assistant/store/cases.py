"""The case itself: what is listed about it, its token, its beginning, its decisions and its end."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from assistant.domain.case import Case, Consent, Decision, from_dict, to_dict
from assistant.domain.tidligere import Earlier, from_data
from assistant.store import records
from assistant.store.errors import StaleCase, UnknownCase

COLUMNS = ("mode", "language", "depth", "status", "created", "turn", "kind")
POINTERS = ("follows", "about")
ELSEWHERE = frozenset({*records.KINDS, *POINTERS, "id", "updated", "earlier", "relatives"})


def id_hash(case_id: str) -> str:
    """What the log knows a case by; it says nothing once the case is gone, since ids are random."""
    return hashlib.sha256(case_id.encode("utf-8", "surrogatepass")).hexdigest()


def insert(db: Database, case: Case, token_hash: str, now: str, demo: bool = False) -> None:
    """A new case with its token and lists, in the unit of the case it points to, inside the caller's transaction.

    An id in use raises IntegrityError.
    """
    pointers = {name: getattr(case, name) or None for name in POINTERS}
    row = {"id": case.id, "id_hash": id_hash(case.id), "demo": int(demo), **pointers, **_columns(case, now)}
    near = db.execute("SELECT unit FROM cases WHERE id = ?", [case.follows or case.about]).fetchone()
    db.table("cases").insert({**row, "unit": near[0] if near else "", "created": case.created or now})
    db.table("tokens").insert({"case_id": case.id, "token_hash": token_hash})
    if case.earlier is not None:
        db.table("tidligere").insert({"case_id": case.id, "data": json.dumps(to_dict(case.earlier), ensure_ascii=False)})
    records.append_new(db, case)


def update(db: Database, case: Case, now: str) -> None:
    """Metadata and what is new in the lists, inside the caller's transaction. `created` and the pointers stand as they were.

    Raises UnknownCase, and StaleCase when another turn has come between.
    """
    row = db.execute("SELECT turn FROM cases WHERE id = ?", [case.id]).fetchone()
    if row is None:
        raise UnknownCase
    if case.turn < row[0]:
        raise StaleCase("turn")
    records.append_new(db, case)
    values = _columns(case, now)
    del values["created"]
    db.table("cases").update(case.id, values)


def _columns(case: Case, now: str) -> dict[str, Any]:
    """Every field but the lists: those that are listed as columns, the rest as JSON, so that a new field needs no migration."""
    values = {f.name: getattr(case, f.name) for f in fields(case) if f.name not in ELSEWHERE}
    columns = {name: values.pop(name) for name in COLUMNS}
    return {**columns, "updated": now, "worst_level": case.worst_level(), "data": json.dumps(values, ensure_ascii=False)}


def exists(db: Database, case_id: str) -> bool:
    """Reads only."""
    return db.execute("SELECT 1 FROM cases WHERE id = ?", [case_id]).fetchone() is not None


def load(db: Database, case_id: str) -> Case | None:
    """The full case with its lists in order; None when it does not exist. Reads only."""
    row = next(db.query("SELECT * FROM cases WHERE id = ?", [case_id]), None)
    if row is None:
        return None
    case = from_dict(Case, _metadata(row))
    case.earlier = _earlier(db, case_id)
    for name, items in records.load(db, case_id).items():
        setattr(case, name, items)
    return case


def _earlier(db: Database, case_id: str) -> Earlier | None:
    row = db.execute("SELECT data FROM tidligere WHERE case_id = ?", [case_id]).fetchone()
    return from_data(json.loads(row[0])) if row else None


def _metadata(row: dict[str, Any]) -> dict[str, Any]:
    extra = json.loads(row.pop("data"))
    del row["id_hash"]
    return {**row, **{name: row[name] or "" for name in POINTERS}, **extra}


def listed(db: Database, status: str | None) -> list[dict[str, Any]]:
    """Metadata and worst_level of every case, the last changed first; with `status` only those. Reads only."""
    where, values = ("WHERE status = ?", [status]) if status is not None else ("", [])
    rows = db.query(f"SELECT * FROM cases {where} ORDER BY updated DESC, rowid DESC", values)
    return [{**_metadata(row), "demo": bool(row["demo"])} for row in rows]


def demo(db: Database) -> list[str]:
    """The ids of the made-up cases. Reads only."""
    return [row[0] for row in db.execute("SELECT id FROM cases WHERE demo = 1 ORDER BY rowid").fetchall()]


def answered_areas(db: Database) -> dict[str, set[str]]:
    """The areas with an answer, by case; the safety step is not an answer to its area, and one that was opened again still counts. Reads only."""
    rows = db.execute(
        "SELECT DISTINCT case_id, data ->> 'area' FROM answers WHERE data ->> 'status' = 'besvart' AND data ->> 'question' NOT LIKE 'trygg.%'"
    ).fetchall()
    areas: dict[str, set[str]] = {}
    for case_id, area in rows:
        areas.setdefault(case_id, set()).add(area)
    return areas


def check_token(db: Database, case_id: str, token_hash: str) -> bool:
    """Takes the same time for a wrong token as for an unknown case. Reads only."""
    row = db.execute("SELECT token_hash FROM tokens WHERE case_id = ?", [case_id]).fetchone()
    known = row[0] if row else ""
    given = token_hash.encode("utf-8", "surrogatepass")
    return hmac.compare_digest(known.encode("utf-8", "surrogatepass"), given) and bool(known)


def touch(db: Database, case_id: str, now: str) -> None:
    """The case was changed now, inside the caller's transaction. Raises UnknownCase."""
    if not db.execute("UPDATE cases SET updated = ? WHERE id = ?", [now, case_id]).rowcount:
        raise UnknownCase


def decide(db: Database, case_id: str, decision: Decision, now: str) -> None:
    """A worker's decision as the newest, inside the caller's transaction. Raises UnknownCase."""
    touch(db, case_id, now)
    records.insert(db, case_id, "decisions", records.count(db, case_id, "decisions"), decision)


def add_consent(db: Database, case_id: str, consent: Consent, now: str) -> None:
    """A consent that a worker records, as the newest, inside the caller's transaction. Raises UnknownCase."""
    touch(db, case_id, now)
    records.insert(db, case_id, "consents", records.count(db, case_id, "consents"), consent)


def delete(db: Database, case_id: str) -> bool:
    """Every row of the case, inside the caller's transaction (the tables cascade). False when there is none."""
    return db.execute("DELETE FROM cases WHERE id = ?", [case_id]).rowcount > 0
