"""What the person has already said decides where the talk goes and what need not be asked."""

from __future__ import annotations

from assistant.domain.case import Case, Finding, level_rank
from assistant.domain.guide import Guide
from assistant.domain.omrade import Area, Question

RISK_AREAS = {
    "selvmord": "sikkerhet", "selvskading": "sikkerhet", "overdose": "rusmidler", "vold_utsatt": "vold_traumer",
    "vold_utover": "sikkerhet", "barn": "barn", "akutt_psykisk": "psykisk_helse",
}


def raised_by(guide: Guide, case: Case, area: Area) -> list[Finding]:
    """Findings that lift an area, those from other areas' answers first."""
    found = [
        f for f in case.valid_findings()
        if f.counts and f.attribute in guide.findings and guide.findings[f.attribute].area == area.id
        and guide.findings[f.attribute].raises
    ]
    return sorted(found, key=lambda f: f.area == area.id)


def is_raised(guide: Guide, case: Case, area: Area) -> bool:
    by_risk = any(RISK_AREAS[r.category] == area.id and level_rank(r.level) > 0 for r in case.current_risks().values())
    return by_risk or bool(raised_by(guide, case, area))


def known_before(case: Case, question: Question) -> bool:
    """Whether something the person has said already answers the question."""
    if question.id == "sikkerhet.apen":
        own = case.current_risks().get("selvmord-self")
        return own is not None and (bool(own.replies) or level_rank(own.level) >= level_rank("hoy"))
    return any(f.counts or f.negated for a in question.fills for f in case.valid_findings() if f.attribute == a)


def bridge(guide: Guide, case: Case, question: Question) -> Finding | None:
    """The earlier words that lead into an area's first question; None when there are none from another area."""
    area = guide.areas.get(question.area)
    if area is None or area.opening.id != question.id:
        return None
    found = [f for f in raised_by(guide, case, area) if f.area != area.id and f.quote and f.turn < case.turn]
    return found[-1] if found else None
