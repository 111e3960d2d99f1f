"""Approval of a case as it stands, and the register of what has been taken out of it."""

from dataclasses import replace

import pytest

from assistant.domain.case import Case, Decision, Maling
from assistant.domain.plan import Check, Plan, PlanLine
from assistant.store import hpr
from assistant.store.eksport import Export
from assistant.store.errors import UnknownCase
from assistant.store.kontoer import Account, AccountError
from assistant.store.rettinger import Edit


@pytest.fixture
def approved(store, full_case, now):
    store.create(full_case("a"), "h", [], now)
    store.approve("a", "kari", now)
    return store


def test_approval_when_nothing_came_after_then_says_who_and_when(approved, now):
    found = approved.standing("a").approval
    assert (found.actor, found.at) == ("kari", now)


def test_approval_when_anything_that_stands_in_the_case_comes_after_then_gone_in_the_list_too(approved, say, now):
    changes = (
        lambda: approved.edit("a", Edit("notat", "sovn", after={"text": "ny"}), "ola", now),
        lambda: approved.decide("a", Decision(2, 1, "grunn", "ola", now), "ola", now),
        lambda: say(_with_form(approved.load("a")), client_id="m"),
        lambda: approved.save_plan("a", Plan(0, (PlanLine("selv", "ringe Per"),)), 2, "ola", now),
        lambda: approved.check_off("a", [Check("overdose", "nalokson", "gjort")], "ola", now),
        lambda: say(approved.load("a"), client_id="t"),
    )
    for change in changes:
        assert approved.standing("a").approval is not None and approved.approved() == {"a"}
        change()
        assert approved.standing("a").approval is None and approved.approved() == set()
        approved.approve("a", "kari", now)


def test_approval_when_made_before_forms_and_plans_were_counted_then_stands_only_for_a_case_without_them(store, say, now):
    store.create(Case("a", turn=2), "h", [], now)
    store.edit("a", Edit("godkjent", after={"turn": 2, "decisions": 0}), "kari", now)
    assert store.approved() == {"a"} and store.standing("a").approval is not None
    store.save_plan("a", Plan(0, (PlanLine("selv", "ringe Per"),)), 0, "ola", now)
    assert store.approved() == set() and store.standing("a").approval is None


def test_approval_when_there_are_several_cases_then_each_is_looked_at_by_itself(approved, full_case, now):
    for case_id in ("b", "c"):
        approved.create(full_case(case_id), "h" + case_id, [], now)
    approved.approve("b", "kari", now)
    approved.edit("a", Edit("notat", "sovn", after={"text": "ny"}), "ola", now)
    assert approved.approved() == {"b"}


def _with_form(case):
    case.measurements.append(Maling("m9", "phq-9", "1", given_total=4.0))
    return case


def test_approval_when_the_case_is_only_read_and_taken_out_then_stays_and_the_position_is_the_same(approved, now):
    before = approved.standing("a")
    approved.log("kari", "lest", "a", now)
    approved.keep_export("a", _export(before), "kari", now)
    assert approved.standing("a") == before


def test_approval_when_the_case_is_unknown_then_says_so(store, now):
    assert store.standing("borte") is None
    with pytest.raises(UnknownCase):
        store.approve("borte", "kari", now)


def _export(standing, **more) -> Export:
    return replace(Export("docx", "ab" * 32, standing.case.turn, standing.edits, standing.position, False), **more)


def test_exports_when_kept_then_listed_newest_first_and_logged_with_the_whole_hash(approved, now):
    standing = approved.standing("a")
    approved.keep_export("a", _export(standing), "kari", now)
    approved.keep_export("a", _export(standing, format="egen-kopi-pdf", draft=True), "ola", now)
    newest, first = approved.exports("a")
    assert (newest.format, newest.draft, newest.actor, newest.at) == ("egen-kopi-pdf", True, "ola", now)
    assert (first.sha256, first.position, first.turn) == ("ab" * 32, standing.position, standing.case.turn)
    assert approved.audit("a")[-1]["detail"] == f"format=egen-kopi-pdf,utkast,sha256={'ab' * 32}"
    assert not approved.check_log().fault


def test_exports_when_the_case_is_deleted_meanwhile_then_nothing_is_kept(approved, now):
    standing = approved.standing("a")
    approved.delete("a", "kari", now)
    with pytest.raises(UnknownCase):
        approved.keep_export("a", _export(standing), "kari", now)
    assert approved.exports("a") == []


def test_exports_when_everything_about_a_case_is_asked_for_then_they_come_along(approved, now):
    approved.keep_export("a", _export(approved.standing("a")), "kari", now)
    (row,) = approved.everything("a")["other"]["exports"]
    assert (row["format"], row["sha256"], row["actor"]) == ("docx", "ab" * 32, "kari")


@pytest.mark.parametrize(("written", "kept"), [("9144889", "9144889"), (" 914 48.89-0 ", "91448890"), ("", ""), ("123456789", "123456789")])
def test_hpr_when_it_can_be_used_then_kept_without_spaces(store, now, written, kept):
    made = store.add_account(Account("sjef", "Sjef", "administrator", title="  klinisk \n sosionom ", hpr=written), "cli", now)
    assert (made.hpr, made.title) == (kept, "klinisk sosionom")


@pytest.mark.parametrize("written", ["123456", "1234567890", "12345a7", "١٢٣٤٥٦٧"])
def test_hpr_when_it_cannot_be_one_then_a_sentence(store, now, written):
    with pytest.raises(AccountError, match="7 til 9 sifre"):
        store.add_account(Account("sjef", "Sjef", "administrator", hpr=written), "cli", now)


@pytest.mark.parametrize(("number", "doubted"), [("9144889", False), ("9144897", False), ("9144900", False), ("9144888", True), ("12345678", False), ("", False)])
def test_hpr_when_the_check_digit_of_seven_does_not_fit_then_only_doubted(number, doubted):
    assert hpr.fault(number) == "" and bool(hpr.doubt(number)) is doubted
