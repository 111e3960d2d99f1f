"""Who stands behind a journal document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Author:
    """The worker who approved the case, or who asks for a draft. `hpr` is the number in Helsepersonellregisteret, empty without one.

    `approved` is when the case was approved as it stands (ISO 8601 UTC); empty means that the document is a draft.
    """

    name: str
    title: str = ""
    hpr: str = ""
    approved: str = ""
