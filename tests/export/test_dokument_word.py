"""The Word file itself: language, headings, header rows, properties, page, odd input."""

import zipfile
from io import BytesIO
from itertools import pairwise

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from eksempelsak import NOW, SERVICE, rich
from lxml import etree

from assistant.domain.case import Answer, Case, Finding, RiskEvent
from assistant.export import docx, docx_egen, tekst

ODD = "Null\x00 bell\x07 esc\x1b[31m lone\ud800 \ufffe \u202eakkab\u202c emoji 👩‍👧 ﷽ ā̃ <b>&amp; {navn} ]]> \r\nny linje\ttab"


def _open(data):
    return python_docx.Document(BytesIO(data))


@pytest.fixture(params=[docx, docx_egen], ids=["fagperson", "egen"])
def render(request):
    return request.param.render


@pytest.mark.parametrize(("language", "code"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_language_when_rendered_then_styles_and_properties_say_it(guide, render, language, code):
    code = "nb-NO" if render is docx.render and language == "en" else code
    word = _open(render(guide, rich(language), service=SERVICE, now=NOW))
    assert {x.get(qn("w:val")) for x in word.styles.element.iter(qn("w:lang"))} == {code}
    assert word.core_properties.language == code


def test_properties_when_rendered_then_title_author_subject_and_time_stand(guide, render):
    core = _open(render(guide, rich(), service=SERVICE, now=NOW)).core_properties
    assert core.title and core.subject and core.author == SERVICE and core.created.year == 2026
    assert "python-docx" not in (core.author + core.comments)


def test_properties_when_the_service_name_is_far_too_long_then_cut(guide, render):
    assert len(_open(render(guide, Case("K"), service="Tjeneste " * 100, now=NOW)).core_properties.author) <= 255


def test_headings_when_rendered_then_no_level_is_skipped(guide, render):
    levels = [int(p.style.name[-1]) for p in _open(render(guide, rich(), now=NOW)).paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))


def test_tables_when_rendered_then_each_has_a_marked_header_row_a_name_and_even_rows(guide):
    for table in _open(docx.render(guide, rich(), now=NOW)).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(cell.text.strip() for cell in table.rows[0].cells)
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_page_when_rendered_then_a4_with_page_numbers(guide, render):
    word = _open(render(guide, rich(), now=NOW))
    page = word.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert "PAGE" in "".join(x.text for x in page.footer._element.iter(qn("w:instrText")))


def test_colours_when_rendered_then_all_have_good_contrast(guide):
    word = _open(docx.render(guide, rich(), now=NOW))
    names = {p.style.style_id for p in word.paragraphs} | {"Celle", "Kolonne"}
    used = [x for part in (word.element, word.styles.element) for x in part.iter(qn("w:color")) if _used(names, x)]
    assert used and all(_contrast(x.get(qn("w:val"))) >= 7 for x in used)


def _used(names, colour):
    style = next((a for a in colour.iterancestors(qn("w:style"))), None)
    return colour.get(qn("w:val")) != "auto" and (style is None or style.get(qn("w:styleId")) in names)


def _contrast(value):
    parts = [int(value[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)


def test_paragraphs_when_rendered_then_each_has_words_or_a_picture(guide, render):
    assert all(p.text.strip() or p._p.findall(f".//{qn('w:drawing')}") for p in _open(render(guide, rich(), now=NOW)).paragraphs)


def _odd() -> Case:
    case = Case(ODD, hidden_areas=("finnes_ikke",), created="i går", updated="")
    case.answers += [Answer("viktig.apen", "viktig", ODD), Answer("situasjon.apen", "situasjon", "\x00\x01"),
                     Answer("bort.x", "bort", ODD),
                     Answer("bolig.situasjon", "bolig", "", ("ukjent_kode",)), Answer("barn.apen", "barn", "😀" * 3000)]
    case.findings += [Finding("finnes_ikke", ODD, "bort", "bort.x", ODD),
                      Finding("sovn_timer", "mange", "situasjon", "situasjon.apen", ODD)]
    case.risks.append(RiskEvent("x", "ukjent_fare", "hoy", "self", ODD, "?", "?", shown=(ODD,),
                                replies=("uten_likhetstegn", "trygg.videre=")))
    return case


def test_odd_characters_when_rendered_then_the_file_opens_and_every_part_is_xml(guide, render):
    data = render(guide, _odd(), service=ODD, now="ikke en tid")
    with zipfile.ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))
    assert _open(data).paragraphs


def test_odd_characters_when_rendered_then_the_words_stay_and_the_control_signs_go(guide, render, les):
    text = les(render(guide, _odd(), now=NOW))
    for words in ("Null bell esc[31m lone", "emoji 👩‍👧", "<b>&amp; {navn} ]]>", "ny linje"):
        assert words in text, words
    assert not set("\x00\x07\x1b\u202e\ufffe") & set(text)


def test_odd_characters_when_plain_text_then_it_can_be_encoded(guide):
    assert tekst.render(guide, _odd(), service=ODD, now=NOW).encode("utf-8")


def test_answer_when_50_kb_then_whole_text_stands_and_the_row_may_break(guide, render, les):
    case = Case("K")
    case.answers += [Answer("situasjon.apen", "situasjon", "Langt svar. " * 4300), Answer("bolig.apen", "bolig", "x" * 50_000)]
    data = render(guide, case, now=NOW)
    text = les(data)
    assert text.count("Langt svar.") >= 4300 and "x" * 50_000 in text
    for table in _open(data).tables:
        for row in table.rows:
            if len(row.cells[0].text) > 10_000:
                assert row._tr.trPr is None or row._tr.trPr.find(qn("w:cantSplit")) is None
