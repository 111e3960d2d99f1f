"""One reading of a message: form, risk and facts together. The only door into this room."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import date

from assistant.domain.analyse import Analysis
from assistant.domain.guide import Guide
from assistant.language import pipeline
from assistant.language.fakta import FactReader
from assistant.language.kontekst import ContextReader
from assistant.language.monster import key_line
from assistant.language.normalisering import Normaliser
from assistant.language.risiko import RiskReader, one_each
from assistant.language.sprakform import FormReader

REMEMBERED = 64


class Analyser:
    """Reads each message once: the last few readings are kept in memory, so that every part of a turn sees the same."""

    def __init__(self, guide: Guide) -> None:
        data = guide.language
        self._risks, self._facts = RiskReader(guide.risk, data), FactReader(guide)
        self._context, self._form = ContextReader(data, data.forms), FormReader(data)
        self.pipeline = pipeline.load()
        vocabulary = frozenset(self._risks.vocabulary() | self._facts.vocabulary())
        self._normaliser = Normaliser(self.pipeline.nlp, data.forms, vocabulary)
        self._recent: OrderedDict[tuple[str, bool], Analysis] = OrderedDict()

    def read(self, text: str, today: date | None = None, by_worker: bool = False) -> Analysis:
        """The analysis of any text, also an empty one. Never raises. `by_worker`: «hun» alone is the person herself."""
        key = (text, by_worker)
        if key in self._recent:
            self._recent.move_to_end(key)
            return self._recent[key]
        analysis = self._read(text, today or date.today(), by_worker)
        self._recent[key] = analysis
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        return analysis

    def _read(self, text: str, today: date, by_worker: bool) -> Analysis:
        form = self._form.read(text)
        tokens = self._normaliser.tokens(text)
        if not tokens:
            return Analysis(text, form, 0)
        line = key_line(tokens)
        context = self._context.read(tokens, line)
        risks = self._risks.read(tokens, line, context)
        facts = self._facts.read(tokens, line, context, today)
        if by_worker:
            risks = one_each(r if r.subject == "self" or not context.only_pronouns(r.start) else replace(r, subject="self") for r in risks)
            facts = tuple(f if f.subject == "self" or not context.only_pronouns(f.start) else replace(f, subject="self") for f in facts)
        worst = risks[0] if risks else None
        return Analysis(text, form, len(tokens), risks, facts, worst.level if worst else "ingen", worst.subject if worst else "self")


_shared: dict[str, Analyser] = {}


def shared(guide: Guide) -> Analyser:
    """One analyser a process and version of the guide."""
    if guide.version not in _shared:
        _shared.clear()
        _shared[guide.version] = Analyser(guide)
    return _shared[guide.version]
