"""Everything that is stored about one talk as a document, for the person to read. What is stored and nothing that is worked out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from assistant.domain import parorende
from assistant.domain.case import Case, Check, Decision, Finding, Maling, Plan, RiskEvent, for_worker
from assistant.domain.guide import Guide
from assistant.domain.scoring import number
from assistant.export import funn, svarord
from assistant.export.dokument import Block, Document, Facts, Line, Points, Section, bold, line, para, small
from assistant.export.ord import Words, words
from assistant.export.renset import clean, one_line, quoted
from assistant.export.tid import moment, span


@dataclass(frozen=True)
class Everything:
    """`complete` is False for a worker's copy of a talk that is not shared in full. `other`: rows by table.

    `relatives` are talks about the person; the words of one are there only when the relative agrees.
    """

    case: Case
    transcript: list[dict[str, Any]]
    alerts: list[dict[str, Any]]
    log: list[dict[str, Any]]
    other: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    complete: bool = True
    relatives: tuple[Case, ...] = ()


def preface(w: Words, stored: Everything) -> list[str]:
    """What this is, in plain words."""
    first = "egen_alt_intro" if stored.complete else "egen_alt_delvis"
    return [w(key) for key in (first, "egen_alt_ord", "egen_alt_uten", "egen_alt_filer")]


def document(guide: Guide, stored: Everything, *, service: str, now: str) -> Document:
    """In the language of the talk; findings and risks are named in Norwegian, as they are stored."""
    case = stored.case
    w, norwegian = words(case.language), words(for_worker(case.language))
    facts = [(w("tjeneste"), one_line(service) or w("tjeneste_ukjent")), (w("dato"), span(w, case.created, case.updated)),
             (w("sak"), one_line(case.id)), (w("skrevet"), moment(w, now))]
    parts: tuple[tuple[str, Iterable[Line]], ...] = (
        ("egen_alt_samtalen", (_bubble(w, row) for row in stored.transcript)),
        ("egen_alt_svar", (_answer(guide, w, case, i) for i in range(len(case.answers)))),
        ("egen_alt_funn", (_finding(guide, norwegian, f) for f in case.findings)),
        ("egen_alt_fare", (_risk(guide, w, norwegian, r) for r in case.risks)),
        ("egen_alt_varsler", (_alert(guide, w, norwegian, row) for row in stored.alerts)),
        ("egen_alt_valg", (line(bold(c.kind), f": {w('ja' if c.given else 'nei')}", _words(c.text), _when(w, c.at)) for c in case.consents)),
        ("egen_alt_beslutninger", (_decision(w, d) for d in case.decisions)),
        ("egen_alt_skjemaer", (_form(guide, w, m) for m in case.measurements)),
        ("egen_alt_planer", (text for plan in case.plans for text in _plan(w, plan))),
        ("egen_alt_sjekk", (_check(w, c) for c in case.checks)),
        ("egen_sist", _earlier(guide, w, case)),
        ("egen_par", (_relative(guide, w, talk) for talk in stored.relatives if talk.turn)),
        ("egen_alt_logg", (_log(w, row) for row in stored.log)),
        ("egen_alt_annet", (_row(name, row) for name, rows in stored.other.items() for row in rows)),
    )
    return Document(w("egen_alt_tittel"), w("egen_alt_emne"), w.language, one_line(service) or w("tjeneste_ukjent"),
                    w("bunn", sak=one_line(case.id)), (*(para(text) for text in preface(w, stored)), Facts(tuple(facts))),
                    tuple(_section(w, key, lines) for key, lines in parts if key not in (_SELDOM if not _linked(stored) else ())), now)


_SELDOM = ("egen_sist", "egen_par")


def _linked(stored: Everything) -> bool:
    """Whether the talk follows another, or a relative has spoken about the person."""
    return stored.case.earlier is not None or any(talk.turn for talk in stored.relatives)


def _earlier(guide: Guide, w: Words, case: Case) -> Iterable[Line]:
    """What was copied from the talk before."""
    known = case.earlier
    for said in known.areas if known else ():
        found = "; ".join(f"{attribute}={value}" for attribute, value in said.findings)
        yield line(bold(guide.areas[said.area].title.get(w.language)) if said.area in guide.areas else bold(said.area),
                   f":{_words(said.words)}", small(f" ({found})" if found else ""), _when(w, known.at if known else ""))
    for goal in known.goals if known else ():
        yield line(w("egen_sist_mal", mal=one_line(goal.words), da="–" if goal.score is None else f"{goal.score:g}", na="–"))


def _relative(guide: Guide, w: Words, talk: Case) -> Line:
    if not parorende.shown(talk):
        return line(w("egen_par_finnes", tid=span(w, talk.created, talk.updated)))
    said = "; ".join(f"{title}: {clean(text)}" for _, title, text in parorende.points(guide, talk, w.language))
    return line(bold(one_line(parorende.relation(talk)) or span(w, talk.created, talk.updated)), f": {said}")


def _section(w: Words, key: str, lines: Iterable[Line]) -> Section:
    items = tuple(lines)
    block: Block = Points(items) if items else para(w("egen_alt_intet"))
    return Section(w(key), (block,))


def _when(w: Words, at: str) -> Any:
    return small(f" ({moment(w, at)})" if at else "")


def _words(text: str) -> str:
    return f" {quoted(text)}" if text.strip() else ""


def _bubble(w: Words, row: dict[str, Any]) -> Line:
    return line(bold(w.get(f"egen_alt_hvem_{row['who']}", row["who"])), f": {clean(row['text']).strip()}", _when(w, row["at"]))


def _answer(guide: Guide, w: Words, case: Case, place: int) -> Line:
    answer = case.answers[place]
    text = svarord.answer_text(guide, w, answer)
    return line(bold(one_line(svarord.asked(guide, case, answer.question, w.language))), f": {text or answer.status}", _when(w, answer.at))


def _finding(guide: Guide, w: Words, finding: Finding) -> Line:
    return line(one_line(funn.text(guide, w, finding)), _words(finding.quote))


def _risk(guide: Guide, w: Words, norwegian: Words, risk: RiskEvent) -> Line:
    return line(bold(_category(guide, norwegian, risk.category)), f": {risk.level}, {risk.status}", _words(risk.quote), _when(w, risk.at))


def _category(guide: Guide, w: Words, category: str) -> str:
    known = guide.risk.categories.get(category)
    return known.label.get(w.language) if known else one_line(category)


def _alert(guide: Guide, w: Words, norwegian: Words, row: dict[str, Any]) -> Line:
    by = row.get("acknowledged_by")
    seen = w("egen_alt_sett", hvem=one_line(by), tid=moment(w, row.get("acknowledged_at") or "")) if by else w("egen_alt_ikke_sett")
    return line(bold(_category(guide, norwegian, row["category"])), f": {row['level']}, {seen}", _when(w, row["at"]))


def _decision(w: Words, decision: Decision) -> Line:
    suggested = decision.suggested or w("egen_alt_uten_forslag")
    chosen = w("egen_alt_valgt", nr=decision.pathway, forslag=suggested, hvem=one_line(decision.by), tid=moment(w, decision.at))
    return line(chosen, f": {clean(decision.reason).strip()}" if decision.reason.strip() else "")


def _form(guide: Guide, w: Words, maling: Maling) -> Line:
    """The answers as they are stored; a total is not worked out here."""
    known = guide.instruments.get(maling.instrument)
    answers = {n: v if v is None else number(v) for n, v in maling.answers.items()}
    parts = [f"{n}: {'–' if answers.get(n) is None else answers[n]}{_words(maling.words.get(n, ''))}" for n in dict.fromkeys((*answers, *maling.words))]
    given = [number(maling.given_total)] if maling.given_total is not None else []
    title = known.title.get(w.language) if known else one_line(maling.instrument)
    return line(bold(title), f": {'; '.join([*given, *parts])} ({maling.status}, {one_line(maling.by)}, {maling.source})", _when(w, maling.at))


def _plan(w: Words, plan: Plan) -> Iterable[Line]:
    """One line for the version, one for each point and measure in it."""
    yield line(bold(w("egen_alt_utgave", nr=plan.version)), f" {one_line(plan.by)}".rstrip(), _when(w, plan.at))
    yield from (line(bold(one_line(x.part)), ": ", quoted(x.text) if x.own else clean(x.text).strip()) for x in plan.lines)
    for m in plan.measures:
        yield line(bold(clean(m.text).strip()), ": ", "; ".join(one_line(t) for t in (m.goal, m.who, m.when, m.follow_up) if t.strip()))


def _check(w: Words, check: Check) -> Line:
    return line(bold(f"{one_line(check.list)}, {one_line(check.item)}"), f": {one_line(check.state)}", _words(check.note), f" {one_line(check.by)}".rstrip(),
                _when(w, check.at))


def _log(w: Words, row: dict[str, Any]) -> Line:
    return line(bold(one_line(row["actor"])), f": {one_line(row['action'])} {one_line(row['detail'])}".rstrip(), _when(w, row["at"]))


def _row(table: str, row: dict[str, Any]) -> Line:
    return line(bold(one_line(table)), f": {clean(json.dumps(row, ensure_ascii=False, default=str))}")
