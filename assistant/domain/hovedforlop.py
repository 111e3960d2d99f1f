"""The suggested hovedforlop with its grounds. A suggestion to the worker, never a diagnosis, never shown to the person.

Criteria set three dimensions (alvor, varighet, funksjon) or point straight at a pathway; the decision table reads them.
Source: Nasjonal veileder i lokalt psykisk helse- og rusarbeid for voksne (26.02.2025), hovedforlop 1-3.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.betingelse import Evidence
from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.domain.hovedforlopdata import DIMENSIONS, SPECIALIST, Criterion, Measure, Partner, Requirement, Row, Unclear


@dataclass(frozen=True)
class Ground:
    """A criterion that fired, with the findings or risks it rests on."""

    criterion: Criterion
    evidence: Evidence

    @property
    def quotes(self) -> tuple[str, ...]:
        """The person's own words behind it, each once, at most three."""
        return tuple(dict.fromkeys(e.quote for e in self.evidence if e.quote))[:3]


@dataclass(frozen=True)
class Suggestion:
    """`pathway` 1, 2, 3 or None when too little is known. `speaks_for`/`speaks_against` split the grounds by it."""

    pathway: int | None
    dimensions: dict[str, str]
    speaks_for: tuple[Ground, ...]
    speaks_against: tuple[Ground, ...]
    unclear: tuple[Unclear, ...]
    specialist: str
    requirements: tuple[Requirement, ...]
    measures: tuple[Measure, ...]
    partners: tuple[Partner, ...]


def suggest(guide: Guide, case: Case) -> Suggestion:
    """Weigh the case by the rules of the guide. Pure; the same case always gives the same suggestion."""
    data = guide.pathways
    grounds = [Ground(c, found) for c in data.criteria if (found := c.when.check(case)) is not None]
    dimensions = {name: _highest(grounds, name) for name in DIMENSIONS}
    straight = {g.criterion.value for g in grounds if g.criterion.dimension == "forlop"}
    pathway = next((r.pathway or None for r in data.table if _fits(r, dimensions, straight)), None)
    required = tuple(r for r in data.requirements if (pathway or 1) in r.pathways and r.when.holds(case))
    return Suggestion(
        pathway, dimensions,
        tuple(g for g in grounds if g.criterion.pathway == pathway or pathway is None),
        tuple(g for g in grounds if pathway is not None and g.criterion.pathway != pathway),
        _unclear(guide, dimensions, pathway), _specialist(required), required,
        tuple(m for m in data.measures if _measure_fits(m, case, pathway)),
        tuple(p for p in data.partners if p.pathway == (pathway or 1) and (p.when is None or p.when.holds(case))),
    )


def _highest(grounds: list[Ground], dimension: str) -> str:
    """The most serious value that a criterion gives; ukjent when none does."""
    values = [g.criterion.value for g in grounds if g.criterion.dimension == dimension]
    return max(values, key=DIMENSIONS[dimension].index, default="ukjent")


def _fits(row: Row, dimensions: dict[str, str], straight: set[str]) -> bool:
    for name, wanted in row.fits.items():
        if name == "forlop":
            if not straight & set(wanted):
                return False
        elif dimensions[name] not in wanted:
            return False
    return True


def _unclear(guide: Guide, dimensions: dict[str, str], pathway: int | None) -> tuple[Unclear, ...]:
    missing = [u for u in guide.pathways.unclear if dimensions[u.dimension] == "ukjent"]
    return tuple(u for u in missing if pathway != 3 or u.dimension == "funksjon")


def _specialist(required: tuple[Requirement, ...]) -> str:
    return max((r.specialist for r in required), key=SPECIALIST.index, default="none")


def _measure_fits(measure: Measure, case: Case, pathway: int | None) -> bool:
    """Measures of the pathway, and those of lower pathways whose condition fits; nobody is shut out of what helps."""
    limit = pathway or 1
    if measure.pathway > limit:
        return False
    if measure.always:
        return measure.pathway == limit
    return measure.when is not None and measure.when.holds(case)


