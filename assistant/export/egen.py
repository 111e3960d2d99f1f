"""The person's own copy as blocks: the person's words, what was shared, what comes now. No pathway, no finding, no level."""

from __future__ import annotations

from assistant.domain import kontakt, skjema
from assistant.domain.case import RELATIVE, Answer, Case
from assistant.domain.guide import Guide
from assistant.domain.replikk import contacts as risk_contacts
from assistant.domain.replikk import form_line, goal_line
from assistant.domain.sikkerhet import PLAN
from assistant.export import hode, oppfolging, parorende, svarord
from assistant.export.dokument import Block, Document, Facts, Line, Points, Section, bold, line, para, points, small
from assistant.export.forfatter import Author
from assistant.export.ord import Words, words
from assistant.export.renset import clean, one_line, quoted
from assistant.export.tid import moment, span

HELP = ("amk", "legevakt", "vakt", "mental_helse")


def document(guide: Guide, case: Case, *, service: str, now: str, note: str = "", author: Author | None = None) -> Document:
    """Everything the person said, also what is held back from the service; a relative's words only where the relative agrees.

    `note` stands first and on every page; nobody signs it.
    """
    w = words(case.language)
    if case.kind == RELATIVE:
        return parorende.own(guide, case, service, now, _help(guide, case, w))
    sections = (
        *_matters(guide, case, w), *_goals(guide, case, w), *oppfolging.own(guide, case, w), *_told(guide, case, w), *_forms(guide, case, w),
        *parorende.for_person(guide, case, w), *_plan(case, w), *_contact(case, w), *_unsafe(case, w), _sharing(guide, case, w, service),
        *_not_met(guide, case, w), _onwards(case, w), _help(guide, case, w), Section(w("egen_rett"), (para(w("egen_rett_tekst")),)),
    )
    return Document(w("egen_tittel"), w("egen_emne"), w.language, one_line(service) or w("tjeneste_ukjent"),
                    (f"{note} · " if note else "") + w("bunn", sak=one_line(case.id)),
                    (*([para(bold(note), kind="varsel")] if note else []), *_lead(case, w, service, now)), sections, now)


def _lead(case: Case, w: Words, service: str, now: str) -> tuple[Block, ...]:
    intro = w("egen_intro" if case.mode == "self" else "egen_intro_guided")
    facts = [(w("dato"), span(w, case.created, case.updated)), (w("sak"), one_line(case.id)), (w("skrevet"), moment(w, now))]
    if service.strip():
        facts.insert(0, (w("tjeneste"), one_line(service)))
    return para(f"{intro} {w('egen_lagring')}"), Facts(tuple(facts))


def _answers(guide: Guide, case: Case, area: str) -> list[Answer]:
    return [a for a in case.answered() if a.area == area and not a.question.startswith("trygg.") and (a.text.strip() or a.codes)]


def _matters(guide: Guide, case: Case, w: Words) -> list[Section]:
    said = _answers(guide, case, "viktig")
    blocks = _spoken(guide, w, said, "viktig", case)
    return [Section(w("egen_viktig"), tuple(blocks) or (para(w("egen_viktig_tomt")),))]


def _goals(guide: Guide, case: Case, w: Words) -> list[Section]:
    """Own goals with how well each goes now."""
    said = [clean(goal_line(guide, case, text, now)).strip() for text, now in skjema.goals(case)]
    return [Section(w("egen_mal"), (Points(tuple(line(s) for s in said)),))] if said else []


def _forms(guide: Guide, case: Case, w: Words) -> list[Section]:
    """That a form was answered; never what, and no score."""
    said = [form_line(guide, case, m) for m in skjema.answered(case) if m.instrument in guide.instruments]
    blocks = (Points(tuple(line(s) for s in said)), para(w("egen_skjema_tekst")))
    return [Section(w("egen_skjema"), blocks)] if said else []


