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
_EXACT = frozenset(float(n) for n in (*range(2, 21),))


@dataclass(frozen=True)
class Quantity:
    """Tokens [first, last]; `value` in months for durations, a code for frequencies, a number as text otherwise."""

    kind: str
    first: int
    last: int
    value: str


class QuantityReader:
    """Built once; finds every quantity in a message."""

    def __init__(self, data: LanguageData) -> None:
        q, classes, forms = data.quantities, data.classes, data.forms
        self._numbers = {fold(forms.get(w, w)): n for w, n in q.numbers.items()}
        self._units = {fold(forms.get(w, w)): n for w, n in q.months.items()}
        self._month_names = {fold(name): number for number, name in enumerate(q.month_names, 1)}
        self._amounts = {fold(forms.get(w, w)) for w in q.amounts}
        self._since: PatternSet[float] = PatternSet(q.since, classes, forms)
        self._often: PatternSet[str] = PatternSet(q.frequency, classes, forms)

    def read(self, tokens: list[Token], line: str, today: date) -> list[Quantity]:
        """Every quantity, in no special order; kinds varighet, hyppighet, mengde, alder, tall."""
        found = [Quantity("varighet", h.first, h.last, f"{h.owner:g}") for h in self._since.find(tokens, line)]
        found += [Quantity("hyppighet", h.first, h.last, h.owner) for h in self._often.find(tokens, line)]
        return found + list(self._numbers_in(tokens, today))

    def _numbers_in(self, tokens: list[Token], today: date) -> Iterator[Quantity]:
        for i, token in enumerate(tokens):
            if (month := self._month_names.get(token.key)) and i and tokens[i - 1].key in ("siden", "i", "fra"):
                yield Quantity("varighet", i, i, str((today.month - month) % 12 or 12))
            number = self._number(token.key)
            if number is None:
                continue
            after = tokens[i + 1].key if i + 1 < len(tokens) and tokens[i + 1].sentence == token.sentence else ""
            before = tokens[i - 1].key if i and tokens[i - 1].sentence == token.sentence else ""
            if 1940 <= number <= today.year:
                months = max(1.0, (today.year - number) * 12 + today.month - 6)
                yield Quantity("varighet", i, i, f"{months:g}")
            elif after in self._units and not _is_age(tokens, i, before):
                yield Quantity("varighet", i, i + 1, f"{number * self._units[after]:g}")
            elif after in self._amounts:
                yield Quantity("mengde", i, i + 1, f"{number:g} {after}")
            if any(c.isdigit() for c in token.key) or number in _EXACT:
                yield Quantity("tall", i, i, f"{number:g}")
                if _may_be_age(tokens, i, after, before):
                    yield Quantity("alder", i, i, f"{number:g}")

    def _number(self, key: str) -> float | None:
        if re.fullmatch(r"\d{1,4}(?:[.,]\d+)?", key):
            return float(key.replace(",", "."))
        return self._numbers.get(key)


def _may_be_age(tokens: list[Token], i: int, after: str, before: str) -> bool:
    """«7 år», «på 7 og 10», «er 9», «7 og 10»; never «ti minutt» or «to unger»."""
    if after in _AGE_AFTER or after.startswith("aring"):
        return True
    if before == "på":
        return after not in _NOT_AGE
    closed = after in ("", "og", "men", "som", "til", "er", "for") or (i + 1 < len(tokens) and tokens[i + 1].comma_before)
    return closed and before in ("og", "er", "blir", "fyller", "fylte", "eller")


def _is_age(tokens: list[Token], i: int, before: str) -> bool:
    """«17 år gammel», «fylte 30 år», «på 8 år»."""
    later = [t.key for t in tokens[i + 2:i + 4] if t.sentence == tokens[i].sentence]
    return bool(_AGE_AFTER & set(later)) or before in _AGE_BEFORE or before == "på"
