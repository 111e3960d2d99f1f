"""The report's data file is read strictly, and periods are whole months."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import periode, rapport
from assistant.domain.yamlfil import DataError

TEXT = rapport.FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("old", "new", "said"), [
    ("least: 5 ", "least: 4 ", "kan ikke være under 5"),
    ("wait_days: 14", "wait_days: -1", "kan ikke være under 0"),
    ("    split: months\n", "", "et tall har rader"),
    ("    form: \"2.2\"\n", "    nummer: \"2.2\"\n", "ukjent nøkkel «nummer»"),
    ("when: {mode: self}", "when: {mode: sjolv}", "må være en av"),
    (", when: {mode: self}", "", "bare den siste raden"),
    ("id: veiledet", "id: selv", "to rader har samme id"),
    ("group: hovedproblem", "group: finnes_ikke", "er ikke et tall med rader"),
    ("    group: hovedproblem\n", "    group: hovedproblem\n    units: true\n", "kan ikke gis per enhet"),
    ("id: ikke_delt", "id: antall", "står også i"),
    ('nn: "Tal frå kartleggingssamtalane"', 'nn: "Tal {x}"', "andre {navn}"),
])
def test_file_when_something_is_wrong_then_said_with_file_and_line(tmp_path, old, new, said):
    assert old in TEXT
    file = tmp_path / "rapport.yml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said.replace("{", r"\{")) as error:
        rapport.load(file)
    assert error.value.line > 1


@pytest.mark.parametrize(("old", "new"), [
    ("{finding: rus_kontrolltap}", "{finding: rus_borte}"), ("{asked: bolig}", "{asked: boligen}"), ("{measured: psfs}", "{measured: psf}"),
    ("{risk: overdose}", "{risk: overdosen}"), ("{answer: viktig.apen}", "{answer: viktig.apna}"),
])
def test_row_when_it_points_at_nothing_then_refused(tmp_path, guide, old, new):
    assert old in TEXT
    file = tmp_path / "rapport.yml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match="som ikke finnes"):
        rapport.check(guide, rapport.load(file))


@pytest.mark.parametrize(("first", "last", "months"), [
    ("2026-01-01", "2026-03-31", ("2026-01", "2026-02", "2026-03")), ("2024-02-01", "2024-02-29", ("2024-02",)), ("2025-12", "2026-01", ("2025-12", "2026-01")),
])
def test_span_when_whole_months_then_they_are_given(first, last, months):
    assert periode.span(first, last) == months


@pytest.mark.parametrize(("first", "last", "said"), [
    ("2026-01-02", "2026-03-31", "hele måneder"), ("2026-01-01", "2026-03-30", "hele måneder"), ("2026-03-01", "2026-02-28", "slutter før"),
    ("", "", "Skriv datoene slik"), ("i fjor", "2026-01-31", "Skriv datoene slik"), ("2026-13-01", "2026-13-31", "Skriv datoene slik"),
    ("2025-02-01", "2025-02-29", "Skriv datoene slik"), ("9999-12-01", "9999-12-31", "Skriv datoene slik"), ("0000-01", "0000-02", "Skriv datoene slik"),
    ("1900-01", "2026-01", "høyst 10 år"), ("2026-01-01", "２０２６-０３-３１", "Skriv datoene slik"),
])
def test_span_when_it_cannot_be_then_a_sentence_says_what_to_write(first, last, said):
    with pytest.raises(periode.PeriodError, match=said):
        periode.span(first, last)


@pytest.mark.parametrize(("months", "name"), [
    (periode.named("2026"), "2026"), (periode.named("2026-K2"), "2. kvartal 2026"), (periode.named("2026-03"), "mars 2026"),
    (periode.span("2026-02", "2026-04"), "februar 2026 – april 2026"),
])
def test_name_when_of_a_period_then_as_people_say_it(months, name):
    assert periode.span_name(months) == name


def test_quarters_when_they_are_over_then_given_in_order():
    assert periode.until("2025-11", date(2026, 6, 30)) == ["2025-K4", "2026-K1"]
    assert periode.until("2025-11", date(2026, 7, 1)) == ["2025-K4", "2026-K1", "2026-K2"]
    assert periode.ready("2026-K1", 14) == date(2026, 4, 15)
