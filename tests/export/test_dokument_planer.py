"""Referral, plan, note to the GP, overdose talk and the person's own plan: as written, as Word, and with what must never stand in them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from eksempelsak import NOW, SERVICE, rich
from lxml import etree
from plansak import DOCUMENTS, dump, plain, planned, word_file

from assistant.domain.case import Answer, Case, Check, Consent, Decision, Finding, Plan, RiskEvent
from assistant.domain.plan import PlanLine, PlanMeasure
from assistant.export import formater
from assistant.export.forfatter import Author

ANSWERS = Path(__file__).parent / "fasit"
ODD = "Null\x00 esc\x1b[31m lone\ud800 \ufffe \u202eakkab\u202c emoji 👩‍👧 ﷽ <b>&amp; {navn} ]]> \r\nny linje\ttab"
FILL_IN = {"nb": "Fylles ut av fagperson", "nn": "Fagpersonen fyller ut"}


@pytest.fixture(params=DOCUMENTS)
def document(request):
    return request.param


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_document_when_made_then_as_in_the_answer_file(guide, document, language):
    """Write the files anew after a wanted change: `python tests/export/skriv_fasit.py`, and read what has changed."""
    assert dump(word_file(guide, planned(language), document), guide.version) == (ANSWERS / f"{document}-{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "code"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_language_when_made_then_styles_and_properties_say_it(guide, document, language, code):
    code = code if document == "egen-plan" or language != "en" else "nb-NO"
    word = python_docx.Document(BytesIO(word_file(guide, planned(language), document)))
    assert {x.get(qn("w:val")) for x in word.styles.element.iter(qn("w:lang"))} == {code}
    core = word.core_properties
    assert (core.language, core.author, core.created.year) == (code, SERVICE, 2026)
    assert core.title
    assert core.subject


@pytest.mark.parametrize("make", [planned, rich, lambda: Case("K-TOM")], ids=["plan", "uten-plan", "tom"])
def test_structure_when_made_then_headings_in_order_tables_with_heads_and_no_empty_paragraph(guide, document, make):
    word = python_docx.Document(BytesIO(word_file(guide, make(), document)))
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(p.text.strip() for p in word.paragraphs)
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(cell.text.strip() for cell in table.rows[0].cells)
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}
    assert "PAGE" in "".join(x.text for x in word.sections[0].footer._element.iter(qn("w:instrText")))


def _odd() -> Case:
    case = Case(ODD, hidden_areas=("finnes_ikke",), created="i går", updated="")
    case.answers += [Answer("viktig.apen", "viktig", ODD), Answer("situasjon.apen", "situasjon", "\x00\x01"), Answer("barn.apen", "barn", "😀" * 25_000),
                     Answer("trygg.plan_hvem", "sikkerhet", ODD), Answer("legemidler.apen", "legemidler", "Langt svar. " * 4200)]
    case.findings += [Finding("finnes_ikke", ODD, "bort", "bort.x", ODD), Finding("rusmiddel", "heroin", "rusmidler", "rusmidler.apen", ODD)]
    case.risks.append(RiskEvent("x", "ukjent_fare", "hoy", "self", ODD, "?", "?", shown=(ODD,), replies=("uten_likhetstegn", "trygg.videre=")))
    case.plans.append(Plan(1, (PlanLine("tegn", ODD), PlanLine("finnes_ikke", ODD), PlanLine("barn", "x" * 50_000, True, "barn.passer")),
                           (PlanMeasure(ODD, "T0", ODD, ODD, ODD, "ikke en dato"),), ODD, ODD))
    case.checks.append(Check("overdose", "nalokson", "ukjent", ODD, ODD, ODD))
    case.decisions.append(Decision(9, 1, ODD, ODD, ODD))
    return case


def test_odd_input_when_made_then_every_part_is_xml_and_the_text_can_be_written(guide, document, les):
    data = word_file(guide, _odd(), document, service=ODD, now="ikke en tid", note=ODD)
    with zipfile.ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))
    assert not set("\x00\x1b\u202e\ufffe") & set(les(data))
    assert plain(guide, _odd(), document).encode("utf-8")


def test_long_answer_when_the_plan_holds_it_then_all_of_it_stands(guide, les):
    assert "x" * 50_000 in les(word_file(guide, _odd(), "kriseplan"))


def test_held_back_when_made_then_in_no_document(guide, document, les):
    case = planned()
    case.plans.append(Plan(3, (PlanLine("selv", "HEMMELIG linje", True, "vold_traumer.apen"), PlanLine("selv", "Vår egen linje")), (), "Kari", NOW))
    text = les(word_file(guide, case, document)) + plain(guide, case, document)
    assert "HEMMELIG" not in text
    assert "far slo meg" not in text
    assert guide.findings["vold_opplevd"].label.nb not in text
    assert ("Vår egen linje" in text) == (document in ("kriseplan", "egen-plan"))


def test_not_shared_when_made_then_only_danger_stands(guide, document, les):
    case = rich(decided=False)
    case.consents.append(Consent("deling", False, "", NOW))
    text = les(word_file(guide, case, document)) + plain(guide, case, document)
    for answer in case.answered():
        if answer.area not in ("sikkerhet", "ramme") and len(answer.text) > 12:
            assert answer.text not in text, answer.text
    assert ("ikke dele samtalen" in text) == (document != "egen-plan")


def test_suggestion_when_it_differs_then_only_the_decision_stands(guide, les):
    for name in ("henvisning-phv", "fastlegenotat"):
        text = les(word_file(guide, planned(), name))
        assert "Hovedforløp 1, besluttet av Kari Nordmann" in text
        assert "Hovedforløp 2" not in text
        assert "hovedforløp 2" not in text


def test_pathway_when_nothing_is_decided_then_none_is_named(guide, les):
    text = les(word_file(guide, rich(decided=False), "henvisning-phv"))
    assert "ikke tatt noen beslutning" in text
    assert not re.search(r"[Hh]ovedforløp [123]", text)


def test_person_when_reading_the_own_plan_then_no_case_words_of_the_trade(guide, les):
    text = les(word_file(guide, planned(), "egen-plan"))
    assert "Ikke ring sjefen min" in text
    for word in ("hovedforløp", "Utkast", "HPR", "funn", "Lest ut", "Nivå", "K-2026-0417", "Selvmord"):
        assert word not in text, word


def test_empty_case_when_made_then_open_fields_are_marked_and_nothing_is_claimed(guide, document, les):
    text = les(word_file(guide, Case("K-TOM"), document))
    assert "«" not in re.sub(r"Spør gjerne: «[^»]*»", "", text)
    if document.startswith("henvisning"):
        assert text.count("Fylles ut av fagperson") > 15
        assert "Personen har ikke beskrevet dette med egne ord" in text


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_open_fields_when_made_then_they_have_a_ground_colour(guide, language):
    word = python_docx.Document(BytesIO(word_file(guide, planned(language), "henvisning-phv")))
    cells = [r for t in word.tables for row in t.rows for c in row.cells for p in c.paragraphs for r in p.runs if r.text == FILL_IN[language]]
    assert len(cells) > 15
    assert all(r._r.rPr.find(qn("w:shd")).get(qn("w:fill")) == "FFF1C9" for r in cells)


def test_referral_when_somebody_else_is_spoken_of_then_their_troubles_stay_out(guide, les):
    assert "gjelder en annen" not in les(word_file(guide, planned(), "henvisning-phv"))


def test_approved_when_made_then_signed_and_without_the_mark_of_a_draft(guide, les):
    author = Author("Kari Nordmann", "psykolog", "1234567", NOW)
    text = les(word_file(guide, planned(), "henvisning-phv", author=author))
    assert "Godkjent av Kari Nordmann, psykolog, HPR-nummer 1234567" in text
    assert "Utkast" not in text


def test_draft_when_no_plan_is_saved_then_says_so_and_quotes_the_person(guide):
    text = plain(guide, rich(), "kriseplan")
    assert "ikke gått gjennom sammen ennå" in text
    assert "- «Gå en tur med hunden, ringe Siri»" in text
    assert "gammel utgave" not in plain(guide, planned(), "kriseplan")


def test_every_document_when_registered_then_in_all_forms_with_the_right_approval():
    for name in DOCUMENTS:
        forms = [f for f in formater.FORMATS if f.document == name]
        assert [f.suffix for f in forms] == [".docx", ".pdf", ".txt"]
        assert {f.approval for f in forms} == {name != "egen-plan"}


@pytest.mark.skipif(bool(formater.known("fastlegenotat-pdf").missing()), reason="LibreOffice mangler")
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_gp_note_when_answers_are_long_then_one_page(guide, language):
    import pypdfium2

    case = planned(language)
    case.answers = [a if not a.text or a.codes else Answer(a.question, a.area, a.text + " Mer å fortelle." * 500, (), a.status, a.turn) for a in case.answers]
    case.answers.append(Answer("legemidler.apen", "legemidler", "Sobril og litt annet. " * 2000, turn=90))
    case.plans[-1] = Plan(2, (), tuple(PlanMeasure("Et langt tiltak " * 20, who="Noen " * 30, when="ofte " * 30) for _ in range(12)), "Kari", NOW)
    case.decisions[-1] = Decision(1, 2, "Fordi " * 400, "Kari Nordmann", NOW)
    case.risks += [RiskEvent(f"{c}-self", c, "hoy", "self", "ord " * 100, "sikkerhet.apen", "sikkerhet", at=NOW) for c in guide.risk.categories]
    pdf = formater.known("fastlegenotat-pdf").render(guide, case, service=SERVICE, now=NOW)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
