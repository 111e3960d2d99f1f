"""Every registered document of many different cases: validators written by others find nothing, and nothing fails."""

from io import BytesIO

import docx as python_docx
import docx_integrity
import pytest
from docx_plus.lint import lint
from eksempelsak import NOW, SERVICE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mangesaker import random_cases, twenty

from assistant.domain.guide import load
from assistant.export import formater
from assistant.export.forfatter import Author
from assistant.export.formater import DOCX

GUIDE = load()
AUTHOR = Author("Kari Nordmann", "klinisk sosionom", "9144889", NOW)
QUICK = [f for f in formater.FORMATS if not f.slow and not f.missing()]
WORD = [f for f in QUICK if f.media_type == DOCX]
# A person's words may look like a list or a heading, and then stand as they were said.
THEIR_WORDS = ("manual-list", "manual-heading-formatting", "double-space", "indent-by-whitespace", "trailing-whitespace", "space-before-punctuation")


@pytest.mark.parametrize("number", range(20))
def test_word_when_twenty_different_cases_then_whole_and_without_defects(number, tmp_path):
    case = twenty(GUIDE)[number]
    for format in WORD:
        data = format.render(GUIDE, case, service=SERVICE, now=NOW, author=AUTHOR if number % 2 else None)
        path = tmp_path / f"{format.id}.docx"
        path.write_bytes(data)
        assert [f for f in docx_integrity.check(path) if f.severity >= docx_integrity.WARN] == [], format.id
        found = lint(python_docx.Document(BytesIO(data)), exclude=THEIR_WORDS)
        assert [(f.rule, f.message) for f in found if f.severity != "info"] == [], format.id


def _exports(case, draft):
    for format in QUICK:
        made = format.render(GUIDE, case, service=SERVICE, now=NOW, author=None if draft else AUTHOR)
        assert made and isinstance(made, bytes | str)
        if isinstance(made, str):
            made.encode("utf-8")


QUIETLY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@QUIETLY
@given(random_cases(GUIDE), st.booleans())
def test_every_format_when_the_case_is_random_then_made_without_error(case, draft):
    _exports(case, draft)


@pytest.mark.long
@settings(QUIETLY, max_examples=200)
@given(random_cases(GUIDE), st.booleans())
def test_every_format_when_200_cases_are_random_then_made_without_error(case, draft):
    _exports(case, draft)


def test_formats_when_registered_then_each_has_its_own_id_and_says_what_it_is_for():
    ids = [f.id for f in formater.FORMATS]
    assert len(ids) == len(set(ids)) and {"docx", "pdf", "text", "egen"} <= set(ids)
    assert all(f.label and f.about and f.suffix.startswith(".") and f.file("K", True).startswith(f"{f.document}-K-UTKAST") for f in formater.FORMATS)


@pytest.mark.parametrize("format", [f for f in WORD if f.approval], ids=lambda f: f.id)
def test_journal_document_when_nobody_approved_then_every_page_is_marked_and_else_not(format):
    for author, marked in ((None, True), (Author("Kari"), True), (AUTHOR, False)):
        for case in twenty(GUIDE)[:2]:
            word = python_docx.Document(BytesIO(format.render(GUIDE, case, service=SERVICE, now=NOW, author=author)))
            header = "".join(p.text for p in word.sections[0].header.paragraphs).lower()
            assert ("utkast" in header) is marked
