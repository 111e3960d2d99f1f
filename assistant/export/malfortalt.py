"""Blocks of what was said and found: the person's words, findings, risk, consent, and what was talked through."""

from __future__ import annotations

from assistant.domain.case import Finding
from assistant.domain.dokumentmal import BlockSpec
from assistant.domain.hovedforlop import suggest
from assistant.export import beslutning, dekning, forlop, funn, kilder, risiko, risikosteg, svarord
from assistant.export.dokument import Block, Line, Points, Run, bold, line, para, points, small
from assistant.export.malbilde import Picture
from assistant.export.renset import clean, one_line, quoted, shorten
from assistant.export.risikosteg import RiskStory
from assistant.export.tid import moment, span

QUOTED = 3


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
    """One line a danger, the most serious first, and whether the person was asked. A dense document quotes the first three only."""
    found = risikosteg.stories(p.case)
    quoting = found[:QUOTED] if p.template.dense else found
    lines = [_danger(p, story, block.limit) for story in quoting]
    if rest := found[len(quoting):]:
        lines.append(line("; ".join(f"{_category(p, s)}: {p.w(f'kort_{s.now.level}')}" for s in rest), "."))
    asked = risiko.asked(p.guide, p.w, p.case, p.kept)
    return [Points(tuple(lines)) if lines else para(p.w("risiko_ingen")), para(shorten(asked, 220) if p.template.dense else asked)]


def _danger(p: Picture, story: RiskStory, limit: int) -> Line:
    """«Selvmordsfare. Nivå: høy. Kom fram 22. november. «…»»."""
    level, urgent = p.w("niva", niva=p.w(f"kort_{story.now.level}")), story.now.level in ("akutt", "hoy")
    said = quoted(story.quotes[0], limit) if story.quotes else ""
    about = "" if story.now.subject == "self" else f" ({p.w('gjelder_other')})"
    return line(bold(_category(p, story)), about, ". ", Run(level, "fare" if urgent else "fet"),
                f". {p.w('kom_fram', tid=moment(p.w, story.first_at))}. {said}".rstrip())


def _category(p: Picture, story: RiskStory) -> str:
    known = p.guide.risk.categories.get(story.now.category)
    return known.label.get(p.w.language) if known else one_line(story.now.category)


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
    rule = "" if p.template.dense else " ({})"
    lines = tuple(line(r.title.get(p.w.language), small(rule.format(forlop.rule(r.id, r.version)))) for r in due[: block.most or len(due)])
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
