"""Texts without what points to a person: what goes, what stays, and that no text breaks it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Entity

from assistant.bench import avident
from assistant.domain import avidentdata
from assistant.domain.guide import Guide
from assistant.domain.kontrollsiffer import is_account, is_identity, is_organisation
from assistant.domain.yamlfil import DataError
from assistant.language.avidentifisering import KINDS, Deidentifier, Session

LISTS_ALONE = Deidentifier()
LINES = Path(__file__).parents[1] / "quality" / "avidentifisering.jsonl"


@pytest.fixture(scope="module")
def reader(guide: Guide) -> Deidentifier:
    return Deidentifier(guide, spacy.blank("nb"))


@Language.component("named_by_test")
def named_by_test(doc: Doc) -> Doc:
    """Calls every «Zxyla» a person and every «NAV» an organisation."""
    doc.ents = [Entity(doc, t.i, t.i + 1, "PER" if t.text == "Zxyla" else "ORG") for t in doc if t.text in ("Zxyla", "NAV")]
    return doc


@pytest.mark.parametrize("number", ["01016051078", "41016051061", "01416051050", "15819012110", "50829012038"])
def test_identity_when_control_digits_are_right_then_known_and_one_wrong_digit_is_not(number: str) -> None:
    assert is_identity(number)
    assert not is_identity(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize("number", ["", "1", "0101605107x", "99999999999", "00000000000", "32136051078"])
def test_identity_when_it_is_no_such_number_then_refused(number: str) -> None:
    assert not is_identity(number)


def test_account_and_organisation_when_control_digit_differs_then_told_apart() -> None:
    assert is_account("12345678903")
    assert not is_account("12345678904")
    assert is_organisation("974760673")
    assert not is_organisation("974760674")


@pytest.mark.parametrize(("text", "cleaned"), [
    ("Jeg heter Kari og bor på Sinsen.", "Jeg heter [NAVN 1] og bor på [STED 1]."),
    ("jeg heter kari og bor på sinsen", "jeg heter [NAVN 1] og bor på [STED 1]"),
    ("fnr 010160 51078, tlf 482 00 011", "fnr [FODSELSNUMMER], tlf [TELEFON]"),
    ("Adresse: Bjørkeveien 3, 2406 Elverum", "Adresse: [ADRESSE], [ADRESSE]"),
    ("skriv til ola_nn@eksempel.no, født 12.03.1985", "skriv til [EPOST], født [DATO]"),
    ("konto 1234.56.78903, bil EK 12345, @nattugla_83", "konto [ID], bil [ID], [ID]"),
    ("Jeg jobber på Rema 1000 i Moss", "Jeg jobber på [ORGANISASJON 1] i [STED 1]"),
])
def test_text_when_it_points_to_a_person_then_placeholders(reader: Deidentifier, text: str, cleaned: str) -> None:
    assert reader.clean(text) == cleaned


@pytest.mark.parametrize("text", [
    "ring 113, 112 eller 116 117, og 116 123 om natta", "ring 22 40 00 40 eller 915 08 588", "NAV, DPS, AA, politiet, legevakta og barnevernet vet det",
    "jeg er 34 år og det begynte i fjor høst", "kl 12.30, smerter 8/10, 24/7", "skylder 2 500 000 kr", "liv og død, en dag av gangen", "jeg står på ski i sola",
    "fastlegen min mener det heter sosial angst", "Mamma og Pappa vet det", "jeg heter ikke noe", "", " \n ",
])
def test_text_when_nothing_points_to_a_person_then_untouched(reader: Deidentifier, text: str) -> None:
    assert reader.clean(text) == text


def test_name_when_it_comes_again_then_same_number(reader: Deidentifier) -> None:
    assert reader.clean("Per Olsen og Kari krangler. KARI slo, og per olsen gikk. Karis mor kom") == (
        "[NAVN 1] og [NAVN 2] krangler. [NAVN 2] slo, og [NAVN 1] gikk. [NAVN 2]s mor kom")


def test_name_when_the_talk_goes_on_then_same_number_and_a_new_talk_starts_over(reader: Deidentifier) -> None:
    session = Session()
    assert reader.clean("sønnen min Eskil Hansen", session) == "sønnen min [NAVN 1]"
    assert reader.clean("Monika slo Eskil", session) == "[NAVN 2] slo [NAVN 1]"
    assert reader.clean("Monika slo Eskil") == "[NAVN 1] slo [NAVN 2]"


def test_name_when_two_persons_share_the_first_name_then_the_short_form_is_a_third(reader: Deidentifier) -> None:
    assert reader.clean("Kari Hansen og Kari Olsen, men ikke Kari") == "[NAVN 1] og [NAVN 2], men ikke [NAVN 3]"


def test_text_when_cleaned_twice_then_the_second_changes_nothing(reader: Deidentifier) -> None:
    once = reader.clean("Kari i Oslo ringte 482 00 011 den 3. april 2021")
    assert "Kari" not in once
    assert reader.clean(once) == once


def test_text_when_letters_are_composed_or_strange_then_places_still_fit(reader: Deidentifier) -> None:
    text = "😀 jeg heter Bjo\u0308rnar\u200b og\u00a0bor på Tromsø 🙈"
    assert reader.clean(text).endswith("på [STED 1] 🙈")
    assert text[reader.read(text)[-1].start:reader.read(text)[-1].end] == "Tromsø"


def test_text_when_very_long_then_every_name_is_found(reader: Deidentifier) -> None:
    text = "jeg heter kari og bor på sinsen, ring 48200011. " * 210
    assert len(text) > 10_000
    assert len(reader.read(text)) == 630
    assert reader.read("1" * 10_000 + "a" * 10_000 + "." * 10_000 + "a." * 5_000) is not None


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_spans_when_text_is_anything_then_ordered_inside_and_known(text: str) -> None:
    spans = LISTS_ALONE.read(text)
    assert all(0 <= s.start < s.end <= len(text) and s.kind in KINDS for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_pipeline_when_it_names_entities_then_they_are_taken_and_known_services_stand(guide: Guide) -> None:
    nlp = spacy.blank("nb")
    nlp.add_pipe("named_by_test", name="ner")
    assert Deidentifier(guide, nlp).clean("Zxyla ringte. NAV svarte") == "[NAVN 1] ringte. NAV svarte"
    assert Deidentifier(guide, spacy.blank("nb")).clean("Zxyla ringte. NAV svarte") == "Zxyla ringte. NAV svarte"


@pytest.mark.parametrize("change", [
    ("name_cues:", "navnetegn:"), ("first_names: >-\n", "first_names: >-\n  Kari\n"), ("first_names: >-\n", "first_names: >-\n  odd\n"),
])
def test_lists_when_a_key_a_capital_or_a_twin_is_wrong_then_file_and_line(tmp_path: Path, change: tuple[str, str]) -> None:
    path = tmp_path / "avidentifisering.yml"
    path.write_text(avidentdata.FILE.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"avidentifisering\.yml:\d+: "):
        avidentdata.load(path)


def test_lines_when_measured_then_above_the_floor(reader: Deidentifier) -> None:
    result = avident.measure(LINES, reader)
    assert result["lines"] >= 280 and result["plain"] >= 60
    assert result["recall"] >= 0.97
    assert result["precision"] >= 0.97
    assert result["false_on_plain"] <= 2


def test_treebank_when_rows_name_entities_then_recall_by_kind(reader: Deidentifier, tmp_path: Path) -> None:
    rows = [("Kari", "B-PER"), ("Hansen", "I-PER"), ("bor", "O"), ("i", "O"), ("Oslo", "B-GPE_LOC"), ("og", "O"), ("xyzzy", "B-PER")]
    lines = [f"{n}\t{word}\t" + "\t".join("_" * 7) + f"\tname={tag}" for n, (word, tag) in enumerate(rows, 1)]
    (tmp_path / "a.conllu").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    result = avident.treebank(tmp_path, reader)
    assert result["kinds"]["navn"] == {"gold": 2, "recall": 0.5, "same_kind": 0.5}
    assert result["kinds"]["sted"]["recall"] == 1.0
