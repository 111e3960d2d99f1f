"""The log grows and never changes."""

from __future__ import annotations

import sqlite3

import pytest

from assistant.domain.case import Case, Decision
from assistant.store import StoreError


@pytest.mark.parametrize("change", [
    "UPDATE audit SET actor = 'ola'",
    "DELETE FROM audit",
    "INSERT OR REPLACE INTO audit (id, at, actor, action, case_hash, detail) VALUES (1, '', 'ola', '', '', '')",
])
def test_log_when_somebody_tries_to_change_it_then_refused(store, now, change):
    store.log("kari", "lest", "a", now)
    before = store.audit()
    with pytest.raises(sqlite3.IntegrityError, match="Loggen kan ikke endres"):
        store._db.execute(change)
    assert store.audit() == before


def test_log_when_case_is_given_then_only_its_lines(store, now):
    store.create(Case("a"), "h", [], now)
    store.create(Case("b", mode="guided"), "h", [], now)
    store.log("kari", "eksport", "a", now, "format=docx")
    store.log("kari", "innlogget", None, now)
    assert [(r["actor"], r["action"], r["case_id"], r["detail"]) for r in store.audit("a")] == [
        ("person", "opprettet", "a", ""), ("kari", "eksport", "a", "format=docx")]
    assert [(r["action"], r["case_id"]) for r in store.audit()] == [
        ("opprettet", "a"), ("opprettet", "b"), ("eksport", "a"), ("innlogget", None)]


@pytest.mark.parametrize("detail", ["jeg vil ikke mer", "søvn", "a\nb", "x" * 121])
def test_log_when_detail_could_be_free_text_then_refused_without_repeating_it(store, now, detail):
    with pytest.raises(StoreError) as caught:
        store.log("kari", "lest", "a", now, detail)
    assert detail not in str(caught.value)
    assert store.audit() == []


def test_log_when_a_whole_talk_is_recorded_then_holds_nothing_of_what_was_said(store, full_case, say, now):
    store.create(full_case("a", "HEMMELIG"), "h", [{"kind": "info", "text": "HEMMELIG"}], now)
    say(store.load("a"), "HEMMELIG", "c")
    store.decide("a", Decision(3, 1, "HEMMELIG", "kari", now), "kari", now)
    store.delete("a", "kari", now)
    lines = store.audit("a")
    assert [line["action"] for line in lines] == ["opprettet", "varsel", "tur", "beslutning", "slettet"]
    assert "HEMMELIG" not in str(lines)
    assert all(line["case_id"] is None and len(line["case_hash"]) == 64 for line in lines)
