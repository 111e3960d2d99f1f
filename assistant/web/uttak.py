"""Taking a document out of a case: drafts and final versions, and the register of what was taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from assistant.domain.case import RELATIVE, Case
from assistant.domain.guide import Guide
from assistant.domain.tjeneste.oppsett import Service
from assistant.export import DEMO
from assistant.export.forfatter import Author
from assistant.export.formater import Format
from assistant.export.utvalg import shared
from assistant.store.arbeid import Standing
from assistant.store.base import Store
from assistant.store.eksport import Export
from assistant.web import innsyn

WORKER = "fagperson "


@dataclass(frozen=True)
class Taken:
    """A document that was made. `name` is the file's."""

    content: bytes
    format: Format
    name: str
    draft: bool
    sha256: str


@dataclass(frozen=True)
class Desk:
    """Where documents are made: what they are made from, and for whom. `service` has the name that stands in them."""

    store: Store
    guide: Guide
    service: Service
    actor: str
    now: str

    def take(self, case_id: str, standing: Standing, format: Format) -> Taken:
        """Make a document from the case as it stands and note it in the register. Raises WriteError, UnknownCase."""
        made = self.make(case_id, standing, format, visible(self.guide, standing.case, format))
        self.note(case_id, standing, made)
        return made

    def note(self, case_id: str, standing: Standing, made: Taken) -> None:
        """Put it in the register. Raises UnknownCase when the case was deleted meanwhile."""
        export = Export(made.format.id, made.sha256, standing.case.turn, standing.edits, standing.position, made.draft)
        self.store.keep_export(case_id, export, self.actor, self.now)

    def make(self, case_id: str, standing: Standing, format: Format, case: Case) -> Taken:
        """The document of a case as its reader may see it. Raises WriteError."""
        note = DEMO if case_id in self.store.demo_cases() else ""
        whom = {"person": self.store.person(case_id, self.actor, self.now)} if format.person else {}
        content = format.render(self.guide, case, service=self.service, now=self.now, note=note, author=self._author(standing), **whom)
        data = content.encode() if isinstance(content, str) else content
        draft = is_draft(format, standing)
        return Taken(data, format, _file(format, case, draft), draft, sha256(data).hexdigest())

    def _author(self, standing: Standing) -> Author:
        """Who approved the case as it stands; without that, who asks."""
        actor, at = (standing.approval.actor, standing.approval.at) if standing.approval else (self.actor, "")
        account = self.store.account_named(actor)
        if account is not None:
            return Author(account.name, account.title, account.hpr, at)
        return Author("" if actor in ("cli", WORKER.strip()) else actor.removeprefix(WORKER), approved=at)


def _file(format: Format, case: Case, draft: bool) -> str:
    """The file's name; the summary of a relative's talk says that it is one."""
    named = replace(format, document="parorende") if case.kind == RELATIVE and format.document == "sammendrag" else format
    return named.file(case.id, draft)


def as_draft(standing: Standing) -> Standing:
    """As if nobody had approved the case."""
    return Standing(standing.case, None, standing.edits, standing.position)


def is_draft(format: Format, standing: Standing) -> bool:
    return format.approval and standing.approval is None


def visible(guide: Guide, case: Case, format: Format) -> Case:
    """The case as a worker's document may read it. The person's own copy takes in all it is given, so it is given only what is shared."""
    seen = innsyn.for_documents(case)
    return shared(guide, seen).case if format.own else seen


def outdated(export: Export, standing: Standing) -> bool:
    """Whether the case has changed since the document was made."""
    return export.position != standing.position


def named(service: Service, name: str) -> Service:
    """The service with the name that stands in its documents."""
    return replace(service, name=name)
