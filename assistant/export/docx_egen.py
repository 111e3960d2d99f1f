"""The person's own copy as a Word file: plain language, the person's own content, no pathway, diagnosis or finding."""

from __future__ import annotations

from assistant.domain.case import Case
from assistant.domain.guide import Guide
from assistant.export import egen, word


def render(guide: Guide, case: Case, *, service: str = "", now: str) -> bytes:
    """`service` names the unit that the answers may be shared with; `now` is an ISO 8601 UTC time."""
    return word.render(egen.document(guide, case, service=service, now=now))
