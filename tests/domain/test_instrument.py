"""Every form scored against tables made by hand: at, below and above each limit, with sex known and unknown."""

from __future__ import annotations

import pytest

from assistant.domain import guide
from assistant.domain.case import Case, Finding, Maling
from assistant.domain.scoring import fault, moved, score, standing
from assistant.domain.utfylling import offered

GUIDE = guide.load()
INSTRUMENTS = GUIDE.instruments
W, M = "kvinne", "mann"


def filled(name: str, *values: float | None, **other) -> Maling:
    """A form with its items answered in order."""
    return Maling("m", name, "1", {str(n): v for n, v in enumerate(values, 1)}, **other)


def reached(name: str, total: float, sex: str = "") -> list[str]:
    """The limits that a total reaches, with sex where they depend on it."""
    got = score(INSTRUMENTS[name], Maling("m", name, "1", given_total=total, sex=sex))
    return [f"{limit.id}:{limit.sex}" if limit.sex else limit.id for limit in got.passed]


# form, answers in order, total by hand
TOTALS = [
    ("psfs", (2, 3, 5), 3.33), ("psfs", (0, 0, 0, 0, 0), 0), ("psfs", (10, 10, 10, 10, 10), 10), ("psfs", (4, 5, None, 7), 5.33), ("psfs", (4, 5), None),
    ("audit", (0,) * 10, 0), ("audit", (4,) * 10, 40), ("audit", (1, 2, 3, 4, 0, 0, 0, 0, 2, 4), 16), ("audit", (1,) * 8 + (None, 0), None),
    ("audit-c", (4, 4, 4), 12), ("audit-c", (1, 1, 1), 3), ("audit-c", (1, None, 1), None),
    ("dudit", (0,) * 11, 0), ("dudit", (4,) * 11, 44), ("dudit", (1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4), 15),
    ("phq-9", (3,) * 9, 27), ("phq-9", (0,) * 9, 0), ("phq-9", (1, 2, 3, 0, 1, 2, 3, 0, 1), 13), ("phq-9", (1, 1, 1, 1, 1, 1, 1, None, 1), None),
    ("gad-7", (3,) * 7, 21), ("gad-7", (0, 1, 2, 3, 0, 1, 2), 9), ("gad-7", (None,) + (1,) * 6, None),
    ("who-5", (0,) * 5, 0), ("who-5", (5,) * 5, 100), ("who-5", (2, 3, 2, 3, 2), 48), ("who-5", (5, 5, 5, 5, None), None),
    ("cage", (1, 0, 1, 0), 2), ("cage", (1, 1, 1, 1), 4), ("cage", (1, 1, None, 1), None),
    ("tweak", (1, 0, 0, 0, 0), 2), ("tweak", (0, 0, 1, 1, 1), 3), ("tweak", (1,) * 5, 7), ("tweak", (1, 1, 1, 1, None), None),
    ("k6", (4,) * 6, 24), ("k6", (3, 2, 2, 2, 2, 2), 13), ("k6", (3, 2, 2, 2, 2, None), None),
    ("scl-10", (1,) * 10, 1), ("scl-10", (4,) * 10, 4), ("scl-10", (1, 2) * 5, 1.5), ("scl-10", (2,) * 9, None),
    ("hscl-10", (2, 2, 2, 2, 2, 2, 2, 2, 1, 1), 1.8), ("hscl-10", (3,) * 5 + (1,) * 5, 2), ("hscl-10", (2,) * 9, None),
    ("samtalen", (0, 0), 0), ("samtalen", (4, 3), 3.5), ("samtalen", (4, 4), 4),
    ("hscl-25", (1,) * 25, 1), ("hscl-25", (2,) * 19 + (1,) * 6, 1.76), ("hscl-25", (2,) * 24, None),
    ("isi", (4,) * 7, 28), ("isi", (2, 2, 2, 2, 0, 0, 0), 8), ("isi", (1,) * 6, None),
    ("madrs-s", (6,) * 9, 54), ("madrs-s", (1, 2, 3, 4, 5, 0, 0, 0, 0), 15), ("madrs-s", (1,) * 8, None),
    ("wsas", (8,) * 5, 40), ("wsas", (2,) * 5, 10), ("wsas", (2,) * 4, None),
    ("ors", (10,) * 4, 40), ("ors", (6.2, 6.3, 6.2, 6.3), 25), ("ors", (0.1, 0.2, 0, 0), 0.3), ("ors", (5, 5, 5), None),
    ("srs", (9, 9, 9, 9), 36), ("srs", (9.1, 9, 9, 9), 36.1), ("srs", (9, 9, 9), None),
]

