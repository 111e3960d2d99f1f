"""Blocks of what was said and found: the person's words, findings, risk, consent, and what was talked through."""

from __future__ import annotations

from assistant.domain.case import Finding
from assistant.domain.dokumentmal import BlockSpec
from assistant.domain.hovedforlop import suggest
from assistant.export import beslutning, dekning, forlop, funn, kilder, risiko, risikosteg, svarord
from assistant.export.dokument import Block, Points, Run, bold, line, para, points, small
from assistant.export.malbilde import Picture
from assistant.export.renset import clean, quoted, shorten
from assistant.export.tid import moment, span


def own_words(p: Picture, block: BlockSpec) -> list[Block]:
    """Each answer with the question in small print. A short no is said in one line, so that a reader sees that it was asked."""
    found: list[Block] = []
    answers = p.answers(block)
    for answer in answers[: block.most or len(answers)]:
        text = svarord.answer_text(p.guide, p.w, answer)
        if not text:
            continue
        chosen = svarord.is_chosen(p.guide, answer)
        asked = svarord.asked(p.guide, p.kept.case, answer.question, p.w.language)
        if not p.template.dense:
            found.append(para(small(asked), kind="ledetekst"))
        said = text if chosen else quoted(text, block.limit)
        found.append(para(said, small(f" ({p.w('valgt')})") if chosen else "", kind="sitat"))
    return found


def findings(p: Picture, block: BlockSpec) -> list[Block]:
    """What was read out of the answers, each with the words it rests on; with the look «kort» all on one line."""
    found = p.findings(block)
    if not found:
        return []
    shown = found[: block.most or len(found)]
    if block.look == "kort":
        return [para(bold(f"{p.w('utledet')}: "), "; ".join(funn.text(p.guide, p.w, f) for f in shown), ".")]
    lead = para(p.w("mal_utledet"), kind="ledetekst")
    return [lead, Points(tuple(funn.as_line(p.guide, p.w, f, _in_words(p, f)) for f in shown))]


def _in_words(p: Picture, finding: Finding) -> bool:
    """Whether it rests on a sentence; a button or a number says nothing more than the finding does."""
    answer = p.kept.case.current().get(finding.question)
    return answer is None or not svarord.is_chosen(p.guide, answer)


def risk(p: Picture, block: BlockSpec) -> list[Block]:
    """The whole section of the summary: every danger with its words, what was shown and answered, and whether it was asked."""
    return list(risiko.section(p.guide, p.case, p.kept, p.w).blocks)


def risk_in_short(p: Picture, block: BlockSpec) -> list[Block]:
    """One line a danger, and whether the person was asked."""
    lines = []
    for story in risikosteg.stories(p.case):
        category = p.guide.risk.categories.get(story.now.category)
        level, urgent = p.w("niva", niva=p.w(f"kort_{story.now.level}")), story.now.level in ("akutt", "hoy")
        said = quoted(story.quotes[0], block.limit) if story.quotes else ""
        about = "" if story.now.subject == "self" else f" ({p.w('gjelder_other')})"
        lines.append(line(bold(category.label.get(p.w.language) if category else story.now.category), about, ". ",
                          Run(level, "fare" if urgent else "fet"), f". {p.w('kom_fram', tid=moment(p.w, story.first_at))}. {said}".rstrip()))
    asked = para(shorten(risiko.asked(p.guide, p.w, p.case, p.kept), 260) if p.template.dense else risiko.asked(p.guide, p.w, p.case, p.kept))
    return [*([Points(tuple(lines))] if lines else [para(p.w("risiko_ingen"))]), asked]


def decision(p: Picture, block: BlockSpec) -> list[Block]:
    """What the worker has decided, and nothing of what was suggested."""
    if not p.case.decisions:
        return [para(p.w("beslutning_ingen"))]
    now = p.case.decisions[-1]
    meaning = f" – {p.w(f'forlop_{now.pathway}')}" if now.pathway in (1, 2, 3) else ""
    reason = shorten(now.reason, block.limit) if block.limit else clean(now.reason).strip()
    return [para(bold(beslutning.chosen(p.w, now)), meaning, "."), *([para(p.w("begrunnelse", grunn=reason))] if reason else [])]


def requirements(p: Picture, block: BlockSpec) -> list[Block]:
    """Those of the requirements named that what was said calls for."""
    due = [r for r in suggest(p.guide, p.kept.case).requirements if r.id in block.ids]
    if not due:
        return []
    lines = tuple(line(f"{r.title.get(p.w.language)} ", small(f"({forlop.rule(r.id, r.version)})")) for r in due)
    return [para(p.w("mal_krav"), kind="ledetekst"), Points(lines)]


def consent(p: Picture, block: BlockSpec) -> list[Block]:
    """The person's newest word on one consent."""
    given = p.case.consent(block.name)
    key = "ukjent" if given is None else "ja" if given else "nei"
    return [para(p.w(f"mal_{block.name}_{key}"))]


def talked(p: Picture, block: BlockSpec) -> list[Block]:
    """Who answered, when, and which themes were taken up; what is held back is not named."""
    who = kilder.who(p.case)
    met = {a.area for a in p.kept.case.answered()}
    themes = [a.title.get(p.w.language) for a in p.guide.in_order() if a.id in met]
    missing = [] if p.kept.nothing else dekning.not_met(p.guide, p.kept, p.w)
    lines = [p.w(f"mal_snakket_{who}", tid=span(p.w, p.case.created, p.case.updated))]
    lines += [p.w("mal_tatt_opp", temaer="; ".join(themes))] if themes else []
    lines += [p.w("mal_ikke_tatt_opp", temaer="; ".join(missing))] if missing else []
    return [points(lines)]


def consents(p: Picture, block: BlockSpec) -> list[Block]:
    return list(kilder.consents(p.case, p.w).blocks)


def sources(p: Picture, block: BlockSpec) -> list[Block]:
    return list(kilder.section(p.guide, p.case, p.w, p.now).blocks)


def signature(p: Picture, block: BlockSpec) -> list[Block]:
    return list(kilder.signature(p.w, p.author).blocks)
