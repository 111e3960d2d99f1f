"""Deleted is gone: from every table, and as bytes from the file and its WAL."""

from __future__ import annotations

import random
import sqlite3
from datetime import datetime, timedelta

import pytest

from assistant.domain.case import Answer, Case
from assistant.domain.person import Person
from assistant.store import StoreError, UnknownCase, connection, open_store
from assistant.store.eksport import Export
from assistant.store.kontoer import Account
from assistant.store.retention import DEFAULT_RULES as RULES
from assistant.store.rettinger import Edit


def raw(path) -> bytes:
    """Everything that is on disk beside the database file."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def talk_turn(store, case: Case, now: str, rng: random.Random) -> None:
    """A long or a short turn, so that text lands in cells, overflow pages and the reply cache."""
    n = case.turn = case.turn + 1
    text = f"HEMMELIG-{case.id}-" * rng.choice([1, 3, 20, 100, 600])
    case.answers.append(Answer(f"q{n}", "sovn", text, turn=n))
    messages = [{"kind": "info", "text": text}]
    store.commit_turn(case, client_id=f"{case.id}-{n}", user={"text": text}, messages=messages, reply={"messages": messages},
                      actor="person", now=now)


def test_delete_when_done_then_every_table_is_without_the_case(store, full_case, say, now):
    store.create(full_case("a"), "h", [{"kind": "info", "text": "hei"}], now)
    store.create(full_case("b"), "h", [{"kind": "info", "text": "hei"}], now)
    store.edit("a", Edit("notat", "sovn", after={"text": "notat"}), "kari", now)
    say(store.load("a"), client_id="c")
    say(store.load("b"), client_id="c")
    store.grant("a", store.add_account(Account("sjef", "Sjef", "administrator"), "cli", now), "hastet veldig", now, 0.0)
    for case_id in ("a", "b"):
        store.reopen_by_code(store.make_code(case_id, now), "h2", now)
        store.set_person(case_id, Person("Ola", "Nordmann"), "kari", now)
    for case_id in ("a", "b"):
        store.keep_export(case_id, Export("docx", "0" * 64, 1, 0, "{}", True), "kari", now)
    tables = [t for t in store._db.tables if "case_id" in t.columns_dict]
    assert len(tables) == 19
    assert all(t.count_where("case_id = 'a'") for t in tables)
    kept = store.load("b"), store.transcript("b"), store.reply_of("b", "c")
    assert store.delete("a", "kari", now)
    assert not any(t.count_where("case_id = 'a'") for t in tables)
    assert store.load("a") is None
    assert not store.check_token("a", "h")
    assert store.reply_of("a", "c") is None
    assert (store.load("b"), store.transcript("b"), store.reply_of("b", "c")) == kept


def test_delete_when_unknown_or_repeated_then_false(store, now):
    store.create(Case("a"), "h", [], now)
    assert not store.delete("x", "kari", now)
    assert store.delete("a", "kari", now)
    assert not store.delete("a", "kari", now)
    assert [r["action"] for r in store.audit()] == ["opprettet", "slettet"]


def test_delete_when_a_turn_is_under_way_then_the_turn_is_refused(store, say, now):
    store.create(Case("a"), "h", [], now)
    case = store.load("a")
    store.delete("a", "kari", now)
    with pytest.raises(UnknownCase):
        say(case, client_id="c")
    assert store.transcript("a") == []


def test_delete_when_the_log_cannot_be_written_then_nothing_is_deleted(store, full_case, now):
    store.create(full_case("a"), "h", [], now)
    with pytest.raises(StoreError):
        store.delete("a", None, now)
    assert store.load("a") == full_case("a")
    assert store.clean


@pytest.mark.parametrize("seed", range(3))
def test_delete_when_many_talks_are_mixed_then_no_byte_of_the_deleted_remains(store, path, now, seed):
    rng = random.Random(seed)
    talks = {f"sak{n:02d}x": Case(f"sak{n:02d}x") for n in range(20)}
    for case in talks.values():
        store.create(case, f"token-{case.id}", [], now)
    for _ in range(12):
        for case in rng.sample(list(talks.values()), len(talks)):
            talk_turn(store, case, now, rng)
    assert b"HEMMELIG-sak03x" in raw(path)
    deleted = rng.sample(list(talks), 12)
    for case_id in deleted:
        assert store.delete(case_id, "kari", now)
        left = raw(path)
        assert f"HEMMELIG-{case_id}".encode() not in left
        assert case_id.encode() not in left
        assert path.with_name(path.name + "-wal").stat().st_size <= 8192
    for case_id in set(talks) - set(deleted):
        assert store.load(case_id).answers == talks[case_id].answers


def test_delete_when_another_program_reads_then_the_rest_goes_with_a_later_turn(store, path, say, now, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    store._db.execute("PRAGMA busy_timeout=50")
    store.create(Case("a"), "h", [], now)
    store.create(Case("b"), "h", [], now)
    say(store.load("a"), "HEMMELIG")
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM cases").fetchall()
    assert store.delete("a", "kari", now)
    assert store.load("a") is None
    assert not store.clean
    say(store.load("b"))
    assert not store.clean
    reader.close()
    say(store.load("b"))
    assert store.clean
    assert b"HEMMELIG" not in raw(path)


def test_delete_when_killed_before_the_file_is_rewritten_then_opening_finishes_it(store, path, say, now, monkeypatch):
    store.create(Case("a"), "h", [], now)
    say(store.load("a"), "HEMMELIG")
    monkeypatch.setattr(store, "_scrub", lambda: None)
    store.delete("a", "kari", now)
    assert not store.clean
    assert b"HEMMELIG" in raw(path)
    again = open_store(path)
    assert again.clean
    again.close()
    assert b"HEMMELIG" not in raw(path)


@pytest.mark.parametrize(("status", "days", "gone"), [
    ("pagar", 30, False), ("pagar", 31, True), ("pause", 31, True), ("avsluttet", 7, False), ("avsluttet", 8, True),
    ("levert", 31, False), ("levert", 181, True),
])
def test_purge_when_older_than_the_rule_of_its_status_then_deleted(store, status, days, gone):
    store.create(Case("a", status=status), "h", [], "2026-01-01T12:00:00+00:00")
    at = (datetime.fromisoformat("2026-01-01T12:00:00+00:00") + timedelta(days=days)).isoformat()
    assert store.purge(at, RULES) == (["a"] if gone else [])
    assert (store.load("a") is None) == gone


def test_purge_when_run_then_text_is_gone_from_the_file_and_the_log_says_so(store, path, full_case, say, now):
    for case_id in ("gammel1", "gammel2"):
        store.create(full_case(case_id, "HEMMELIG"), "h", [], "2026-01-01T10:00:00Z")
    store.create(Case("ny"), "h", [], now)
    assert store.purge("2026-03-01T10:00:00Z", RULES) == []        # nobody has taken their alerts yet
    for alert in store.alerts():
        store.acknowledge(alert["id"], "kari", "2026-01-05T10:00:00+00:00")
    assert store.purge("2026-03-01T10:00:00Z", RULES) == ["gammel1", "gammel2"]
    assert b"HEMMELIG" not in raw(path)
    assert b"gammel1" not in raw(path)
    assert [r["actor"] for r in store.audit() if r["action"] == "ryddet"] == ["system", "system"]
    assert [row["id"] for row in store.list_cases()] == ["ny"]
    assert store.purge("2026-03-01T10:00:00Z", RULES) == []


def test_purge_when_there_was_a_turn_lately_then_kept(store, say):
    store.create(Case("a"), "h", [], "2026-01-01T10:00:00Z")
    say(store.load("a"), at="2026-02-20T10:00:00Z")
    assert store.purge("2026-03-01T10:00:00Z", RULES) == []


def test_purge_when_times_are_in_other_zones_then_compared_as_moments(store):
    store.create(Case("a"), "h", [], "2026-01-01T23:30:00-02:00")
    assert store.purge("2026-01-02T01:00:00+00:00", {"pagar": 0}) == []
    assert store.purge("2026-01-02T01:31:00+00:00", {"pagar": 0}) == ["a"]


@pytest.mark.parametrize("rules", [{"ukjent": 3}, {"pagar": -1}])
def test_purge_when_rule_is_unusable_then_error_and_nothing_deleted(store, now, rules):
    store.create(Case("a"), "h", [], "2020-01-01T00:00:00Z")
    with pytest.raises(StoreError):
        store.purge(now, {"pause": 1, **rules})
    assert store.load("a") is not None


def test_purge_when_status_has_no_rule_then_kept(store, now):
    store.create(Case("a", status="levert"), "h", [], "2020-01-01T00:00:00Z")
    assert store.purge(now, {"pagar": 1}) == []
