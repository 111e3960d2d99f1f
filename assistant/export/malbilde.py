"""What the blocks of a template draw from: the case as it may be shown, the words of the language, the variant."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import planutkast
from assistant.domain.case import Answer, Case, Finding
from assistant.domain.dokumentmal import BlockSpec, Template
from assistant.domain.guide import Guide
from assistant.domain.plan import Plan
from assistant.export import funn
from assistant.export.forfatter import Author
from assistant.export.ord import Words
from assistant.export.utvalg import Shared

OF_OTHERS = ("barn", "nettverk")


@dataclass(frozen=True)
class Picture:
    """`case` is the whole case, for what concerns danger, counts and times; `kept` is what may be shown."""

    guide: Guide
    case: Case
    kept: Shared
    w: Words
    template: Template
    variant: str
    now: str
    author: Author | None

    @property
    def to_person(self) -> bool:
        return self.template.reader == "person"

    def plan(self) -> Plan:
        """The plan in force, or the draft of one."""
        return planutkast.draft(self.guide, self.kept.case)

    def answers(self, block: BlockSpec) -> list[Answer]:
        """The answers in force that the block names, those of single questions first, then area by area in the order of the talk."""
        current = {a.question: a for a in self.kept.case.answered() if (a.text.strip() or a.codes) and not a.question.startswith("trygg.")}
        named = [current[q] for q in block.questions if q in current]
        return [*named, *(a for area in block.areas for a in current.values() if a.area == area and a not in named)]

    def findings(self, block: BlockSpec) -> list[Finding]:
        """The findings about the areas, or of the kinds, that the block names, the kinds in its order; what reads alike once.

        What is about somebody else stays out of a document that goes to others, except where children and relatives are the theme.
        """
        found = [f for f in self.kept.case.valid_findings() if f.attribute in block.findings or self._about(f) in block.areas]
        kept = [f for f in found if (f.subject == "self" or self._about(f) in OF_OTHERS) and not _doubted(f, found)]
        order = {name: place for place, name in enumerate(block.findings)}
        return funn.once(self.guide, self.w, sorted(kept, key=lambda f: order.get(f.attribute, len(order))))

    def _about(self, finding: Finding) -> str:
        spec = self.guide.findings.get(finding.attribute)
        return spec.area if spec else finding.area


def _doubted(finding: Finding, found: list[Finding]) -> bool:
    """Whether it was said with a doubt in one place and without in another."""
    return finding.uncertain and any(not f.uncertain and (f.attribute, f.value, f.negated) == (finding.attribute, finding.value, finding.negated) for f in found)
