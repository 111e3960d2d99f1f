"""The suggestion: what the guide says, with grounds that can be read."""

from __future__ import annotations

from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import suggest
from tests.domain.bygg import case, finding, risk


def test_suggestion_when_new_sleep_trouble_and_work_goes_on_then_one(guide: Guide) -> None:
    talk = case()
    finding(talk, "varighet", "1.5")
    finding(talk, "sovnvansker")
    finding(talk, "arbeidsstatus", "i_jobb")
    got = suggest(guide, talk)
    assert got.pathway == 1
    assert got.specialist == "none"
    assert all(g.quotes for g in got.speaks_for)


def test_suggestion_when_mild_but_long_then_two(guide: Guide) -> None:
    talk = case()
    finding(talk, "varighet", "24")
    finding(talk, "nedstemthet", "lett")
    assert suggest(guide, talk).pathway == 2


def test_suggestion_when_withdrawal_then_three_and_refer(guide: Guide) -> None:
    talk = case()
    finding(talk, "rusmiddel", "alkohol")
    finding(talk, "rus_daglig")
    finding(talk, "rus_abstinens")
    got = suggest(guide, talk)
    assert got.pathway == 3
    assert got.specialist == "refer"


def test_suggestion_when_first_psychosis_then_two_and_repeated_then_three(guide: Guide) -> None:
    talk = case()
    finding(talk, "psykose")
    assert suggest(guide, talk).pathway == 2
    finding(talk, "innleggelse")
    assert suggest(guide, talk).pathway == 3


def test_suggestion_when_nothing_is_known_then_unclear_and_says_what_to_ask(guide: Guide) -> None:
    got = suggest(guide, case())
    assert got.pathway is None
    assert {u.dimension for u in got.unclear} == {"alvor", "varighet", "funksjon"}
    assert all(u.question in guide.questions for u in got.unclear)


def test_suggestion_when_suicidal_in_pathway_one_then_consult_and_in_two_refer(guide: Guide) -> None:
    mild = case()
    finding(mild, "sovnvansker")
    finding(mild, "varighet", "1")
    risk(mild, "selvmord", "avklar")
    assert (suggest(guide, mild).pathway, suggest(guide, mild).specialist) == (1, "consult")
    long = case()
    finding(long, "nedstemthet", "moderat")
    finding(long, "varighet", "30")
    risk(long, "selvmord", "avklar")
    assert (suggest(guide, long).pathway, suggest(guide, long).specialist) == (2, "refer")


def test_suggestion_when_risk_is_about_somebody_else_then_it_does_not_move_the_writer(guide: Guide) -> None:
    talk = case()
    finding(talk, "sovnvansker")
    finding(talk, "varighet", "1")
    risk(talk, "selvmord", "akutt", subject="other")
    assert suggest(guide, talk).pathway == 1


def test_suggestion_when_finding_is_negated_then_it_does_not_count(guide: Guide) -> None:
    talk = case()
    finding(talk, "rus_abstinens", negated=True)
    finding(talk, "psykose", subject="other")
    assert suggest(guide, talk).pathway is None


def test_suggestion_when_grief_has_cost_much_function_then_two_whatever_its_length(guide: Guide) -> None:
    talk = case()
    finding(talk, "varighet", "1")
    finding(talk, "sorg")
    finding(talk, "funksjonstap", "stort")
    assert suggest(guide, talk).pathway == 2


def test_criteria_when_listed_then_each_has_source_and_version(guide: Guide) -> None:
    data = guide.pathways
    assert all(c.source and c.version >= 1 for c in data.criteria)
    assert {r.strength for r in data.requirements} == {"skal", "bor"}
    assert all(m.source for m in data.measures)


def test_measures_when_pathway_three_then_lower_measures_that_fit_are_not_shut_out(guide: Guide) -> None:
    talk = case()
    finding(talk, "rus_abstinens")
    finding(talk, "sovnvansker")
    finding(talk, "varighet", "24")
    pathways = {m.pathway for m in suggest(guide, talk).measures}
    assert 3 in pathways
    assert pathways & {1, 2}


