"""A document as data: its sections in order, their headings, the fixed sentences, and which areas they draw from. A service may put its own in place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.yamlfil import LANGUAGES, NOWHERE, OPTIONAL_LANGUAGES, DataError, Mapping, Place, Text, read

if TYPE_CHECKING:
    from assistant.domain.guide import Guide

IDS = ("henvisning", "kriseplan", "egen-plan", "fastlegenotat", "overdosesamtale")
READERS = ("fagperson", "person")
LOOKS = ("brod", "merknad", "varsel", "ledetekst")
# What each kind of block may say besides «kind», «only» and «empty».
KINDS: dict[str, tuple[str, ...]] = {
    "tekst": ("text", "look"),
    "ord": ("areas", "questions", "most", "limit"),
    "funn": ("areas", "findings", "most", "look"),
    "felter": ("items", "columns"),
    "punkter": ("items",),
    "risiko": (),
    "risiko_kort": ("limit",),
    "beslutning": ("limit",),
    "krav": ("ids", "most"),
    "plandel": ("part",),
    "tiltak": ("most", "limit"),
    "utgaver": (),
    "sjekkliste": ("list",),
    "kontakter": ("ids",),
    "samtykke": ("consent",),
    "snakket": (),
    "samtykker": (),
    "kilder": (),
    "signatur": (),
}
NEEDED = {"tekst": "text", "felter": "items", "punkter": "items", "krav": "ids", "plandel": "part", "sjekkliste": "list", "kontakter": "ids",
          "samtykke": "consent"}
CONSENTS = ("deling", "parorende")
MOST, LONG = 40, 4000


@dataclass(frozen=True)
class BlockSpec:
    """One block. `areas`, `questions` and `findings` say where it draws from; `most` how many, `limit` how many characters of each.

    `only` are the variants it stands in (none: all). `empty` stands where there is nothing to show.
    """

    kind: str
    text: Text | None = None
    look: str = "brod"
    areas: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    items: tuple[Text, ...] = ()
    columns: tuple[Text, ...] = ()
    ids: tuple[str, ...] = ()
    name: str = ""
    most: int = 0
    limit: int = 0
    only: tuple[str, ...] = ()
    empty: Text | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class SectionSpec:
    """`title` None: the heading is that of the plan's part in it."""

    title: Text | None
    level: int
    only: tuple[str, ...]
    blocks: tuple[BlockSpec, ...]


@dataclass(frozen=True)
class Template:
    """`reader` person: written to the person, in every language. `dense`: made to fit one page. `variants` are what `only` may name.

    `intro` and `lead` stand under the title.
    """

    id: str
    title: Text
    subject: Text
    reader: str
    dense: bool
    variants: dict[str, Text]
    intro: Text | None
    lead: tuple[BlockSpec, ...]
    sections: tuple[SectionSpec, ...]
    place: Place = field(default=NOWHERE, compare=False, repr=False)


def load(path: Path) -> Template:
    """One template. Raises DataError naming file and line."""
    m = read(path)
    m.only("id", "version", "title", "subject", "reader", "dense", "variants", "intro", "lead", "sections")
    if m.one_of("id", IDS) != path.stem:
        raise m.error("id", f"id «{m.text('id')}» er ikke filnavnet «{path.stem}»")
    m.text("version")
    variants = {key: m.sub("variants").lang(key) for key in m.sub("variants")} if "variants" in m else {}
    sections = tuple(_section(s, tuple(variants)) for s in m.items("sections"))
    if not sections:
        raise m.error(None, "malen må ha minst én del under «sections»")
    if sections[0].level != 1:
        raise m.error("sections", "den første delen må ha overskrift på nivå 1")
    return Template(m.text("id"), m.lang("title"), m.lang("subject"), m.one_of("reader", READERS, "fagperson"), m.flag("dense", False),
                    variants, m.optional_lang("intro"), tuple(_block(b, tuple(variants)) for b in m.items("lead")), sections, m.place)


def load_folder(folder: Path) -> dict[str, Template]:
    """Every template of a folder by id. Raises DataError, also for a file that is no template."""
    found = {path.stem: path for path in sorted(folder.glob("*.yml"))}
    for name, path in found.items():
        if name not in IDS:
            raise DataError(path, 1, f"malen «{name}» finnes ikke. Disse kan endres: {', '.join(IDS)}")
    return {name: load(path) for name, path in found.items()}


def check(guide: Guide, template: Template) -> None:
    """Everything that the template points at is in the guide. Raises DataError at the line of what is not."""
    known = {
        "areas": set(guide.areas), "questions": set(guide.questions), "findings": set(guide.findings),
        "part": {p.id for p in guide.plans.parts}, "list": set(guide.plans.checklists), "consent": set(CONSENTS),
    }
    for block in (*template.lead, *(b for section in template.sections for b in section.blocks)):
        ids = set(guide.contacts) if block.kind == "kontakter" else {r.id for r in guide.pathways.requirements}
        named = {"areas": block.areas, "questions": block.questions, "findings": block.findings, "ids": block.ids}
        if one := next((k for k in ("part", "list", "consent") if k in KINDS[block.kind]), ""):
            named[one] = (block.name,)
        for key, names in named.items():
            if unknown := [n for n in names if n not in (ids if key == "ids" else known[key])]:
                raise block.place.error(key, f"«{key}» viser til «{unknown[0]}» som ikke finnes")


def _section(m: Mapping, variants: tuple[str, ...]) -> SectionSpec:
    m.only("title", "level", "only", "blocks")
    blocks = tuple(_block(b, variants) for b in m.items("blocks"))
    if "title" not in m and not any(b.kind == "plandel" for b in blocks):
        raise m.error(None, "mangler «title»")
    return SectionSpec(m.optional_lang("title"), _whole(m, "level", 1, 2, 1), _only(m, variants), blocks)


def _block(m: Mapping, variants: tuple[str, ...]) -> BlockSpec:
    kind = m.one_of("kind", tuple(KINDS))
    m.only("kind", "only", "empty", *KINDS[kind])
    if (needed := NEEDED.get(kind)) and needed not in m:
        raise m.error(None, f"«{kind}» mangler «{needed}»")
    name = next((m.text(key) for key in ("part", "list", "consent") if key in m), "")
    return BlockSpec(
        kind, m.optional_lang("text"), m.one_of("look", (*LOOKS, "kort") if kind == "funn" else LOOKS, "brod"), m.strings("areas"),
        m.strings("questions"), m.strings("findings"), _texts(m, "items"), _texts(m, "columns"), m.strings("ids"), name,
        _whole(m, "most", 1, MOST, 0), _whole(m, "limit", 20, LONG, 0), _only(m, variants), m.optional_lang("empty"), m.place,
    )


def _only(m: Mapping, variants: tuple[str, ...]) -> tuple[str, ...]:
    found = m.strings("only")
    if unknown := [v for v in found if v not in variants]:
        raise m.error("only", f"«only» viser til «{unknown[0]}», som ikke står under «variants»")
    return found


def _texts(m: Mapping, key: str) -> tuple[Text, ...]:
    return tuple(_text(item) for item in m.items(key))


def _text(m: Mapping) -> Text:
    m.only(*LANGUAGES, *OPTIONAL_LANGUAGES)
    return Text(m.text("nb"), m.text("nn"), m.text("en") if "en" in m else None)


def _whole(m: Mapping, key: str, low: int, high: int, fallback: int) -> int:
    value = m.integer(key)
    if value is not None and not low <= value <= high:
        raise m.error(key, f"«{key}» må være fra {low} til {high}")
    return fallback if value is None else value
