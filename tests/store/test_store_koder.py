"""The code of a talk: what it looks like, what it opens, and what ends it."""

from __future__ import annotations

import re

import pytest

from assistant.domain.case import Case
from assistant.store import UnknownCase, open_store
from assistant.store.koder import ALPHABET, code_hash, new


@pytest.fixture
def talk(store, now) -> str:
    store.create(Case("a"), "gammel", [], now)
    return "a"


def actions(store, case_id: str) -> list[tuple[str, str]]:
    return [(r["actor"], r["action"]) for r in store.audit(case_id)]


def test_code_when_made_then_three_groups_without_look_alikes_and_never_the_same():
    codes = {new() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}", code) for code in codes)
    assert set("".join(codes)) - {"-"} == set(ALPHABET)


@pytest.mark.parametrize("written", ["abcd-efgh-2345", " ABCDEFGH2345 ", "AbCd efgh\t23 45\n", "ABCD – EFGH—2345", "ABCD\u00a0EFGH\u20112345"])
def test_code_when_written_in_another_way_then_the_same(written):
    assert code_hash(written) == code_hash("ABCD-EFGH-2345")


@pytest.mark.parametrize("written", ["", "ABCD-EFGH-234", "ABCD-EFGH-23456", "ABCD-EFGH-234O", "ABCD-EFGH-234\u0662", "ABCD_EFGH_2345", "\ud800" * 12])
def test_code_when_it_cannot_be_one_then_none(written):
    assert code_hash(written) is None


def test_code_when_made_then_its_letters_are_nowhere_in_the_file(store, path, talk, now):
    code = store.make_code(talk, now)
    store.reopen_by_code(code, "ny", now)
    store.close()
    held = path.read_bytes()
    assert code.encode() not in held
    assert code.replace("-", "").encode() not in held
    assert code_hash(code).encode() in held


def test_code_when_used_then_new_token_opens_and_the_old_one_is_known_as_ended(store, talk, now):
    assert store.code_made(talk) is None
    code = store.make_code(talk, now)
    assert store.code_made(talk) == now
    assert store.reopen_by_code(code.lower(), "ny", now) == talk
    assert store.check_token(talk, "ny")
    assert not store.check_token(talk, "gammel")
    assert store.token_ended(talk, "gammel")
    assert not store.token_ended(talk, "ny")
    assert not store.token_ended(talk, "aldri")
    assert actions(store, talk) == [("person", "opprettet"), ("person", "kode_laget"), ("person", "kode_brukt")]


def test_code_when_used_again_then_it_still_opens(store, talk, now):
    code = store.make_code(talk, now)
    assert [store.reopen_by_code(code, token, now) for token in ("to", "tre")] == [talk, talk]
    assert [store.check_token(talk, token) for token in ("gammel", "to", "tre")] == [False, False, True]
    assert [store.token_ended(talk, token) for token in ("gammel", "to", "tre")] == [True, True, False]


def test_code_when_a_new_one_is_made_then_the_old_one_opens_nothing(store, talk, now):
    old, code = store.make_code(talk, now), store.make_code(talk, now)
    before = store.audit()
    assert store.reopen_by_code(old, "ny", now) is None
    assert store.check_token(talk, "gammel")
    assert store.audit() == before
    assert store.reopen_by_code(code, "ny", now) == talk


def test_code_when_there_are_two_talks_then_it_opens_its_own(store, talk, now):
    store.create(Case("b"), "b-gammel", [], now)
    code = store.make_code(talk, now)
    store.make_code("b", now)
    assert store.reopen_by_code(code, "ny", now) == talk
    assert store.check_token("b", "b-gammel")


def test_code_when_the_talk_is_deleted_then_it_opens_nothing(store, talk, now):
    code = store.make_code(talk, now)
    store.reopen_by_code(code, "ny", now)
    store.delete(talk, "person", now)
    assert store.reopen_by_code(code, "enda", now) is None
    assert not store.token_ended(talk, "gammel")


def test_code_when_the_talk_is_unknown_then_error_and_nothing_logged(store, now):
    with pytest.raises(UnknownCase):
        store.make_code("finnes-ikke", now)
    assert store.audit() == []


def test_code_when_the_file_is_opened_anew_then_it_opens_the_talk(store, path, talk, now):
    code = store.make_code(talk, now)
    store.close()
    again = open_store(path)
    assert again.reopen_by_code(code, "ny", now) == talk
    again.close()
