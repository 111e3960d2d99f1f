"""A case with something on every page of the console, put straight into the store. The person and her words are made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.domain.case import Answer, Case, Check, Consent, Decision, Finding, Maling, Plan
from assistant.domain.person import made
from assistant.domain.plan import PlanLine, PlanMeasure
from assistant.store import open_store
from assistant.store.base import Store

FULL, NEW, WORKER = "k7mQ2xTe", "r4Wd9pLs", "fagperson Kari Tester"
# Not fixed dates: cases that are old enough are deleted while the service runs.
TIMES = tuple((datetime.now(UTC) - timedelta(days)).isoformat(timespec="seconds") for days in (42, 21, 1))
WORDS = {
    "viktig.apen": "Jeg vil sove om natten og ha jentene hjemme igjen.",
    "rusmidler.apen": "Litt heroin i helgene, og noen ganger benzo for å sove.",
    "trygg.plan_lindrer": "Gå en tur med hunden til gråten gir seg",
    "barn.passer": "Mor mi tar jentene når det er vanskelig.",
}
GOALS = {"1": "Spise middag med jentene tre dager i uka", "2": "Sove uten å ta noe"}


def fill(data: Path) -> None:
    """Two shared cases: FULL has forms over time, a saved plan, an approval and a person; NEW has only what was said."""
    store = open_store(data / "kartlegging.db")
    for name in (FULL, NEW):
        store.create(_told(name), "h", [], TIMES[0])
    for n, at in enumerate(TIMES):
        for maling in _measured(n, at):
            store.measure(FULL, lambda case, maling=maling: case.measurements.append(maling), WORKER, at, maling.instrument)  # type: ignore[misc]
    store.check_off(FULL, [Check("overdose", "nalokson", "gjort", "Delt ut i dag."), Check("overdose", "alene", "ikke", "")], WORKER, TIMES[1])
    _decide(store)
    store.close()


def _told(name: str) -> Case:
    areas = {"trygg.plan_lindrer": "sikkerhet"}
    answers = [Answer(q, areas.get(q, q.split(".")[0]), text, turn=n, at=TIMES[0]) for n, (q, text) in enumerate(WORDS.items(), 1)]
    findings = [
        Finding("rusmiddel", "heroin", "rusmidler", "rusmidler.apen", "Litt heroin i helgene", turn=2),
        Finding("rusmiddel", "benzodiazepiner", "rusmidler", "rusmidler.apen", "noen ganger benzo for å sove", turn=2),
        Finding("nedstemthet", "moderat", "psykisk_helse", "viktig.apen", "Jeg vil sove om natten", turn=1),
    ]
    consents = [Consent("samtykke", True, "", TIMES[0]), Consent("deling", True, "", TIMES[0])]
    return Case(name, status="levert", created=TIMES[0], updated=TIMES[0], turn=4, answers=answers, findings=findings, consents=consents)


def _measured(n: int, at: str) -> list[Maling]:
    """Goals that get nearer, low mood that eases, and an answer about death the first time."""
    phq = {str(i): float(max(0, 2 - n)) for i in range(1, 9)} | {"9": 1.0 if n == 0 else 0.0}
    audit = {str(i): float(max(0, 3 - n)) for i in range(1, 9)} | {"9": 0.0, "10": 2.0}
    return [
        Maling(f"m-{n}", "psfs", "1", {"1": 2.0 + 2 * n, "2": 3.0 + n}, GOALS, by=WORKER, source="samtale", at=at),
        Maling(f"p-{n}", "phq-9", "1", phq, {}, by=WORKER, source="papir", at=at),
        Maling(f"a-{n}", "audit", "1", audit, {}, sex="kvinne", by=WORKER, source="papir", at=at),
    ]


def _decide(store: Store) -> None:
    lines = (PlanLine("selv", WORDS["trygg.plan_lindrer"], True, "trygg.plan_lindrer"), PlanLine("tegn", "Sover ikke to netter på rad"),
             PlanLine("kontakt", "Ringer søsteren, 400 00 123"))
    day = (datetime.now(UTC) + timedelta(14)).date().isoformat()
    measures = (PlanMeasure("Treffe gatelegen om søvnen", goal=GOALS["2"], who="Kari og personen", when="torsdag", follow_up=day),)
    store.save_plan(FULL, Plan(0, lines, measures), 0, WORKER, TIMES[1])
    store.set_person(FULL, made("Ragnhild", "Testsen", "", "Legene på Torget", WORKER, TIMES[1]), WORKER, TIMES[1])
    store.decide(FULL, Decision(3, None, "Hun ønsker samordnet hjelp.", WORKER, TIMES[2]), WORKER, TIMES[2])
    store.approve(FULL, WORKER, TIMES[2])
