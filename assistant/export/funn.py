"""A finding as words: what it is about, its value, and the marks that say how far it holds."""

from __future__ import annotations

from assistant.domain.case import Finding
from assistant.domain.guide import Guide
from assistant.export.dokument import Line, bold, line, small
from assistant.export.ord import Words
from assistant.export.renset import one_line, quoted
from assistant.export.tid import duration


def label(guide: Guide, w: Words, finding: Finding) -> str:
    """What the finding is about, in the words of its area file."""
    spec = guide.findings.get(finding.attribute)
    return spec.label.get(w.language) if spec else one_line(finding.attribute.replace("_", " "))


def value(guide: Guide, w: Words, finding: Finding) -> str:
    """The value in words; empty for a plain yes, where the label says it all."""
    spec = guide.findings.get(finding.attribute)
    for known in spec.values if spec else ():
        if known.value == finding.value and known.label:
            return "" if known.label.nb.casefold() == "ja" else known.label.get(w.language)
    if spec and spec.kind == "varighet":
        return duration(w, finding.value)
    if finding.value in ("ja", "nei"):
        return "" if finding.value == "ja" else w("nei").lower()
    plain = one_line(finding.value.replace("_", " "))
    unit = finding.unit or (spec.unit if spec else "") or (w("ar") if spec and spec.kind == "alder" else "")
    return f"{plain} {one_line(unit)}".strip()


def marks(w: Words, finding: Finding) -> list[str]:
    """Denied, unsure, about somebody else, earlier, noted by a worker. A value of «nei» needs no «denied» on top."""
    return [w(key) for key, holds in (
        ("merke_nektet", finding.negated and finding.value != "nei"),
        ("merke_usikker", finding.uncertain),
        ("merke_annen", finding.subject == "other"),
        ("merke_tidligere", finding.earlier),
        ("merke_fagperson", finding.by != "assistent"),
    ) if holds]


def text(guide: Guide, w: Words, finding: Finding) -> str:
    """«Søvnvansker», «Timer søvn: 4 timer», «Psykose (avkreftet av personen)»."""
    said = value(guide, w, finding)
    noted = marks(w, finding)
    return label(guide, w, finding) + (f": {said}" if said else "") + (f" ({', '.join(noted)})" if noted else "")


def as_line(guide: Guide, w: Words, finding: Finding, with_quote: bool) -> Line:
    """The finding on one line, with the words it rests on when they do not stand beside it."""
    said, noted = value(guide, w, finding), marks(w, finding)
    return line(
        label(guide, w, finding), f": {said}" if said else "", bold(f" ({', '.join(noted)})") if noted else "",
        small(" " + quoted(finding.quote, 160)) if with_quote and finding.quote.strip() else "",
    )


def once(guide: Guide, w: Words, findings: list[Finding]) -> list[Finding]:
    """Findings that read alike are shown once, the first one."""
    return list({text(guide, w, f): f for f in reversed(findings)}.values())[::-1]