# form, sex, total, limits that it reaches
LIMITS = [
    ("audit", W, 5, []), ("audit", W, 6, ["risiko:kvinne"]), ("audit", W, 7, ["risiko:kvinne"]),
    ("audit", M, 7, []), ("audit", M, 8, ["risiko:mann"]), ("audit", M, 9, ["risiko:mann"]),
    ("audit", "", 5, []), ("audit", "", 6, ["risiko:kvinne"]), ("audit", "", 8, ["risiko:kvinne", "risiko:mann"]),
    ("audit", W, 15, ["risiko:kvinne"]), ("audit", W, 16, ["risiko:kvinne", "hoy"]), ("audit", M, 17, ["risiko:mann", "hoy"]),
    ("audit", "", 16, ["risiko:kvinne", "risiko:mann", "hoy"]),
    ("audit-c", W, 2, []), ("audit-c", W, 3, ["risiko:kvinne"]), ("audit-c", W, 4, ["risiko:kvinne"]),
    ("audit-c", M, 3, []), ("audit-c", M, 4, ["risiko:mann"]), ("audit-c", M, 5, ["risiko:mann"]),
    ("audit-c", "", 2, []), ("audit-c", "", 3, ["risiko:kvinne"]), ("audit-c", "", 4, ["risiko:kvinne", "risiko:mann"]),
    ("dudit", W, 1, []), ("dudit", W, 2, ["risiko:kvinne"]), ("dudit", W, 3, ["risiko:kvinne"]),
    ("dudit", M, 5, []), ("dudit", M, 6, ["risiko:mann"]), ("dudit", M, 7, ["risiko:mann"]),
    ("dudit", "", 1, []), ("dudit", "", 2, ["risiko:kvinne"]), ("dudit", "", 6, ["risiko:kvinne", "risiko:mann"]),
    ("dudit", W, 24, ["risiko:kvinne"]), ("dudit", W, 25, ["risiko:kvinne", "hoy"]), ("dudit", M, 26, ["risiko:mann", "hoy"]),
    ("dudit", "", 25, ["risiko:kvinne", "risiko:mann", "hoy"]),
    ("phq-9", "", 4, []), ("phq-9", "", 5, ["lett"]), ("phq-9", "", 6, ["lett"]), ("phq-9", W, 9, ["lett"]), ("phq-9", M, 10, ["lett", "moderat"]),
    ("phq-9", "", 11, ["lett", "moderat"]), ("phq-9", "", 14, ["lett", "moderat"]), ("phq-9", "", 15, ["lett", "moderat", "moderat_alvorlig"]),
    ("phq-9", "", 16, ["lett", "moderat", "moderat_alvorlig"]), ("phq-9", "", 19, ["lett", "moderat", "moderat_alvorlig"]),
    ("phq-9", "", 20, ["lett", "moderat", "moderat_alvorlig", "alvorlig"]), ("phq-9", "", 21, ["lett", "moderat", "moderat_alvorlig", "alvorlig"]),
    ("gad-7", "", 4, []), ("gad-7", "", 5, ["lett"]), ("gad-7", W, 6, ["lett"]), ("gad-7", "", 9, ["lett"]), ("gad-7", "", 10, ["lett", "moderat"]),
    ("gad-7", "", 11, ["lett", "moderat"]), ("gad-7", "", 14, ["lett", "moderat"]), ("gad-7", "", 15, ["lett", "moderat", "alvorlig"]),
    ("gad-7", M, 16, ["lett", "moderat", "alvorlig"]),
    ("who-5", "", 48, ["lav"]), ("who-5", "", 50, ["lav"]), ("who-5", "", 52, []), ("who-5", W, 52, []),
    ("cage", "", 1, []), ("cage", "", 2, ["mulig"]), ("cage", M, 3, ["mulig"]),
    ("tweak", "", 1, []), ("tweak", W, 2, ["mulig"]), ("tweak", "", 3, ["mulig"]),
    ("k6", "", 12, []), ("k6", "", 13, ["hoy"]), ("k6", W, 14, ["hoy"]),
    ("scl-10", "", 1, []), ("scl-10", "", 4, []),
    ("hscl-10", "", 1.84, []), ("hscl-10", "", 1.85, ["over"]), ("hscl-10", M, 1.86, ["over"]),
    ("hscl-25", "", 1.74, []), ("hscl-25", "", 1.75, ["over"]), ("hscl-25", W, 1.76, ["over"]),
    ("isi", "", 7, []), ("isi", "", 8, ["lett"]), ("isi", "", 9, ["lett"]), ("isi", "", 14, ["lett"]), ("isi", "", 15, ["lett", "moderat"]),
    ("isi", "", 16, ["lett", "moderat"]), ("isi", "", 21, ["lett", "moderat"]), ("isi", "", 22, ["lett", "moderat", "alvorlig"]),
    ("isi", W, 23, ["lett", "moderat", "alvorlig"]),
    ("madrs-s", "", 12, []), ("madrs-s", "", 13, ["lett"]), ("madrs-s", "", 14, ["lett"]), ("madrs-s", "", 19, ["lett"]),
    ("madrs-s", "", 20, ["lett", "moderat"]), ("madrs-s", "", 21, ["lett", "moderat"]), ("madrs-s", "", 34, ["lett", "moderat"]),
    ("madrs-s", "", 35, ["lett", "moderat", "alvorlig"]), ("madrs-s", M, 36, ["lett", "moderat", "alvorlig"]),
    ("wsas", "", 9, []), ("wsas", "", 10, ["noe"]), ("wsas", "", 11, ["noe"]), ("wsas", "", 19, ["noe"]), ("wsas", "", 20, ["noe", "stort"]),
    ("wsas", W, 21, ["noe", "stort"]),
    ("ors", "", 24.9, ["lav"]), ("ors", "", 25, ["lav"]), ("ors", "", 25.1, []), ("srs", "", 35.9, ["lav"]), ("srs", "", 36, ["lav"]), ("srs", M, 36.1, []),
    ("moca", "", 25, ["lav"]), ("moca", "", 26, []), ("moca", W, 27, []), ("psfs", "", 0, []), ("psfs", "", 10, []),
]


