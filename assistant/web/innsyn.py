"""What a worker may read. The person was told: nothing before yes to sharing, except what means danger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.domain import parorende
from assistant.domain.case import Case, Consent, replace
from assistant.domain.guide import Guide
from assistant.export.innsynsdokument import Everything
from assistant.export.utvalg import Shared, shared
from assistant.web.problemer import unknown_case, unknown_talk

if TYPE_CHECKING:
    from assistant.web.tjeneste import Tjeneste


def undecided(case: Case) -> bool:
    """The person's own talk where sharing has not been answered yet."""
    return case.mode == "self" and case.consent("deling") is None


def for_documents(case: Case) -> Case:
    """The case as the documents may show it: an undecided talk counts as not shared."""
    if not undecided(case):
        return case
    return replace(case, consents=[*case.consents, Consent("deling", False, "", case.updated)])


def for_worker(guide: Guide, case: Case) -> Shared:
    """The case without what is not shared. Risks always stay."""
    return shared(guide, for_documents(case))


def sharing(case: Case) -> str:
    """alt, delvis, nei or ubestemt; a guided talk counts as shared until the person says otherwise."""
    if case.consent("samtykke") is False or case.consent("deling") is False:
        return "nei"
    if undecided(case):
        return "ubestemt"
    return "delvis" if case.hidden_areas else "alt"


def transcript(case: Case, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Word for word only when everything is shared: the assistant repeats words, so leaving out single bubbles is not safe."""
    return rows if whole(case) else []


def whole(case: Case) -> bool:
    """Whether a worker may read all of it: everything is shared, and so was everything that the talk repeats from last time."""
    return sharing(case) == "alt" and not (case.earlier and case.earlier.withheld)


def with_relatives(running: Tjeneste, case: Case, agreed_only: bool = False) -> Case:
    """The case with the relatives' talks; for the person only those that the relative agrees to show."""
    talks = running.store.relatives(case.id)
    return replace(case, relatives=tuple(t for t in talks if not agreed_only or parorende.shown(t)))


def everything(running: Tjeneste, case_id: str, own: bool) -> Everything:
    """All that is stored; for a worker (`own` False) as little of it as the worker may read. Raises Problem for an unknown case.

    A relative's words are the relative's: they come along only where the relative agrees, else it says that there is such a talk.
    """
    found = running.store.everything(case_id)
    if found is None:
        raise unknown_talk() if own else unknown_case()
    stored = Everything(**found, relatives=running.store.relatives(case_id))
    if own or whole(stored.case):
        return stored
    return Everything(for_worker(running.guide, stored.case).case, [], stored.alerts, stored.log, complete=False, relatives=stored.relatives)
