"""Encryption at rest: the key, what is on disk, and clear sentences when file and key do not fit."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest
from kryptert import plain_pages

from assistant.domain.case import Answer, Case
from assistant.store import StoreError, open_store, sqlcipher
from assistant.store.bytte import WrongKey
from assistant.store.nokkel import FILE, VALUE, Key, from_env, from_file, make_file

RAW = "7f" * 32
PHRASE = "en lang setning som ingen gjetter, ærlig 'talt'"
KEYS = {"raw": RAW, "setning": PHRASE}


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    monkeypatch.delenv(VALUE, raising=False)
    monkeypatch.delenv(FILE, raising=False)


@pytest.fixture
def store():
    """In memory, so that the file is the test's own; `say` is given the store to write to."""
    made = open_store(None)
    yield made
    made.close()


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def test_key_when_given_in_many_ways_then_one_key(tmp_path):
    file = tmp_path / "nokkel"
    file.write_text(f"  {RAW.upper()}\n")
    file.chmod(0o600)
    assert Key(RAW) == from_file(file) == from_env({VALUE: f"{RAW}\n"}) == from_env({FILE: str(file)})
    assert Key("blåbær-i-skogen-i-dag") == Key("bla\u030abær-i-skogen-i-dag")
    assert from_env({}) is None
    assert RAW not in repr(Key(RAW)) + str(Key(RAW))


@pytest.mark.parametrize("text", ["", "  \n", "hemmelig7", "a" * 15, "linje én er lang nok\nlinje to", "nulltegn\x00i en lang setning"])
def test_key_when_empty_short_or_unwritable_then_a_sentence_without_it(text):
    with pytest.raises(StoreError, match="Nøkkelen") as caught:
        Key(text)
    assert not text.strip() or text not in str(caught.value)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666, 0o620])
def test_key_file_when_others_may_use_it_then_refused_with_the_remedy(tmp_path, mode):
    file = tmp_path / "nokkel"
    file.write_text(RAW)
    file.chmod(mode)
    with pytest.raises(StoreError, match="chmod 600"):
        from_file(file)


def test_key_file_when_missing_unreadable_or_doubled_then_a_sentence(tmp_path):
    (tmp_path / "binær").write_bytes(b"\xff\xfe" * 40)
    (tmp_path / "binær").chmod(0o600)
    for env, word in (({FILE: str(tmp_path / "borte")}, "finnes ikke"), ({FILE: str(tmp_path / "binær")}, "kan ikke leses"),
                      ({VALUE: " "}, "tom"), ({FILE: str(tmp_path), VALUE: RAW}, "Både")):
        with pytest.raises(StoreError, match=word):
            from_env(env)


def test_key_file_when_made_then_private_random_and_never_overwritten(tmp_path):
    make_file(tmp_path / "a")
    make_file(tmp_path / "b")
    assert from_file(tmp_path / "a") != from_file(tmp_path / "b")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    before = (tmp_path / "a").read_text()
    with pytest.raises(StoreError, match="ikke laget"):
        make_file(tmp_path / "a")
    assert (tmp_path / "a").read_text() == before


@pytest.mark.parametrize("name", KEYS)
def test_database_when_a_key_is_set_then_no_word_of_it_is_readable_on_disk(path, full_case, say, now, monkeypatch, name):
    monkeypatch.setenv(VALUE, KEYS[name])
    store = open_store(path)
    store.create(full_case("sak-hemmelig", "HEMMELIG"), "token-sum", [{"kind": "info", "text": "HEMMELIG"}], now)
    say(store.load("sak-hemmelig"), "HEMMELIG", into=store)
    assert path.with_name(path.name + "-wal").stat().st_size
    seen = on_disk(path.parent)
    for word in (b"HEMMELIG", b"sak-hemmelig", b"token-sum", b"SQLite format", b"CREATE TABLE", b"transcript"):
        assert word not in seen
    assert store.load("sak-hemmelig").answers[0].text == "HEMMELIG"
    store.close()
    assert sqlcipher.kind(path) == sqlcipher.ENCRYPTED
    again = open_store(path)
    assert again.transcript("sak-hemmelig")[0]["text"] == "HEMMELIG"
    again.close()


