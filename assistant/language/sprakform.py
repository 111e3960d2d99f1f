"""Which form of Norwegian a message is written in; no network, a word count."""

from __future__ import annotations

import re

from assistant.domain.sprakdata import LanguageData


class FormReader:
    """Tells nb, nn, dialekt, en or annet."""

    def __init__(self, data: LanguageData) -> None:
        self._markers = data.markers

    def read(self, text: str) -> str:
        """The form with most tell-tale words; none at all in a longer text means another language."""
        words = re.findall(r"[^\W\d_]+", text.lower())
        counts = {form: sum(w in markers for w in words) for form, markers in self._markers.items()}
        best = max(("nb", "nn", "dialekt", "en"), key=lambda form: counts[form])
        if counts[best] == 0:
            return "annet" if len(words) >= 6 else "nb"
        return best
