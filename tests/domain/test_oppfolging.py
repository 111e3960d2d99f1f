"""A follow-up: what is carried over from last time, what is asked, and what a worker may see. And a relative's consent."""

from __future__ import annotations

import pytest

from assistant.domain import flow, oppfolging, parorende, replikk
from assistant.domain.case import Case, Consent, Maling, replace
from assistant.domain.guide import Guide
from assistant.domain.sammenligning import compare
from assistant.domain.tidligere import Earlier, Goal, Said
from assistant.export.utvalg import shared
from tests.domain.bygg import NOW, answer, case, finding, risk


def before() -> Case:
    """A shared talk: what matters, sleep, and something about violence that is held back."""
    made = case(status="levert")
    answer(made, "viktig.apen", "Å være til stede for ungene")
    answer(made, "sovn_aktivitet.apen", "Jeg sover tre timer")
    finding(made, "sovnvansker", area="sovn_aktivitet")
    answer(made, "vold_traumer.apen", "HEMMELIG om far")
    finding(made, "vold_na", area="vold_traumer")
    made.hidden_areas = ("vold_traumer",)
    made.consents.append(Consent("deling", True, "vold_traumer", NOW))
    return made


def follow(guide: Guide, made: Case, own: bool = False) -> Case:
    """The next talk, begun; `own` with everything the person said."""
    seen = shared(guide, made).case
    new = case(kind="oppfolging", earlier=oppfolging.earlier(guide, made if own else seen, seen))
    return new


def test_earlier_when_something_is_held_back_then_it_is_marked_and_left_out_for_the_worker(guide):
    known = follow(guide, before(), own=True).earlier
    assert [(s.area, s.shared) for s in known.areas] == [("viktig", True), ("vold_traumer", False), ("sovn_aktivitet", True)]
    assert known.withheld
    assert "HEMMELIG" not in str(follow(guide, before()).earlier)
    assert "HEMMELIG" not in str(shared(guide, follow(guide, before(), own=True)).case.earlier)


def test_earlier_when_words_meant_danger_then_they_are_not_said_back(guide):
    made = before()
    risk(made, "selvmord", "hoy")
    made.risks.append(replace(made.risks[-1], question="viktig.apen"))
    assert follow(guide, made).earlier.said("viktig").words == ""


def test_flow_when_there_is_something_to_compare_then_it_opens_with_what_mattered(guide):
    new = follow(guide, before())
    question = flow.next_question(guide, new)
    assert question.id == "viktig.sist"
    assert "Å være til stede for ungene" in replikk.ask(guide, new, question)[0].text


def test_flow_when_an_area_had_findings_then_it_is_asked_once_and_safety_always(guide):
    new, asked = follow(guide, before()), []
    while (question := flow.next_question(guide, new)) and question.area != "ramme":
        assert question.id not in asked
        asked.append(question.id)
        answer(new, question.id, "nei")
    assert asked == ["viktig.sist", "situasjon.sist", "sovn_aktivitet.sist", "situasjon.nytt", "sikkerhet.apen", "sikkerhet.redd"]


@pytest.mark.parametrize(("code", "more"), [("tyngre", True), ("annerledes", True), ("likt", False), ("bedre", False)])
def test_flow_when_something_has_changed_then_one_may_say_more(guide, code, more):
    new = follow(guide, before())
    for question in ("viktig.sist", "situasjon.sist"):
        answer(new, question, "greit")
    answer(new, "sovn_aktivitet.sist", "", code)
    assert (flow.next_question(guide, new).id == "sovn_aktivitet.sist_ord") == more


def test_flow_when_nothing_was_shared_then_it_goes_as_a_first_talk(guide):
    made = before()
    made.consents.append(Consent("deling", False, "", NOW))
    assert flow.next_question(guide, follow(guide, made)).id == "viktig.apen"


def test_goals_when_rated_again_then_then_and_now_stand_side_by_side(guide):
    made = before()
    made.measurements.append(Maling("m1", "psfs", "1", {"1": 3.0, "2": 5.0}, {"1": "gå tur", "2": "ringe søster"}, turn=2))
    new = follow(guide, made)
    answer(new, "viktig.sist", "bra")
    question = flow.next_question(guide, new)
    assert "gå tur" in replikk.ask(guide, new, question)[0].text
    oppfolging.rate(guide, new, question, 6.0, NOW)
    assert [(g.words, g.then, g.now) for g in compare(guide, new).goals] == [("gå tur", 3.0, 6.0), ("ringe søster", 5.0, None)]


def test_goals_when_not_shared_last_time_then_the_words_are_not_carried_over(guide):
    new = case(kind="oppfolging", earlier=Earlier(goals=(Goal("1", "HEMMELIG", 3.0, False),)))
    oppfolging.rate(guide, new, guide.questions["viktig.mal_1"], 4.0, NOW)
    assert "HEMMELIG" not in str(new.measurements)


def test_compare_when_held_back_now_then_the_worker_sees_neither_then_nor_now(guide):
    new = follow(guide, before())
    answer(new, "sovn_aktivitet.sist", "", "tyngre")
    assert [(r.area, r.change) for r in compare(guide, new).rows] == [("viktig", ""), ("sovn_aktivitet", "tyngre")]
    new.hidden_areas = ("sovn_aktivitet",)
    assert [r.area for r in compare(guide, shared(guide, new).case).rows] == ["viktig"]


def test_earlier_when_a_follow_up_is_followed_then_what_nobody_asked_about_is_still_known(guide):
    new = case(kind="oppfolging", earlier=Earlier(NOW, (Said("okonomi", "gjeld", (("gjeld", "ja"),)),)))
    answer(new, "viktig.sist", "det samme")
    assert oppfolging.earlier(guide, new, new).said("okonomi").words == "gjeld"


@pytest.mark.parametrize(("given", "by", "sharing", "hidden", "allowed"), [
    (True, "", True, (), True), (True, "", None, (), False), (True, "", False, (), False), (True, "", True, ("nettverk",), False),
    (True, "kari", False, (), True), (False, "", True, (), False), (False, "kari", True, (), False),
])
def test_consent_when_given_in_the_talk_then_it_counts_only_as_far_as_it_is_shared(given, by, sharing, hidden, allowed):
    made = case(hidden_areas=hidden)
    made.consents.append(Consent("parorende", given, "", NOW, by))
    if sharing is not None:
        made.consents.append(Consent("deling", sharing, "", NOW))
    assert parorende.allowed(made) == allowed


def test_relative_when_the_talk_begins_then_it_knows_nothing_of_the_person(guide):
    new = case(kind="parorende", about="x", relation="mor")
    assert flow.next_question(guide, new).id == "situasjon.parorende"
    assert new.earlier is None


def test_relative_when_every_choice_of_danger_is_looked_up_then_each_has_a_category_and_a_subject(guide):
    codes = {c.code for c in guide.questions["sikkerhet.parorende"].choices} - {"nei"}
    assert codes == set(guide.relative.danger)
    assert {c for c, s in guide.relative.danger.items() if s.subject == "self"} == {"jeg_redd", "jeg_selv"}
