"""Case -> documents: the worker's summary, the person's own copy, plain text. Imports domain only."""

from __future__ import annotations

from assistant.export import formater

FORMATS: dict[str, formater.Render] = {f.id: f.render for f in formater.FORMATS}
DEMO = "Fiktiv demosak. Personen finnes ikke."
