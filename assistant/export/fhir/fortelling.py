"""The words of a resource as XHTML: what a person reads where nobody reads the codes. The same blocks as in the Word file."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.export.dokument import Block, Cell, Facts, Line, Para, Points, Signature, Table
from assistant.export.fhir.grunn import LANGUAGE, Data, string

TAGS = {"fet": ("<b>", "</b>"), "fare": ("<b>", "</b>"), "liten": ("<small>", "</small>")}


def narrative(language: str, blocks: Iterable[Block], title: str = "") -> Data:
    """Narrative of blocks; empty when they hold no words. Nothing a person wrote can become markup."""
    body = "".join(_block(b) for b in blocks)
    return generated(language, (f"<p><b>{text(title)}</b></p>" if title and body else "") + body)


def plain(language: str, *lines: str) -> Data:
    """Narrative of lines, one paragraph each."""
    return generated(language, "".join(f"<p>{text(line)}</p>" for line in lines if string(line)))


def generated(language: str, body: str) -> Data:
    if not body:
        return {}
    lang = LANGUAGE[language]
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml" lang="{lang}" xml:lang="{lang}">{body}</div>'}


def text(words: object) -> str:
    """Escaped, with line breaks kept."""
    return escape(string(words)).replace("\r", "").replace("\n", "<br/>")


def _block(block: Block) -> str:
    if isinstance(block, Para):
        words = _line(block.line)
        return f"<blockquote><p>{words}</p></blockquote>" if words and block.kind == "sitat" else f"<p>{words}</p>" if words else ""
    if isinstance(block, Facts):
        return _list("ul", (f"<b>{text(label)}:</b> {text(value)}" for label, value in block.pairs))
    if isinstance(block, Points):
        return _list("ul", (_line(item) for item in block.items))
    if isinstance(block, Table):
        return _table(block)
    return "" if isinstance(block, Signature) else _other(block)


def _other(block: object) -> str:
    """A block without a form here, such as a figure: the words that say the same."""
    words = next((string(getattr(block, name)) for name in ("alt", "description", "title") if getattr(block, name, "")), "")
    return f"<p>{text(words)}</p>" if words else ""


def _list(tag: str, items: Iterable[str]) -> str:
    inside = "".join(f"<li>{item}</li>" for item in items if item)
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _table(block: Table) -> str:
    rows = [row for row in block.rows if any(_cell(cell) for cell in row)]
    if not rows:
        return ""
    head = "".join(f"<th>{text(name)}</th>" for name in block.head)
    body = "".join("<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cell: Cell) -> str:
    return "<br/>".join(words for words in (_line(line) for line in cell) if words)


def _line(line: Line) -> str:
    """Runs with their look. A run keeps its blank ends, since the next one may need them."""
    parts = []
    for run in line:
        left, right = TAGS.get(run.look, ("", ""))
        if words := _spaced(run.text):
            parts.append(f"{left}{words}{right}")
    return "".join(parts).strip()


def _spaced(words: str) -> str:
    inside = text(words)
    if not inside:
        return " " if words else ""
    return (" " if words[:1].isspace() else "") + inside + (" " if words[-1:].isspace() else "")
