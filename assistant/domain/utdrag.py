"""Short pieces of what a person wrote, to quote back or to show beside a finding."""

from __future__ import annotations

import re

_BREAK = re.compile(r"(?<!\d)[.!?\n]+|[.!?\n]+(?!\d)")


def sentence_around(text: str, start: int, end: int, limit: int = 200) -> str:
    """The sentence that holds [start, end), at most `limit` characters of it around the span."""
    left = max((m.end() for m in _BREAK.finditer(text, 0, start)), default=0)
    after = _BREAK.search(text, end)
    right = after.start() if after else len(text)
    if right - left > limit:
        left = max(left, start - limit // 3)
        left = text.rfind(" ", 0, left) + 1 if left else 0
        right = min(right, max(end, left + limit))
    return " ".join(text[left:right].split())


def shorten(text: str, limit: int = 400) -> str:
    """All of a text on one line, cut at a word when it is very long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: line.rfind(" ", 0, limit) if " " in line[:limit] else limit].rstrip(" ,;:-–") + " …"


def clip(text: str, limit: int = 90) -> str:
    """The first sentence or clause, cut at a word; an empty text stays empty."""
    first = _BREAK.split(" ".join(text.split()).strip(), maxsplit=1)[0].strip(" ,;:-–")
    if len(first) <= limit:
        return first
    cut = first[: limit + 1]
    clause = max(cut.rfind(", "), cut.rfind(" – "), *(cut.rfind(f" {word} ") for word in ("men", "og", "but", "and")))
    place = clause if clause > limit // 2 else cut.rfind(" ")
    return first[: place if place > 0 else limit].rstrip(" ,;:-–") + " …"
