"""The look: A4, Arial 11, dark blue headings, calm spacing. Everything is a named style, so that a service may change it."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Arial"
NAVY = RGBColor(0x1F, 0x38, 0x64)
GREY = RGBColor(0x4A, 0x52, 0x60)
RED = RGBColor(0x9B, 0x1C, 0x1C)
INK = RGBColor(0x1A, 0x1A, 0x1A)
WIDTH = Cm(16.6)
LOGO, LOGO_WIDTH = 1.1, 7.0      # cm, the height of the service's logo, and how wide it may be


def apply(document: WordDocument) -> None:
    """Page and styles. Changes the document given."""
    _page(document)
    styles = document.styles
    _font(styles["Normal"], 11, INK)
    _space(styles["Normal"], 0, 6, 1.12)
    _font(styles["Title"], 21, NAVY, bold=True)
    _space(styles["Title"], 0, 8)
    _no_border(styles["Title"])
    for name, points, before, after in (("Heading 1", 15, 20, 6), ("Heading 2", 12, 14, 4)):
        _font(styles[name], points, NAVY, bold=True)
        _space(styles[name], before, after)
        styles[name].paragraph_format.keep_with_next = True
    _font(styles["List Bullet"], 11, INK)
    _space(styles["List Bullet"], 0, 3, 1.1)
    for name, base, size, colour in (
        ("Sitat", "Normal", 11.5, INK), ("Merknad", "Normal", 10, GREY), ("Varsel", "Normal", 11, INK), ("Ledetekst", "Normal", 11, INK),
        ("Opplysning", "Normal", 10.5, INK), ("Celle", "Normal", 10, INK), ("Kolonne", "Normal", 10, NAVY),
        ("Signaturlinje", "Normal", 10.5, INK),
    ):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles[base]
        _font(made, size, colour, bold=name == "Kolonne")
    _own_spacing(document)


def after_table(document: WordDocument, style: ParagraphStyle) -> str:
    """The id of the same style with air between a table and the words after it; made when it is first needed."""
    return _variant(document, style, "etter tabell", before=10)


def before_table(document: WordDocument, style: ParagraphStyle) -> str:
    """The id of the same style with air between the words and the table after them; made when it is first needed."""
    return _variant(document, style, "før tabell", after=8)


def _variant(document: WordDocument, style: ParagraphStyle, name: str, **points: float) -> str:
    full = f"{style.name} {name}"
    if full not in document.styles:
        made = document.styles.add_style(full, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = style
        for side, size in points.items():
            setattr(made.paragraph_format, f"space_{side}", Pt(size))
    return document.styles[full].style_id


def tighten(document: WordDocument) -> None:
    """Smaller type and less air, for a document of one page. Changes the document given."""
    styles, page = document.styles, document.sections[0]
    page.top_margin = page.bottom_margin = Cm(1.6)
    for name, points, before, after in (
        ("Title", 17, 0, 4), ("Heading 1", 12, 9, 2), ("Normal", 10, 0, 3), ("List Bullet", 10, 0, 1), ("Sitat", 10, 1, 3), ("Varsel", 9.5, 2, 4),
        ("Opplysning", 9.5, 0, 1), ("Celle", 9.5, 0, 1), ("Kolonne", 9.5, 0, 0), ("Ledetekst", 10, 3, 1), ("Merknad", 9, 2, 3),
    ):
        styles[name].font.size = Pt(points)
        _space(styles[name], before, after)


def _own_spacing(document: WordDocument) -> None:
    styles = document.styles
    _space(styles["Sitat"], 2, 8, 1.15)
    styles["Sitat"].paragraph_format.left_indent = Cm(0.5)
    _space(styles["Merknad"], 4, 6)
    _space(styles["Varsel"], 6, 10, 1.1)
    styles["Varsel"].paragraph_format.left_indent = Cm(0.4)
    _space(styles["Ledetekst"], 6, 2)
    styles["Ledetekst"].paragraph_format.keep_with_next = True
    _space(styles["Celle"], 0, 2, 1.05)
    _space(styles["Kolonne"], 0, 0)
    styles["Kolonne"].paragraph_format.keep_with_next = True
    _font(styles["Caption"], 10.5, INK, bold=True)
    _space(styles["Caption"], 8, 2)
    styles["Caption"].paragraph_format.keep_with_next = True
    _space(styles["Signaturlinje"], 12, 2)
    styles["Signaturlinje"].paragraph_format.keep_with_next = True
    opplysning = styles["Opplysning"].paragraph_format
    _space(styles["Opplysning"], 0, 2)
    for hanging in (opplysning, styles["Signaturlinje"].paragraph_format):
        hanging.left_indent, hanging.first_line_indent = Cm(3.9), Cm(-3.9)
        hanging.tab_stops.add_tab_stop(Cm(3.9))


def _page(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin, page.bottom_margin = Cm(2.0), Cm(2.0)
    page.header_distance = page.footer_distance = Cm(1.0)


def _font(style: ParagraphStyle, size: float, colour: RGBColor, bold: bool = False) -> None:
    """Set the font for every script; theme fonts would win over the name."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    for tag in ("w:spacing", "w:kern"):
        for found in style.element.rPr.findall(qn(tag)):
            style.element.rPr.remove(found)


def _space(style: ParagraphStyle, before: float, after: float, lines: float = 1.0) -> None:
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), lines


def _no_border(style: ParagraphStyle) -> None:
    for found in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(found)