def test_suggestion_when_first_psychosis_led_to_admission_then_two(guide: Guide) -> None:
    talk = case()
    finding(talk, "psykose")
    finding(talk, "innleggelse")
    finding(talk, "forste_gang")
    finding(talk, "varighet", "1")
    got = suggest(guide, talk)
    assert (got.pathway, got.specialist) == (2, "refer")


def test_suggestion_when_only_the_job_has_lasted_long_then_the_troubles_have_not(guide: Guide) -> None:
    talk = case()
    finding(talk, "sovnvansker")
    finding(talk, "varighet", "240", area="arbeid_utdanning")
    got = suggest(guide, talk)
    assert got.dimensions["varighet"] == "ukjent"
    assert got.pathway == 1


def test_suggestion_when_seriousness_is_unknown_then_duration_decides_and_the_gap_is_told(guide: Guide) -> None:
    talk = case()
    finding(talk, "varighet", "36")
    got = suggest(guide, talk)
    assert got.pathway == 2
    assert "alvor" in {u.dimension for u in got.unclear}


def test_suggestion_when_shaking_from_fear_without_any_use_then_not_dependence(guide: Guide) -> None:
    talk = case()
    finding(talk, "angst", "moderat", area="psykisk_helse")
    finding(talk, "rus_abstinens", area="psykisk_helse")
    finding(talk, "varighet", "2")
    assert suggest(guide, talk).pathway == 1


def test_suggestion_when_followed_up_and_worse_then_those_who_follow_are_consulted(guide: Guide) -> None:
    talk = case()
    finding(talk, "diagnose", "schizofreni", area="psykisk_helse")
    finding(talk, "spesialist_na", "ja", area="historikk")
    assert suggest(guide, talk).specialist == "none"
    finding(talk, "utvikling", "verre")
    assert suggest(guide, talk).specialist == "consult"


def test_suggestion_when_veiled_word_is_denied_when_asked_then_it_does_not_make_a_referral(guide: Guide) -> None:
    talk = case()
    finding(talk, "nedstemthet", "lett")
    finding(talk, "varighet", "12")
    risk(talk, "selvmord", "avklar")
    assert suggest(guide, talk).specialist == "refer"
    finding(talk, "selvmordstanker", "nei", area="sikkerhet")
    assert (suggest(guide, talk).pathway, suggest(guide, talk).specialist) == (2, "consult")


def test_suggestion_when_clear_danger_is_denied_when_asked_then_somebody_is_still_consulted(guide: Guide) -> None:
    talk = case()
    finding(talk, "panikk")
    finding(talk, "varighet", "2")
    finding(talk, "selvmordstanker", "nei", area="sikkerhet")
    risk(talk, "selvmord", "hoy")
    assert (suggest(guide, talk).pathway, suggest(guide, talk).specialist) == (1, "consult")


def test_suggestion_when_clear_danger_is_denied_but_function_is_lost_then_still_serious(guide: Guide) -> None:
    talk = case()
    finding(talk, "funksjonstap", "stort")
    finding(talk, "varighet", "2")
    finding(talk, "selvmordstanker", "nei", area="sikkerhet")
    risk(talk, "selvmord", "hoy")
    assert (suggest(guide, talk).pathway, suggest(guide, talk).specialist) == (2, "refer")


def test_suggestion_when_four_burdens_over_time_then_three_and_three_are_not_enough(guide: Guide) -> None:
    talk = case()
    finding(talk, "varighet", "24")
    finding(talk, "arbeidsstatus", "ufor")
    finding(talk, "isolasjon")
    finding(talk, "oppvekst_belastning")
    assert suggest(guide, talk).pathway == 2
    finding(talk, "bolig_utrygg")
    assert suggest(guide, talk).pathway == 3


def test_suggestion_when_food_sleep_and_care_fail_together_then_serious_though_short(guide: Guide) -> None:
    talk = case()
    for sign in ("egenomsorg_svikt", "vekttap", "sovnvansker"):
        finding(talk, sign)
    finding(talk, "varighet", "1")
    assert (suggest(guide, talk).pathway, suggest(guide, talk).specialist) == (2, "refer")


def test_suggestion_when_two_then_talking_it_over_is_always_open(guide: Guide) -> None:
    talk = case()
    finding(talk, "sorg", "fastlast")
    assert (suggest(guide, talk).pathway, suggest(guide, talk).specialist) == (2, "consult")
