"""The OOXML that python-docx has no words for: language, header rows, borders, shading, page numbers."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LANG = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def element(tag: str, **attributes: object) -> BaseOxmlElement:
    """`element("w:shd", fill="F1F3F7")`: attributes are in the w namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_language(document: WordDocument, language: str) -> None:
    """The language of every run that names none, and of the proofing tools."""
    code = LANG[language]
    for found in document.styles.element.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            found.set(qn(f"w:{name}"), code)
    settings = document.settings.element
    for found in settings.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), code)
    document.core_properties.language = code


def modern(document: WordDocument) -> None:
    """Ask Word for its present layout, not compatibility with 2007."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        return
    for old in list(compat):
        compat.remove(old)
    compat.append(element("w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15))


def header_row(row: _Row) -> None:
    """Repeat the row on every page and tell a screen reader that it heads the columns."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def shade(cell: _Cell, fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=fill))


def shade_run(run: Run, fill: str) -> None:
    """A ground colour behind the words, in the place that the schema wants."""
    run._r.get_or_add_rPr().insert_element_before(element("w:shd", val="clear", color="auto", fill=fill), *_AFTER_SHADE)


_AFTER_SHADE = ("w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")


def describe(table: WordTable, title: str) -> None:
    """Borders, margins, fixed layout and the table's name, in the order that the schema wants."""
    properties = table._tbl.tblPr
    for tag in ("w:tblW", "w:tblLayout", "w:tblLook", "w:jc"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    borders = element("w:tblBorders")
    for side, size, colour in (("top", 8, "1F3864"), ("bottom", 6, "8A94A6"), ("insideH", 4, "BFC5D2")):
        borders.append(element(f"w:{side}", val="single", sz=size, space=0, color=colour))
    margins = element("w:tblCellMar")
    for side, width in (("top", 60), ("left", 90), ("bottom", 60), ("right", 90)):
        margins.append(element(f"w:{side}", w=width, type="dxa"))
    look = element("w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    for part in (element("w:tblW", w=5000, type="pct"), borders, element("w:tblLayout", type="fixed"), margins, look,
                 element("w:tblCaption", val=title)):
        properties.append(part)


def describe_picture(paragraph: Paragraph, title: str, alt: str) -> None:
    """What a screen reader says for the last picture of a paragraph."""
    found = list(paragraph._p.iter(qn("wp:docPr")))[-1]
    found.set("title", title)
    found.set("descr", alt)


def side_line(paragraph: Paragraph, colour: str, size: int = 24, fill: str = "") -> None:
    """A line at the left edge, with a ground colour when one is given."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("w:pBdr")
    borders.append(element("w:left", val="single", sz=size, space=8, color=colour))
    properties.insert_element_before(borders, *_AFTER_BORDER)
    if fill:
        properties.insert_element_before(element("w:shd", val="clear", color="auto", fill=fill), *_AFTER_BORDER[1:])


_AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
                 "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
                 "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
                 "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")


def field(paragraph: Paragraph, code: str) -> None:
    """A field such as PAGE; the shown value is «1» until the reader's program counts."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        if kind == "separate":
            instruction = element("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
            run = paragraph.add_run()
        run._r.append(element("w:fldChar", fldCharType=kind))
        if kind == "separate":
            paragraph.add_run("1")
