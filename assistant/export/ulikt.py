"""What the person has said differently in different answers: shown side by side for the worker to clear up, never settled here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.domain.case import Case, Finding
from assistant.domain.guide import Guide
from assistant.domain.omrade import FindingSpec
from assistant.export import funn
from assistant.export.dokument import Cell, Line, Section, Table, line, para, small
from assistant.export.ord import Words
from assistant.export.renset import quoted

# A person may have several of these at once; two values are no disagreement.
SEVERAL = frozenset({
    "onske_hjelp", "utlosende", "diagnose", "rusmiddel", "rus_hyppighet", "rus_mengde", "legemiddel", "ressurs", "barn", "barn_alder", "traume",
    "tolk_sprak", "kontaktform", "arbeidsstatus", "parorende_samtykke", "vold_tid", "nytte",
})
APART = {"varighet": 1.5, "tall": 1.25}      # the larger number over the smaller: less than this is the same said roughly


def section(guide: Guide, case: Case, w: Words) -> tuple[Section, ...]:
    """One section with a row for each thing said differently; none when all agrees."""
    rows = [(_label(guide, w, found), tuple(_said(guide, w, f) for f in found)) for found in disagreements(guide, case)]
    if not rows:
        return ()
    table = Table(w("ulikt"), (w("ulikt_om"), w("ulikt_sagt")), tuple(rows), (0.3, 0.7))
    return (Section(w("ulikt"), (para(w("ulikt_merknad"), kind="merknad"), table)),)


def disagreements(guide: Guide, case: Case) -> Iterator[tuple[Finding, ...]]:
    """For each attribute that different answers disagree on, the findings that do, one for each value, in the order they were said."""
    groups: dict[str, list[Finding]] = {}
    for finding in case.valid_findings():
        if finding.subject == "self" and not finding.earlier and finding.attribute in guide.findings:
            groups.setdefault(finding.attribute, []).append(finding)
    for attribute, found in groups.items():
        spec = guide.findings[attribute]
        pairs = [pair for pair in combinations(found, 2) if _apart(*pair) and _differ(spec, *pair)]
        if pairs:
            yield _each_once([f for f in found if any(f is one for pair in pairs for one in pair)])


def _apart(a: Finding, b: Finding) -> bool:
    """Whether the two come from different answers; within one answer a person may weigh one thing against another."""
    return (a.question, a.turn) != (b.question, b.turn)


def _differ(spec: FindingSpec, a: Finding, b: Finding) -> bool:
    if denied(a) or denied(b):
        return denied(a) != denied(b) and (spec.attribute not in SEVERAL or a.value == b.value)
    if spec.attribute in SEVERAL:
        return False
    numbers = _number(a.value), _number(b.value)
    if spec.kind in APART and None not in numbers:
        low, high = sorted(n for n in numbers if n is not None)
        return high > low * APART[spec.kind]
    return a.value != b.value


def denied(finding: Finding) -> bool:
    return finding.negated or finding.value == "nei"


def _number(value: str) -> float | None:
    try:
        return float(value.split()[0].replace(",", "."))
    except (ValueError, IndexError):
        return None


def _each_once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple({(f.value, denied(f)): f for f in reversed(found)}.values())[::-1]


def _label(guide: Guide, w: Words, found: Sequence[Finding]) -> Cell:
    return (line(funn.label(guide, w, found[0])),)


def _said(guide: Guide, w: Words, finding: Finding) -> Line:
    """«Ja», «nei», the value; with the words and the theme it was said under."""
    value, no = funn.value(guide, w, finding), w("nei").lower()
    said = value or (no if denied(finding) else w("ja").lower())
    area = guide.areas.get(finding.area)
    under = f" ({area.title.get(w.language)})" if area else ""
    quote = f" {quoted(finding.quote, 200)}" if finding.quote.strip() else ""
    return line(f"{no}: {said}" if finding.negated and said != no else said, small(quote + under))
