"""The files of the instruments, read strictly into `instrument`."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.domain import betingelse
from assistant.domain.case import LEVELS
from assistant.domain.instrument import SEXES, Change, Choice, Instrument, Item, Limit, RiskItem, Scoring
from assistant.domain.risikodata import CATEGORIES
from assistant.domain.yamlfil import Mapping, Text, read

SURE = ("kilde", "minne")           # read in a source, or written from memory and still to be confirmed
TEXTS = ("egne_ord", "service", "her")     # the person's own words, from the service's own licensed file, or in our own file
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
BETTER = ("hoy", "lav", "ukjent")
BOUNDS = ("from", "above", "to", "below")
KEYS = ("id", "version", "area", "title", "about", "window", "items", "scoring", "limits", "risks", "change", "source", "sure", "licence",
        "items_text", "offer", "why", "note")


def load(folder: Path) -> dict[str, Instrument]:
    """Every instrument of a folder by id, in the order of the ids. Raises DataError."""
    found = [instrument(path) for path in sorted(folder.glob("*.yml"), key=lambda p: p.stem)]
    return {i.id: i for i in found}


def instrument(path: Path) -> Instrument:
    """One file. Raises DataError at the line of what is wrong."""
    m = read(path)
    m.only(*KEYS)
    if m.text("id") != path.stem:
        raise m.error("id", f"id må være «{path.stem}», som filen heter")
    if not ID.fullmatch(path.stem):
        raise m.error("id", "id er små bokstaver a til z, tall og bindestrek, høyst 40 tegn")
    items, s = _items(m), m.sub("scoring")
    s.only("method", "factor", "missing", "low", "high", "step", "better")
    scoring = Scoring(s.one_of("method", ("sum", "mean")), s.decimal("factor") if "factor" in s else 1, s.integer("missing", 0) or 0)
    low, high = s.decimal("low"), s.decimal("high")
    if items and (low, high) != (made := extremes(items, scoring)):
        raise s.error("high", f"poengene går fra {made[0]:g} til {made[1]:g}, ikke fra {low:g} til {high:g}")
    source, sure = m.text("source"), m.one_of("sure", SURE)
    limits = tuple(_limit(x, source, sure, low, high) for x in m.items("limits"))
    return Instrument(
        m.text("id"), m.text("version"), m.text("area"), m.lang("title"), m.lang("about"), m.optional_lang("window"), items, scoring, low, high,
        s.decimal("step") if "step" in s else 1, s.one_of("better", BETTER), limits, tuple(risk(x, items) for x in m.items("risks")),
        _change(m.sub("change")) if "change" in m else None, source, sure, m.lang("licence"),
        m.one_of("items_text", TEXTS), betingelse.parse(m.sub("offer")) if "offer" in m else None, m.optional_lang("why"),
        m.optional_lang("note"), m.place,
    )


def extremes(items: tuple[Item, ...], scoring: Scoring) -> tuple[float, float]:
    """The lowest and the highest total that the items can give."""
    share = scoring.factor / (len(items) if scoring.method == "mean" else 1)
    ends = (sum(end(i.values) * i.weight for i in items) * share for end in (min, max))
    low, high = (round(total, 4) for total in ends)
    return low, high


def _items(m: Mapping) -> tuple[Item, ...]:
    """Groups of equal items, numbered from 1 through all of them."""
    items: list[Item] = []
    for group in m.items("items"):
        group.only("count", "values", "scale", "choices", "weight", "text", "own_words")
        choices, weight = _choices(group), group.decimal("weight") if "weight" in group else 1
        for _ in range(group.integer("count", 1) or 1):
            items.append(Item(str(len(items) + 1), choices, weight, plain(group, "text"), group.flag("own_words", False)))
    return tuple(items)


def _choices(group: Mapping) -> tuple[Choice, ...]:
    if "choices" in group:
        return choices(group)
    return tuple(Choice(value) for value in _values(group))


def choices(m: Mapping) -> tuple[Choice, ...]:
    """The list `choices`, each with a value and a label. Raises DataError when a value stands twice or there are fewer than two."""
    found = []
    for choice in m.items("choices"):
        choice.only("value", "label")
        found.append(Choice(choice.decimal("value"), plain(choice, "label")))
    if len(found) < 2 or len({c.value for c in found}) != len(found):
        raise m.error("choices", "valgene må være minst to, med hver sin verdi")
    return tuple(found)


def plain(m: Mapping, key: str) -> Text | None:
    """A text that a service has from a form: one sentence as it stands, or by language. A form that is not translated stays as it is."""
    if key not in m:
        return None
    if not isinstance(m.value(key), dict):
        return Text(m.text(key), "")
    sub = m.sub(key)
    sub.only("nb", "nn", "en")
    written = {lang: sub.text(lang) for lang in sub}
    if not written:
        raise m.error(key, f"«{key}» må ha en tekst")
    return Text(written.get("nb") or next(iter(written.values())), written.get("nn", ""), written.get("en"))


def _values(m: Mapping) -> list[float]:
    if ("values" in m) == ("scale" in m):
        raise m.error(None, "en gruppe må ha én av «values», «scale» og «choices»")
    if "values" in m:
        try:
            found = [float(v) for v in m.strings("values")]
        except ValueError:
            raise m.error("values", "«values» må være tall") from None
    else:
        scale = m.sub("scale")
        scale.only("from", "to", "step")
        low, step = scale.decimal("from"), scale.decimal("step")
        found = [round(low + n * step, 4) for n in range(round((scale.decimal("to") - low) / step) + 1)] if step > 0 else []
    if len(found) < 2 or len(set(found)) != len(found):
        raise m.error("values" if "values" in m else "scale", "verdiene må være minst to, og hver bare én gang")
    return found


def _limit(m: Mapping, source: str, sure: str, low: float, high: float) -> Limit:
    m.only("id", *BOUNDS, "sex", "label", "source", "sure")
    bounds = [b for b in BOUNDS if b in m]
    if len(bounds) != 1:
        raise m.error(None, f"en grense må ha nøyaktig én av: {', '.join(BOUNDS)}")
    at = m.decimal(bounds[0])
    if not low <= at <= high:
        raise m.error(bounds[0], f"grensen {at:g} er utenfor {low:g} til {high:g}")
    return Limit(m.text("id"), bounds[0], at, m.lang("label"), m.one_of("sex", SEXES) if "sex" in m else "",
                 m.text("source", source), m.one_of("sure", SURE, sure))


def risk(m: Mapping, items: tuple[Item, ...]) -> RiskItem:
    """An item that goes to a human. Raises DataError when there is no such item, or when its limit can never be below an answer."""
    m.only("item", "from", "category", "level")
    found = RiskItem(m.text("item"), m.decimal("from"), m.one_of("category", CATEGORIES), m.one_of("level", LEVELS[1:]))
    values = next((i.values for i in items if i.id == found.item), ())
    if not values:
        raise m.error("item", f"spørsmål {found.item} finnes ikke")
    if not values[0] < found.at <= values[-1]:
        raise m.error("from", f"«from» må være over {values[0]:g} og høyst {values[-1]:g}")
    return found


def _change(m: Mapping) -> Change:
    m.only("points", "source", "sure")
    return Change(m.decimal("points"), m.text("source"), m.one_of("sure", SURE))
