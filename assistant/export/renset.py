"""A person's words made fit for a document: nothing that XML or a journal cannot hold, nothing else changed."""

from __future__ import annotations

import re

_INVALID = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"   # not XML 1.0, and the C1 controls
    "|[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]"                        # marks that turn the text around or hide in it
)


def clean(text: object) -> str:
    """Text without control characters, lone surrogates and direction overrides; line ends become \\n."""
    return _INVALID.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def one_line(text: object) -> str:
    """Cleaned, with every run of white space as one space."""
    return " ".join(clean(text).split())


def shorten(text: object, limit: int) -> str:
    """One line of at most `limit` characters, cut at a word where there is one."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    place = line.rfind(" ", limit // 2, limit)
    return line[: place if place > 0 else limit - 1].rstrip(" ,;:-–") + " …"


def quoted(text: object, limit: int = 0, language: str = "nb") -> str:
    """The words in the quotation marks of the language, shortened when a limit is given; empty stays empty."""
    said = shorten(text, limit) if limit else clean(text).strip()
    left, right = "“”" if language == "en" else "«»"
    return f"{left}{said}{right}" if said else ""
