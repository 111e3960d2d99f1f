"""The worker's summary as plain text to paste into a journal: headings in capitals, no tables, no hard line breaks."""

from __future__ import annotations

from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.export import fagperson
from assistant.export.dokument import Block, Cell, Document, Facts, Figure, Line, Para, Points, Section, Signature, Table
from assistant.export.forfatter import Author
from assistant.export.renset import clean


def render(guide: Guide, case: Case, *, service: str = "", now: str, note: str = "", author: Author | None = None) -> str:
    """The same content as the Word file, in the same order. `now` is an ISO 8601 UTC time."""
    return plain(fagperson.document(guide, case, service=service, now=now, note=note, author=author))


def plain(document: Document) -> str:
    """Any document as text that ends with one line break."""
    parts = [document.mark.upper(), document.title.upper(), *(_block(b) for b in document.lead), *(_section(s) for s in document.sections)]
    return clean("\n\n".join(p for p in parts if p)).strip() + "\n"


def _section(section: Section) -> str:
    """Level 1 in capitals, level 2 as it is with a colon."""
    title = section.title.upper() if section.level == 1 else f"{section.title}:"
    return "\n".join([title, *(t for t in (_block(b) for b in section.blocks) if t)])


def _block(block: Block) -> str:
    if isinstance(block, Para):
        return _line(block.line)
    if isinstance(block, Facts):
        return "\n".join(f"{label}: {value}" for label, value in block.pairs)
    if isinstance(block, Points):
        return "\n".join(f"- {_line(item)}" for item in block.items)
    if isinstance(block, Signature):
        return "\n".join(f"{label}: ______________________________" for label in block.labels)
    if isinstance(block, Figure):
        return f"{block.caption}. {block.alt}"
    return _table(block)


def _table(block: Table) -> str:
    """Each row as a point: the first cell, then the others with the name of their column."""
    return "\n".join(t for t in (_row(block.head, row) for row in block.rows) if t)


def _row(head: tuple[str, ...], row: tuple[Cell, ...]) -> str:
    first = "\n  ".join(_lines(row[0]))
    rest = [_column(name, _lines(cell)) for name, cell in zip(head[1:], row[1:], strict=True) if _lines(cell)]
    return "\n".join([f"- {first}", *rest]) if first else ""


def _column(name: str, lines: list[str]) -> str:
    """Two short lines stand on one; more become points of their own."""
    if len(lines) < 3:
        return f"  {name}: {'; '.join(lines)}"
    return "\n".join([f"  {name}:", *(f"    - {text}" for text in lines)])


def _lines(cell: Cell) -> list[str]:
    return [text for text in (_line(line).strip() for line in cell) if text]


def _line(line: Line) -> str:
    return "".join(run.text for run in line)
