"""Identity numbers made by hand, with every kind of addition and every kind of mistake. None belongs to anybody."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain.fodselsnummer import FUTURE, LOCAL, WRONG, NumberError, read
from assistant.domain.person import LONGEST, NEEDED, TOO_LONG, PersonError, made
from tests.export import numre

TODAY = date(2026, 11, 23)
NOW = "2026-11-23T08:15:00+00:00"


@pytest.mark.parametrize(("six", "start", "kind", "born", "synthetic"), [
    ("100160", 100, "fnr", "1960-01-10", False),
    ("100105", 550, "fnr", "2005-01-10", False),
    ("100199", 950, "fnr", "1999-01-10", False),
    ("290204", 500, "fnr", "2004-02-29", False),
    ("500160", 100, "dnr", "1960-01-10", False),
    ("108160", 100, "fnr", "1960-01-10", True),
    ("106660", 100, "fnr", "1960-01-10", True),
    ("508160", 100, "dnr", "1960-01-10", True),
])
def test_number_when_its_control_digits_are_right_then_kind_and_birth_are_read(six, start, kind, born, synthetic):
    digits = numre.first(six, start)
    found = read(digits, TODAY)
    assert (found.digits, found.kind, found.born and found.born.isoformat(), found.synthetic) == (digits, kind, born, synthetic)


@pytest.mark.parametrize("written", ["{0}", " {0} ", "{1} {2}", "{1}-{2}", "{1}.{2}", "{1}\u00a0{2}"])
def test_number_when_written_with_marks_then_the_digits_are_the_same(written):
    digits = numre.SYNTHETIC
    assert read(written.format(digits, digits[:6], digits[6:]), TODAY).digits == digits


@pytest.mark.parametrize("place", range(11))
def test_number_when_one_digit_is_wrong_then_refused(place):
    digits = numre.SYNTHETIC
    wrong = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1:]
    with pytest.raises(NumberError):
        read(wrong, TODAY)


@pytest.mark.parametrize("text", ["", "1", "12345678901", "1081600123", "abcdefghijk", "٠١٢٣٤٥٦٧٨٩٠", "x" * 5000, "\x00", "100160 12345 6"])
def test_number_when_it_is_none_then_a_sentence_without_it(text):
    with pytest.raises(NumberError) as caught:
        read(text, TODAY)
    assert str(caught.value) == WRONG


def test_number_when_the_birth_date_has_not_come_then_refused():
    with pytest.raises(NumberError, match=FUTURE):
        read(numre.first("100130", 500), TODAY)


def test_number_when_the_date_does_not_exist_then_refused():
    with pytest.raises(NumberError, match=WRONG):
        read(numre.first("310260"), TODAY)


def test_number_when_it_is_a_hospitals_own_then_refused():
    with pytest.raises(NumberError, match=LOCAL):
        read(numre.first("104160"), TODAY)


def test_number_when_it_is_a_felles_hjelpenummer_then_no_birth_date_is_read():
    found = read(numre.first("812345"), TODAY)
    assert (found.kind, found.born) == ("fhn", None)


def test_number_when_the_first_control_digit_is_of_the_new_kind_then_taken_but_the_century_is_not_known():
    nine = "108160123"
    old = numre.made(nine)
    new_first = (int(old[9]) + 1) % 10
    second = -sum(int(d) * w for d, w in zip(f"{nine}{new_first}", numre.SECOND, strict=True)) % 11
    found = read(f"{nine}{new_first}{second}", TODAY)
    assert (found.kind, found.born) == ("fnr", None)


@pytest.mark.parametrize(("digits", "kind"), [("200205705502", "duf"), ("200900595509", "duf")])
def test_duf_when_its_control_digits_are_right_then_read(digits, kind):
    assert read(digits, TODAY).kind == kind


@pytest.mark.parametrize("digits", ["200205705503", "200205705512", "300205705502", "203005705502"])
def test_duf_when_wrong_or_from_a_year_to_come_then_refused(digits):
    with pytest.raises(NumberError):
        read(digits, TODAY)


def test_person_when_names_hold_strange_signs_then_one_clean_line():
    person = made(" Ola\n\x00 ", "Nord\u202emann", "", "Anne\tLege", "kari", NOW)
    assert (person.name, person.gp, person.number) == ("Ola Nord mann", "Anne Lege", "")


@pytest.mark.parametrize(("given_name", "number", "sentence"), [
    ("", "", NEEDED), (" \x00", "", NEEDED), ("x" * (LONGEST + 1), "", TOO_LONG), ("Ola", "12345678901", WRONG),
])
def test_person_when_it_cannot_be_kept_then_a_sentence(given_name, number, sentence):
    with pytest.raises(PersonError, match=sentence[:30]):
        made(given_name, "", number, "", "kari", NOW)