@pytest.mark.parametrize(("name", "values", "total"), TOTALS)
def test_score_when_items_are_answered_then_the_total_made_by_hand(name, values, total):
    assert score(INSTRUMENTS[name], filled(name, *values)).total == total
    assert fault(INSTRUMENTS[name], filled(name, *values)) == ""


@pytest.mark.parametrize(("name", "sex", "total", "wanted"), LIMITS)
def test_limits_when_total_is_at_below_or_above_then_those_of_the_table(name, sex, total, wanted):
    assert reached(name, total, sex) == wanted
    can_occur = (name, total) != ("who-5", 50)      # its totals go by four
    assert (fault(INSTRUMENTS[name], Maling("m", name, "1", given_total=total, sex=sex)) == "") == can_occur


def test_tables_when_compared_with_the_data_then_every_form_and_every_limit_is_in_them():
    assert {name for name, *_ in TOTALS} | {"moca"} == set(INSTRUMENTS)
    for one in INSTRUMENTS.values():
        for limit in one.limits:
            totals = {total for name, sex, total, _ in LIMITS if name == one.id and (not limit.sex or sex == limit.sex)}
            step = {"ors": 0.1, "srs": 0.1, "hscl-10": 0.01, "hscl-25": 0.01}.get(one.id, 2 if one.id == "who-5" else 1)
            assert {limit.at, round(limit.at - step, 2), round(limit.at + step, 2)} <= totals, (one.id, limit.id, limit.sex)


