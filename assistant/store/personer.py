"""Who a case is about: at most one row a case, apart from the talk, gone with the case."""

from __future__ import annotations

from sqlite_utils import Database

from assistant.domain.person import Person
from assistant.store import audit
from assistant.store.errors import UnknownCase
from assistant.store.transactions import Transactions


class PersonStore(Transactions):
    """Part of `Store`; the same promises hold. Every reading and every change leaves a log line, without what was written."""

    def person(self, case_id: str, actor: str, now: str) -> Person | None:
        """The person a worker has written down, with a log line when there is one; None without."""
        with self._writing() as db:
            found = read(db, case_id)
            if found is not None:
                audit.append(db, actor, "person_lest", case_id, now)
            return found

    def has_person(self, case_id: str) -> bool:
        """Whether somebody is written down. Tells nothing about whom, and is not logged."""
        with self._reading() as db:
            return read(db, case_id) is not None

    def set_person(self, case_id: str, person: Person, actor: str, now: str) -> None:
        """Write the person down, instead of what stood there, with a log line, in one transaction. Raises UnknownCase."""
        with self._writing() as db:
            if not db.execute("SELECT 1 FROM cases WHERE id = ?", [case_id]).fetchone():
                raise UnknownCase
            row = {"case_id": case_id, "given_name": person.given_name, "family_name": person.family_name, "number": person.number,
                   "gp": person.gp, "actor": actor, "at": now}
            db.table("person").upsert(row, pk="case_id")
            audit.append(db, actor, "person_satt", case_id, now, f"nummer={'ja' if person.number else 'nei'}")

    def remove_person(self, case_id: str, actor: str, now: str) -> bool:
        """Forget the person, with a log line, in one transaction. False when nobody was written down."""
        with self._writing() as db:
            if not db.execute("DELETE FROM person WHERE case_id = ?", [case_id]).rowcount:
                return False
            audit.append(db, actor, "person_slettet", case_id, now)
            return True


def read(db: Database, case_id: str) -> Person | None:
    """Reads only."""
    query = "SELECT given_name, family_name, number, gp, actor, at FROM person WHERE case_id = ?"
    row = db.execute(query, [case_id]).fetchone()
    return Person(*row) if row else None
