"""The section on risk. It is always there, and always says whether the person was asked."""

from __future__ import annotations

from assistant.domain import sikkerhet
from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.domain.sikkerhet import PLAN
from assistant.export import funn, risikosteg, svarord
from assistant.export.dokument import Block, Cell, Line, Points, Run, Section, Table, bold, line, para, small
from assistant.export.ord import Words
from assistant.export.renset import one_line, quoted
from assistant.export.risikosteg import RiskStory
from assistant.export.tid import moment
from assistant.export.utvalg import Shared


def section(guide: Guide, case: Case, kept: Shared, w: Words) -> Section:
    """`case` gives the risks and whether they were asked for, `kept` the words that may be shown."""
    found = risikosteg.stories(case)
    blocks: list[Block] = []
    if found:
        rows = tuple(_row(guide, w, kept, s) for s in found)
        blocks.append(Table(w("risiko"), (w("kol_fare"), w("kol_ord"), w("kol_gjort")), rows, (0.28, 0.30, 0.42)))
    said = asked(guide, w, case, kept)
    blocks.append(para(said if _answered(case) else bold(said)))
    if not found:
        blocks.append(para(w("risiko_ingen")))
    blocks.append(para(w("risiko_merknad"), kind="merknad"))
    blocks += _plan(w, kept)
    blocks += _facts(guide, w, kept)
    return Section(w("risiko"), tuple(blocks))


def _row(guide: Guide, w: Words, kept: Shared, story: RiskStory) -> tuple[Cell, ...]:
    return _what(guide, w, kept, story), _words(w, story), _done(guide, w, kept, story)


def _what(guide: Guide, w: Words, kept: Shared, story: RiskStory) -> Cell:
    """Category, level in words, whom it concerns, when, under which area, which rules."""
    risk = story.now
    category = guide.risk.categories.get(risk.category)
    lines: list[Line] = [
        line(bold(category.label.get(w.language) if category else risk.category)),
        line(Run(w("niva", niva=w(f"niva_{risk.level}")), "fare" if risk.level in ("akutt", "hoy") else "fet")),
    ]
    if len(story.levels) > 1:
        lines.append(line(w("niva_vei", vei=" → ".join(w(f"kort_{level}") for level in story.levels))))
    lines.append(line(w("gjelder", hvem=w(f"gjelder_{risk.subject}") if risk.subject in ("self", "other") else risk.subject)))
    lines.append(line(w("kom_fram", tid=moment(w, story.first_at))))
    if story.first_at != risk.at:
        lines.append(line(w("sist", tid=moment(w, risk.at))))
    if risk.area in guide.areas and not kept.hides(risk.area):
        lines.append(line(w("under_tema", tema=guide.areas[risk.area].title.get(w.language))))
    if risk.rules:
        lines.append(line(small(w("regler", regler=", ".join(risk.rules)))))
    return tuple(lines)


def _words(w: Words, story: RiskStory) -> Cell:
    said = tuple(line(quoted(q, 600)) for q in story.quotes[:5])
    return said or (line(small(w("ikke_sitat"))),)


def _done(guide: Guide, w: Words, kept: Shared, story: RiskStory) -> Cell:
    """What was shown, each question with its answer, and whether the step was finished."""
    shown = ", ".join(risikosteg.shown_text(guide, w, s) for s in story.shown)
    lines = [line(w("vist", hva=shown) if shown else w("vist_ukjent"))]
    for reply in (r for r in story.replies if r.split("=")[0] not in PLAN):
        question, answer = risikosteg.reply_lines(guide, w, kept.case, reply)
        lines += [line(w("spurt", sporsmal=question)), line(bold(w("svarte", svar=answer)))]
    if not story.replies:
        lines.append(line(bold(w("ingen_svar"))))
    status = {"apen": "apen", "vist": "vist"}.get(story.now.status, "ferdig")
    lines.append(line(w(f"sikkerhet_{status}")))
    return tuple(lines)


def _answered(case: Case) -> bool:
    direct = sikkerhet.direct_answer(case)
    return direct is not None and direct.status == "besvart"


def asked(guide: Guide, w: Words, case: Case, kept: Shared) -> str:
    """Whether the direct question was put, and the answer where it may be shown."""
    current = case.current()
    direct = sikkerhet.direct_answer(case)
    if direct and direct.status == "besvart":
        if kept.hides("sikkerhet"):
            return w("risiko_svar_holdt_spurt")
        text = svarord.answer_text(guide, w, direct)
        return w("risiko_spurt_svar", svar=quoted(text, 400) if not svarord.is_chosen(guide, direct) else one_line(text))
    if direct:
        return w("risiko_gjenapnet" if direct.status == "gjenapnet" else "risiko_hoppet")
    others = [a for a in current.values() if a.question.startswith("sikkerhet.") and a.status == "besvart"]
    return w("risiko_spurt_delvis" if others else "risiko_ikke_spurt")


def _plan(w: Words, kept: Shared) -> list[Block]:
    """The person's own safety plan, in the person's words."""
    said = [a.text for a in kept.case.answers if a.question in PLAN and a.text.strip()][-len(PLAN):]
    return [para(bold(w("plan")), kind="ledetekst"), Points(tuple(line(quoted(t, 600)) for t in said))] if said else []


def _facts(guide: Guide, w: Words, kept: Shared) -> list[Block]:
    """Findings about safety that are no risk event, such as an earlier attempt chosen from a list."""
    found = [f for f in kept.case.valid_findings() if (s := guide.findings.get(f.attribute)) and s.area == "sikkerhet"]
    lines = tuple(funn.as_line(guide, w, f, True) for f in funn.once(guide, w, found))
    return [para(bold(w("risiko_andre")), kind="ledetekst"), Points(lines)] if lines else []
