"""Case -> documents: the worker's summary, the person's own copy, plain text. Imports domain only."""

from __future__ import annotations

from collections.abc import Callable

from assistant.export import docx, tekst

FORMATS: dict[str, Callable[..., bytes | str]] = {"docx": docx.render, "text": tekst.render}
DEMO = "Fiktiv demosak. Personen finnes ikke."
