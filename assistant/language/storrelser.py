"""Numbers with meaning: durations, how often, amounts, ages. Each is a span of tokens with a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.domain.sprakdata import LanguageData
from assistant.language.monster import PatternSet
from assistant.language.normalisering import Token, fold

_AGE_AFTER = frozenset({"gammel", "gamal", "gamle", "år"})
_AGE_BEFORE = frozenset({"fylte", "fyller", "fylt", "alder"})
_NOT_AGE = frozenset({"timer", "minutt", "minutter", "minuttar", "prosent", "dager", "uker", "maneder", "liter", "kilo", "kroner"})
_NEGATIONS = frozenset({"ikke", "aldri", "knapt", "ingen", "not"})
NEGATION_REACH = 8
_EXACT = frozenset(float(n) for n in (*range(2, 100),))
_YEARS_BACK = {"fjor": 12, "forfjor": 24}
_GLUED = re.compile(r"(\d{1,3}(?:[.,]\d+)?)(h|t|timer|mg|g|mnd|ar|er|ern)")
_GLUED_UNITS = {"ar": "år", "mnd": "maneder", "ern": "er"}
_LISTED_AFTER = frozenset({"", "og", "men", "som", "til", "er", "for", "nå", "no", "now"})
_LISTED_BEFORE = frozenset({"og", "er", "blir", "fyller", "fylte", "eller", "is", "are", "turned", "and"})
_HOURS = frozenset({"timer", "time", "timers", "timen", "t", "tim", "tima", "hours", "hour", "h"})
_YEAR_WORDS = ("i", "siden", "fra", "sist", "since", "sommeren", "hosten", "varen", "vinteren", "in", "og", "rundt", "ca")


@dataclass(frozen=True)
class Quantity:
    """Tokens [first, last]; `value` in months for durations, a code for frequencies, a number as text otherwise.

    `unit` is what a plain number counts: timer, av (the ten of «tre av ti»), poeng (the three) or nothing that is known. A duration
    that is reckoned from the calendar («i april», «siden 2019») has the unit punkt or start.
    """

    kind: str
    first: int
    last: int
    value: str
    unit: str = ""


class QuantityReader:
    """Built once; finds every quantity in a message."""

    def __init__(self, data: LanguageData) -> None:
        q, classes, forms = data.quantities, data.classes, data.forms
        self._numbers = {fold(forms.get(w, w)): n for w, n in q.numbers.items()}
        self._units = {fold(forms.get(w, w)): n for w, n in q.months.items()}
        self._month_names = {fold(name): number for number, name in enumerate(q.month_names, 1)}
        self._amounts = {fold(forms.get(w, w)) for w in q.amounts}
        self._since: PatternSet[float] = PatternSet(q.since, classes, forms)
        self._points: PatternSet[float] = PatternSet(q.points, classes, forms)
        self._tens = {word: n for word, n in self._numbers.items() if n in range(20, 100, 10)}
        self._ones = {word: n for word, n in self._numbers.items() if n in range(1, 10)} | {"ein": 1.0, "en": 1.0}
        self._grades = {fold(forms.get(w, w)): n for w, n in q.grades.items()}
        self._often: PatternSet[str] = PatternSet(q.frequency, classes, forms)

    def read(self, tokens: list[Token], line: str, today: date) -> list[Quantity]:
        """Every quantity, in no special order; kinds varighet, hyppighet, mengde, alder, tall."""
        found = [Quantity("varighet", h.first, h.last, f"{h.owner:g}", _calendar(tokens, h.first, h.last)) for h in self._since.find(tokens, line)]
        found += [Quantity("hyppighet", h.first, h.last, h.owner) for h in self._often.find(tokens, line)]
        found += [_back_to(tokens, h.owner, h.first, h.last, today) for h in self._points.find(tokens, line)]
        return found + list(self._numbers_in(tokens, today))

    def _numbers_in(self, tokens: list[Token], today: date) -> Iterator[Quantity]:
        for i, token in enumerate(tokens):
            before = tokens[i - 1].key if i and tokens[i - 1].sentence == token.sentence else ""
            if (month := self._month_names.get(token.key)) and before in ("siden", "i", "fra", "sist", "since", "in", "rundt"):
                yield _back_to(tokens, month, i - 1, i, today)
            if (grade := self._grade(token.key)) is not None:
                yield Quantity("tall", i, i, f"{grade:g}", "poeng")
            number = self._number(token.key)
            if number is None or self._closes_range(tokens, i):
                continue
            if 1940 <= number <= today.year:
                if before in _YEAR_WORDS or not before:
                    yield Quantity("varighet", i, i, f"{max(1.0, (today.year - number) * 12 + today.month - 6):g}", _said_as(before))
                continue
            upper = self._upper(tokens, i, number)
            last = i if upper is None else i + 1
            yield from self._counted(tokens, i, last, number if upper is None else (number + upper) / 2, before)

    def _counted(self, tokens: list[Token], i: int, last: int, number: float, before: str) -> Iterator[Quantity]:
        """What the number of tokens [i, last] may be, with the words around it."""
        glued = _GLUED.fullmatch(tokens[last].key)
        after = _GLUED_UNITS.get(glued[2], glued[2]) if glued else _next(tokens, last)
        end = last if glued else last + 1
        if after in self._units and not _is_age(tokens, last, before) and not _is_rate(tokens, last):
            yield Quantity("varighet", i, end, f"{number * self._units[after]:g}")
        elif after in self._amounts:
            yield Quantity("mengde", i, end, f"{number:g} {after}")
        if number in _EXACT or last > i or any(c.isdigit() for c in tokens[i].key):
            unit = _counts(tokens, last, after, before)
            yield Quantity("tall", i, end if unit == "timer" else last, f"{number:g}", unit)
            if after == "maneder" and before == "på":
                yield Quantity("alder", i, end, f"{number // 12:g}")
            elif last == i and _may_be_age(tokens, i, after, before):
                yield Quantity("alder", i, i, f"{number:g}")

    def _upper(self, tokens: list[Token], i: int, number: float) -> float | None:
        """The five of «fire-fem» and «4-5»: a number right after, larger but not much."""
        if i + 1 >= len(tokens) or tokens[i + 1].start - tokens[i].end != 1 or tokens[i + 1].sentence != tokens[i].sentence:
            return None
        upper = self._number(tokens[i + 1].key)
        return upper if upper is not None and number >= 1 and number < upper <= 2 * number + 1 and upper <= 100 else None

    def _closes_range(self, tokens: list[Token], i: int) -> bool:
        lower = self._number(tokens[i - 1].key) if i else None
        return lower is not None and self._upper(tokens, i - 1, lower) is not None

    def _grade(self, key: str) -> float | None:
        """«en 6er», «ein trear»."""
        glued = _GLUED.fullmatch(key)
        return float(glued[1].replace(",", ".")) if glued and glued[2] in ("er", "ern") else self._grades.get(key)

    def _number(self, key: str) -> float | None:
        if re.fullmatch(r"\d{1,4}(?:[.,]\d+)?", key):
            return float(key.replace(",", "."))
        if (glued := _GLUED.fullmatch(key)) and glued[2] not in ("er", "ern"):
            return float(glued[1].replace(",", "."))
        return self._numbers.get(key) or self._compound(key)

    def _compound(self, key: str) -> float | None:
        """«tjuefem», «femogtjue»."""
        for tens, value in self._tens.items():
            rest = key.removeprefix(tens) if key.startswith(tens) else key.removesuffix("og" + tens) if key.endswith("og" + tens) else ""
            if rest != key and rest in self._ones:
                return value + self._ones[rest]
        return None


def _back_to(tokens: list[Token], month: float, first: int, last: int, today: date) -> Quantity:
    """Months back to the last time of a month, one year more with «i fjor» beside it."""
    months = (today.month - month) % 12 or 12.0
    for place in range(max(0, first - 2), min(len(tokens), last + 3)):
        if tokens[place].sentence == tokens[first].sentence and (more := _YEARS_BACK.get(tokens[place].key)):
            months, first, last = today.month - month + more, min(first, place), max(last, place)
    return Quantity("varighet", first, last, f"{months:.3g}", _said_as(tokens[first].key))


def _said_as(word: str) -> str:
    """Whether a place in the calendar is when something began, or only when something was."""
    return "start" if word in ("siden", "fra", "since", "from") else "punkt"


def _calendar(tokens: list[Token], first: int, last: int) -> str:
    """«i fjor», «siden i fjor»: a place in the calendar; «i mange år» is a duration."""
    return _said_as(tokens[first].key) if any(t.key in _YEARS_BACK for t in tokens[first:last + 1]) else ""


def _next(tokens: list[Token], i: int) -> str:
    """The word after, in the same sentence; empty when there is none."""
    return tokens[i + 1].key if i + 1 < len(tokens) and tokens[i + 1].sentence == tokens[i].sentence else ""


def _counts(tokens: list[Token], i: int, after: str, before: str) -> str:
    """What a plain number counts: hours, points of ten, the ten itself, or nothing that is known."""
    if after in _HOURS:
        return "timer"
    if before in ("av", "of") or (before == "til" and tokens[i].key in ("10", "ti")):
        return "av"
    later = [t.key for t in tokens[i + 2:i + 4] if t.sentence == tokens[i].sentence]
    return "poeng" if (after == "av" and later[:1] in (["10"], ["ti"])) or (after == "out" and later[:1] in (["of"], ["av"])) else ""


def _may_be_age(tokens: list[Token], i: int, after: str, before: str) -> bool:
    """«7 år», «på 7 og 10», «er 9», «2, 5 og 7»; never «ti minutt» or «to unger»."""
    if after in _AGE_AFTER or after.startswith("aring"):
        return not {t.key for t in tokens[i + 2:i + 3] if t.sentence == tokens[i].sentence} & {"siden", "tilbake", "nå"}
    if before == "på":
        return after not in _NOT_AGE
    paused = i + 1 < len(tokens) and (tokens[i + 1].comma_before or tokens[i + 1].start - tokens[i].end > 1)
    return (paused or after in _LISTED_AFTER) and (before in _LISTED_BEFORE or tokens[i].comma_before)


def _is_rate(tokens: list[Token], i: int) -> bool:
    """«fem dager i uka», «tre dager hver uke» say how often, not how long."""
    later = [t.key for t in tokens[i + 2:i + 4] if t.sentence == tokens[i].sentence]
    return len(later) == 2 and later[0] in ("i", "per", "pr", "hver", "kvar", "a") and later[1] in ("uker", "maneder", "week", "month", "år")


def _is_age(tokens: list[Token], i: int, before: str) -> bool:
    """«17 år gammel», «fylte 30 år», «på 8 år»; but «ikke jobbet på to år» is a duration."""
    later = [t.key for t in tokens[i + 2:i + 4] if t.sentence == tokens[i].sentence]
    denied = any(t.key in _NEGATIONS for t in tokens[max(0, i - NEGATION_REACH):i] if t.sentence == tokens[i].sentence)
    return bool(_AGE_AFTER & set(later)) or before in _AGE_BEFORE or (before == "på" and not denied)
