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
        """The findings about the areas, or of the kinds, that the block names; what reads alike once."""
        specs = self.guide.findings
        found = [f for f in self.kept.case.valid_findings()
                 if f.attribute in block.findings or (specs[f.attribute].area if f.attribute in specs else f.area) in block.areas]
        return funn.once(self.guide, self.w, found)
