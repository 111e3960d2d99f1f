"""The head of the worker's document: which case, when, how, who wrote it in, and whether anybody has approved it."""

from __future__ import annotations

from assistant.domain import kontakt
from assistant.domain.barna import has_minor
from assistant.domain.case import Case
from assistant.export import kilder
from assistant.export.dokument import Block, Facts, bold, para
from assistant.export.forfatter import Author
from assistant.export.ord import Words
from assistant.export.renset import one_line
from assistant.export.tid import moment, span
from assistant.export.utvalg import Shared


def lead(case: Case, kept: Shared, w: Words, service: str, now: str, author: Author | None = None) -> tuple[Block, ...]:
    blocks: list[Block] = [approval(case, w, author), Facts(tuple(_facts(case, kept, w, service, now)))]
    if kept.nothing:
        blocks.append(para(bold(w("ikke_delt_merknad")), kind="varsel"))
    return tuple(blocks)


def reached(case: Case, kept: Shared) -> str:
    """How the person wants to be reached, as far as it is shared; what was written in the safety step always is."""
    return kontakt.reachable(kept.case) or kontakt.in_danger(case)


def approval(case: Case, w: Words, author: Author | None) -> Block:
    """Who has approved it; else that it is a draft, and who has made up their mind about it so far."""
    if author and author.approved:
        return para(bold(w("godkjent_av", hvem=signed(w, author), tid=moment(w, author.approved))), kind="varsel")
    decided = w("besluttet", hvem=one_line(case.decisions[-1].by) or w("av_fagperson"), tid=moment(w, case.decisions[-1].at)) if case.decisions else ""
    return para(bold(w("utkast")), ". ", f"{decided}. " if decided else "", w("utkast_hva"), kind="varsel")


def signed(w: Words, author: Author) -> str:
    """«Kari Nordmann, psykolog, HPR-nummer 1234567», with what there is."""
    hpr = f"{w('sign_hpr')} {author.hpr}" if author.hpr else ""
    return ", ".join(t for t in (one_line(author.name) or w("av_fagperson"), one_line(author.title), hpr) if t)


def _facts(case: Case, kept: Shared, w: Words, service: str, now: str) -> list[tuple[str, str]]:
    writers = {"begge": f"{w('av_person')} {w('og')} {w('av_fagperson')}"}
    who = kilder.who(case)
    return [
        (w("sak"), one_line(case.id)),
        (w("tjeneste"), one_line(service) or w("tjeneste_ukjent")),
        (w("dato"), span(w, case.created, case.updated)),
        (w("mate"), w("mate_self" if case.mode == "self" else "mate_guided")),
        (w("lest_inn"), writers.get(who) or w(f"av_{who}")),
        *([(w("samtalesprak"), w("samtalesprak_en"))] if case.language == "en" else []),
        (w("omfang"), w.get(f"omfang_{case.depth}", one_line(case.depth))),
        (w("status"), w.get(f"status_{case.status}", one_line(case.status))),
        (w("deling"), w(sharing(case))),
        (w("barn_under_18"), w(_children(case, kept))),
        *([(w("kontakt"), one_line(reached(case, kept)) or w("kontakt_ingen"))] if case.mode == "self" else []),
        (w("skrevet"), moment(w, now)),
    ]


def sharing(case: Case) -> str:
    """The key of what the person has decided about sharing."""
    given = case.consent("deling")
    if given is None:
        return "delt_ukjent"
    return "delt_nei" if not given else "delt_utvalg" if case.hidden_areas else "delt_alt"


def _children(case: Case, kept: Shared) -> str:
    """The key of what is known about minor children, as far as it is shared."""
    if kept.hides("barn"):
        return "barn_holdt"
    if has_minor(kept.case):
        return "barn_ja"
    return "barn_nei" if kept.case.facts("barn") or any(a.area == "barn" for a in kept.case.answered()) else "barn_ukjent"
