"""What is stored comes back as it was."""

from __future__ import annotations

import pytest

from assistant.domain.case import Answer, Case, Decision, replace
from assistant.store import StaleCase, StoreError, UnknownCase, open_store


def test_case_when_loaded_then_every_field_and_list_is_as_given(store, full_case, now):
    case = full_case("a")
    store.create(case, "hash", [], now)
    assert store.load("a") == case


def test_case_when_reopened_then_same(store, path, full_case, now):
    store.create(full_case("a"), "hash", [], now)
    store.close()
    again = open_store(path)
    assert again.load("a") == full_case("a")
    again.close()


def test_case_when_in_memory_then_same(full_case, now):
    store = open_store(None)
    store.create(full_case("a"), "hash", [], now)
    assert store.load("a") == full_case("a")
    assert store.delete("a", "kari", now)
    assert store.load("a") is None
    assert store.clean


def test_load_when_unknown_then_none(store):
    assert store.load("x") is None
    assert store.transcript("x") == []
    assert store.reply_of("x", "c") is None


def test_create_when_id_in_use_then_error_and_first_stands(store, full_case, now):
    store.create(full_case("a", "første"), "en", [], now)
    with pytest.raises(StoreError):
        store.create(full_case("a", "andre"), "to", [], now)
    assert store.load("a") == full_case("a", "første")
    assert store.check_token("a", "en")
    assert not store.check_token("a", "to")


def test_created_when_not_set_then_the_time_of_create(store, now, say):
    store.create(Case("a"), "h", [], now)
    case = Case("a")
    say(case, at="2026-03-02T10:00:00+00:00")
    loaded = store.load("a")
    assert (loaded.created, loaded.updated) == (now, "2026-03-02T10:00:00+00:00")


def test_token_when_wrong_or_unknown_then_false(store, now):
    store.create(Case("a"), "riktig", [], now)
    assert store.check_token("a", "riktig")
    assert not store.check_token("a", "feil")
    assert not store.check_token("a", "")
    assert not store.check_token("b", "riktig")
    assert not store.check_token("b", "")
    assert not store.check_token("a", "blåbær")


def test_turn_when_lists_have_grown_then_only_the_new_rows_are_added(store, full_case, now):
    case = full_case("a")
    store.create(case, "h", [], now)
    case.turn, case.status = 4, "levert"
    case.answers.append(Answer("q", "sovn", "nytt", turn=4))
    store.commit_turn(case, client_id=None, user=None, messages=[], reply={}, actor="kari", now=now)
    assert store.load("a") == case
    assert len(case.answers) == 4


def test_turn_when_another_turn_came_between_then_stale_and_nothing_lost(store, say, now):
    store.create(Case("a"), "h", [], now)
    first, second = store.load("a"), store.load("a")
    say(first, "først")
    with pytest.raises(StaleCase):
        say(second, "samtidig")
    assert [a.text for a in store.load("a").answers] == ["først"]
    assert len(store.transcript("a")) == 2


def test_turn_when_case_has_fewer_answers_or_older_turn_then_stale(store, full_case, now):
    case = full_case("a")
    store.create(case, "h", [], now)
    for older in (replace(case, answers=case.answers[:-1]), replace(case, answers=[]), replace(case, turn=2)):
        with pytest.raises(StaleCase):
            store.commit_turn(older, client_id=None, user=None, messages=[], reply={}, actor="kari", now=now)
    assert store.load("a") == case


def test_turn_when_worker_decided_meanwhile_then_both_stand(store, say, now):
    store.create(Case("a"), "h", [], now)
    case = store.load("a")
    decision = Decision(2, 1, "eget ønske", "kari", now)
    store.decide("a", decision, "kari", now)
    say(case, "videre")
    loaded = store.load("a")
    assert loaded.decisions == [decision]
    assert [a.text for a in loaded.answers] == ["videre"]


def test_turn_and_decision_when_case_is_unknown_then_error(store, say, now):
    with pytest.raises(UnknownCase):
        say(Case("x"), client_id="c")
    with pytest.raises(UnknownCase):
        store.decide("x", Decision(1, None, "", "kari", now), "kari", now)
    assert store.audit() == []


def test_time_when_not_iso_then_error_and_nothing_written(store, now):
    with pytest.raises(StoreError):
        store.create(Case("a"), "h", [], "i går")
    assert store.load("a") is None


def test_list_when_several_then_newest_first_with_metadata(store, full_case, say, now):
    store.create(Case("a", created=now), "h", [], now)
    store.create(full_case("b"), "h", [], "2026-03-01T11:00:00+00:00")
    assert [row["id"] for row in store.list_cases()] == ["b", "a"]
    say(store.load("a"), at="2026-03-01T12:00:00+00:00")
    rows = store.list_cases()
    assert [row["id"] for row in rows] == ["a", "b"]
    assert rows[1] == {
        "id": "b", "mode": "guided", "language": "nn", "depth": "grundig", "status": "pause", "created": now,
        "updated": "2026-03-01T11:00:00+00:00", "turn": 3, "worst_level": "hoy", "failed": 1, "focus": "sovn",
        "hidden_areas": ["okonomi", "rus"], "unit": "", "demo": False, "kind": "oppfolging", "follows": "", "about": "", "relation": "mor",
    }
    assert [row["id"] for row in store.list_cases("pause")] == ["b"]
    assert store.list_cases("levert") == []
