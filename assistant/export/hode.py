"""The head of the worker's document: which case, when, how, who wrote it in, and whether anybody has approved it."""

from __future__ import annotations

from assistant.domain import kontakt
from assistant.domain.case import Case
from assistant.export import kilder
from assistant.export.dokument import Block, Facts, bold, para
from assistant.export.ord import Words
from assistant.export.renset import one_line
from assistant.export.tid import moment, span
from assistant.export.utvalg import Shared


def lead(case: Case, kept: Shared, w: Words, service: str, now: str) -> tuple[Block, ...]:
    blocks: list[Block] = [_approval(case, w), Facts(tuple(_facts(case, kept, w, service, now)))]
    if kept.nothing:
        blocks.append(para(bold(w("ikke_delt_merknad")), kind="varsel"))
    return tuple(blocks)


def reached(case: Case, kept: Shared) -> str:
    """How the person wants to be reached, as far as it is shared; what was written in the safety step always is."""
    return kontakt.reachable(kept.case) or kontakt.in_danger(case)


def _approval(case: Case, w: Words) -> Block:
    if not case.decisions:
        return para(bold(w("utkast")), ". ", w("utkast_hva"), kind="varsel")
    newest = case.decisions[-1]
    return para(bold(w("besluttet", hvem=one_line(newest.by) or w("av_fagperson"), tid=moment(w, newest.at))), kind="varsel")


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
        *([(w("kontakt"), one_line(reached(case, kept)) or w("kontakt_ingen"))] if case.mode == "self" else []),
        (w("skrevet"), moment(w, now)),
    ]


def sharing(case: Case) -> str:
    """The key of what the person has decided about sharing."""
    given = case.consent("deling")
    if given is None:
        return "delt_ukjent"
    return "delt_nei" if not given else "delt_utvalg" if case.hidden_areas else "delt_alt"
