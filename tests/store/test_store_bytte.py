"""A new key, a backup put back: the same cases afterwards, and the old file whatever goes wrong."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assistant
from assistant.domain.case import Answer, Case
from assistant.store import StoreError, bytte, open_store, sqlcipher
from assistant.store.bytte import WrongKey
from assistant.store.las import Busy
from assistant.store.migrations import migrations
from assistant.store.nokkel import FILE, VALUE, Key

ROOT = Path(assistant.__file__).parents[1]
A, B, C = Key("aa" * 32), Key("bb" * 32), Key("cc" * 32)
NOW = "2026-03-01T10:00:00+00:00"


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    monkeypatch.delenv(VALUE, raising=False)
    monkeypatch.delenv(FILE, raising=False)


def filled(path: Path, full_case, key: Key | None, ids=("a", "b")) -> None:
    store = open_store(path, key)
    for case_id in ids:
        store.create(full_case(case_id), f"token-{case_id}", [{"kind": "info", "text": "hei"}], NOW)
    store.close()


def read(path: Path, key: Key | None) -> dict:
    store = open_store(path, key)
    found = {row["id"]: (store.load(row["id"]), store.transcript(row["id"]), store.audit(row["id"])) for row in store.list_cases()}
    store.close()
    return found


def backed_up(path: Path, key: Key | None, target: Path, other: Key | None = None) -> Path:
    store = open_store(path, key, cipher=other is not None)
    store.backup(target, other)
    store.close()
    return target


@pytest.mark.parametrize("before", [None, A], ids=["åpen", "kryptert"])
def test_rekey_when_done_then_the_same_under_the_new_key_alone(path, full_case, before):
    filled(path, full_case, before)
    there, plain_words = read(path, before), b"sover d"
    bytte.rekey(path, before, B)
    assert read(path, B) == there
    with pytest.raises(StoreError):
        open_store(path, before)
    assert plain_words not in b"".join(f.read_bytes() for f in path.parent.iterdir())
    assert {f.name for f in path.parent.iterdir()} == {path.name, path.name + ".las"}
    assert path.stat().st_mode & 0o777 == 0o600


def test_rekey_when_somebody_has_it_open_then_refused_and_it_goes_on(path, full_case):
    filled(path, full_case, A)
    store = open_store(path, A)
    with pytest.raises(Busy, match="Stopp tjenesten"):
        bytte.rekey(path, A, B)
    store.create(Case("ny"), "h", [], NOW)
    store.close()
    assert set(read(path, A)) == {"a", "b", "ny"}


def test_rekey_when_the_old_key_is_wrong_then_nothing_is_changed(path, full_case):
    filled(path, full_case, A)
    before = path.read_bytes()
    with pytest.raises(WrongKey):
        bytte.rekey(path, C, B)
    assert path.read_bytes() == before
    assert {f.name for f in path.parent.iterdir()} == {path.name, path.name + ".las"}


@pytest.mark.parametrize("step", ["_write", "check", "_put"])
def test_rekey_when_it_stops_on_the_way_then_the_old_file_stands_and_the_rest_goes_at_the_next_opening(path, full_case, monkeypatch, step):
    filled(path, full_case, A)
    there, real = read(path, A), getattr(bytte, step)

    def stop(*args):
        if step == "_write":
            real(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(bytte, step, stop)
    monkeypatch.setattr(bytte, "_drop", lambda file: None)  # as when the process is gone
    with pytest.raises(KeyboardInterrupt):
        bytte.rekey(path, A, B)
    assert path.with_name(path.name + ".ny").exists()
    monkeypatch.undo()
    assert read(path, A) == there
    assert not path.with_name(path.name + ".ny").exists()


REKEY = """
import sys
from pathlib import Path
from assistant.store import bytte
from assistant.store.nokkel import Key
print("klar", flush=True)
sys.stdin.readline()
bytte.rekey(Path(sys.argv[1]), Key("aa" * 32), Key("bb" * 32))
"""


@pytest.mark.parametrize("wait", [0.0, 0.01, 0.03, 0.06])
def test_rekey_when_killed_then_the_file_opens_with_the_old_or_the_new_key(path, full_case, wait):
    filled(path, full_case, A, [f"sak{n}" for n in range(40)])
    there = read(path, A)
    process = subprocess.Popen([sys.executable, "-c", REKEY, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "PYTHONPATH": str(ROOT)})
    process.stdout.readline()
    process.stdin.write("\n")
    process.stdin.flush()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.wait()
    try:
        found = read(path, A)
    except WrongKey:
        found = read(path, B)
    assert found == there


FULL = """
import resource, signal, sys
from pathlib import Path
from assistant.store import StoreError, bytte
from assistant.store.nokkel import Key
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    if sys.argv[3] == "nokkel":
        bytte.rekey(Path(sys.argv[1]), Key("aa" * 32), Key("bb" * 32))
    else:
        bytte.restore(Path(sys.argv[1]), Path(sys.argv[3]), Key("aa" * 32), Key("aa" * 32), "stempel")
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="grense for filstørrelse")
@pytest.mark.parametrize("what", ["nokkel", "kopi"])
def test_exchange_when_the_disk_takes_no_more_then_a_sentence_and_the_old_file(path, tmp_path, full_case, what):
    """The system refuses to write past a size, which SQLite meets as it meets a full disk."""
    filled(path, full_case, A, [f"sak{n}" for n in range(30)])
    there = read(path, A)
    copy = backed_up(path, A, tmp_path / "kopi.db")
    limit = str(path.stat().st_size // 2)
    done = subprocess.run([sys.executable, "-c", FULL, str(path), limit, "nokkel" if what == "nokkel" else str(copy)],
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert "disken har plass" in done.stdout, done.stderr
    assert read(path, A) == there
    assert {f.name for f in path.parent.iterdir()} == {path.name, path.name + ".las"}


@pytest.mark.parametrize(("key", "other"), [(None, None), (A, None), (None, B), (A, B)])
def test_restore_when_done_then_the_same_under_the_services_own_key(path, tmp_path, full_case, key, other):
    filled(path, full_case, key)
    there = read(path, key)
    copy = backed_up(path, key, tmp_path / "kopi.db", other)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sqlcipher.kind(copy) == (sqlcipher.ENCRYPTED if key or other else sqlcipher.PLAIN)
    before = copy.read_bytes()
    store = open_store(path, key)
    store.create(Case("senere"), "h", [], NOW)
    store.close()
    kept, gone = bytte.restore(path, copy, other or key, key, "stempel")
    assert (read(path, key), gone) == (there, set())
    assert copy.read_bytes() == before
    assert bytte.kept(path) == [kept]
    assert set(read(kept, key)) == {"a", "b", "senere"}
    assert bytte.kept(path) == bytte.forget(path) == [kept]
    assert not list(path.parent.glob("*.for-*"))


def test_restore_when_the_service_has_another_key_than_the_copy_then_it_gets_the_services(path, tmp_path, full_case):
    filled(path, full_case, A)
    there, copy = read(path, A), backed_up(path, A, tmp_path / "kopi.db")
    bytte.rekey(path, A, B)
    with pytest.raises(WrongKey, match=r"kopi\.db"):
        bytte.restore(path, copy, B, B, "stempel")
    assert read(path, B) == there
    bytte.restore(path, copy, A, B, "stempel")
    assert read(path, B) == there


def test_restore_when_a_case_was_deleted_after_the_copy_then_it_does_not_come_back(path, tmp_path, full_case):
    filled(path, full_case, A)
    copy = backed_up(path, A, tmp_path / "kopi.db")
    store = open_store(path, A)
    store.delete("a", "person", NOW)
    store.close()
    _, gone = bytte.restore(path, copy, A, A, "stempel")
    store = open_store(path, A)
    assert store.delete_again(gone, "cli", NOW) == ["a"]
    assert [row["id"] for row in store.list_cases()] == ["b"]
    store.close()


def test_restore_when_the_service_runs_then_refused(path, tmp_path, full_case):
    filled(path, full_case, A)
    copy = backed_up(path, A, tmp_path / "kopi.db")
    store = open_store(path, A)
    with pytest.raises(Busy, match="Stopp tjenesten"):
        bytte.restore(path, copy, A, A, "stempel")
    assert store.load("a") == full_case("a")
    store.close()


def cut(data: bytes) -> bytes:
    return data[:len(data) // 2 + 100]


def cut_at_a_page(data: bytes) -> bytes:
    return data[:len(data) // 2 // 4096 * 4096]


def flipped(data: bytes) -> bytes:
    place = len(data) // 2 // 4096 * 4096 + 2000
    return data[:place] + bytes(b ^ 255 for b in data[place:place + 200]) + data[place + 200:]


def foreign(data: bytes) -> bytes:
    return b"brev " * 1000


def empty(data: bytes) -> bytes:
    return b""


HARMS = [(key, harm) for key in (None, A) for harm in (cut, cut_at_a_page, foreign, empty)] + [(A, flipped)]


@pytest.mark.parametrize(("key", "harm"), HARMS, ids=[f"{'kryptert' if key else 'åpen'}-{harm.__name__}" for key, harm in HARMS])
def test_restore_when_the_copy_is_not_whole_then_a_sentence_and_the_database_stands(path, tmp_path, full_case, key, harm):
    filled(path, full_case, key, [f"sak{n}" for n in range(10)])
    there = read(path, key)
    copy = backed_up(path, key, tmp_path / "kopi.db")
    copy.write_bytes(harm(copy.read_bytes()))
    with pytest.raises(StoreError) as caught:
        bytte.restore(path, copy, key, key, "stempel")
    assert "kopi.db" in str(caught.value)
    assert "not a database" not in str(caught.value)
    assert read(path, key) == there
    assert bytte.kept(path) == []


def test_restore_when_the_copy_is_of_a_newer_edition_or_another_program_then_refused(path, tmp_path, full_case):
    filled(path, full_case, A)
    there = read(path, A)
    newer = backed_up(path, A, tmp_path / "nyere.db")
    conn = sqlcipher.connect(newer, A, isolation_level=None)
    conn.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kartlegging', '999_ny', '')")
    conn.close()
    other = tmp_path / "annet.db"
    conn = sqlcipher.connect(other, A, isolation_level=None)
    conn.execute("CREATE TABLE noe (x)")
    conn.close()
    for copy, word in ((newer, "nyere utgave"), (other, "ikke en database fra")):
        with pytest.raises(StoreError, match=word):
            bytte.restore(path, copy, A, A, "stempel")
    assert read(path, A) == there


def test_restore_when_the_copy_is_older_then_it_is_brought_up_to_date(path, tmp_path):
    from sqlite_utils import Database

    old = Database(tmp_path / "gammel.db")
    migrations.apply(old, stop_before="004_varsel")
    old.execute("INSERT INTO cases VALUES ('a', 'hash', 'self', 'nb', 'normal', 'pagar', ?, ?, 1, 'ingen', '{}')", [NOW, NOW])
    old.conn.commit()
    old.close()
    kept, _ = bytte.restore(path, tmp_path / "gammel.db", None, A, "stempel")
    assert kept is None
    assert list(read(path, A)) == ["a"]


def test_restore_when_the_database_in_place_is_broken_then_it_is_kept_and_the_copy_works(path, tmp_path, full_case):
    filled(path, full_case, A)
    there, copy = read(path, A), backed_up(path, A, tmp_path / "kopi.db")
    path.write_bytes(flipped(path.read_bytes())[:-100])
    kept, _ = bytte.restore(path, copy, A, A, "stempel")
    assert kept.exists()
    assert read(path, A) == there


@pytest.mark.parametrize("key", [None, A], ids=["åpen", "kryptert"])
def test_backup_when_others_write_then_each_copy_is_whole_and_of_one_moment(path, tmp_path, key):
    store = open_store(path, key)
    case, stop = Case("a"), threading.Event()
    store.create(case, "h", [], NOW)

    def write() -> None:
        while not stop.wait(0.02):
            case.turn += 1
            case.answers.append(Answer(f"q{case.turn}", "sovn", "ord " * 50, turn=case.turn))
            store.commit_turn(case, client_id=str(case.turn), user={"text": "ord"}, messages=[{"kind": "info", "text": "takk"}],
                              reply={"n": case.turn}, actor="person", now=NOW)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [backed_up(path, key, tmp_path / f"kopi{n}.db") for n in range(4)]
        if key is None:
            copies += [backed_up(path, None, tmp_path / f"kryptert{n}.db", B) for n in range(2)]
    finally:
        stop.set()
        writer.join()
    turns = []
    for copy in copies:
        own = B if copy.name.startswith("kryptert") else key
        assert bytte.check(copy, own)
        (found, talk, _), = read(copy, own).values()
        assert [a.question for a in found.answers] == [f"q{n}" for n in range(1, found.turn + 1)]
        assert len(talk) == 2 * found.turn
        turns.append(found.turn)
    assert turns == sorted(turns)
    store.close()


STEPS = st.lists(st.tuples(st.sampled_from(["lag", "skriv", "slett", "nokkel", "kopi", "tilbake"]), st.integers(0, 3)), max_size=12)


@settings(max_examples=15, deadline=None, database=None)
@given(STEPS)
def test_any_order_of_steps_when_done_then_the_same_cases_are_readable(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("rekke")
    path, keys = folder / "kartlegging.db", [A, B, C, Key("dd" * 32)]
    key, cases, copies, dead = A, {}, [], set()
    open_store(path, key).close()
    for number, (step, which) in enumerate(steps):
        name = f"sak{which}"
        if step == "nokkel":
            if keys[which] != key:
                bytte.rekey(path, key, keys[which])
                key = keys[which]
            continue
        if step == "tilbake":
            if copies:
                copy, own, then = copies[which % len(copies)]
                _, gone = bytte.restore(path, copy, own, key, f"{number:04}")
                store = open_store(path, key)
                store.delete_again(gone, "cli", NOW)
                store.close()
                cases = {k: v for k, v in then.items() if k not in dead}
            continue
        store = open_store(path, key)
        if step == "lag" and name not in cases and name not in dead:
            store.create(Case(name), "h", [], NOW)
            cases[name] = 0
        elif step == "skriv" and name in cases:
            case = store.load(name)
            case.turn += 1
            case.answers.append(Answer(f"q{case.turn}", "sovn", "ord", turn=case.turn))
            store.commit_turn(case, client_id=None, user={"text": "ord"}, messages=[], reply={}, actor="person", now=NOW)
            cases[name] += 1
        elif step == "slett" and name in cases:
            store.delete(name, "person", NOW)
            del cases[name]
            dead.add(name)
        elif step == "kopi":
            copies.append((folder / f"kopi{number}.db", key, dict(cases)))
            store.backup(copies[-1][0])
        store.close()
    assert {name: len(case.answers) for name, (case, _, _) in read(path, key).items()} == cases
