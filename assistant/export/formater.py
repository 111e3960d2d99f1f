"""The register of everything that can be written from a case. A new document is one line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.domain.tjeneste.oppsett import Service
from assistant.export import avsender, egen, fagperson, maldokument, pdf, tekst, tilbud, word
from assistant.export.dialogmelding import melding
from assistant.export.dokument import Document
from assistant.export.fhir import pakke
from assistant.export.forfatter import Author
from assistant.export.ord import words

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF, TEXT = "application/pdf", "text/plain; charset=utf-8"
Render = Callable[..., bytes | str]
Build = Callable[..., Document]
Unfit = Callable[[Guide, Case], str]


def _nothing() -> str:
    return ""


def _fits(guide: Guide, case: Case) -> str:
    return ""


def _no_remark(service: Service) -> str:
    return ""


@dataclass(frozen=True)
class Format:
    """One thing to write. `id` is what `kartlegging export --format` and the addresses call it; `document` groups the forms of one document.

    `render(guide, case, *, service=None, now, note="", author=None)` gives bytes or text, and raises skrivefeil.WriteError when it
    cannot. `service` is the Service, its name or None, `now` an ISO 8601 UTC time, `note` stands first and on every page, `author`
    is a forfatter.Author or None; without `author.approved` it is a draft. The case also holds what the person keeps back: a
    journal document reads it through utvalg.shared. `approval`: it goes into a journal, so a worker must have approved the case.
    `own`: written to the person, with everything the person said. `missing()` says why it cannot be made on this machine, and
    what to do. `form` tells the forms of one document apart. `slow`: seconds, so few are made at a time.
    `unfit(guide, case)` says why it is not for this case, and what to do; empty when it is.
    `person`: it says who the case is about, so `render` also takes `person`, a domain.person.Person or None.
    `drafts`: whether it may be made before the approval. `remark(service)` is what to know about one that is made, or nothing.
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
    missing: Callable[[], str] = _nothing
    form: str = ""
    slow: bool = False
    unfit: Unfit = _fits
    person: bool = False
    drafts: bool = True
    remark: Callable[[Service], str] = _no_remark

    @property
    def name(self) -> str:
        """«Kartleggingssammendrag (PDF)»."""
        return f"{self.label} ({self.form})" if self.form else self.label

    def file(self, case_id: str, draft: bool = False) -> str:
        """The file's name: the document, the case, and that it is a draft."""
        return f"{self.document}-{case_id}{'-UTKAST' if draft else ''}{self.suffix}"


def as_docx(build: Build, approval: bool = True) -> Render:
    """A document of blocks as a Word file."""
    return lambda guide, case, **given: word.render(_built(build, approval, guide, case, **given))


def as_pdf(build: Build, approval: bool = True) -> Render:
    """A document of blocks as PDF. Takes seconds, and raises WriteError."""
    return lambda guide, case, **given: pdf.convert(word.render(_built(build, approval, guide, case, **given)))


def as_text(build: Build, approval: bool = True) -> Render:
    """A document of blocks as plain text."""
    return lambda guide, case, **given: tekst.plain(_built(build, approval, guide, case, **given))


def _built(build: Build, approval: bool, guide: Any, case: Any, *, service: Service | str | None = None, now: str, note: str = "",
           author: Author | None = None) -> Document:
    """`build(guide, case, *, service: str, now, note, author) -> Document`. The logo, and the mark of a draft, are put on here."""
    made = build(guide, case, service=avsender.name(service), now=now, note=note, author=author)
    w = words(made.language)
    mark = made.mark or ("" if not approval or (author and author.approved) else w("utkast_merke"))
    return replace(made, mark=mark, logo=avsender.logo(service, w))


def family(document: str, label: str, about: str, build: Build, *, approval: bool, own: bool = False, ids: tuple[str, str],
           pdf_id: str = "") -> tuple[Format, ...]:
    """One document of blocks in every form: `ids` are those of the Word file and the text; the PDF is the Word file's with -pdf."""
    given = (approval, about, own)
    return (
        _form(ids[0], document, label, "Word", DOCX, ".docx", as_docx(build, approval), *given),
        replace(_form(pdf_id or f"{ids[0]}-pdf", document, label, "PDF", PDF, ".pdf", as_pdf(build, approval), *given), missing=pdf.missing, slow=True),
        _form(ids[1], document, label, "ren tekst", TEXT, ".txt", as_text(build, approval), *given),
    )


def _form(id: str, document: str, label: str, form: str, kind: str, suffix: str, render: Render, approval: bool, about: str, own: bool) -> Format:
    return Format(id, document, label, kind, suffix, approval, render, about, own, form=form)


def _templated(document: str, label: str, about: str, template: str = "", variant: str = "", *, approval: bool = True,
               unfit: Unfit = _fits) -> tuple[Format, ...]:
    """A document made of a template, which has the document's name unless another is given."""
    forms = family(document, label, about, maldokument.build(template or document, variant), approval=approval, ids=(document, f"{document}-text"))
    return tuple(replace(form, unfit=unfit) for form in forms)


_ALL: tuple[Format, ...] = (
    *family("sammendrag", "Kartleggingssammendrag", "Hele kartleggingen til journalen: svar, risiko, forslag, beslutning og kilder.", fagperson.document,
            approval=True, ids=("docx", "text"), pdf_id="pdf"),
    *family("egen-kopi", "Personens egen kopi", "Det personen selv har sagt, i vanlige ord, til personen. Uten forløp og funn.", egen.document,
            approval=False, own=True, ids=("egen", "egen-text")),
    *_templated("henvisning-phv", "Henvisning til psykisk helsevern", "Bygger på personens egen beskrivelse, med felt til fagpersonen.", "henvisning", "phv"),
    *_templated("henvisning-tsb", "Henvisning til TSB", "Bygger på personens egen beskrivelse, med felt til fagpersonen.", "henvisning", "tsb"),
    *_templated("kriseplan", "Krise- og mestringsplan", "Tidlige tegn, hva som hjelper, hvem som gjør hva, mål og tiltak."),
    *_templated("egen-plan", "Personens egen plan", "Planen i vanlige ord, til personen.", approval=False, unfit=tilbud.own_plan),
    *_templated("fastlegenotat", "Notat til fastlegen", "Én side: hvorfor, hva som er avtalt, legemidler, risiko og hva legen bes om."),
    *_templated("overdosesamtale", "Overdoseforebyggende samtale", "Hva som er snakket om, punkt for punkt.", unfit=tilbud.overdose),
    Format("fhir", "fhir", "FHIR-dokument", "application/fhir+json", ".json", True, pakke.render, "Hele kartleggingen med koder, til et system som leser FHIR R4.",
           person=True),
    Format("dialogmelding", "dialogmelding", "Dialogmelding", "application/xml", ".xml", True, melding.renderer(as_docx(fagperson.document)),
           "Hodemelding 1.2 med sammendraget vedlagt. Tjenestens eget meldingssystem sender den.", slow=True, person=True, drafts=False, remark=melding.remark),
)
OF_RELATIVE = ("sammendrag", "egen-kopi")
FORMATS = tuple(f if f.document in OF_RELATIVE else replace(f, unfit=tilbud.of_person(f.unfit)) for f in _ALL)


_BY_ID = {f.id: f for f in FORMATS}


def known(id: str) -> Format:
    """One that is always there. Raises KeyError."""
    return _BY_ID[id]


def by_id(id: str) -> Format | None:
    return _BY_ID.get(id)
