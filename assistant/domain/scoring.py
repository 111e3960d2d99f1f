"""The total of a form, what is missing, and which limits it reaches. Pure; the instruments themselves are data."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.case import Maling
from assistant.domain.instrument import SEXES, Instrument, Item, Limit, RiskItem

DECIMALS = 2
MANY = 12           # more values than this are told as a range


@dataclass(frozen=True)
class Moved:
    """From one measurement to a later one. `better` is None when it stands still, or when no end of the scale is the good one.

    `reliable` is None where it is not known how much is more than chance.
    """

    points: float
    better: bool | None
    reliable: bool | None


@dataclass(frozen=True)
class Reach:
    """A limit that is looked at, and whether the total reaches it. With unknown sex there is one for each sex."""

    limit: Limit
    reached: bool


@dataclass(frozen=True)
class Score:
    """`total` is None when items are missing and the form does not allow it. `limits` is empty without a total.

    `missing` are the items left open; a goal of one's own that has no words was never set, and is not missing.
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
    only_total = maling.given_total is not None
    left = [i for i in instrument.items if maling.answers.get(i.id) is None and not only_total]
    missing = tuple(i.id for i in left if not i.own_words or maling.words.get(i.id))
    total = maling.given_total if only_total else _total(instrument, maling, len(left))
    known = maling.sex in SEXES
    asked = [limit for limit in instrument.limits if not limit.sex or not known or limit.sex == maling.sex]
    limits = () if total is None else tuple(Reach(limit, limit.reached(total)) for limit in asked)
    return Score(total, missing, limits, risks(instrument, maling), instrument.by_sex and not known)


def _total(instrument: Instrument, maling: Maling, left: int) -> float | None:
    given = [(item, value) for item in instrument.items if (value := maling.answers.get(item.id)) is not None]
    if not given or left > instrument.scoring.missing:
        return None
    total = sum(value * item.weight for item, value in given) / len(given)
    if instrument.scoring.method == "sum":
        total *= len(instrument.items)
    return round(total * instrument.scoring.factor, DECIMALS)


def risks(instrument: Instrument, maling: Maling) -> tuple[RiskItem, ...]:
    """The risk items that are answered at or above their value; the most serious rule of each item."""
    hit = {r.item: r for r in sorted(instrument.risks, key=lambda r: r.at) if (maling.answers.get(r.item) or 0) >= r.at}
    return tuple(hit.values())


def moved(instrument: Instrument, before: Maling, after: Maling) -> Moved | None:
    """How far the total has moved; None when one of them has no total, when the edition differs, or when the goals do."""
    if before.words != after.words:
        return None
    first, last = score(instrument, before).total, score(instrument, after).total
    if first is None or last is None or before.version != after.version:
        return None
    points = round(last - first, DECIMALS)
    better = None if not points or instrument.better == "ukjent" else (points > 0) == (instrument.better == "hoy")
    return Moved(points, better, abs(points) >= instrument.change.points if instrument.change else None)


def standing(score: Score) -> list[tuple[str, Reach]]:
    """(sex, limit) that sums up where the total stands: the furthest limit reached, else the first that is not.

    Once for everybody, and once for each sex when sex is not known and it matters.
    """
    found = []
    for sex in SEXES if score.sex_open else ("",):
        own = [r for r in score.limits if not sex or r.limit.sex in ("", sex)]
        rising = [r for r in own if r.limit.bound in ("from", "above")]
        own = sorted(own, key=lambda r: r.limit.at, reverse=not rising)
        if own:
            found.append((sex, next((r for r in reversed(own) if r.reached), own[0])))
    return found


def fault(instrument: Instrument, maling: Maling) -> str:
    """A sentence on what cannot be recorded, empty when all is well. Never repeats what the person has written."""
    name, known = instrument.title.nb, instrument.by_id
    if any(item not in known for item in (*maling.answers, *maling.words)):
        return f"{name} har {len(known)} spørsmål. Bruk numrene 1 til {len(known)}." if known else f"{name} føres bare med poengsum."
    if any(not known[item].own_words for item in maling.words):
        return f"{name} har ikke plass til egne ord. Skriv dem som et notat i saken."
    if maling.sex not in ("", *SEXES):
        return "Kjønn er kvinne, mann eller tomt når det ikke er kjent."
    given = {item: value for item, value in maling.answers.items() if value is not None}
    if maling.given_total is not None:
        return _total_fault(instrument, maling.given_total) if not given else "Før enten svarene eller bare poengsummen, ikke begge."
    if not given:
        return f"Før minst ett svar på {name}, eller bare poengsummen."
    wrong = next((item for item, value in given.items() if value not in known[item].values), None)
    return f"Spørsmål {wrong} i {name} kan være {allowed(known[wrong])}." if wrong else ""


def allowed(item: Item) -> str:
    """«0, 1, 2 eller 3», or «fra 0 til 10 med trinn på 0,1» when there are many."""
    values = [number(v) for v in item.values]
    if len(values) > MANY:
        return f"fra {values[0]} til {values[-1]} med trinn på {number(item.values[1] - item.values[0])}"
    return f"{', '.join(values[:-1])} eller {values[-1]}"


def number(value: float) -> str:
    """With a comma and without needless decimals."""
    return f"{round(value, DECIMALS):g}".replace(".", ",")


def _total_fault(instrument: Instrument, total: float) -> str:
    steps = total / instrument.step
    if instrument.low <= total <= instrument.high and abs(steps - round(steps)) < 1e-6:
        return ""
    step = f", i trinn på {number(instrument.step)}" if instrument.step != 1 else ""
    return f"Poengsummen for {instrument.title.nb} går fra {number(instrument.low)} til {number(instrument.high)}{step}."
