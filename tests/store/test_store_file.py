"""The file: who may read it, old and foreign files, backups, a killed process."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

import assistant
from assistant.domain.case import Answer, Case
from assistant.store import StoreError, open_store
from assistant.store.migrations import migrations

ROOT = Path(assistant.__file__).parents[1]
STEPS = ["001_sak", "002_transkript", "003_logg", "004_varsel", "005_tilgang", "006_konsoll", "007_gjenopptakskoder", "008_malinger", "009_planer",
         "010_eksport", "011_person", "012_rapport", "013_oppfolging"]


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_file_when_made_then_only_the_owner_reads_it_and_its_folder(path, full_case, now):
    old = os.umask(0)
    try:
        store = open_store(path)
        store.create(full_case("a"), "h", [], now)
    finally:
        os.umask(old)
    assert mode(path.parent) == 0o700
    names = ("kartlegging.db", "kartlegging.db-wal", "kartlegging.db-shm", "kartlegging.db.las")
    assert {f.name: mode(f) for f in path.parent.iterdir()} == dict.fromkeys(names, 0o600)
    store.close()


def test_file_when_found_open_to_others_then_closed_to_them(path):
    open_store(path).close()
    path.chmod(0o644)
    open_store(path).close()
    assert mode(path) == 0o600


def test_settings_when_opened_then_durable_and_strict(store):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000, "temp_store": 2}
    assert {name: store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_migration_when_file_is_empty_then_all_steps_and_a_second_opening_changes_nothing(path):
    path.parent.mkdir()
    path.touch()
    open_store(path).close()
    schema = Database(path).schema
    open_store(path).close()
    db = Database(path)
    assert [step.name for step in migrations.applied(db)] == STEPS
    assert db.schema == schema


@pytest.mark.parametrize("step", STEPS[1:])
def test_migration_when_file_is_from_an_older_edition_then_upgraded_and_nothing_lost(tmp_path, step, say, now):
    path = tmp_path / "gammel.db"
    old = Database(path)
    migrations.apply(old, stop_before=step)
    old.execute(
        "INSERT INTO cases (id, id_hash, mode, language, depth, status, created, updated, turn, worst_level, data)"
        " VALUES ('a', 'hash', 'self', 'nb', 'normal', 'pagar', ?, ?, 1, 'ingen', '{}')", [now, now],
    )
    old.execute("INSERT INTO answers VALUES ('a', 0, '{\"question\": \"q\", \"area\": \"x\", \"text\": \"ord\", \"gone\": 1}')")
    old.close()
    store = open_store(path)
    case = store.load("a")
    assert case == Case("a", created=now, updated=now, turn=1, answers=[Answer("q", "x", "ord")])
    say(case, into=store)
    assert len(store.load("a").answers) == 2
    store.close()


def test_migration_when_file_is_from_a_newer_edition_then_refused_and_untouched(path):
    open_store(path).close()
    db = Database(path)
    db.table("_sqlite_migrations").insert({"migration_set": "kartlegging", "name": "999_ny", "applied_at": ""})
    db.close()
    with pytest.raises(StoreError, match="nyere utgave"):
        open_store(path)


def test_migration_when_a_step_fails_then_none_of_them_is_kept(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE alerts (x)")
    with pytest.raises(StoreError):
        open_store(path)
    assert Database(path).table_names() == ["alerts"]


def test_open_when_not_a_database_or_not_a_folder_then_a_sentence(tmp_path):
    (tmp_path / "brev.txt").write_text("ikke en database " * 100)
    for path in (tmp_path / "brev.txt", tmp_path / "brev.txt" / "x.db", tmp_path):
        with pytest.raises(StoreError, match="kan ikke åpnes"):
            open_store(path)
    assert (tmp_path / "brev.txt").read_text().startswith("ikke en database")


def test_store_when_closed_then_every_call_is_an_error(path, now):
    store = open_store(path)
    store.close()
    store.close()
    for call in (lambda: store.load("a"), lambda: store.create(Case("a"), "h", [], now), lambda: store.delete("a", "x", now)):
        with pytest.raises(StoreError):
            call()


def test_backup_when_taken_then_a_private_whole_copy_without_what_was_deleted(store, tmp_path, full_case, say, now):
    store.create(full_case("a"), "h", [], now)
    store.create(Case("b"), "h", [], now)
    say(store.load("b"), "HEMMELIG")
    store.delete("b", "kari", now)
    target = tmp_path / "kopi.db"
    store.backup(target)
    assert mode(target) == 0o600
    assert b"HEMMELIG" not in target.read_bytes()
    copy = open_store(target)
    assert copy.load("a") == full_case("a")
    assert copy.audit() == store.audit()
    copy.close()


def test_backup_when_file_exists_or_folder_is_missing_then_error_and_nothing_touched(store, tmp_path):
    (tmp_path / "brev.txt").write_text("hei")
    for target in (tmp_path / "brev.txt", tmp_path / "mangler" / "kopi.db"):
        with pytest.raises(StoreError, match="ble ikke skrevet"):
            store.backup(target)
    assert (tmp_path / "brev.txt").read_text() == "hei"


KILLED = """
import sys
from pathlib import Path
from assistant.domain.case import Answer, Case
from assistant.store import open_store
now = "2026-03-01T10:00:00+00:00"
store = open_store(Path(sys.argv[1]))
case = Case("a")
store.create(case, "h", [], now)
while True:
    n = case.turn = case.turn + 1
    case.answers.append(Answer(f"q{n}", "sovn", f"svar {n} " * 50, turn=n))
    store.commit_turn(case, client_id=str(n), user={"text": f"svar {n}"}, messages=[{"kind": "info", "text": f"takk {n}"}],
                      reply={"n": n}, actor="person", now=now)
    print(n, flush=True)
"""


@pytest.mark.parametrize("turns", [1, 7, 40])
def test_kill_when_process_dies_at_once_then_every_turn_that_was_answered_is_there_whole(path, turns):
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "PYTHONPATH": str(ROOT)})
    answered = 0
    while answered < turns:
        answered = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    answered = int((process.stdout.read().split() or [answered])[-1])
    process.wait()
    store = open_store(path)
    case = store.load("a")
    assert answered <= case.turn <= answered + 1
    assert [a.question for a in case.answers] == [f"q{n}" for n in range(1, case.turn + 1)]
    assert len(store.transcript("a")) == 2 * case.turn
    assert [store.reply_of("a", str(n)) for n in range(1, case.turn + 1)] == [{"n": n} for n in range(1, case.turn + 1)]
    assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    store.close()
