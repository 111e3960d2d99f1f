"""Talks that belong together: each is deleted, opened and kept for itself."""

from __future__ import annotations

import pytest

from assistant.domain.case import Case, Consent, RiskEvent
from assistant.domain.tidligere import Earlier, Said
from assistant.store.kontoer import Account
from assistant.store.retention import DEFAULT_RULES

LATER, MUCH_LATER = "2026-03-20T10:00:00+00:00", "2026-12-01T10:00:00+00:00"
YES = Consent("parorende", True, "muntlig", "2026-03-01T10:00:00+00:00", "kari")
KNOWN = Earlier("2026-03-01T10:00:00+00:00", (Said("viktig", "sove igjen"),))


@pytest.fixture
def person(store, now):
    """A shared talk with a yes to talking with relatives, a follow-up of it and a relative's talk about it."""
    store.create(Case("a", status="levert", turn=3, consents=[Consent("deling", True, "", now), YES]), "h", [], now)
    store.create(Case("b", kind="oppfolging", follows="a", earlier=KNOWN), "h", [], now)
    store.create(Case("c", kind="parorende", about="a", relation="mor"), "h", [], now)


def risk(store, case_id: str, now: str) -> None:
    case = store.load(case_id)
    case.turn += 1
    case.risks.append(RiskEvent("selvmord-other", "selvmord", "hoy", "other", "redd", "sikkerhet.parorende", "sikkerhet", at=now))
    store.commit_turn(case, client_id=None, user=None, messages=[], reply={}, actor="person", now=now)


def test_follow_up_when_the_talk_before_is_deleted_then_it_stands_whole(store, person, now, path):
    store.delete("a", "kari", now)
    case = store.load("b")
    assert (case.follows, case.earlier) == ("", KNOWN)
    assert b"\"a\"" not in path.read_bytes()


def test_talk_before_when_the_follow_up_is_deleted_then_it_stands_whole(store, person, now):
    before = store.load("a")
    store.delete("b", "kari", now)
    assert store.load("a") == before
    assert store.followers("a") == []


def test_relative_when_the_persons_talk_is_deleted_then_gone_and_in_the_log(store, person, now):
    store.delete("a", "kari", now)
    assert store.load("c") is None
    assert [row["action"] for row in store.audit()].count("slettet") == 2


def test_relative_when_nobody_has_taken_the_alert_then_it_stays_until_somebody_has(store, person, now):
    risk(store, "c", now)
    store.delete("a", "kari", now)
    assert store.load("c").about == ""
    assert store.purge(MUCH_LATER, DEFAULT_RULES) == ["b"]
    store.acknowledge(store.alerts()[0]["id"], "kari", now)
    assert store.purge(MUCH_LATER, DEFAULT_RULES) == ["c"]


def test_relative_when_deleted_alone_then_the_person_stands_whole(store, person, now):
    store.delete("c", "kari", now)
    assert store.relatives("a") == ()
    assert store.load("a") is not None


def test_relative_when_shared_then_kept_as_long_as_the_persons_talk(store, person, now):
    store.create(Case("d", status="levert", kind="parorende", about="a"), "h", [], "2026-01-01T10:00:00+00:00")
    assert "d" not in [row["id"] for row in store.expired(LATER, {"levert": 30})]
    assert "d" in store.purge(MUCH_LATER, {"levert": 30})


def test_turn_when_the_talk_before_was_deleted_meanwhile_then_nothing_is_lost(store, person, say, now):
    case = store.load("b")
    store.delete("a", "kari", now)
    say(case, client_id="x")
    assert store.load("b").turn == 1


def test_start_code_when_used_then_it_works_once_only(store, person, now):
    code = store.make_start_code("b", LATER, "kari", now)
    assert store.reopen_by_code(code, "ny", now) == "b"
    assert store.reopen_by_code(code, "enda en", now) is None
    assert store.check_token("b", "ny")


def test_start_code_when_it_is_too_old_then_it_opens_nothing(store, person, now):
    code = store.make_start_code("b", now, "kari", now)
    assert store.reopen_by_code(code, "ny", LATER) is None
    assert store.check_token("b", "h")


def test_start_code_of_a_relative_when_consent_is_withdrawn_then_it_opens_nothing(store, person, now):
    code = store.make_start_code("c", LATER, "kari", now)
    store.add_consent("a", Consent("parorende", False, "ringte", now, "kari"), "kari", now)
    assert store.reopen_by_code(code, "ny", now) is None


def test_unit_when_the_person_is_moved_then_the_relative_follows_and_the_other_way(store, person, now):
    for name, unit in (("sjef", ""), ("kari", "nord"), ("per", "sor")):
        store.add_account(Account(name, name, "administrator" if name == "sjef" else "fagperson", unit), "cli", now)
    store.move_case("a", "nord", "kari", now)
    assert store.unit_of("c") == "nord"
    store.move_case("c", "sor", "kari", now)
    assert (store.unit_of("a"), store.unit_of("c"), store.unit_of("b")) == ("sor", "sor", "")


def test_new_talk_when_it_points_to_another_then_it_begins_in_the_same_unit(store, person, now):
    for name, unit in (("sjef", ""), ("kari", "nord")):
        store.add_account(Account(name, name, "administrator" if name == "sjef" else "fagperson", unit), "cli", now)
    store.move_case("a", "nord", "kari", now)
    store.create(Case("e", kind="oppfolging", follows="a"), "h", [], now)
    assert store.unit_of("e") == "nord"


def test_blalys_when_the_persons_talk_is_open_then_so_is_the_relatives(store, person, now):
    for name, unit in (("sjef", ""), ("kari", "nord"), ("per", "sor")):
        store.add_account(Account(name, name, "administrator" if name == "sjef" else "fagperson", unit), "cli", now)
    store.move_case("a", "nord", "kari", now)
    per = store.account_named("per")
    assert not store.opens("c", "sor", per.id, 0.0)
    store.grant("a", per, "hastet veldig", now, 0.0)
    assert store.opens("c", "sor", per.id, 10.0)


def test_consent_when_a_worker_records_it_then_the_log_does_not_hold_the_words(store, person, now):
    store.add_consent("a", Consent("parorende", False, "HEMMELIG", now, "kari"), "kari", now)
    line = store.audit("a")[-1]
    assert (line["actor"], line["action"], line["detail"]) == ("kari", "samtykke_trukket", "slag=parorende")
    assert store.load("a").consents[-1].text == "HEMMELIG"
