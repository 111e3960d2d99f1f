"""The made-up case with a plan that was gone through, and what each document looks like as text with its structure."""

from __future__ import annotations

from io import BytesIO

import docx as python_docx
from eksempelsak import NOW, SERVICE, rich

from assistant.domain.case import Case, Check, Finding, Plan
from assistant.domain.guide import Guide
from assistant.domain.plan import PlanLine, PlanMeasure
from assistant.export import formater

DOCUMENTS = ("henvisning-phv", "henvisning-tsb", "kriseplan", "egen-plan", "fastlegenotat", "overdosesamtale")


def planned(language: str = "nb") -> Case:
    """The father of two, with heroin at the weekends noted by a worker, a plan in its second version, and a talk about overdose begun."""
    case = rich(language)
    case.findings += [Finding("rusmiddel", "heroin", "rusmidler", "rusmidler.apen", "", by="fagperson"),
                      Finding("rus_alene", "ja", "rusmidler", "rusmidler.apen", "alltid alene hjemme", turn=13)]
    case.plans += [Plan(1, (PlanLine("tegn", "gammel utgave"),), (), "Kari Nordmann", NOW), Plan(2, (
        PlanLine("tegn", "Jeg slutter å svare på meldinger", True), PlanLine("tegn", "Siri merker at hunden ikke får tur"),
        PlanLine("selv", "Gå en tur med hunden, ringe Siri", True, "trygg.plan_lindrer"),
        PlanLine("kontakt", "Søsteren min Siri. Hun bor ti minutter unna.", True, "trygg.plan_hvem"),
        PlanLine("tjenester", "Kari Nordmann ringer hver tirsdag kl. 10"), PlanLine("barn", "Mor til barna. Hunden er hos Siri."),
        PlanLine("onsker_ikke", "Ikke ring sjefen min", True),
    ), (
        PlanMeasure("Behandlingssamtaler med psykolog", "T2-SAMTALE-001", "Sove gjennom natta", "Kari Nordmann", "hver tirsdag", "2026-12-15"),
        PlanMeasure("Kutte ned til to øl", who="personen selv", when="fra mandag"),
    ), "Kari Nordmann", NOW)]
    case.checks += [Check("overdose", "nalokson", "gjort", "Delt ut i dag.", "Kari Nordmann", NOW), Check("overdose", "royke", "ikke", "", "Kari Nordmann", NOW)]
    return case


def word_file(guide: Guide, case: Case, document: str, **more: object) -> bytes:
    return formater.known(document).render(guide, case, **{"service": SERVICE, "now": NOW, **more})


def plain(guide: Guide, case: Case, document: str) -> str:
    return formater.known(f"{document}-text").render(guide, case, service=SERVICE, now=NOW)


def dump(data: bytes, version: str) -> str:
    """Every paragraph with its style and every row of every table, one a line; the version of the guide is left out."""
    document = python_docx.Document(BytesIO(data))
    lines = [f"språk {document.core_properties.language}"]
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["| " + " | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in block.rows]
        else:
            lines.append(f"{block.style.name}: {block.text}")
    return "\n".join(lines).replace(version, "VERSJON") + "\n"
