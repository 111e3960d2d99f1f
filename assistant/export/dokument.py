"""A document as blocks, before it is Word or plain text. Every renderer reads these and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Words in one look. `look`: empty, fet (weight), liten (secondary), fare (weight and dark red), felt (to be filled in)."""

    text: str
    look: str = ""


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Para:
    """One paragraph. `kind`: brod, sitat (the person's words), merknad (a note), varsel (must be seen), ledetekst (leads in)."""

    line: Line
    kind: str = "brod"


@dataclass(frozen=True)
class Facts:
    """Label and value, one a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Points:
    items: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the line that sum to about 1. The first row of the page is always `head`."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Signature:
    """Lines to write on, each with its label."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A picture with what it shows in words; `width` is in cm. `draw` gives a PNG. Plain text has the words alone and draws nothing."""

    draw: Callable[[], bytes]
    alt: str
    caption: str
    width: float


@dataclass(frozen=True)
class Logo:
    """A PNG or JPEG and what a screen reader says for it."""

    data: bytes
    alt: str


Block = Para | Facts | Points | Table | Signature | Figure


@dataclass(frozen=True)
class Section:
    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True)
class Document:
    """A whole document. `footer` stands on every page beside the page number; `mark`, the service's logo and `author` on top of every page.

    `dense` sets it tighter, so that a short document stays on one page.
    """

    title: str
    subject: str
    language: str
    author: str
    footer: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    now: str = ""
    mark: str = ""
    logo: Logo | None = None
    dense: bool = False


def line(*parts: str | Run) -> Line:
    """Runs of one line; empty parts fall away."""
    runs = (Run(p) if isinstance(p, str) else p for p in parts)
    return tuple(r for r in runs if r.text)


def para(*parts: str | Run, kind: str = "brod") -> Para:
    return Para(line(*parts), kind)


def points(items: list[str]) -> Points:
    return Points(tuple(line(i) for i in items))


def bold(text: str) -> Run:
    return Run(text, "fet")


def small(text: str) -> Run:
    return Run(text, "liten")