@pytest.mark.parametrize("name", [i.id for i in INSTRUMENTS.values() if i.by_sex])
def test_limits_when_sex_is_unknown_then_both_are_looked_at_and_told(name):
    one = INSTRUMENTS[name]
    low, high = (next(x.at for x in one.limits if x.sex == sex) for sex in (W, M))
    got = score(one, Maling("m", name, "1", given_total=low))
    assert got.sex_open
    assert [(sex, r.limit.at, r.reached) for sex, r in standing(got)] == [(W, low, True), (M, high, False)]
    known = score(one, Maling("m", name, "1", given_total=low, sex=M))
    assert not known.sex_open
    assert [(sex, r.limit.at, r.reached) for sex, r in standing(known)] == [("", high, False)]


def test_limits_when_a_low_total_is_the_bad_end_then_the_one_that_is_reached_is_told():
    got = standing(score(INSTRUMENTS["who-5"], Maling("m", "who-5", "1", given_total=20)))
    assert [(r.limit.id, r.reached) for _, r in got] == [("lav", True)]
    got = standing(score(INSTRUMENTS["phq-9"], Maling("m", "phq-9", "1", given_total=16)))
    assert [(r.limit.id, r.reached) for _, r in got] == [("moderat_alvorlig", True)]


@pytest.mark.parametrize(("name", "item", "value", "level"), [
    ("phq-9", "9", 0, None), ("phq-9", "9", 1, "avklar"), ("phq-9", "9", 2, "hoy"), ("phq-9", "9", 3, "hoy"),
    ("madrs-s", "9", 2, None), ("madrs-s", "9", 3, "avklar"), ("madrs-s", "9", 4, "hoy"), ("madrs-s", "9", 6, "hoy"),
])
def test_risk_when_the_item_on_death_is_answered_then_a_human_is_called_from_the_first_step(name, item, value, level):
    found = score(INSTRUMENTS[name], Maling("m", name, "1", {item: value})).risks
    assert [(r.category, r.level) for r in found] == ([("selvmord", level)] if level else [])


def test_missing_when_goals_were_never_set_then_they_are_not_missing():
    goals = {"1": "Sove", "2": "Gå tur", "3": "Jobbe", "4": "Ringe mamma"}
    got = score(INSTRUMENTS["psfs"], filled("psfs", 4, 5, 6, None, None, words=goals))
    assert (got.total, got.missing) == (5, ("4",))
    few = score(INSTRUMENTS["psfs"], filled("psfs", 4, 5, words={"1": "Sove", "2": "Gå tur"}))
    assert (few.total, few.missing) == (None, ())


@pytest.mark.parametrize(("name", "first", "last", "wanted"), [
    ("who-5", 40, 48, (8, True, False)), ("who-5", 40, 52, (12, True, True)), ("who-5", 60, 48, (-12, False, True)),
    ("phq-9", 15, 10, (-5, True, False)), ("phq-9", 15, 9, (-6, True, True)), ("gad-7", 10, 14, (4, False, True)), ("gad-7", 10, 7, (-3, True, False)),
    ("ors", 20, 25, (5, True, True)), ("psfs", 3, 4.9, (1.9, True, False)), ("psfs", 3, 5, (2, True, True)),
    ("audit", 20, 5, (-15, True, None)), ("isi", 12, 12, (0, None, None)), ("phq-9", 9, 9, (0, None, False)),
])
def test_change_when_measured_twice_then_points_direction_and_whether_it_is_more_than_chance(name, first, last, wanted):
    got = moved(INSTRUMENTS[name], *(Maling("m", name, "1", given_total=t) for t in (first, last)))
    assert (got.points, got.better, got.reliable) == wanted


