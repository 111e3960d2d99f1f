"""One reading of a message: form, risk and facts together. The only door into this room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import date

from assistant.domain.analyse import Analysis, RiskSpan
from assistant.domain.guide import Guide
from assistant.language import klassifikator, pipeline
from assistant.language.fakta import FactReader
from assistant.language.klassifikator import Classifier
from assistant.language.kontekst import ContextReader
from assistant.language.monster import key_line
from assistant.language.normalisering import Normaliser
from assistant.language.risiko import RiskReader, one_each
from assistant.language.sprakform import FormReader
from assistant.language.vurdering import Judge

REMEMBERED = 64


class Analyser:
    """Reads each message once: the last few readings are kept in memory, so that every part of a turn sees the same.

    Safe to share between threads.
    """

    def __init__(self, guide: Guide, classifier: Classifier | None = None) -> None:
        """`classifier`: None leaves the rules alone; `shared` gives the one that is fitted."""
        data = guide.language
        self._judge = Judge(guide.risk.classifier, classifier)
        self._risks, self._facts = RiskReader(guide.risk, data), FactReader(guide)
        self._context, self._form = ContextReader(data, data.forms), FormReader(data, classifier.forms if classifier else None)
        self.pipeline = pipeline.load()
        vocabulary = frozenset(self._risks.vocabulary() | self._facts.vocabulary())
        self._normaliser = Normaliser(self.pipeline.nlp, data.forms, vocabulary, data.doubled)
        self._recent: OrderedDict[tuple[str, bool], Analysis] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, text: str, today: date | None = None, by_worker: bool = False) -> Analysis:
        """The analysis of any text, also an empty one. Never raises. `by_worker`: «hun» alone is the person herself."""
        key = (text, by_worker)
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        analysis = self._read(text, today or date.today(), by_worker)
        with self._lock:
            self._recent[key] = analysis
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        return analysis

    @property
    def classified(self) -> bool:
        """Whether a fitted classifier takes part."""
        return self._judge.classified

    def classifier_alone(self, text: str) -> tuple[tuple[RiskSpan, ...], float]:
        """What the classifier finds without the rules, and its highest probability of danger; for measuring."""
        spans, danger = self._judge.alone(text, self._normaliser.tokens(text))
        return one_each(spans), danger

    def line(self, text: str) -> str:
        """The normalised words of a text in one line: what spelling is learned from."""
        return key_line(self._normaliser.tokens(text))

    def _read(self, text: str, today: date, by_worker: bool) -> Analysis:
        form = self._form.read(text)
        tokens = self._normaliser.tokens(text)
        if not tokens:
            return Analysis(text, form, 0)
        line = key_line(tokens)
        context = self._context.read(tokens, line)
        risks = one_each(self._judge.judge(text, tokens, *self._risks.read(tokens, line, context)))
        facts = self._facts.read(tokens, line, context, today)
        if by_worker:
            risks = one_each(r if r.subject == "self" or not context.only_pronouns(r.start) else replace(r, subject="self") for r in risks)
            facts = tuple(f if f.subject == "self" or not context.only_pronouns(f.start) else replace(f, subject="self") for f in facts)
        return Analysis(text, form, len(tokens), risks, facts)


_shared: dict[str, Analyser] = {}


def shared(guide: Guide) -> Analyser:
    """One analyser a process and version of the guide."""
    if guide.version not in _shared:
        _shared.clear()
        _shared[guide.version] = Analyser(guide, klassifikator.fitted(guide.reading) if guide.risk.classifier.on else None)
    return _shared[guide.version]
