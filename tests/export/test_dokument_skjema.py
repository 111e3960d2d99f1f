"""«Skjema og mål» in the worker's summary: score with its limits, what is missing, who filled it in and when."""

from __future__ import annotations

import pytest

from assistant.domain import guide
from assistant.domain.case import Case, Consent, Maling
from assistant.export import fagperson, skjemafigurer, tekst, word
from assistant.export.ord import words
from assistant.export.utvalg import shared

GUIDE = guide.load()
AT = "2026-11-%02dT10:00:00+00:00"
GOALS = {"1": "Sove gjennom natta", "2": "Gå \x00 på jobb", "3": "Ringe søsteren min"}


def made(*measurements: Maling, language: str = "nb", **other) -> str:
    """The summary as plain text."""
    shared = [Consent("samtykke", True, "", AT % 1), Consent("deling", True, "", AT % 1)]
    case = Case("sak-1", language=language, status="levert", consents=shared, measurements=list(measurements), **other)
    document = fagperson.document(GUIDE, case, service="Test", now=AT % 21)
    assert word.render(document)
    return tekst.plain(document)


def test_section_when_nothing_is_filled_in_then_it_is_not_there():
    assert "SKJEMA OG MÅL" not in made()


def test_section_when_sex_is_unknown_then_both_limits_and_who_and_when():
    text = made(Maling("a", "audit", "1", given_total=7, source="papir", by="fagperson Kari", at=AT % 3))
    for part in ("SKJEMA OG MÅL", "ikke en diagnose", "7 poeng (fra 0 til 40)", "Bare summen er ført",
                 "For kvinner: Grensen er nådd: mulig skadelig bruk (fra og med 6)", "For menn: Grensen er ikke nådd: mulig skadelig bruk (fra og med 8)",
                 "Kjønn er ikke oppgitt", "fagperson Kari, fra papir; 3. november 2026"):
        assert part in text
    known = made(Maling("a", "audit", "1", given_total=7, sex="mann", at=AT % 3))
    assert "For kvinner" not in known
    assert "Grensen er ikke nådd: mulig skadelig bruk (fra og med 8)" in known


@pytest.mark.parametrize(("language", "says"), [
    ("nb", "Mangler svar på spørsmål 2 og 8. Derfor ingen sum"), ("nn", "Manglar svar på spørsmål 2 og 8. Difor ingen sum"),
    ("en", "Mangler svar på spørsmål 2 og 8. Derfor ingen sum"),
])
def test_section_when_items_are_missing_then_no_total_and_danger_is_told(language, says):
    answers = {str(n): None if n in (2, 8) else 1 for n in range(1, 10)}
    text = made(Maling("a", "phq-9", "1", answers, at=AT % 3), language=language)
    assert says in text
    assert "(fra 0 til 27)" not in text
    assert "pørsmål 9 er svart over" in text


def test_section_when_goals_are_measured_again_then_own_words_numbers_and_change():
    first, last = Maling("a", "psfs", "1", {"1": 2, "2": 3, "3": 1}, GOALS, at=AT % 1), Maling("b", "psfs", "1", {"1": 5, "2": 4, "3": 6}, GOALS, at=AT % 20)
    text = made(first, last)
    assert "Mål 1: «Sove gjennom natta» – 5 av 10" in text
    assert "+3 poeng, til det bedre, mer enn tilfeldig (2 poeng eller mer)" in text
    assert text.count("Endring siden") == 1


def test_section_when_a_limit_is_from_memory_then_it_says_so():
    assert "ikke sjekket mot kilden" in made(Maling("a", "wsas", "1", given_total=20, at=AT % 3))
    assert "ikke sjekket mot kilden" not in made(Maling("a", "gad-7", "1", given_total=12, at=AT % 3))


def test_section_when_the_area_is_held_back_or_the_form_is_unknown_then_it_is_left_out():
    mine = Maling("a", "audit", "1", given_total=31, at=AT % 3)
    assert "31 poeng" not in made(mine, hidden_areas=("rusmidler",))
    assert "31 poeng" in made(mine, hidden_areas=("bolig",))
    assert "SKJEMA OG MÅL" not in made(Maling("b", "borte", "1", given_total=5, at=AT % 3))


def test_figure_when_the_form_is_from_late_at_night_then_the_day_is_the_norwegian_one():
    case = Case("sak-1", status="levert", consents=[Consent("samtykke", True, "", AT % 1), Consent("deling", True, "", AT % 1)])
    case.measurements = [Maling("a", "audit", "1", given_total=7, sex="kvinne", at="2026-11-21T23:30:00+00:00")]
    (scale,) = skjemafigurer.drawn(GUIDE, shared(GUIDE, case), words("nb"))
    assert "22. november 2026" in scale.alt
