"""Children who depend on the person: the ones that every pathway must look after."""

from __future__ import annotations

from assistant.domain.case import Case

ADULT = 18


def has_minor(case: Case) -> bool:
    """A child under 18, or children named without a word of their being grown up or somebody else's."""
    ages = [float(f.value) for f in case.facts("barn_alder")]
    if ages:
        return min(ages) < ADULT
    values = {f.value for f in case.facts("barn")}
    return "ja" in values and not values & {"voksne", "barnebarn"}
