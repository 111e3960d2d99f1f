"""The way through one area as a Mermaid flowchart: questions in order, a diamond before each that has a condition."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.guide import Guide
from assistant.domain.omrade import Area, Question
from assistant.domain.vilkar import in_words


def flowchart(guide: Guide, area: Area) -> str:
    """The chart as text. The same area always gives the same text."""
    return "\n".join(["flowchart TD", *(f"  {line}" for line in _lines(guide, area))])


def _lines(guide: Guide, area: Area) -> Iterator[str]:
    """Each question leads to the next; a condition that does not hold leads past its question."""
    last = len(area.questions)
    yield f"start([{_quoted('Området tas opp')}]) --> {_entry(area, 0)}"
    for number, question in enumerate(area.questions):
        onward = _entry(area, number + 1) if number + 1 < last else "slutt"
        if question.when:
            yield f"v{number}{{{_quoted(in_words(guide, question.when))}}} -- ja --> q{number}"
            yield f"v{number} -- nei --> {onward}"
        yield f"q{number}[{_quoted(_node(question))}] --> {onward}"
    yield f"slutt([{_quoted('Neste område')}])"


def _entry(area: Area, number: int) -> str:
    return f"v{number}" if area.questions[number].when else f"q{number}"


def _node(question: Question) -> str:
    return f"{question.id}<br/>{question.depth} · {question.answer}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'
