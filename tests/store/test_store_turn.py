"""One turn is one transaction, and a repeated request changes nothing."""

from __future__ import annotations

import pytest

from assistant.domain.case import Answer, Case, Consent, Finding, RiskEvent
from assistant.store import AlreadyAnswered, StoreError

QUESTION = {"id": "m1", "kind": "question", "text": "Hvordan sover du?", "area": "sovn", "question": "sovn.apning",
            "choices": [{"code": "godt", "label": "Godt"}]}


def rows(store) -> dict[str, int]:
    return {name: store._db.table(name).count for name in store._db.table_names()}


def one_of_each(case: Case) -> Case:
    case.turn += 1
    case.answers.append(Answer("q", "sovn", "svar", turn=1))
    case.findings.append(Finding("x", "1", "sovn", "q", "svar", turn=1))
    case.risks.append(RiskEvent("r", "vold", "akutt", "self", "svar", "q", "sovn"))
    case.consents.append(Consent("samtykke", True, "ja", ""))
    return case


@pytest.mark.parametrize("broken", [
    {"reply": {"x": object()}},
    {"messages": [QUESTION, {"kind": "info"}]},
    {"messages": [QUESTION, {**QUESTION, "text": "\ud800"}]},
    {"user": {"text": "a", "choice": object()}},
    {"client_id": "\ud800"},
    {"actor": None},
])
def test_turn_when_anything_in_it_fails_then_nothing_is_stored(store, now, broken):
    store.create(Case("a"), "h", [QUESTION], now)
    before, stored = rows(store), store.load("a")
    turn = {"client_id": "c", "user": {"text": "hei", "choice": None}, "messages": [QUESTION], "reply": {}, "actor": "person", "now": now}
    with pytest.raises(StoreError):
        store.commit_turn(one_of_each(store.load("a")), **{**turn, **broken})
    assert rows(store) == before
    assert store.load("a") == stored
    store.commit_turn(one_of_each(store.load("a")), **turn)
    assert len(store.load("a").answers) == 1


def test_turn_when_the_last_write_fails_in_the_file_then_nothing_is_stored(store, now):
    store.create(Case("a"), "h", [], now)
    before = rows(store)
    store._db.execute("CREATE TRIGGER full BEFORE INSERT ON replies BEGIN SELECT RAISE(ROLLBACK, 'disken er full'); END")
    with pytest.raises(StoreError):
        store.commit_turn(one_of_each(Case("a")), client_id="c", user={"text": "hei"}, messages=[QUESTION], reply={},
                          actor="person", now=now)
    assert rows(store) == before


def test_create_when_a_message_fails_then_no_case_and_no_token(store, now):
    before = rows(store)
    with pytest.raises(StoreError):
        store.create(Case("a"), "h", [QUESTION, {}], now)
    assert rows(store) == before
    assert not store.check_token("a", "h")


def test_error_when_raised_then_it_does_not_hold_what_was_written(store, now):
    store.create(Case("a"), "h", [], now)
    with pytest.raises(StoreError) as caught:
        store.commit_turn(Case("a"), client_id=None, user={"text": "hemmelig\ud800"}, messages=[], reply={}, actor="person", now=now)
    assert "hemmelig" not in str(caught.value)


def test_repeat_when_same_client_id_then_reply_is_kept_and_nothing_twice(store, say, now):
    store.create(Case("a"), "h", [], now)
    case = store.load("a")
    say(case, "hei", "c1")
    reply, before = store.reply_of("a", "c1"), rows(store)
    assert reply == {"messages": [{"id": "m1", "kind": "info", "text": "Du sa: hei"}]}
    for again in (store.load("a"), Case("a")):
        with pytest.raises(AlreadyAnswered):
            say(again, "hei", "c1")
    assert rows(store) == before
    assert store.reply_of("a", "c1") == reply
    assert store.reply_of("a", "c2") is None


def test_client_id_when_used_in_two_cases_then_each_has_its_own_reply(store, say, now):
    for case_id in ("a", "b"):
        store.create(Case(case_id), "h", [], now)
        say(store.load(case_id), f"fra {case_id}", "1")
    assert store.reply_of("a", "1")["messages"][0]["text"] == "Du sa: fra a"
    assert store.reply_of("b", "1")["messages"][0]["text"] == "Du sa: fra b"


def test_turn_when_without_client_id_then_no_reply_is_kept(store, say, now):
    store.create(Case("a"), "h", [], now)
    say(store.load("a"))
    assert rows(store)["replies"] == 0


def test_transcript_when_read_then_in_order_with_writer_and_choices(store, now):
    store.create(Case("a"), "h", [QUESTION], now)
    case = Case("a", turn=1)
    store.commit_turn(case, client_id=None, user={"text": None, "choice": "godt"}, messages=[{"kind": "info", "text": "Takk."}],
                      reply={}, actor="person", now=now)
    store.commit_turn(case, client_id=None, user={"text": "retter", "choice": None}, messages=[], reply={}, actor="kari", now=now)
    first, chosen, thanks, edit = store.transcript("a")
    assert first == {**QUESTION, "turn": 0, "who": "assistent", "at": now}
    assert list(first) == ["id", "turn", "who", "kind", "text", "area", "question", "choices", "at"]
    assert (chosen["who"], chosen["kind"], chosen["text"]) == ("person", "choice", "godt")
    assert chosen["choices"] == [{"code": "godt", "label": "godt"}]
    assert (thanks["who"], thanks["text"], thanks["area"], thanks["choices"], thanks["turn"]) == ("assistent", "Takk.", "", [], 1)
    assert (edit["who"], edit["kind"], edit["text"]) == ("fagperson", "text", "retter")
    assert [row["id"] for row in store.transcript("a")] == ["m1", 2, 3, 4]


def test_transcript_when_guided_then_the_worker_writes(store, now):
    store.create(Case("a", mode="guided"), "h", [], now)
    store.commit_turn(Case("a", mode="guided"), client_id=None, user={"text": "x"}, messages=[], reply={}, actor="person", now=now)
    assert store.transcript("a")[0]["who"] == "fagperson"
