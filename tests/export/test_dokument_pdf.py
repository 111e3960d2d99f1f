"""PDF by the real LibreOffice, logos, and figures."""

import zipfile
from dataclasses import replace
from io import BytesIO

import docx as python_docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from eksempelsak import NOW, rich
from mangesaker import forms

from assistant.domain.case import Case
from assistant.domain.tjeneste import bilde
from assistant.domain.tjeneste.oppsett import Service
from assistant.export import figur, figurer, formater, pdf
from assistant.export.skrivefeil import WriteError

PNG = figur.coverage((figur.Mark("Søvn", "besvart"),), (("besvart", "Snakket om"),))
needs_office = pytest.mark.skipif(bool(pdf.missing()), reason="LibreOffice er ikke installert")


@needs_office
@pytest.mark.parametrize(("format", "language", "code"), [("pdf", "nb", "nb-NO"), ("egen-pdf", "nn", "nn-NO")])
def test_pdf_when_made_then_tagged_with_language_title_and_standards(guide, format, language, code):
    data = formater.known(format).render(guide, replace(rich(language), measurements=forms()), service="Tjenesten", now=NOW)
    with pikepdf.open(BytesIO(data)) as found:
        assert found.Root.Lang == code and found.Root.MarkInfo.Marked and "/StructTreeRoot" in found.Root and found.Root.ViewerPreferences.DisplayDocTitle
        with found.open_metadata() as about:
            assert about["dc:title"] and about["pdfuaid:part"] == "1" and (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "B")


def test_pdf_when_libreoffice_fails_or_is_missing_then_a_sentence_and_nothing_left(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(WriteError, match="apt install libreoffice-writer"):
        pdf.convert(b"x")
    fake = tmp_path / "bin" / "soffice"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:/bin:/usr/bin")
    with pytest.raises(WriteError, match="Hent Word-filen"):
        pdf.convert(b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["bin"]


def _pictures(word, part):
    return [x.get("descr") for x in part._element.iter(qn("wp:docPr"))]


def test_logo_when_the_service_has_one_then_on_every_page_with_words_and_without_when_it_is_gone(guide, tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(PNG)
    service = Service(name="Fjordvik", logo=path)
    word = python_docx.Document(BytesIO(formater.known("docx").render(guide, Case("K"), service=service, now=NOW)))
    assert _pictures(word, word.sections[0].header) == ["Logoen til Fjordvik"]
    for broken in (b"ikke et bilde", PNG[:200], b""):
        path.write_bytes(broken)
        assert formater.known("docx").render(guide, Case("K"), service=service, now=NOW)
    path.unlink()
    assert formater.known("docx").render(guide, Case("K"), service=service, now=NOW)


def test_size_when_read_then_only_whole_pictures_have_one():
    assert bilde.size(PNG)[0] == int(figur.WIDTH / figur.CM * figur.DPI)
    assert bilde.size(PNG[:-6]) is None and bilde.size(b"") is None and bilde.size(b"\xff\xd8\xff") is None and bilde.size(b"<svg/>") is None


def test_figures_when_there_is_enough_then_each_says_in_words_what_it_shows(guide):
    word = python_docx.Document(BytesIO(formater.known("docx").render(guide, replace(rich(), measurements=forms()), now=NOW)))
    told = " ".join(_pictures(word, word))
    assert len(_pictures(word, word)) == 4
    for words in ("Holdt tilbake: Vold", "som tynger", "AUDIT", "14 på en skala fra 0 til 40", "Sove en hel natt: 2, 5"):
        assert words in told, words
    assert "HEMMELIG" not in told


def test_figures_when_there_is_little_or_nothing_is_shared_then_none(guide):
    silent = replace(rich(), consents=[replace(rich().consents[0], kind="deling", given=False)])
    for case in (Case("K"), silent):
        with zipfile.ZipFile(BytesIO(formater.known("docx").render(guide, case, now=NOW))) as file:
            assert not [n for n in file.namelist() if n.startswith("word/media")]


def test_figure_when_drawn_twice_then_the_same_bytes_and_odd_words_do_no_harm():
    for draw in (lambda: figur.coverage.__wrapped__((figur.Mark("$x_1$ 👩 ﷽", "hoppet"),), (("hoppet", "Hoppet"),)),
                 lambda: figur.over_time.__wrapped__((figur.Series("Mål", ((1.0, 2.0), (1.0, 9.0))),), ((1.0, "1. jan."),), 0, 10)):
        assert draw() == draw() and bilde.size(draw())


def test_weights_when_listed_then_every_one_is_a_finding_that_exists_and_stands_on_one_side(guide):
    up, down = figurer.kinds()
    for name in up | down:
        attribute, _, value = name.partition("=")
        assert attribute in guide.findings and (not value or value in {v.value for v in guide.findings[attribute].values}), name
    assert not up & down and {"ressurs", "mestring"} <= up and {"nedstemthet", "ensom"} <= down
