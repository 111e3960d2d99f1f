"""The worker's summary as a Word file."""

from __future__ import annotations

from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.export import fagperson, word
from assistant.export.forfatter import Author


def render(guide: Guide, case: Case, *, service: str = "", now: str, note: str = "", author: Author | None = None) -> bytes:
    """`service` names the unit in the head and as author; `now` is an ISO 8601 UTC time. `note` stands first."""
    return word.render(fagperson.document(guide, case, service=service, now=now, note=note, author=author))
