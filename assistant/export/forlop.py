"""The suggested hovedforlop with what speaks for and against it, what is unclear, and what follows."""

from __future__ import annotations

from assistant.domain.case import Finding, RiskEvent
from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import Ground, Suggestion
from assistant.export import funn
from assistant.export.dokument import Block, Cell, Line, Section, Table, bold, line, para, points, small
from assistant.export.ord import Words
from assistant.export.renset import quoted
from assistant.export.utvalg import Shared

GROUNDS = (0.36, 0.34, 0.30)


def sections(guide: Guide, kept: Shared, found: Suggestion, w: Words) -> list[Section]:
    """The suggestion with its parts as level 2. A talk that is not shared gets requirements only."""
    if kept.nothing:
        return [Section(w("forlop"), (para(w("forlop_ikke_delt")),)), specialist(found, w), requirements(found, w)]
    return [
        Section(w("forlop"), tuple(_head(w, found, kept))), *_grounds(w, found), _unclear(guide, kept, found, w),
        specialist(found, w), requirements(found, w), _measures(found, w), _partners(found, w),
    ]


def name(w: Words, pathway: int | None) -> str:
    """«Forslag: hovedforløp 2», or that there is none."""
    return w("forslag", nr=pathway) if pathway else w("forslag_ingen")


def _head(w: Words, found: Suggestion, kept: Shared) -> list[Block]:
    meaning = f" – {w(f'forlop_{found.pathway}')}" if found.pathway else ""
    known = " · ".join(f"{w(f'dim_{d}')}: {w.get(f'verdi_{v}', v)}" for d, v in found.dimensions.items())
    blocks: list[Block] = [para(bold(name(w, found.pathway)), meaning, kind="varsel"), para(known)]
    blocks.append(para(w("forlop_merknad") + (" " + w("forlop_holdt") if kept.hidden else ""), kind="merknad"))
    return blocks


def _grounds(w: Words, found: Suggestion) -> list[Section]:
    if found.pathway is None:
        return [_ground_section(w, "grunnlag", found.speaks_for, True)]
    return [_ground_section(w, "taler_for", found.speaks_for, False), _ground_section(w, "taler_mot", found.speaks_against, True)]


def _ground_section(w: Words, key: str, grounds: tuple[Ground, ...], pointing: bool) -> Section:
    if not grounds:
        return Section(w(key), (para(w(f"{key}_ingen")),), 2)
    rows = tuple(_ground_row(w, g, pointing) for g in grounds)
    return Section(w(key), (Table(w(key), (w("kol_kriterium"), w("kol_sitat"), w("kol_kilde")), rows, GROUNDS),), 2)


def _ground_row(w: Words, ground: Ground, pointing: bool) -> tuple[Cell, ...]:
    c = ground.criterion
    first: list[Line] = [line(bold(c.label.get(w.language)))]
    if pointing:
        first.append(line(w("peker", nr=c.pathway)))
    first.append(line(small(rule(c.id, c.version))))
    return tuple(first), _quotes(w, ground), (line(small(c.source)),)


def rule(rule_id: str, version: int) -> str:
    """«HF-ALVOR-010, v1»."""
    return f"{rule_id}, v{version}"


def _quotes(w: Words, ground: Ground) -> Cell:
    """At most three quotes, each with the marks of the finding it comes from."""
    said: dict[str, str] = {}
    for evidence in ground.evidence:
        if evidence.quote.strip():
            said.setdefault(evidence.quote.strip(), _marks(w, evidence))
    lines = tuple(line(quoted(q, 200), bold(m)) for q, m in list(said.items())[:3])
    return lines or (line(small(w("ikke_sitat"))),)


def _marks(w: Words, evidence: Finding | RiskEvent) -> str:
    noted = funn.marks(w, evidence) if isinstance(evidence, Finding) else []
    return f" ({', '.join(noted)})" if noted else ""


def _unclear(guide: Guide, kept: Shared, found: Suggestion, w: Words) -> Section:
    if not found.unclear:
        return Section(w("uklart"), (para(w("uklart_ingen")),), 2)
    items = []
    for u in found.unclear:
        question = guide.questions.get(u.question)
        held = question is not None and kept.hides(question.area)
        ask = w("tema_holdt") if held else w("spor_om", sporsmal=quoted(question.guided_text.get(w.language))) if question else ""
        items.append(f"{u.text.get(w.language)} {ask}".strip())
    return Section(w("uklart"), (points(items),), 2)


def specialist(found: Suggestion, w: Words) -> Section:
    return Section(w("spesialist"), (para(bold(w(f"spesialist_{found.specialist}"))),), 2)


def requirements(found: Suggestion, w: Words) -> Section:
    """What the municipality must do first, then what it should do."""
    if not found.requirements:
        return Section(w("krav"), (para(w("krav_ingen")),), 2)
    ordered = sorted(found.requirements, key=lambda r: r.strength != "skal")
    rows = tuple((
        (line(bold(w(f"styrke_{r.strength}"))),), (line(r.title.get(w.language)), line(small(rule(r.id, r.version)))),
        (line(small(r.source)),),
    ) for r in ordered)
    return Section(w("krav"), (Table(w("krav"), (w("kol_styrke"), w("kol_krav"), w("kol_kilde")), rows, (0.10, 0.52, 0.38)),), 2)


def _measures(found: Suggestion, w: Words) -> Section:
    if not found.measures:
        return Section(w("tiltak"), (para(w("tiltak_ingen")),), 2)
    rows = tuple((
        (line(bold(m.title.get(w.language))), *((line(m.note.get(w.language)),) if m.note else ())),
        (line(small(f"{rule(m.id, m.version)}: {m.source}")),),
    ) for m in found.measures)
    table = Table(w("tiltak"), (w("kol_tiltak"), w("kol_kilde")), rows, (0.62, 0.38))
    return Section(w("tiltak"), (para(w("tiltak_merknad")), table), 2)


def _partners(found: Suggestion, w: Words) -> Section:
    names = list(dict.fromkeys(p.title.get(w.language) for p in found.partners))
    return Section(w("partnere"), (points(names) if names else para(w("partnere_ingen")),), 2)
