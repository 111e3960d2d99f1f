"""What became of one answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain.case import Finding, RiskEvent


@dataclass
class Taken:
    """`said` are (text key, values) to say back; `mirror` may be answered with own words.

    `kind`: besvart, hoppet, uforstatt. `safety` is set when a choice, and no words, raised a risk.
    """

    kind: str
    said: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    risks: list[RiskEvent] = field(default_factory=list)
    mirror: bool = False
    safety: bool = False
