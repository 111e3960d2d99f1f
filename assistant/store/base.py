"""The store: every operation and its transaction. What the transactions hold is in the other files.

Every method may be called from any thread. Every method raises StoreError when the file fails, and has then changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from assistant.domain.case import Case, Consent, Decision
from assistant.store import alerts, alt, audit, bytte, cases, koblinger, koder, las, nokkel, records, retention, sqlcipher, transcript
from assistant.store.arbeid import WorkStore
from assistant.store.connection import connect, copy
from assistant.store.errors import StoreError
from assistant.store.migrations import migrate
from assistant.store.periodetall import ReportStore
from assistant.store.personer import PersonStore
from assistant.store.sqlcipher import DATABASE_ERRORS, FILE_ERRORS
from assistant.store.tilgang import AccessStore


def open_store(path: Path | None, key: nokkel.Key | None = None, *, cipher: bool = False) -> Store:
    """Open or make the file and bring it up to date; None is in memory. Without `key`, the one in the environment is used.

    `cipher` opens a plain file by SQLCipher, so that `backup` can encrypt. Raises StoreError when it cannot be done.
    """
    shared = None
    try:
        if path is not None:
            key = key or nokkel.from_env()
            shared = las.share(path)
            bytte.clear(path)
        store = Store(connect(path, key, cipher=cipher), shared)
    except BaseException as error:
        if shared is not None:
            las.release(shared)
        if isinstance(error, FILE_ERRORS):
            raise StoreError(f"Databasen {path} kan ikke åpnes. Sjekk at filen er en database og at mappen kan skrives i.") from error
        raise
    try:
        store.prepare()
    except BaseException:
        store.close()
        raise
    return store


class Store(WorkStore, AccessStore, PersonStore, ReportStore):
    """Made by `open_store`."""

    def prepare(self) -> None:
        """Migrate in one transaction, then finish a deletion that was cut short. Raises StoreError."""
        with self._transaction("IMMEDIATE") as db:
            migrate(db)
        self._scrub()

    def create(self, case: Case, token_hash: str, messages: list[dict], now: str, demo: bool = False) -> None:
        """A new case, its token, first messages and log line in one transaction. StoreError when the id is in use.

        `demo` marks a made-up case, which is never counted.
        """
        retention.read_time(now)
        with self._writing() as db:
            cases.insert(db, case, token_hash, now, demo)
            transcript.append(db, case, None, messages, "", now)
            audit.append(db, transcript.PERSON if case.mode == "self" else transcript.WORKER, "opprettet", case.id, now, "demo" if demo else "")
            alerts.tell(db, case, [], now)

    def try_write(self) -> None:
        """Take the write lock and let it go. Raises StoreError when nothing can be written just now."""
        with self._transaction("IMMEDIATE"):
            pass

    def load(self, case_id: str) -> Case | None:
        """The full case; None when it does not exist."""
        with self._reading() as db:
            return cases.load(db, case_id)

    def check_token(self, case_id: str, token_hash: str) -> bool:
        """Compared in constant time; False for an unknown case."""
        with self._reading() as db:
            return cases.check_token(db, case_id, token_hash)

    def make_code(self, case_id: str, now: str) -> str:
        """A new code that opens the talk again, with a log line, in one transaction; the old one ends. Raises UnknownCase."""
        code = koder.new()
        with self._writing() as db:
            koder.keep(db, case_id, code, now)
            audit.append(db, transcript.PERSON, "kode_laget", case_id, now)
        return code

    def make_start_code(self, case_id: str, ends: str, actor: str, now: str) -> str:
        """A code that opens a talk for the first time, once, until `ends`, with a log line. Raises UnknownCase."""
        code = koder.new()
        with self._writing() as db:
            koder.keep(db, case_id, code, now, ends)
            audit.append(db, actor, "startkode_laget", case_id, now)
        return code

    def add_consent(self, case_id: str, consent: Consent, actor: str, now: str) -> None:
        """A consent that a worker records, with a log line that does not hold its words, in one transaction. Raises UnknownCase."""
        retention.read_time(now)
        with self._writing() as db:
            cases.add_consent(db, case_id, consent, now)
            audit.append(db, actor, "samtykke_gitt" if consent.given else "samtykke_trukket", case_id, now, f"slag={consent.kind}")

    def followers(self, case_id: str) -> list[dict[str, Any]]:
        """The follow-ups of a talk, oldest first, as metadata."""
        with self._reading() as db:
            return koblinger.followers(db, case_id)

    def relatives(self, case_id: str) -> tuple[Case, ...]:
        """The relatives' talks about a person, oldest first."""
        with self._reading() as db:
            return tuple(koblinger.relatives(db, case_id))

    def waiting(self, column: str, case_id: str) -> str | None:
        """A talk that `follows` or is `about` this one, is to be started by code and has not been begun."""
        with self._reading() as db:
            return koblinger.waiting(db, column, case_id)

    def code_made(self, case_id: str) -> str | None:
        """When the talk's code was made; None without one."""
        with self._reading() as db:
            return koder.made(db, case_id)

    def reopen_by_code(self, written: str, token_hash: str, now: str) -> str | None:
        """Swap the token of the talk that a code opens, with a log line, in one transaction. Gives the id; None when no talk has it."""
        with self._writing() as db:
            case_id = koder.use(db, written, token_hash, now)
            if case_id is not None:
                audit.append(db, transcript.PERSON, "kode_brukt", case_id, now)
            return case_id

    def token_ended(self, case_id: str, token_hash: str) -> bool:
        """Whether the token was the talk's until a code gave it another."""
        with self._reading() as db:
            return koder.ended(db, case_id, token_hash)

    def commit_turn(self, case: Case, *, client_id: str | None, user: dict | None, messages: list[dict],
                    reply: dict, actor: str, now: str) -> None:
        """One turn in one transaction: lists, metadata, transcript, alerts, log, and the reply when there is a client id.

        Raises UnknownCase, StaleCase when another turn came between, AlreadyAnswered when the client id has a reply,
        and StoreError otherwise. `updated` is `now` and `created` as it was; the case given is not changed.
        """
        retention.read_time(now)
        with self._writing() as db:
            if client_id is not None:
                transcript.refuse_repeat(db, case.id, client_id)
            before = records.read(db, case.id, "risks")
            cases.update(db, case, now)
            transcript.append(db, case, user, messages, actor, now)
            audit.append(db, actor, "tur", case.id, now, f"tur={case.turn}")
            alerts.tell(db, case, before, now)
            if client_id is not None:
                transcript.keep_reply(db, case.id, client_id, reply, now)

    def reply_of(self, case_id: str, client_id: str) -> dict | None:
        """The reply given to a client id before; None when it is new."""
        with self._reading() as db:
            return transcript.reply_of(db, case_id, client_id)

    def transcript(self, case_id: str) -> list[dict]:
        """Every bubble in order: id, turn, who, kind, text, area, question, choices, at."""
        with self._reading() as db:
            return transcript.read(db, case_id)

    def bubbles(self, case_id: str) -> int:
        """How many bubbles the transcript holds."""
        with self._reading() as db:
            return transcript.count(db, case_id)

    def everything(self, case_id: str) -> dict[str, Any] | None:
        """case, transcript, alerts, log and the rows of other tables, as one and the same state; None when it does not exist."""
        with self._reading() as db:
            return alt.read(db, case_id)

    def list_cases(self, status: str | None = None) -> list[dict[str, Any]]:
        """Metadata and worst_level, the last changed first."""
        with self._reading() as db:
            return cases.listed(db, status)

    def alerts(self, open_only: bool = True, case_id: str | None = None) -> list[dict]:
        """id, case_id, category, level, subject, at, and by, to and when it was acknowledged, handed over or not answered; newest first."""
        with self._reading() as db:
            return alerts.read(db, open_only, case_id)

    def alert(self, number: str) -> dict | None:
        """One alert, also an acknowledged one, by its number as written; None when there is none."""
        with self._reading() as db:
            return alerts.one(db, number)

    def acknowledge(self, alert_id: int, actor: str, now: str) -> bool:
        """Mark as seen, with a log line, in one transaction. False when unknown or acknowledged before."""
        return self._on_alert(lambda db: alerts.acknowledge(db, alert_id, actor, now), "varsel_kvittert", f"varsel={alert_id}", actor, now)

    def decide(self, case_id: str, decision: Decision, actor: str, now: str) -> None:
        """A decision and its log line in one transaction; what was decided is not logged. Raises UnknownCase."""
        retention.read_time(now)
        with self._writing() as db:
            cases.decide(db, case_id, decision, now)
            audit.append(db, actor, "beslutning", case_id, now)

    def delete(self, case_id: str, actor: str, now: str) -> bool:
        """Delete all of a case for good; the log keeps that it happened. False when there is no such case."""
        return bool(self._delete(lambda db: [case_id], actor, now, "slettet"))

    def expired(self, now: str, rules: Mapping[str, int]) -> list[dict[str, str]]:
        """What `purge` would delete: id, status, updated and days kept, oldest first. Changes nothing; raises as `purge`."""
        with self._reading() as db:
            return retention.expired(db, now, rules)

    def delete_again(self, hashes: set[str], actor: str, now: str) -> list[str]:
        """Delete for good the cases with these `id_hash`: what was deleted before must not come back with a backup."""
        return self._delete(lambda db: [i for i, h in db.execute("SELECT id, id_hash FROM cases").fetchall() if h in hashes], actor, now, "slettet")

    def purge(self, now: str, rules: Mapping[str, int]) -> list[str]:
        """Delete for good what was last changed longer ago than the days of its status; gives the ids.

        StoreError on an unknown status or a number below 0; nothing is then deleted.
        """
        return self._delete(lambda db: [row["id"] for row in retention.expired(db, now, rules)], "system", now, "ryddet")

    def _delete(self, find: Callable[[Database], list[str]], actor: str, now: str, action: str) -> list[str]:
        """Find and delete in one transaction, then the file is rewritten. Gives the ids that were there."""
        with self._lock:
            with self._writing() as db:
                wanted = [one for case_id in find(db) for one in (case_id, *koblinger.go_with(db, case_id))]
                gone = [case_id for case_id in dict.fromkeys(wanted) if cases.delete(db, case_id)]
                for case_id in gone:
                    audit.append(db, actor, action, case_id, now)
                if gone:
                    retention.mark(db)
            self._scrub()
            return gone

    @property
    def clean(self) -> bool:
        """False while text that was deleted may remain in the file, because another program held it open."""
        with self._reading() as db:
            return retention.clean(db)

    def backup(self, target: Path, key: nokkel.Key | None = None) -> None:
        """A whole copy in a new file, readable by its owner only. It opens as the original does, or with `key`.

        StoreError if the file exists, and with `key` if the store was not opened by SQLCipher.
        """
        with self._lock:
            try:
                copy(self._db, target, key, same=key is None)
            except FILE_ERRORS as error:
                raise StoreError(f"Kopien {target} ble ikke skrevet. Velg en ny fil i en mappe med plass og skrivetilgang.") from error

    def faults(self) -> list[str]:
        """What is wrong with the file; empty when it is whole. Reads all of it.

        The pages are read outside the locks of SQLite, so what another process writes just then may look like a fault: only what is
        there the second time too, counts.
        """
        with self._lock:
            try:
                retention.truncate_wal(self._db)
                encrypted = bool(self._db.execute("PRAGMA cipher_version").fetchone())
                return sqlcipher.faults(self._db.conn, encrypted) and sqlcipher.faults(self._db.conn, encrypted)
            except DATABASE_ERRORS as error:
                return [type(error).__name__]

    def fingerprint(self) -> str:
        """SHA-256 of everything that is stored."""
        with self._reading() as db:
            return bytte.fingerprint(db.conn)

    def log(self, actor: str, action: str, case_id: str | None, now: str, detail: str = "") -> None:
        """One line in the log, in its own transaction. StoreError when `detail` is not codes without spaces."""
        with self._writing() as db:
            audit.append(db, actor, action, case_id, now, detail)

    def audit(self, case_id: str | None = None) -> list[dict]:
        """The log, oldest first: id, at, actor, action, case_id (None when deleted), case_hash, detail."""
        with self._reading() as db:
            return audit.read(db, case_id)
