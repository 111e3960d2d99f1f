"""The register of everything that can be written from a case. A new document is one line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.domain.tjeneste.oppsett import Service
from assistant.export import egen, fagperson, tekst, word
from assistant.export.dokument import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain; charset=utf-8"
Render = Callable[..., bytes | str]
Build = Callable[..., Document]


@dataclass(frozen=True)
class Format:
    """One thing to write. `id` is what `kartlegging export --format` and the addresses call it; `document` groups the forms of one document.

    `render(guide, case, *, service=None, now, note="", author=None)` gives bytes or text. `service` is the Service, its name
    or None, `now` an ISO 8601 UTC time, `note` stands first and on every page, `author` is a forfatter.Author or None. The case
    given is what the reader may see. `approval`: it goes into a journal, so a worker must have approved the case. `own`: written
    to the person, with everything the person said.
    """

    id: str
    document: str
    label: str
    media_type: str
    suffix: str
    approval: bool
    render: Render
    about: str = ""
    own: bool = False

    def file(self, case_id: str, draft: bool = False) -> str:
        """The file's name: the document, the case, and that it is a draft."""
        return f"{self.document}-{case_id}{'-UTKAST' if draft else ''}{self.suffix}"


def as_docx(build: Build) -> Render:
    """A document of blocks as a Word file."""
    return lambda guide, case, **given: word.render(_built(build, guide, case, **given))


def as_text(build: Build) -> Render:
    """A document of blocks as plain text."""
    return lambda guide, case, **given: tekst.plain(_built(build, guide, case, **given))


def _built(build: Build, guide: Any, case: Any, *, service: Service | str | None = None, now: str, note: str = "", author: Any = None) -> Document:
    """`build(guide, case, *, service: str, now, note, author) -> Document`."""
    name = service.name if isinstance(service, Service) else service or ""
    return build(guide, case, service=name, now=now, note=note, author=author)


def family(document: str, label: str, about: str, build: Build, *, approval: bool, own: bool = False, ids: tuple[str, str]) -> tuple[Format, ...]:
    """One document of blocks in every form: `ids` are those of the Word file and the text."""
    forms = (("Word", DOCX, ".docx", as_docx), ("ren tekst", TEXT, ".txt", as_text))
    return tuple(Format(id, document, f"{label} ({form})", kind, suffix, approval, render(build), about, own)
                 for id, (form, kind, suffix, render) in zip(ids, forms, strict=True))


FORMATS: tuple[Format, ...] = (
    *family("sammendrag", "Kartleggingssammendrag", "Hele kartleggingen, til journalen.", fagperson.document, approval=True, ids=("docx", "text")),
    *family("egen-kopi", "Personens egen kopi", "Det personen selv har sagt, i vanlige ord, til personen.", egen.document, approval=False, own=True,
            ids=("egen", "egen-text")),
)


def by_id(id: str) -> Format | None:
    return next((f for f in FORMATS if f.id == id), None)
