"""Blocks -> Word. Knows nothing about cases."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO

import docx as python_docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Emu, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from assistant.export import ooxml, stil
from assistant.export.dokument import Block, Cell, Document, Facts, Figure, Line, Para, Points, Run, Section, Signature, Table
from assistant.export.ord import words
from assistant.export.renset import clean, shorten
from assistant.export.tid import parse

SPLIT_OVER = 700
STYLES = {"brod": "Normal", "sitat": "Sitat", "merknad": "Merknad", "varsel": "Varsel", "ledetekst": "Ledetekst"}


def render(document: Document) -> bytes:
    """A .docx file. Nothing in a person's words can make it invalid."""
    word = python_docx.Document()
    stil.apply(word)
    if document.dense:
        stil.tighten(word)
    ooxml.set_language(word, document.language)
    ooxml.modern(word)
    _properties(word, document)
    _paragraph(word, "Title").add_run(clean(document.title))
    _blocks(word, document.lead)
    for section in document.sections:
        _section(word, section)
    _header(word, document)
    _footer(word, document)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _paragraph(word: WordDocument, style: str) -> Paragraph:
    """A new paragraph. The style is set by id: looking it up by name for every paragraph is most of the time."""
    made = word.add_paragraph()
    if style != "Normal":
        made._p.style = style.replace(" ", "")
    return made


def _properties(word: WordDocument, document: Document) -> None:
    """Core properties hold at most 255 characters each."""
    core = word.core_properties
    core.title, core.subject, core.author = (shorten(t, 250) for t in (document.title, document.subject, document.author))
    core.last_modified_by, core.comments, core.keywords = core.author, "", ""
    if written := parse(document.now):
        core.created = core.modified = written.astimezone(UTC).replace(tzinfo=None)


def _section(word: WordDocument, section: Section) -> None:
    _paragraph(word, f"Heading {section.level}").add_run(clean(section.title))
    _blocks(word, section.blocks)


def _blocks(word: WordDocument, blocks: tuple[Block, ...]) -> None:
    """The blocks in order, with air between a table and the words around it."""
    after_table = False
    for block in blocks:
        before = len(word.paragraphs)
        if isinstance(block, Table) and blocks[0] is not block and not after_table:
            word.paragraphs[-1]._p.style = stil.before_table(word, word.paragraphs[-1].style)
        _block(word, block)
        if after_table and len(word.paragraphs) > before:
            word.paragraphs[before]._p.style = stil.after_table(word, word.paragraphs[before].style)
        after_table = isinstance(block, Table)


def _block(word: WordDocument, block: Block) -> None:
    if isinstance(block, Para):
        _para(word, block)
    elif isinstance(block, Facts):
        for label, value in block.pairs:
            _runs(_paragraph(word, "Opplysning"), (Run(f"{label}\t", "fet"), Run(value)))
    elif isinstance(block, Points):
        for item in block.items:
            _runs(_paragraph(word, "List Bullet"), item)
    elif isinstance(block, Table):
        _table(word, block)
    elif isinstance(block, Signature):
        _signature(word, block)
    elif isinstance(block, Figure):
        _figure(word, block)


def _para(word: WordDocument, block: Para) -> None:
    made = _paragraph(word, STYLES[block.kind])
    _runs(made, block.line, 10 if block.kind == "ledetekst" else 9)
    if block.kind == "sitat":
        ooxml.side_line(made, "8A94A6", 12)
    elif block.kind == "varsel":
        ooxml.side_line(made, "1F3864", 36, "EEF1F6")


def _runs(paragraph: Paragraph, line: Line, secondary: float = 9) -> None:
    """`secondary` is the size in points of secondary words. A clock time stays on one line."""
    for run in line:
        made = paragraph.add_run(clean(run.text).replace("kl. ", "kl.\u00a0"))
        if run.look in ("fet", "fare"):
            made.bold = True
        if run.look == "fare":
            made.font.color.rgb = stil.RED
        elif run.look == "felt":
            ooxml.shade_run(made, "FFF1C9")
        elif run.look == "liten":
            made.font.size, made.font.color.rgb = Pt(secondary), stil.GREY


def _table(word: WordDocument, block: Table) -> None:
    made = word.add_table(rows=1, cols=len(block.head))
    made.autofit = False
    ooxml.describe(made, clean(block.title))
    widths = [Emu(round(stil.WIDTH * share / sum(block.widths))) for share in block.widths]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for cell, text in zip(made.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0]._p.style = "Kolonne"
        cell.paragraphs[0].add_run(clean(text))
        ooxml.shade(cell, "E6EAF2")
    ooxml.header_row(made.rows[0])
    for content in block.rows:
        row = made.add_row()
        if sum(len(r.text) for cell in content for line in cell for r in line) < SPLIT_OVER:
            ooxml.keep_whole(row)
        for cell, lines in zip(row.cells, content, strict=True):
            _cell(cell, lines)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _cell(cell: _Cell, lines: Cell) -> None:
    for i, line in enumerate(lines or ((),)):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph._p.style = "Celle"
        _runs(paragraph, line)


def _signature(word: WordDocument, block: Signature) -> None:
    """One line to write on per label, kept together on a page."""
    for label in block.labels:
        made = _paragraph(word, "Signaturlinje")
        made.paragraph_format.tab_stops.add_tab_stop(Emu(round(stil.WIDTH * 0.8)), leader=WD_TAB_LEADER.LINES)
        _runs(made, (Run(f"{label}:\t\t", ""),))


def _figure(word: WordDocument, block: Figure) -> None:
    """The caption stays with the picture; the words for it stand in the picture's alt text."""
    _runs(_paragraph(word, "Caption"), (Run(block.caption),))
    made = word.add_paragraph()
    made.add_run().add_picture(BytesIO(block.draw()), width=Cm(block.width))
    ooxml.describe_picture(made, clean(block.caption), clean(block.alt))


def _header(word: WordDocument, document: Document) -> None:
    """The logo and the service on the left, that it is a draft on the right. Without a logo and a mark the page has no header."""
    if not (document.logo or document.mark):
        return
    made = word.sections[0].header.paragraphs[0]
    made.style = word.styles["Merknad"]
    made.paragraph_format.space_after = Pt(12)
    made.paragraph_format.tab_stops.add_tab_stop(stil.WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    if document.logo:
        picture = made.add_run().add_picture(BytesIO(document.logo.data), height=Cm(stil.LOGO))
        if picture.width > Cm(stil.LOGO_WIDTH):
            picture.width, picture.height = Cm(stil.LOGO_WIDTH), Emu(round(picture.height * Cm(stil.LOGO_WIDTH) / picture.width))
        ooxml.describe_picture(made, clean(document.logo.alt), clean(document.logo.alt))
        made.add_run("  ")
    _runs(made, (Run(document.author), Run("\t"), Run(document.mark.upper(), "fare")))


def _footer(word: WordDocument, document: Document) -> None:
    """The case on the left, «Side 1 av 4» on the right."""
    w = words(document.language)
    made = word.sections[0].footer.paragraphs[0]
    made.style = word.styles["Merknad"]
    made.paragraph_format.tab_stops.add_tab_stop(stil.WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    made.add_run(f"{clean(document.footer)}\t{w('side')} ")
    ooxml.field(made, "PAGE")
    made.add_run(f" {w('av')} ")
    ooxml.field(made, "NUMPAGES")
    for run in made.runs:
        run.font.size = Pt(9)
