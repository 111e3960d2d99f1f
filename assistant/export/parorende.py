"""What a relative has said, always marked as that: for the worker, for the relative, and for the person when the relative agrees."""

from __future__ import annotations

from assistant.domain import kontakt, parorende
from assistant.domain.case import Case, for_worker
from assistant.domain.guide import Guide
from assistant.export import kilder
from assistant.export.dokument import Block, Document, Facts, Section, bold, para, small
from assistant.export.ord import Words, words
from assistant.export.renset import clean, one_line, quoted
from assistant.export.tid import moment, span


def sections(guide: Guide, case: Case, w: Words) -> list[Section]:
    """In the worker's summary of the person's talk: a heading with what it is, then one part for each relative. Nothing without any."""
    talks = [t for t in case.relatives if t.turn]
    if not talks:
        return []
    found = parorende.consent(case)
    notes: list[Block] = [para(w("par_merknad"), kind="merknad")]
    if found and not found.given:
        notes.append(para(bold(w("par_trukket", tid=moment(w, found.at))), kind="varsel"))
    return [Section(w("par"), tuple(notes)), *(Section(title(w, t), tuple(_told(guide, t, w)), 2) for t in talks)]


def title(w: Words, talk: Case) -> str:
    """Who, in relation to the person, and when."""
    return w("par_hvem", hvem=one_line(parorende.relation(talk)) or w("par_ukjent"), tid=span(w, talk.created, talk.updated))


def document(guide: Guide, case: Case, *, service: str, now: str, note: str = "") -> Document:
    """The worker's document of one relative's talk. Never a suggestion: it is not the relative that is mapped."""
    w = words(for_worker(case.language))
    lead: list[Block] = [para(bold(note), kind="varsel")] if note else []
    lead += [para(w("par_merknad"), kind="merknad"), Facts((
        (w("sak"), one_line(case.id)), (w("tjeneste"), one_line(service) or w("tjeneste_ukjent")), (w("dato"), span(w, case.created, case.updated)),
        (w("mate"), w(f"par_mate_{case.mode}")), (w("skrevet"), moment(w, now))))]
    return Document(w("par_tittel"), w("par_emne"), w.language, one_line(service) or w("tjeneste_ukjent"),
                    (f"{note} · " if note else "") + w("bunn", sak=one_line(case.id)), tuple(lead),
                    (Section(title(w, case), tuple(_told(guide, case, w))), kilder.consents(case, w), kilder.signature(w)), now)


def _told(guide: Guide, talk: Case, w: Words) -> list[Block]:
    """Danger always; the words when they are shared."""
    blocks: list[Block] = [para(small(w(f"par_mate_{talk.mode}")))]
    for risk in talk.current_risks().values():
        category = guide.risk.categories.get(risk.category)
        named = w("par_fare", hva=category.label.get(w.language) if category else risk.category, niva=w(f"kort_{risk.level}"),
                  hvem=w(f"par_gjelder_{risk.subject}"))
        blocks += [para(bold(named), kind="varsel"), para(quoted(risk.quote), kind="sitat")]
    if not parorende.shared(talk):
        return [*blocks, para(w("par_pagar" if talk.consent("deling") is None else "par_ikke_delt"))]
    blocks += _words(guide, talk, w) or [para(w("par_ingen_svar"))]
    if said := kontakt.reachable(talk):
        blocks.append(para(w("par_kontakt", kontakt=one_line(said))))
    return [*blocks, para(w("par_vises_ja" if parorende.shown(talk) else "par_vises_nei"), kind="merknad")]


def _words(guide: Guide, talk: Case, w: Words) -> list[Block]:
    """Each answer under its title, in the relative's words, and what was added at the end."""
    blocks: list[Block] = []
    for _, heading, said in parorende.points(guide, talk, w.language):
        blocks += [para(small(heading), kind="ledetekst"), para(quoted(clean(said), 0, w.language), kind="sitat")]
    added = talk.current().get("ramme.tillegg")
    if added and added.status == "besvart" and added.text.strip():
        blocks.append(para(quoted(clean(added.text), 0, w.language), kind="sitat"))
    return blocks


def for_person(guide: Guide, case: Case, w: Words) -> list[Section]:
    """In the person's own copy: only what a relative has agreed that the person reads."""
    agreed = [t for t in case.relatives if parorende.shown(t)]
    if not agreed:
        return []
    parts = [Section(one_line(parorende.relation(t)) or span(w, t.created, t.updated), tuple(_words(guide, t, w)), 2) for t in agreed]
    return [Section(w("egen_par"), (para(w("egen_par_tekst")),)), *parts]


def own(guide: Guide, case: Case, service: str, now: str, help_section: Section) -> Document:
    """The relative's own copy of the talk."""
    w = words(case.language)
    facts = Facts(((w("dato"), span(w, case.created, case.updated)), (w("sak"), one_line(case.id)), (w("skrevet"), moment(w, now))))
    told = _words(guide, case, w) or [para(w("egen_fortalt_tomt"))]
    shown = para(w("egen_par_vises_ja" if case.consent(parorende.SHOWN) else "egen_par_vises_nei"))
    return Document(w("egen_par_tittel"), w("egen_par_tittel"), w.language, one_line(service) or w("tjeneste_ukjent"), w("bunn", sak=one_line(case.id)),
                    (para(w("egen_par_intro")), facts),
                    (Section(w("egen_fortalt"), tuple(told)), Section(w("egen_deling"), (shown,)), help_section,
                     Section(w("egen_rett"), (para(w("egen_par_rett")),))), now)
