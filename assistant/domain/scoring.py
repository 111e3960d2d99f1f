"""The total of a form, what is missing, and which limits it reaches. Pure; the instruments themselves are data."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.case import Maling
from assistant.domain.instrument import SEXES, Instrument, Limit, RiskItem

DECIMALS = 2


@dataclass(frozen=True)
class Reach:
    """A limit that is looked at, and whether the total reaches it. With unknown sex there is one for each sex."""

    limit: Limit
    reached: bool


@dataclass(frozen=True)
class Score:
    """`total` is None when items are missing and the form does not allow it. `limits` is empty without a total.

    `sex_open` says that a limit depends on sex and that sex is not known: then both are in `limits`.
    """

    total: float | None
    missing: tuple[str, ...]
    limits: tuple[Reach, ...]
    risks: tuple[RiskItem, ...]
    sex_open: bool = False

    @property
    def passed(self) -> tuple[Limit, ...]:
        """The limits that are reached, as they stand in the data."""
        return tuple(r.limit for r in self.limits if r.reached)


def score(instrument: Instrument, maling: Maling) -> Score:
    """The total with its limits. A total that was only given as such is taken as it is."""
    missing = tuple(i.id for i in instrument.items if maling.answers.get(i.id) is None) if maling.given_total is None else ()
    total = maling.given_total if maling.given_total is not None else _total(instrument, maling, missing)
    known = maling.sex in SEXES
    asked = [limit for limit in instrument.limits if not limit.sex or not known or limit.sex == maling.sex]
    limits = () if total is None else tuple(Reach(limit, limit.reached(total)) for limit in asked)
    return Score(total, missing, limits, risks(instrument, maling), instrument.by_sex and not known)


def _total(instrument: Instrument, maling: Maling, missing: tuple[str, ...]) -> float | None:
    given = [(item, value) for item in instrument.items if (value := maling.answers.get(item.id)) is not None]
    if not given or len(missing) > instrument.scoring.missing:
        return None
    total = sum(value * item.weight for item, value in given) / len(given)
    if instrument.scoring.method == "sum":
        total *= len(instrument.items)
    return round(total * instrument.scoring.factor, DECIMALS)


def risks(instrument: Instrument, maling: Maling) -> tuple[RiskItem, ...]:
    """The risk items that are answered at or above their value; the most serious rule of each item."""
    hit = {r.item: r for r in sorted(instrument.risks, key=lambda r: r.at) if (maling.answers.get(r.item) or 0) >= r.at}
    return tuple(hit.values())
