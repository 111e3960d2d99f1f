"""The worker's summary as blocks: what matters to the person first, then danger, suggestion, areas, gaps, next steps."""

from __future__ import annotations

from assistant.domain.case import RELATIVE, Case, for_worker
from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import suggest
from assistant.export import (
    beslutning,
    dekning,
    figurer,
    forlop,
    hode,
    kilder,
    malinger,
    neste,
    omrader,
    oppfolging,
    parorende,
    risiko,
    ulikt,
    viktig,
)
from assistant.export.dokument import Document, bold, para
from assistant.export.forfatter import Author
from assistant.export.ord import words
from assistant.export.renset import one_line
from assistant.export.utvalg import shared


def document(guide: Guide, case: Case, *, service: str, now: str, note: str = "", author: Author | None = None) -> Document:
    """In Norwegian, whichever language the person spoke. Only what the person shares is read for anything but danger; the suggestion is weighed on that too.

    `note` stands first and on every page, as for a made-up case.
    """
    if case.kind == RELATIVE:
        return parorende.document(guide, case, service=service, now=now, note=note)
    w = words(for_worker(case.language))
    kept = shared(guide, case)
    found = suggest(guide, kept.case)
    sections = (
        viktig.section(guide, kept, w),
        *oppfolging.section(guide, kept.case, w),
        risiko.section(guide, case, kept, w),
        *forlop.sections(guide, kept, found, w),
        beslutning.section(case, w),
        *(() if kept.nothing else ulikt.section(guide, kept.case, w)),
        *([] if kept.nothing else omrader.sections(guide, kept.case, w, figurer.balance(guide, kept, w))),
        *malinger.sections(guide, kept, w),
        *parorende.sections(guide, case, w),
        dekning.section(guide, kept, w),
        neste.section(guide, case, kept, found, w),
        kilder.section(guide, case, w, now), kilder.consents(case, w),
        kilder.signature(w, author),
    )
    return Document(
        w("tittel"), w("emne"), w.language, one_line(service) or w("tjeneste_ukjent"),
        (f"{note} · " if note else "") + w("bunn", sak=one_line(case.id)),
        (*([para(bold(note), kind="varsel")] if note else []), *hode.lead(case, kept, w, service, now, author)), sections, now,
        mark="" if author and author.approved else w("utkast_merke"),
    )
