"""What matters to the person, first in the document and in the person's own words."""

from __future__ import annotations

from assistant.domain.guide import Guide
from assistant.export import funn, omrader, svarord
from assistant.export.dokument import Block, Section, line, para, small
from assistant.export.ord import Words
from assistant.export.renset import quoted
from assistant.export.utvalg import Shared


def section(guide: Guide, kept: Shared, w: Words) -> Section:
    if kept.hides(omrader.FIRST):
        return Section(w("viktig"), (para(w("viktig_holdt")),))
    content = omrader.contents(guide, kept.case)[omrader.FIRST]
    blocks: list[Block] = []
    for answer in content.answers:
        text = svarord.answer_text(guide, w, answer)
        if not text:
            continue
        if answer.question != guide.areas[omrader.FIRST].opening.id:
            blocks.append(para(small(svarord.asked(guide, kept.case, answer.question, w.language)), kind="ledetekst"))
        chosen = svarord.is_chosen(guide, answer)
        blocks.append(para(text if chosen else quoted(text), small(f" ({w('valgt')})") if chosen else "", kind="sitat"))
    if not blocks:
        blocks.append(para(w("viktig_tomt")))
    if found := funn.once(guide, w, list(content.findings)):
        facts = "; ".join(funn.text(guide, w, f) for f in found)
        blocks.append(para(*line(small(f"{w('utledet')}: {facts}")), kind="merknad"))
    return Section(w("viktig"), tuple(blocks))
