"""The report as files: CSV that opens in a Norwegian Excel, JSON, Word, and charts with a text that says the same."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from assistant.domain import periode, rapport
from assistant.domain.rapport import WHOLE, Number
from assistant.export.rapport import filer, oppstilling, rapportdokument, soyler
from assistant.export.rapport.oppstilling import Asked, Report

DATA = rapport.load()
NOW = "2026-07-20T10:00:00+00:00"
EVIL = "=1+1"


def numbers(many: int, unit: str = WHOLE) -> list[Number]:
    return [Number("hovedforlop", unit, ("forlop_1",), many), Number("hovedforlop", unit, ("forlop_2",), 8),
            Number("hovedforlop", unit, ("forlop_3", "ikke_valgt"), 7), Number("antall", unit, ("2026-01", "2026-02", "2026-03"), many + 15)]


def made(unit: str = WHOLE, language: str = "nb") -> Report:
    kept = {"2026-K1": [*numbers(9), *numbers(6, EVIL)], "2026-K2": [n for n in numbers(12) if n.figure != "antall"]}
    kept["2026-K2"].append(Number("antall", WHOLE, ("2026-04", "2026-05", "2026-06"), 27))
    return oppstilling.report(DATA, kept, Asked(periode.span("2026-01", "2026-06"), unit, language, date(2026, 7, 20)), {"2026-K1": NOW, "2026-K2": NOW})


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_when_written_then_bom_semicolons_and_the_same_number_of_cells_in_every_line():
    content = filer.as_csv(DATA, made())
    assert content.startswith(b"\xef\xbb\xbfid;Tall;Skjema;Fra;Til;Enhet;Svar;Antall;Merknad\r\n")
    found = rows(content)
    assert {len(row) for row in found} == {9}
    assert [row[6:8] for row in found if row[0] == "hovedforlop"] == [
        ["Hovedforløp 1", "21"], ["Hovedforløp 2", "16"], ["Hovedforløp 3; Ikke valgt da tallene ble gjort opp (samlet)", "14"], ["I alt", "51"]]
    assert next(row for row in found if row[0] == "bolig")[8].startswith("Vises ikke")


def test_csv_when_a_unit_has_a_name_like_a_formula_then_it_is_text():
    assert {row[5] for row in rows(filer.as_csv(DATA, made(EVIL)))[1:]} == {f"'{EVIL}"}


@pytest.mark.parametrize("text", ["=1+1", "+47 11", "-2", "@SUM(A1)", "\tx", "\rx", "＝1"])
def test_cell_when_it_could_be_a_formula_then_an_apostrophe_comes_first(text):
    assert filer.safe(text) == (text if text[0] == "＝" else f"'{text}")


def test_json_when_written_then_only_shown_numbers_are_there():
    data = json.loads(json.dumps(filer.as_data(made())))
    pathway = next(f for f in data["figures"] if f["id"] == "hovedforlop")
    assert pathway["over_time"][0] == {"label": "Hovedforløp 1", "numbers": {"2026-K1": 9, "2026-K2": 12}}
    assert pathway["over_time"][2] == {"label": "Hovedforløp 3", "numbers": {"2026-K1": None, "2026-K2": None}}
    assert (data["from"], data["to"], data["unit"]) == ("2026-01-01", "2026-06-30", "Hele tjenesten")
    assert len(data["cannot"]) == len(DATA.gaps)


@pytest.mark.parametrize(("language", "code"), [("nb", "nb-NO"), ("nn", "nn-NO")])
def test_word_when_rendered_then_language_headings_and_tables_are_as_they_should(language, code):
    word = python_docx.Document(BytesIO(rapportdokument.render(DATA, made(language=language), service="Vika kommune", now=NOW)))
    assert word.core_properties.language == code
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    text = "\n".join(p.text for p in word.paragraphs)
    assert DATA.words["cannot"].get(language) in text
    assert all(g.reason.get(language) in text for g in DATA.gaps)


# The blocks that every document is made of keep a table's head with its rows in the paragraph itself, not in the style.
CHECKS = (("docx-plus", "lint", "--exclude", "style-drift"), ("docx-integrity", "check"))


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c[0])
def test_word_when_checked_by_others_then_nothing_is_wrong(tmp_path, check):
    path = tmp_path / "rapport.docx"
    path.write_bytes(rapportdokument.render(DATA, made(), service="Vika kommune", now=NOW))
    tool = Path(sys.executable).with_name(check[0])
    done = subprocess.run([str(tool), *check[1:], str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


def test_chart_when_drawn_then_its_text_has_every_number_and_it_is_valid_xml():
    svg = etree.fromstring(soyler.over_time(made().over_time("hovedforlop"), "d").encode())
    told = svg.findtext("{*}desc") or svg.findtext("desc")
    assert "Hovedforløp 1: K1 2026 9, K2 2026 12" in told
    assert svg.get("role") == "img"
    assert len(svg.findall("rect") or svg.findall("{*}rect")) == 4


def test_report_when_written_out_then_no_words_of_a_person_can_be_in_it():
    """Everything in it comes from the data file, the unit's name, or is a number."""
    known = {text.nb for text in DATA.words.values()} | {row.label.nb for f in DATA.figures.values() for row in f.rows}
    labels = {part.removesuffix(" (samlet)") for b in made().blocks for line in b.lines for part in line.label.split("; ")}
    months = {periode.name(m) for m in periode.span("2026-01", "2026-06")}
    assert labels - known - months == {label for label in labels if ": " in label}
