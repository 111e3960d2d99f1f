"""Then and now in the documents: for the worker as a table, for the person in plain words. No row says that anybody failed."""

from __future__ import annotations

from assistant.domain import scoring
from assistant.domain.case import Case, Finding
from assistant.domain.guide import Guide
from assistant.domain.sammenligning import Comparison, Row, compare
from assistant.export import funn
from assistant.export.dokument import Block, Cell, Section, Table, bold, line, para, points, small
from assistant.export.ord import Words
from assistant.export.renset import clean, one_line, quoted
from assistant.export.tid import moment

WIDTHS = (0.2, 0.4, 0.4)
LIMIT = 300


def section(guide: Guide, case: Case, w: Words) -> tuple[Section, ...]:
    """For the worker. `case` holds only what is shared; nothing when it follows no other talk."""
    found = compare(guide, case)
    if found is None:
        return ()
    blocks: list[Block] = [para(w("sist_merknad", tid=moment(w, found.at)), kind="merknad")]
    if found.pathway is not None:
        blocks.append(para(w("sist_beslutning", nr=found.pathway)))
    if found.since:
        blocks += [para(bold(w("sist_siden")), kind="ledetekst"), para(quoted(found.since), kind="sitat")]
    blocks.append(Table(w("sist_tittel"), (w("sist_kol_tema"), w("sist_kol_da"), w("sist_kol_na")), tuple(rows(guide, found, w)), WIDTHS))
    if found.new:
        blocks.append(para(w("sist_nytt", temaer="; ".join(guide.areas[a].title.get(w.language).lower() for a in found.new))))
    return (Section(w("sist_tittel"), tuple(blocks)),)


def rows(guide: Guide, found: Comparison, w: Words) -> list[tuple[Cell, ...]]:
    """What, then, now: areas, function, goals, forms filled in again, and danger."""
    areas = [_area(guide, w, row) for row in found.rows]
    return [*areas, *_function(guide, w, found), *_goals(w, found), *_scores(guide, w, found), _risks(guide, w, found)]


def _area(guide: Guide, w: Words, row: Row) -> tuple[Cell, ...]:
    then = _said(w, row.then.words) + _findings(guide, w, row.area, row.then.findings)
    now: Cell = (line(bold(w(f"sist_{row.change}"))),) if row.change else ()
    now += _said(w, row.words) + _findings(guide, w, row.area, row.findings)
    return (line(guide.areas[row.area].title.get(w.language)),), then, now or (line(small(w("sist_ikke_spurt"))),)


def _said(w: Words, text: str) -> Cell:
    return (line(quoted(text, LIMIT, w.language)),) if text else ()


def _findings(guide: Guide, w: Words, area: str, found: tuple[tuple[str, str], ...]) -> Cell:
    shown = [funn.text(guide, w, Finding(a, v, area, "", "")) for a, v in found if a in guide.findings]
    return (line(small("; ".join(dict.fromkeys(shown)))),) if shown else ()


def _function(guide: Guide, w: Words, found: Comparison) -> list[tuple[Cell, ...]]:
    if not any(found.function):
        return []
    then, now = ((line(w.get(f"verdi_{v}", v)),) if v else (line(small(w("verdi_ukjent"))),) for v in found.function)
    return [((line(w("sist_funksjon")),), then, now)]


def _goals(w: Words, found: Comparison) -> list[tuple[Cell, ...]]:
    return [((line(w("sist_mal")),), (line(quoted(g.words, LIMIT)), line(_number(w, g.then))), (line(_number(w, g.now)),)) for g in found.goals]


def _scores(guide: Guide, w: Words, found: Comparison) -> list[tuple[Cell, ...]]:
    return [(
        (line(f"{w('sist_skar')}: {_title(guide, w, s.instrument)}"),), (line(_number(w, s.then)),),
        (line(_number(w, s.now)), *((line(small(w("sist_skar_sikker"))),) if s.moved and s.moved.reliable else ())),
    ) for s in found.scores if s.now is not None]


def _title(guide: Guide, w: Words, instrument: str) -> str:
    known = guide.instruments.get(instrument)
    return known.title.get(w.language) if known else one_line(instrument)


def _risks(guide: Guide, w: Words, found: Comparison) -> tuple[Cell, ...]:
    then, now = (_risk_lines(guide, w, risks) for risks in (found.risks_then, found.risks_now))
    return (line(w("sist_fare")),), then, now


def _risk_lines(guide: Guide, w: Words, risks: tuple[tuple[str, str, str], ...]) -> Cell:
    named = [f"{guide.risk.categories[c].label.get(w.language)}, {w(f'kort_{level}')} ({w(f'gjelder_{subject}')})"
             for c, level, subject in risks if c in guide.risk.categories]
    return tuple(line(text) for text in named) or (line(w("sist_ingen_fare")),)


def _number(w: Words, value: float | None) -> str:
    return w("verdi_ukjent") if value is None else scoring.number(value)


def own(guide: Guide, case: Case, w: Words) -> list[Section]:
    """For the person: her own words then and now, and her goals. No finding, no level."""
    found = compare(guide, case)
    if found is None:
        return []
    blocks: list[Block] = [para(w("egen_sist_tekst"))]
    for row in found.rows:
        now = ". ".join(t for t in (w(f"egen_sist_{row.change}") if row.change else "", clean(row.words)) if t)
        if row.then.words or now:
            blocks += [para(bold(guide.areas[row.area].title.get(w.language)), kind="ledetekst"), points([
                f"{w('egen_sist_da')}: {quoted(row.then.words, LIMIT, w.language) or '–'}", f"{w('egen_sist_na')}: {now or w('egen_sist_uten')}"])]
    rated = [w("egen_sist_mal", mal=one_line(g.words), da=_own_number(w, g.then), na=_own_number(w, g.now)) for g in found.goals]
    return [Section(w("egen_sist"), (*blocks, *([points(rated)] if rated else [])))]


def _own_number(w: Words, value: float | None) -> str:
    return w("egen_sist_uten") if value is None else f"{value:g}"
