"""A report as a Word file."""

from __future__ import annotations

from assistant.domain import periode
from assistant.domain.rapport import ReportData
from assistant.export import tid, word
from assistant.export.dokument import Block, Document, Facts, Section, Table, bold, line, para, small
from assistant.export.ord import words
from assistant.export.rapport import oppstilling
from assistant.export.rapport.oppstilling import Report, Series
from assistant.export.renset import one_line


def render(data: ReportData, report: Report, *, service: str = "", now: str) -> bytes:
    """`service` names the municipality or unit that reports; `now` is an ISO 8601 UTC time."""
    return word.render(document(data, report, service=service, now=now))


def document(data: ReportData, report: Report, *, service: str, now: str) -> Document:
    say, w = data.say, words(report.language)
    facts = [(w("tjeneste"), one_line(service) or w("tjeneste_ukjent")), (say("unit", report.language), one_line(report.unit)),
             (say("period", report.language), report.period), (say("source", report.language), report.source),
             (w("skrevet"), tid.moment(w, now))]
    if report.made:
        facts.insert(3, (say("made", report.language), tid.moment(w, report.made[-1])))
    lead: tuple[Block, ...] = (Facts(tuple(facts)), *(para(note, kind="merknad") for note in report.notes))
    sections = [Section(block.title, tuple(_figure(data, report, block))) for block in report.blocks]
    sections.append(Section(say("cannot", report.language), tuple(para(bold(title), f". {reason}") for title, reason, _ in report.gaps)))
    subject = say("subject", report.language, periode=report.period)
    return Document(report.title, subject, report.language, one_line(service) or w("tjeneste_ukjent"), f"{report.title}, {report.period}",
                    lead, tuple(sections), now)


def _figure(data: ReportData, report: Report, block: oppstilling.Block) -> list[Block]:
    say, language = data.say, report.language
    form = f" {say('form', language, nummer=block.figure.form)}." if block.figure.form else ""
    blocks: list[Block] = [para(block.counts, small(form))]
    if not block.lines:
        return [*blocks, para(block.why, kind="merknad")]
    rows = [(_cell(x.label), _cell(str(x.count)), _cell(_percent(block.share(x)))) for x in block.lines]
    rows.append(((line(bold(say("total", language))),), (line(bold(str(block.total))),), ((),)))
    head = (say("answer", language), say("count", language), say("share", language))
    blocks.append(Table(f"{block.title}, {report.period}", head, tuple(rows), (0.66, 0.17, 0.17)))
    if block.lacks:
        blocks.append(para(block.lacks, kind="merknad"))
    if series := report.over_time(block.figure.id):
        blocks += [_over_time(data, report, series), para(say("dash", language), kind="merknad")]
    return blocks


def _over_time(data: ReportData, report: Report, series: Series) -> Block:
    say, language = data.say, report.language
    head = (say("over_time", language), *(f"K{q[-1]} {q[:4]}" for q in series.periods), say("change", language))
    rows = [(_cell(label), *(_cell(number(n)) for n in numbers), _cell(change(series.change(numbers)))) for label, numbers in series.rows]
    share = 0.68 / (len(series.periods) + 1)
    caption = f"{series.title}, {say('over_time', language).lower()}, {periode.name(series.periods[0])} – {periode.name(series.periods[-1])}"
    return Table(caption, head, tuple(rows), (0.32, *(share for _ in head[1:])))


def _cell(text: str) -> tuple[tuple, ...]:
    return (line(text),)


def _percent(share: int | None) -> str:
    return "" if share is None else f"{share} %"


def number(n: int | None) -> str:
    """A dash for what is not shown."""
    return "–" if n is None else str(n)


def change(n: int | None) -> str:
    """With its sign: «+4», «−3» or «0»."""
    return "–" if n is None else f"{n:+d}".replace("-", "−") if n else "0"
