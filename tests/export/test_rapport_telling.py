"""What the report counts: talks made by hand, and numbers counted by hand."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from rapportsaker import DRINK, HOME, LOW, NO_HOME, quarter, talk

from assistant.domain import periode, rapport
from assistant.domain.case import Answer, Maling
from assistant.domain.rapport import NO_UNIT, WHOLE
from assistant.export.rapport import oppstilling, telling
from assistant.export.rapport.oppstilling import Asked
from assistant.export.rapport.telling import Tally, table

Q1 = "2026-K1"
TODAY = date(2026, 6, 1)
DATA = rapport.load()


def counted(guide, cases, quarter_id: str = Q1, started=None) -> list[rapport.Number]:
    tally = Tally(guide, DATA)
    for case, unit in cases:
        month = periode.month(datetime.fromisoformat(case.created))
        if month in periode.months(quarter_id):
            tally.add(case, unit, month)
    return telling.numbers(tally, periode.months(quarter_id), started or {})


def shown(numbers, figure: str, unit: str = WHOLE) -> dict[str, int]:
    return {" ".join(atom.cells): atom.count for atom in table(numbers, figure, unit)}


@pytest.fixture(scope="module")
def numbers(guide):
    return counted(guide, quarter(), started={"2026-01": 13, "2026-02": 6, "2026-03": 10})


@pytest.mark.parametrize(("figure", "unit", "wanted"), [
    ("antall", WHOLE, {"2026-01": 11, "2026-02": 5, "2026-03": 7}),
    ("ikke_delt", WHOLE, {"2026-01 2026-02 2026-03": 6}),
    ("antall", "nord", {"2026-01 2026-02 2026-03": 14}),
    ("antall", "sor", {"2026-01 2026-02 2026-03": 9}),
    ("hovedproblem", WHOLE, {"begge": 6, "rus": 6, "psykisk": 11, "annet": 0}),
    ("hovedforlop", WHOLE, {"forlop_1": 9, "forlop_2": 8, "forlop_3 ikke_valgt": 6}),
    ("hovedforlop", "nord", {}),
    ("mate", WHOLE, {"selv veiledet": 23}),
    ("bolig", WHOLE, {"leier": 11, "ikke": 6, "uten_bolig midlertidig institusjon kommunal hos_familie eier tatt_opp": 6}),
    ("barn", WHOLE, {"begge/har_barn begge/spurt begge/ikke": 6, "rus/har_barn": 0, "rus/spurt": 0, "rus/ikke": 6,
                     "psykisk/har_barn": 5, "psykisk/spurt": 0, "psykisk/ikke": 6, "annet/har_barn": 0, "annet/spurt": 0, "annet/ikke": 0}),
    ("fare", WHOLE, {"akutt hoy avklar ingen": 23}),
    ("tolk", WHOLE, {"ja": 0, "nei": 0, "ikke": 23}),
])
def test_quarter_when_counted_then_as_by_hand(numbers, figure, unit, wanted):
    assert shown(numbers, figure, unit) == wanted


def test_numbers_when_the_quarter_has_fewer_than_five_talks_then_none_at_all(guide):
    assert counted(guide, quarter()[:4]) == []
    assert counted(guide, []) == []


def test_unit_when_a_talk_has_none_then_it_is_a_unit_of_its_own(guide):
    cases = [(talk(f"a{i}", "2026-01-10T10:00:00+00:00", LOW), "nord") for i in range(6)]
    cases += [(talk(f"b{i}", "2026-01-10T10:00:00+00:00", LOW), "") for i in range(7)]
    assert shown(counted(guide, cases), "antall", NO_UNIT) == {"2026-01 2026-02 2026-03": 7}


def test_unit_when_too_small_then_it_and_the_next_smallest_have_no_numbers(guide):
    cases = [(talk(f"{u}{i}", "2026-01-10T10:00:00+00:00", LOW), u) for u, n in (("nord", 20), ("sor", 6), ("vest", 2)) for i in range(n)]
    found = counted(guide, cases)
    assert [n.unit for n in found if n.figure == "antall" and n.unit] == ["nord"]
    assert {n.unit for n in found} == {WHOLE, "nord"}


@pytest.mark.parametrize(("case", "counts"), [
    (talk("a", "2026-01-01", LOW), True),
    (talk("a", "2026-01-01", LOW, shared=None), False),
    (talk("a", "2026-01-01", LOW, shared=False), False),
    (talk("a", "2026-01-01", LOW, mode="guided", shared=None), True),
    (talk("a", "2026-01-01", LOW, mode="guided", shared=False), False),
])
def test_talk_when_not_shared_then_it_does_not_count(guide, case, counts):
    assert Tally(guide, DATA).add(case, "", "2026-01") is counts


def one(guide, case, figure: str) -> str:
    tally = Tally(guide, DATA)
    tally.add(case, "", "2026-01")
    return next(iter(tally.by_cell[figure][NO_UNIT]))


def test_area_when_the_person_holds_it_back_then_it_counts_as_not_said(guide):
    open_talk, held = talk("a", "2026-01-01", LOW, NO_HOME), talk("a", "2026-01-01", LOW, NO_HOME, held=("bolig",))
    assert (one(guide, open_talk, "bolig"), one(guide, held, "bolig")) == ("uten_bolig", "ikke")


def test_finding_when_denied_or_about_another_then_it_does_not_count(guide):
    case = talk("a", "2026-01-01", DRINK)
    case.findings = [case.findings[0].__class__(**{**vars(case.findings[0]), "subject": "other"})]
    assert one(guide, case, "hovedproblem") == "annet"


def test_decision_when_changed_then_the_last_one_counts(guide):
    case = talk("a", "2026-01-01", LOW, pathway=1)
    case.decisions.append(case.decisions[0].__class__(3, 1, "ny", "kari", "2026-01-02"))
    assert one(guide, case, "hovedforlop") == "forlop_3"


def test_topic_when_skipped_then_it_has_been_asked_about(guide):
    case = talk("a", "2026-01-01", LOW, asked=("rusmidler",))
    assert one(guide, case, "rus_spurt") == "rusmidler"
    case.answers.append(Answer("legemidler.apen", "legemidler", "", status="hoppet", turn=9))
    assert one(guide, case, "rus_spurt") == "begge"


@pytest.mark.parametrize(("status", "row"), [("ferdig", "psfs"), ("pagar", "ikke_svart")])
def test_goals_when_filled_in_then_psfs_is_used(guide, status, row):
    case = talk("a", "2026-01-01", HOME)
    case.measurements.append(Maling("m", "psfs", "1", {"mal_1": 4.0}, {}, status=status))
    assert one(guide, case, "viktig") == row


def test_conditions_when_in_the_file_then_all_point_at_something(guide):
    rapport.check(guide, DATA)


def report(numbers, first: str, last: str, unit: str = WHOLE, **more):
    return oppstilling.report(DATA, {Q1: numbers}, Asked(periode.span(first, last), unit, today=TODAY, **more))


def block(made, figure: str):
    return next(b for b in made.blocks if b.figure.id == figure)


def test_report_when_of_a_month_then_only_the_number_of_talks_is_given(numbers):
    made = report(numbers, "2026-02", "2026-02")
    assert [(line.label, line.count) for line in block(made, "antall").lines] == [("februar 2026", 5)]
    assert block(made, "bolig").lines == ()
    assert "hele kvartaler" in block(made, "bolig").why


def test_report_when_of_a_quarter_then_lines_are_in_the_order_of_the_data(numbers):
    made = report(numbers, "2026-01-01", "2026-03-31")
    assert (made.period, made.unit) == ("1. kvartal 2026", "Hele tjenesten")
    assert [(line.label, line.count) for line in block(made, "hovedforlop").lines] == [
        ("Hovedforløp 1", 9), ("Hovedforløp 2", 8), ("Hovedforløp 3; Ikke valgt da tallene ble gjort opp (samlet)", 6)]
    assert block(made, "hovedforlop").total == 23


def test_report_when_of_a_year_then_it_says_what_is_lacking_and_when_it_comes(numbers):
    made = report(numbers, "2026-01", "2026-12")
    assert block(made, "hovedforlop").lacks == "Her mangler 2. kvartal 2026, 3. kvartal 2026 og 4. kvartal 2026."
    assert "Tallene for 2. kvartal 2026 er klare fra 15. juli 2026." in made.notes


def test_report_when_by_unit_then_figures_that_are_for_the_whole_service_only_are_left_out(numbers):
    made = report(numbers, "2026-01", "2026-03", "nord")
    assert block(made, "antall").total == 14
    assert {"barn", "ikke_delt", "somatisk"} & {b.figure.id for b in made.blocks} == set()
    assert made.unit == "nord"


def test_report_when_there_is_nothing_then_every_table_says_why(numbers):
    made = report([], "2026-01", "2026-03")
    assert made.empty
    assert all("færre enn 5" in b.why and b.total is None for b in made.blocks)


def test_report_when_shared_cases_are_deleted_early_then_it_says_that_numbers_are_too_low(numbers):
    assert any("30 dager" in n for n in report(numbers, "2026-01", "2026-03", days_kept=30).notes)
    assert not any("for lave" in n for n in report(numbers, "2026-01", "2026-03", days_kept=180).notes)


def test_series_when_two_quarters_then_the_change_is_shown_and_not_judged(guide, numbers):
    later = [(talk(f"x{i}", "2026-04-10T10:00:00+00:00", LOW, pathway=1 if i < 20 else None), "") for i in range(30)]
    kept = {Q1: numbers, "2026-K2": counted(guide, later, "2026-K2")}
    made = oppstilling.report(DATA, kept, Asked(periode.span("2026-01", "2026-06"), today=TODAY))
    talks, pathways = made.over_time("antall"), made.over_time("hovedforlop")
    assert talks.rows == (("I alt", (23, 30)),)
    assert talks.change(talks.rows[0][1]) == 7
    assert dict(pathways.rows)["Hovedforløp 1"] == (9, 20)
    assert dict(pathways.rows)["Hovedforløp 3"] == (None, 0)
    assert block(made, "hovedforlop").total == 53


def test_table_when_all_talks_of_a_quarter_are_in_one_row_then_that_quarter_is_left_out(guide, numbers):
    later = [(talk(f"x{i}", "2026-04-10T10:00:00+00:00", LOW), "") for i in range(30)]
    made = oppstilling.report(DATA, {Q1: numbers, "2026-K2": counted(guide, later, "2026-K2")}, Asked(periode.span("2026-01", "2026-06"), today=TODAY))
    found = block(made, "hovedproblem")
    assert [(line.label, line.count) for line in found.lines][:1] == [("Både psykiske plager og rus", 6)]
    assert (found.total, found.lacks) == (23, "Her mangler 2. kvartal 2026.")


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_words_when_in_another_language_then_nothing_of_the_first_is_left(numbers, language):
    made = report(numbers, "2026-01", "2026-03", language=language)
    text = " ".join([made.title, *made.notes, *(b.title + b.counts + b.why for b in made.blocks), *(g[1] for g in made.gaps)])
    assert ("ikkje" in text) is (language == "nn")
    assert (" ikke " in text) is (language == "nb")
