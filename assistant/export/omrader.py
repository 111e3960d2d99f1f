"""The areas that hold something: the person's words on the left, what was read out of them on the right."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.case import Answer, Case, Finding
from assistant.domain.guide import Guide
from assistant.export import funn, svarord
from assistant.export.dokument import Cell, Figure, Line, Section, Table, line, para, small
from assistant.export.ord import Words
from assistant.export.renset import quoted

FIRST = "viktig"
LONG = 160
SHORT_NO = 80


@dataclass(frozen=True)
class AreaContent:
    """What one area holds. `elsewhere` are findings about it that were said under another question."""

    id: str
    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]

    @property
    def empty(self) -> bool:
        return not self.answers and not self.findings

    @property
    def short_no(self) -> bool:
        """The person only said that there was nothing here."""
        return bool(self.answers) and not self.findings and all(a.closes_area and len(a.text) <= SHORT_NO for a in self.answers)


def contents(guide: Guide, case: Case) -> dict[str, AreaContent]:
    """Every area of the guide, in its order, with its answers in force and the findings about it."""
    answers = [a for a in case.answered() if not a.question.startswith("trygg.") and (a.text.strip() or a.codes)]
    findings = case.valid_findings()
    return {area.id: AreaContent(
        area.id, tuple(a for a in answers if a.area == area.id),
        tuple(f for f in findings if _about(guide, f) == area.id),
    ) for area in guide.in_order()}


def _about(guide: Guide, finding: Finding) -> str:
    spec = guide.findings.get(finding.attribute)
    return spec.area if spec else finding.area


def sections(guide: Guide, case: Case, w: Words, figures: list[Figure]) -> list[Section]:
    """A heading with a note and figures, then one section per area that holds more than a short no."""
    found = [c for c in contents(guide, case).values() if c.id != FIRST and not c.empty and not c.short_no]
    extra = _extra(guide, case, w)
    if not found and not extra:
        return [Section(w("omrader"), (para(w("omrader_ingen")),))]
    note = w("omrader_merknad" if case.mode == "self" else "omrader_merknad_guided")
    head = Section(w("omrader"), (para(note, kind="merknad"), *figures))
    return [head, *(_section(guide, case, w, c) for c in found), *extra]


def _section(guide: Guide, case: Case, w: Words, content: AreaContent) -> Section:
    title = guide.areas[content.id].title.get(w.language)
    return Section(title, (table(guide, case, w, content, title),), 2)


def table(guide: Guide, case: Case, w: Words, content: AreaContent, title: str) -> Table:
    """One row per answer with its findings beside it, then findings that were said elsewhere, each with its words."""
    rows = [_answer_row(guide, case, w, a, content.findings) for a in content.answers]
    asked = {a.question for a in content.answers}
    rows += _elsewhere(guide, w, [f for f in content.findings if f.question not in asked])
    return Table(title, (w("kol_egne"), w("kol_utledet")), tuple(rows), (0.58, 0.42))


def _answer_row(guide: Guide, case: Case, w: Words, answer: Answer, findings: tuple[Finding, ...]) -> tuple[Cell, ...]:
    asked = small(svarord.asked(guide, case, answer.question, w.language))
    said = svarord.answer_lines(guide, w, answer)
    beside = funn.once(guide, w, [f for f in findings if f.question == answer.question])
    facts = tuple(funn.as_line(guide, w, f, len(answer.text) > LONG) for f in beside)
    return (line(asked), *said), facts or (line(small(w("ingen_utledet"))),)


def _elsewhere(guide: Guide, w: Words, findings: list[Finding]) -> list[tuple[Cell, ...]]:
    """Findings grouped by the words they rest on."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in funn.once(guide, w, findings):
        groups.setdefault((finding.area, finding.quote.strip()), []).append(finding)
    return [((*_origin(guide, w, area, quote, found),), tuple(funn.as_line(guide, w, f, False) for f in found))
            for (area, quote), found in groups.items()]


def _origin(guide: Guide, w: Words, area: str, quote: str, found: list[Finding]) -> list[Line]:
    by_worker = all(f.by != "assistent" for f in found)
    title = guide.areas[area].title.get(w.language) if area in guide.areas else w("annet_tema")
    origin = line(small(w("notert") if by_worker else w("nevnt_under", tema=title)))
    return [origin, line(quoted(quote, 300))] if quote else [origin]


def _extra(guide: Guide, case: Case, w: Words) -> list[Section]:
    """What the person added at the end, and answers to questions of areas this guide no longer has."""
    loose = [a for a in case.answered() if (a.area not in guide.areas and a.area != "ramme") and (a.text.strip() or a.codes)]
    sections = []
    if loose:
        rows = tuple(_answer_row(guide, case, w, a, tuple(case.valid_findings())) for a in loose)
        sections.append(Section(w("annet_tema"), (Table(w("annet_tema"), (w("kol_egne"), w("kol_utledet")), rows, (0.58, 0.42)),), 2))
    added = case.current().get("ramme.tillegg")
    if added and added.status == "besvart" and added.text.strip():
        sections.append(Section(w("tillegg"), (para(quoted(added.text), kind="sitat"),), 2))
    return sections
