"""The transcript: every bubble in order, and the reply that a repeated request gets again."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from assistant.domain.case import Case
from assistant.store.errors import AlreadyAnswered

PERSON, ASSISTANT, WORKER = "person", "assistent", "fagperson"
SHOWN = ("id", "turn", "who", "kind", "text", "area", "question", "choices", "at")


def append(db: Database, case: Case, user: dict[str, Any] | None, messages: list[dict[str, Any]], actor: str, now: str) -> None:
    """What was said to the assistant and what it said back, inside the caller's transaction."""
    if user is not None:
        _insert(db, case, _writer(case, actor), _said(user), now)
    for message in messages:
        _insert(db, case, ASSISTANT, message, now)


def _writer(case: Case, actor: str) -> str:
    """In guided mode the worker writes, as in `Answer.by`; in self mode anybody but the person is a worker."""
    return PERSON if actor == PERSON and case.mode == "self" else WORKER


def _said(user: dict[str, Any]) -> dict[str, Any]:
    """A turn as a bubble: kind `text`, or `choice` with the chosen code as its only choice."""
    text, code = user.get("text") or "", user.get("choice")
    if code is None:
        return {**user, "kind": "text", "text": text, "choices": []}
    return {**user, "kind": "choice", "text": text or code, "choices": [{"code": code, "label": text or code}]}


def _insert(db: Database, case: Case, who: str, message: dict[str, Any], now: str) -> None:
    """One bubble. KeyError without kind or text; without an id it gets its number in the talk, from 1."""
    number = message.get("id")
    if number is None:
        number = count(db, case.id) + 1
    db.execute(
        "INSERT INTO transcript (case_id, id, turn, who, kind, text, area, question, choices, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [case.id, number, case.turn, who, message["kind"], message["text"], message.get("area") or "",
         message.get("question") or "", json.dumps(message.get("choices") or [], ensure_ascii=False), now],
    )


def count(db: Database, case_id: str) -> int:
    """How many bubbles there are. Reads only."""
    return int(db.execute("SELECT count(*) FROM transcript WHERE case_id = ?", [case_id]).fetchone()[0])


def read(db: Database, case_id: str) -> list[dict[str, Any]]:
    """Every bubble in the order in which it was said. Reads only; an unknown case has none."""
    rows = db.query(f"SELECT {', '.join(SHOWN)} FROM transcript WHERE case_id = ? ORDER BY seq", [case_id])
    return [{**row, "choices": json.loads(row["choices"])} for row in rows]


def refuse_repeat(db: Database, case_id: str, client_id: str) -> None:
    """Raises AlreadyAnswered when the client id has a reply. Reads only."""
    if reply_of(db, case_id, client_id) is not None:
        raise AlreadyAnswered


def keep_reply(db: Database, case_id: str, client_id: str, reply: dict[str, Any], now: str) -> None:
    """The reply to one client id, inside the caller's transaction. Raises IntegrityError when there is one."""
    db.table("replies").insert(
        {"case_id": case_id, "client_id": client_id, "reply": json.dumps(reply, ensure_ascii=False), "at": now}
    )


def reply_of(db: Database, case_id: str, client_id: str) -> dict[str, Any] | None:
    """The reply that was given before; None when the client id is new. Reads only."""
    row = db.execute("SELECT reply FROM replies WHERE case_id = ? AND client_id = ?", [case_id, client_id]).fetchone()
    return json.loads(row[0]) if row else None
