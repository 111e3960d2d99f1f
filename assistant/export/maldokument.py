"""A template and a case made into a document. The service's own template stands before the one that comes with the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from assistant.domain import dokumentmal
from assistant.domain.case import Case, for_worker
from assistant.domain.dokumentmal import BlockSpec, SectionSpec, Template
from assistant.domain.guide import Guide
from assistant.export import hode, malfortalt, malplan
from assistant.export.dokument import Block, Document, Facts, Section, bold, para
from assistant.export.forfatter import Author
from assistant.export.malbilde import Picture
from assistant.export.ord import words
from assistant.export.renset import one_line
from assistant.export.tid import moment, span
from assistant.export.utvalg import shared

FOLDER = Path(__file__).parent / "maler"
MAKERS: dict[str, Callable[[Picture, BlockSpec], list[Block]]] = {
    "tekst": malplan.text, "punkter": malplan.fixed_points, "felter": malplan.fields, "plandel": malplan.plan_part, "tiltak": malplan.measures,
    "utgaver": malplan.versions, "sjekkliste": malplan.checklist, "kontakter": malplan.contacts,
    "ord": malfortalt.own_words, "funn": malfortalt.findings, "risiko": malfortalt.risk, "risiko_kort": malfortalt.risk_in_short,
    "beslutning": malfortalt.decision, "krav": malfortalt.requirements, "samtykke": malfortalt.consent, "snakket": malfortalt.talked,
    "samtykker": malfortalt.consents, "kilder": malfortalt.sources, "signatur": malfortalt.signature,
}

TELLS = ("ord", "funn")


@lru_cache(maxsize=1)
def supplied() -> dict[str, Template]:
    """The templates that come with the program. Raises DataError."""
    return dokumentmal.load_folder(FOLDER)


def template(guide: Guide, name: str) -> Template:
    """The service's own, else the one that comes with the program."""
    return guide.templates.get(name) or supplied()[name]


def build(name: str, variant: str = "") -> Callable[..., Document]:
    """A maker of one document, as `formater` wants it."""

    def document(guide: Guide, case: Case, *, service: str, now: str, note: str = "", author: Author | None = None) -> Document:
        return made(guide, case, template(guide, name), variant, service=service, now=now, note=note, author=author)

    return document


def made(guide: Guide, case: Case, spec: Template, variant: str, *, service: str, now: str, note: str = "", author: Author | None = None) -> Document:
    """The document. What the person has not shared is never read, except what means danger, and that only for a worker."""
    w = words(case.language if spec.reader == "person" else for_worker(case.language))
    p = Picture(guide, case, shared(guide, case), w, spec, variant, now, author)
    called = spec.variants[variant].get(w.language) if variant in spec.variants else ""
    footer = (f"{note} · " if note else "") + w("bunn", sak=one_line(case.id))
    return Document(
        spec.title.get(w.language).replace("{variant}", called), spec.subject.get(w.language), w.language, one_line(service) or w("tjeneste_ukjent"),
        footer, (*([para(bold(note), kind="varsel")] if note else []), *_lead(p, service)),
        tuple(_section(p, s) for s in spec.sections if _stands(p, s.only)), now, dense=spec.dense,
    )


def _lead(p: Picture, service: str) -> list[Block]:
    """To a worker: whether it is approved, and which case. To the person: what it is, from whom and from when."""
    w, intro = p.w, [para(p.template.intro.get(p.w.language))] if p.template.intro else []
    facts = [(w("tjeneste"), one_line(service) or w("tjeneste_ukjent")), (w("skrevet"), moment(w, p.now))]
    if p.to_person:
        return [*intro, Facts(tuple(facts))]
    said = w("mate_self" if p.case.mode == "self" else "mate_guided")
    facts[:0] = [(w("sak"), one_line(p.case.id)), (w("dato"), f"{span(w, p.case.created, p.case.updated)}. {said}")]
    if p.template.dense:
        facts[:3] = [facts[1], (facts[2][0], f"{facts[2][1]}. {w('sak')} {one_line(p.case.id)}")]
    held = [para(bold(w("ikke_delt_merknad")), kind="varsel")] if p.kept.nothing else []
    lead = [b for spec in p.template.lead if _stands(p, spec.only) for b in MAKERS[spec.kind](p, spec)]
    return [hode.approval(p.case, w, p.author), *lead, *intro, Facts(tuple(facts)), *held]


def _section(p: Picture, spec: SectionSpec) -> Section:
    blocks: list[Block] = []
    told = False
    for block in (b for b in spec.blocks if _stands(p, b.only)):
        found = MAKERS[block.kind](p, block)
        told = told or bool(found and block.kind in TELLS)
        blocks += found or ([] if told else _empty(p, block))
    return Section(_title(p, spec), tuple(blocks) or (para(p.w("egen_alt_intet" if p.to_person else "mal_intet")),), spec.level)


def _title(p: Picture, spec: SectionSpec) -> str:
    if spec.title:
        return spec.title.get(p.w.language)
    name = next(b.name for b in spec.blocks if b.kind == "plandel")
    part = next(x for x in p.guide.plans.parts if x.id == name)
    return (part.own if p.to_person else part.title).get(p.w.language)


def _empty(p: Picture, block: BlockSpec) -> list[Block]:
    """What stands where there is nothing to show; not when something about the same theme was told right above."""
    return [para(block.empty.get(p.w.language))] if block.empty else []


def _stands(p: Picture, only: tuple[str, ...]) -> bool:
    return not only or p.variant in only
