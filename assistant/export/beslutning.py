"""The worker's decision, with the reason that a choice against the suggestion takes (journalforskriften § 6 g)."""

from __future__ import annotations

from assistant.domain.case import Case, Decision
from assistant.export.dokument import Block, Section, bold, para
from assistant.export.forlop import name
from assistant.export.ord import Words
from assistant.export.renset import clean, one_line
from assistant.export.tid import moment


def section(case: Case, w: Words) -> Section:
    if not case.decisions:
        return Section(w("beslutning"), (para(w("beslutning_ingen")),), 2)
    now = case.decisions[-1]
    blocks: list[Block] = [para(bold(chosen(w, now)))]
    before = name(w, now.suggested).split(": ", 1)[-1] if now.suggested else w("forslag_intet")
    blocks.append(para(w("beslutning_forslag", forslag=before)))
    if departs(now):
        blocks.append(para(w("beslutning_avvik")))
    if now.reason.strip():
        blocks.append(para(w("begrunnelse", grunn=clean(now.reason).strip())))
    elif departs(now):
        blocks.append(para(bold(w("begrunnelse_mangler"))))
    if earlier := [chosen(w, d) for d in case.decisions[:-1]]:
        blocks.append(para(w("beslutning_tidligere", liste="; ".join(earlier)), kind="merknad"))
    return Section(w("beslutning"), tuple(blocks), 2)


def departs(decision: Decision) -> bool:
    """Whether the choice is another than the suggestion; no suggestion leaves nothing to depart from."""
    return decision.suggested is not None and decision.pathway != decision.suggested


def chosen(w: Words, decision: Decision) -> str:
    return w("beslutning_valgt", nr=decision.pathway, hvem=one_line(decision.by) or w("av_fagperson"), tid=moment(w, decision.at))
