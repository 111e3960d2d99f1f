"""A case with something in every list, and a store on file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.domain.case import Answer, Case, Consent, Decision, Finding, Maling, RiskEvent, replace
from assistant.domain.plan import Check, Plan, PlanLine, PlanMeasure
from assistant.domain.tidligere import Earlier, Goal, Said, Scored
from assistant.store import Store, open_store

NOW = "2026-03-01T10:00:00+00:00"


@pytest.fixture
def now() -> str:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kartlegging.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = open_store(path)
    yield store
    store.close()


@pytest.fixture
def full_case() -> Callable[[str], Case]:
    """Makes a case where every field but the pointers to other cases differs from its default, and the person's words hold `marker`."""

    def make(case_id: str, marker: str = "sover dårlig 😴 «hver» natt\x00\n") -> Case:
        case = Case(case_id, "guided", "nn", "grundig", "pause", NOW, NOW, 3, 1, "sovn", ("okonomi", "rus"), kind="oppfolging", relation="mor")
        case.earlier = Earlier(NOW, (Said("sovn", marker, (("sovn_timer", "4"),), False),), (Goal("mal_1", marker, 3.0),),
                               (Scored("psfs", (("mal_1", 3.0), ("mal_2", None)), 4.5, False),), (("selvmord", "hoy", "self"),), 2)
        case.answers += [
            Answer("sovn.apning", "sovn", marker, (), "besvart", 1, NOW, "person"),
            Answer("rus.apning", "rus", "", ("nei", "vet_ikke"), "hoppet", 2, NOW, "fagperson", True),
            Answer("sovn.apning", "sovn", marker + "nå", ("ja",), "gjenapnet", 3, NOW),
        ]
        case.findings += [
            Finding("sovn_timer", "4", "sovn", "sovn.apning", marker, "timer", True, True, "other", True, 1, "fagperson"),
            Finding("sovn_timer", "5", "sovn", "sovn.apning", marker),
        ]
        risk = RiskEvent("selvmord-self", "selvmord", "avklar", "self", marker, "sovn.apning", "sovn", ("R-1", "R-2"), turn=1, at=NOW)
        later = replace(risk, level="hoy", status="vist", shown=("113",), replies=("trygg.videre=plan",), first_level="avklar")
        case.risks += [risk, later]
        case.consents += [Consent("samtykke", True, marker, NOW), Consent("deling", False, "", NOW)]
        case.decisions += [Decision(2, 1, marker, "kari", NOW), Decision(1, None, "", "kari", NOW)]
        case.measurements += [
            Maling("m1", "psfs", "1", {"1": 4.0, "2": None}, {"1": marker}, None, "kvinne", "samtale", "pagar", "kari", NOW, 2),
            Maling("m2", "moca", "1", given_total=24.0, source="papir", by="kari", at=NOW),
        ]
        case.plans += [
            Plan(1, (PlanLine("tegn", marker, True, "sovn.apning"), PlanLine("selv", "gå tur")), (), "kari", NOW),
            Plan(2, (), (PlanMeasure("Samtaler", "T1-SAMTALE-001", marker, "kari", "hver uke", "2026-04-01"),), "per", NOW),
        ]
        case.checks += [Check("overdose", "nalokson", "gjort", marker, "kari", NOW), Check("overdose", "nalokson", "ikke", "", "kari", NOW)]
        return case

    return make


@pytest.fixture
def say(store: Store) -> Callable[..., None]:
    """Commits one turn of a case as the person."""

    def commit(case: Case, text: str = "hei", client_id: str | None = None, at: str = NOW, into: Store | None = None) -> None:
        case.turn += 1
        case.answers.append(Answer("q", "sovn", text, turn=case.turn, at=at))
        messages = [{"id": f"m{case.turn}", "kind": "info", "text": f"Du sa: {text}"}]
        (into or store).commit_turn(case, client_id=client_id, user={"text": text, "choice": None}, messages=messages,
                                    reply={"messages": messages}, actor="person", now=at)

    return commit