def _told(guide: Guide, case: Case, w: Words) -> list[Section]:
    """One part per area with an answer, then what the person added."""
    parts = []
    for area in guide.in_order():
        said = _answers(guide, case, area.id)
        if said and area.id != "viktig":
            parts.append(Section(area.title.get(w.language), tuple(_spoken(guide, w, said, area.id, case)), 2))
    added = case.current().get("ramme.tillegg")
    if added and added.status == "besvart" and added.text.strip():
        parts.append(Section(w("tillegg_egen"), (para(clean(added.text).strip(), kind="sitat"),), 2))
    head = Section(w("egen_fortalt"), () if parts else (para(w("egen_fortalt_tomt")),))
    return [head, *parts]


def _spoken(guide: Guide, w: Words, said: list[Answer], area: str, case: Case) -> list[Block]:
    """The question in small print, the answer under it."""
    blocks: list[Block] = [para(w("egen_ikke_delt_tema"), kind="merknad")] if said and area in case.hidden_areas else []
    for answer in said:
        if not (text := svarord.answer_text(guide, w, answer)):
            continue
        question = guide.questions.get(answer.question)
        if question:
            blocks.append(para(small(question.self_text.get(w.language)), kind="ledetekst"))
        blocks.append(para(text, kind="sitat"))
    return blocks


def _contact(case: Case, w: Words) -> list[Section]:
    said = kontakt.reachable(case)
    return [Section(w("egen_kontakt"), (para(clean(said), kind="sitat"),))] if said else []


def _plan(case: Case, w: Words) -> list[Section]:
    said = [a.text for a in case.answers if a.question in PLAN and a.text.strip()][-len(PLAN):]
    return [Section(w("egen_plan"), (Points(tuple(line(clean(t).strip()) for t in said)),))] if said else []


def _unsafe(case: Case, w: Words) -> list[Section]:
    """That the service is told, and the person's own words about it; no category and no level."""
    risks = case.current_risks().values()
    if not risks:
        return []
    words_said = list(dict.fromkeys(quoted(r.quote, 400, w.language) for r in risks if r.quote.strip()))
    blocks: list[Block] = [para(w("egen_trygghet_tekst"))]
    if words_said:
        blocks += [para(w("egen_trygghet_ord"), kind="ledetekst"), points(words_said)]
    return [Section(w("egen_trygghet"), tuple(blocks))]


def _sharing(guide: Guide, case: Case, w: Words, service: str) -> Section:
    names = [guide.areas[a].title.get(w.language).lower() for a in case.hidden_areas if a in guide.areas]
    told = w(f"egen_{hode.sharing(case)}", tjeneste=one_line(service) or w("egen_tjenesten"), temaer="; ".join(names))
    return Section(w("egen_deling"), (para(told),))


def _not_met(guide: Guide, case: Case, w: Words) -> list[Section]:
    met = {a.area for a in case.answered()}
    missing = [a.short.get(w.language) for a in guide.in_order() if a.id not in met]
    if not missing:
        return []
    return [Section(w("egen_ikke_snakket"), (para(w("egen_ikke_snakket_tekst", temaer="; ".join(missing))),))]


def _onwards(case: Case, w: Words) -> Section:
    if case.mode == "guided":
        return Section(w("egen_videre"), (para(w("egen_videre_guided")),))
    shared = "egen_videre_delt" if kontakt.reachable(case) else "egen_videre_uten_kontakt"
    return Section(w("egen_videre"), (para(w(shared if case.consent("deling") else "egen_videre_udelt")),))


def _help(guide: Guide, case: Case, w: Words) -> Section:
    """The emergency number first, then numbers that fit what was said."""
    events = [r for r in case.current_risks().values() if r.category in guide.risk.categories]
    ids = [*HELP, *(c.id for c in (risk_contacts(guide, events) if events else []))]
    found = [guide.contacts[i] for i in dict.fromkeys(ids) if i in guide.contacts and guide.contacts[i].phone]
    items: list[Line] = [line(f"{c.name.get(w.language)}: ", bold(c.phone), f" ({c.when.get(w.language)})") for c in found]
    return Section(w("egen_hjelp"), (para(bold(w("egen_hjelp_tekst"))), Points(tuple(items))))