def test_change_when_the_goals_are_others_than_last_time_then_none():
    one, same = INSTRUMENTS["psfs"], {"1": "Sove", "2": "Gå tur", "3": "Jobbe"}
    first, last = filled("psfs", 1, 2, 3, words=same), filled("psfs", 4, 5, 6, words=same)
    assert moved(one, first, last).points == 3
    assert moved(one, first, filled("psfs", 4, 5, 6, words={**same, "3": "Male"})) is None


def test_change_when_a_total_is_missing_or_the_edition_differs_then_none():
    one = INSTRUMENTS["gad-7"]
    assert moved(one, filled("gad-7", 1, 1), Maling("m", "gad-7", "1", given_total=4)) is None
    assert moved(one, Maling("m", "gad-7", "1", given_total=4), Maling("m", "gad-7", "2", given_total=9)) is None


@pytest.mark.parametrize(("maling", "says"), [
    (filled("audit", 1, 1, 1, 1, 1, 1, 1, 1, 1), "Spørsmål 9 i AUDIT kan være 0, 2 eller 4."),
    (filled("tweak", 2), "Spørsmål 1 i TWEAK kan være 0 eller 1."),
    (filled("scl-10", 0), "kan være 1, 2, 3 eller 4."), (filled("ors", 10.1), "fra 0 til 10 med trinn på 0,1"),
    (filled("phq-9", float("nan")), "Spørsmål 1"), (filled("phq-9", -1), "Spørsmål 1"), (filled("cage", 1, 1, 1, 1, 1), "CAGE har 4 spørsmål"),
    (Maling("m", "moca", "1", given_total=31), "Poengsummen for MoCA går fra 0 til 30."), (Maling("m", "moca", "1", {"1": 2}), "bare med poengsum"),
    (Maling("m", "who-5", "1", given_total=50), "i trinn på 4"), (Maling("m", "phq-9", "1", given_total=float("inf")), "går fra 0 til 27"),
    (Maling("m", "phq-9", "1", given_total=5.5), "går fra 0 til 27"), (filled("phq-9", 1, given_total=1.0), "ikke begge"),
    (filled("phq-9", None), "Før minst ett svar"), (filled("phq-9", 1, sex="x"), "Kjønn er kvinne, mann"),
    (filled("phq-9", 1, words={"1": "hei"}), "egne ord"),
])
def test_fault_when_it_cannot_be_recorded_then_a_sentence(maling, says):
    got = fault(INSTRUMENTS[maling.instrument], maling)
    assert says in got
    assert got.endswith(".")


def test_data_when_read_then_licence_source_and_what_is_from_memory_are_told_and_only_own_words_ship():
    assert len(INSTRUMENTS) == 20
    assert {i.id for i in INSTRUMENTS.values() if i.readable} == {"psfs", "samtalen"}
    foreign = [i for i in INSTRUMENTS.values() if i.items_text == "service"]
    assert all(item.text is None and not any(c.label for c in item.choices) for i in foreign for item in i.items)
    unsure = {i.id for i in INSTRUMENTS.values() for limit in i.limits if limit.sure == "minne"}
    assert {"wsas", "ors", "srs"} <= unsure


@pytest.mark.parametrize(("found", "wanted"), [
    ([("rusmiddel", "alkohol")], "audit-c"), ([("rusmiddel", "alkohol"), ("rus_kontrolltap", "ja")], "audit"), ([("rusmiddel", "cannabis")], "dudit"),
    ([("nedstemthet", "lett")], "phq-9"), ([("angst", "lett")], "gad-7"), ([("sovnvansker", "ja")], "isi"), ([("funksjonstap", "noe")], "wsas"),
    ([("hukommelse", "ja")], "moca"), ([("stress", "ja")], "who-5"), ([], None),
])
def test_offer_when_findings_say_so_then_that_form_first_and_psfs_always(found, wanted):
    case = Case("a")
    case.findings = [Finding(name, value, "psykisk_helse", "trygg.x", "ord") for name, value in found]
    ids = [i.id for i, _ in offered(GUIDE, case)]
    assert ids == ([wanted, "psfs"] if wanted else ["psfs"])