def test_settings_when_encrypted_then_as_durable_and_strict_as_when_plain(path):
    store = open_store(path, Key(RAW))
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000, "temp_store": 2}
    assert {name: store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    assert str(store._db.execute("PRAGMA cipher_memory_security").fetchone()[0]) == "1"
    store.close()


def test_open_when_the_key_is_wrong_then_a_sentence_and_the_file_is_untouched(path, capfd):
    open_store(path, Key(RAW)).close()
    before = path.read_bytes()
    for wrong in ("11" * 32, PHRASE):
        with pytest.raises(WrongKey, match="Nøkkelen passer ikke") as caught:
            open_store(path, Key(wrong))
        assert "not a database" not in str(caught.value)
        assert wrong not in str(caught.value)
    assert path.read_bytes() == before
    assert capfd.readouterr().err == ""


def test_open_when_encrypted_and_no_key_is_set_then_the_setting_is_named(path):
    open_store(path, Key(RAW)).close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=FILE):
        open_store(path)
    assert path.read_bytes() == before


def test_open_when_plain_and_a_key_is_set_then_the_command_is_named_and_nothing_is_written(path, full_case, now):
    store = open_store(path)
    store.create(full_case("a"), "h", [], now)
    store.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="kartlegging data krypter"):
        open_store(path, Key(RAW))
    assert path.read_bytes() == before
    again = open_store(path)
    assert again.load("a") == full_case("a")
    again.close()


def test_open_when_sqlcipher_is_missing_then_refused_and_never_plain(path, monkeypatch):
    monkeypatch.setattr(sqlcipher, "cipher", None)
    with pytest.raises(StoreError, match="SQLCipher er ikke installert"):
        open_store(path, Key(RAW))
    assert not path.exists() or path.stat().st_size == 0


def test_errors_when_encrypted_then_the_store_gives_its_own(path, full_case, say, now):
    store = open_store(path, Key(RAW))
    store.create(full_case("a"), "h", [], now)
    with pytest.raises(StoreError):
        store.create(full_case("a"), "h", [], now)
    with pytest.raises(StoreError):
        store.log("x", "y", "a", None)
    assert store.load("a") == full_case("a")
    reader = sqlcipher.connect(path, Key(RAW))
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM cases").fetchall()
    store._db.execute("PRAGMA busy_timeout=50")
    assert store.delete("a", "kari", now)
    assert not store.clean
    reader.close()
    store.close()
    with pytest.raises(StoreError):
        store.load("a")


@pytest.mark.parametrize("encrypted", [False, True])
def test_delete_when_done_then_gone_from_file_wal_and_later_backups(path, tmp_path, now, encrypted):
    """Decrypted page by page, so that what SQLite leaves in free pages would be seen."""
    rng = random.Random(5)
    key = Key(RAW) if encrypted else None
    store = open_store(path, key)
    talks = [Case(f"sak{n:02d}x") for n in range(12)]
    for case in talks:
        store.create(case, f"token-{case.id}", [], now)
    for turn in range(1, 9):
        for case in rng.sample(talks, len(talks)):
            case.turn = turn
            text = f"HEMMELIG-{case.id}-" * rng.choice([1, 3, 20, 300])
            case.answers.append(Answer(f"q{turn}", "sovn", text, turn=turn))
            store.commit_turn(case, client_id=f"{turn}", user={"text": text}, messages=[{"kind": "info", "text": text}],
                              reply={"text": text}, actor="person", now=now)

    def content(file: Path) -> bytes:
        wal = file.with_name(file.name + "-wal")
        return plain_pages(file, RAW) if encrypted else file.read_bytes() + (wal.read_bytes() if wal.exists() else b"")

    assert all(f"HEMMELIG-{c.id}".encode() in content(path) for c in talks)
    gone, left = talks[:7], talks[7:]
    for number, case in enumerate(gone):
        assert store.delete(case.id, "kari", now)
        target = tmp_path / f"kopi{number}.db"
        store.backup(target)
        for file in (path, target):
            assert case.id.encode() not in content(file)
            assert all(f"HEMMELIG-{c.id}".encode() in content(file) for c in left)
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="rettigheter")
def test_files_when_encrypted_then_only_the_owner_reads_them(path, full_case, now):
    old = os.umask(0)
    try:
        store = open_store(path, Key(RAW))
        store.create(full_case("a"), "h", [], now)
    finally:
        os.umask(old)
    assert {f.stat().st_mode & 0o777 for f in path.parent.iterdir()} == {0o600}
    store.close()
