"""The hash chain of the log: each line holds a hash over its content and the line before; `audit_head` holds the newest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

FIELDS = ("at", "actor", "action", "case_hash", "detail")
START = "0" * 64


@dataclass(frozen=True)
class Chain:
    """`lines` is how many there are, `head` the hash of the newest, `fault` a sentence; empty when the chain is whole."""

    lines: int
    head: str
    fault: str = ""

    def __str__(self) -> str:
        if self.fault:
            return f"Loggen er ikke hel. {self.fault}"
        return f"Loggen er hel: {self.lines} {'linje' if self.lines == 1 else 'linjer'}, og hver av dem passer med linjen før."


def link(previous: str, number: int, content: Sequence[str]) -> str:
    """SHA-256 in hex over the hash before, the line's number and its fields in the order of FIELDS. Never to be changed."""
    return hashlib.sha256(json.dumps([previous, number, *content], ensure_ascii=True).encode()).hexdigest()


def append(db: Database, content: dict[str, str]) -> None:
    """One line as the next link, inside the caller's transaction. Raises sqlite3.Error."""
    number, previous = db.execute("SELECT id, hash FROM audit_head").fetchone()
    made = link(previous, number + 1, [content[name] for name in FIELDS])
    db.table("audit").insert({"id": number + 1, **content, "hash": made})
    db.execute("UPDATE audit_head SET id = ?, hash = ?", [number + 1, made])


def chain_old(db: Database) -> None:
    """Give lines from before there was a chain their hashes and set the head; the caller has let the log be changed."""
    number, previous = 0, START
    for number, *content in db.execute(f"SELECT id, {', '.join(FIELDS)} FROM audit ORDER BY id").fetchall():
        previous = link(previous, number, content)
        db.execute("UPDATE audit SET hash = ? WHERE id = ?", [previous, number])
    db.execute("INSERT INTO audit_head (one, id, hash) VALUES (1, ?, ?)", [number, previous])


def check(db: Database, noted: str = "") -> Chain:
    """Walk the whole log. `noted` is a head written down earlier, which must still be somewhere in the chain. Reads only."""
    lines, number, previous, seen = 0, 0, START, not noted or noted == START
    for found, made, *content in db.execute(f"SELECT id, hash, {', '.join(FIELDS)} FROM audit ORDER BY id"):
        if made != link(previous, found, content):
            return Chain(lines, previous, _broken(number, found))
        lines, number, previous, seen = lines + 1, found, made, seen or made == noted
    fault = _cut(db.execute("SELECT id, hash FROM audit_head").fetchone(), number, previous)
    if not fault and not seen:
        fault = "Hodet som ble skrevet ned før, finnes ikke i loggen lenger. Den kan være byttet ut eller kuttet."
    return Chain(lines, previous, fault)


def _broken(before: int, found: int) -> str:
    if found == before + 2:
        return f"Linje {before + 1} er fjernet, eller linje {found} er endret."
    if found > before + 1:
        return f"Linjene {before + 1} til {found - 1} er fjernet, eller linje {found} er endret."
    return f"Linje {found} er endret, eller den passer ikke med linjen før."


def _cut(head: Any, number: int, newest: str) -> str:
    if head is None:
        return "Hodet, som viser hvor loggen skal slutte, er fjernet."
    if head[0] > number:
        missing = head[0] - number
        return f"Den er kuttet: {'den siste linjen' if missing == 1 else f'de siste {missing} linjene'} mangler etter linje {number}."
    return "" if (head[0], head[1]) == (number, newest) else "Hodet passer ikke med den siste linjen. Det er lagt til linjer utenom programmet."
