"""A full made-up case, written by hand through the dataclasses, and how to read a Word file back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx as python_docx

from assistant.domain.case import Answer, Case, Consent, Decision, Finding, RiskEvent

NOW = "2026-11-23T08:15:00Z"
SERVICE = "Rask psykisk helsehjelp, Fjordvik kommune"
START = "2026-11-22T12:{:02}:00Z"

# (question, the words, codes, status, closes_area)
ANSWERS = [
    ("ramme.samtykke", "Ja, vi starter", ("ja",), "besvart", False),
    ("viktig.apen", "Jeg vil sove igjen, og være en far ungene kan stole på. Jobben er også viktig, der føler jeg meg til nytte.", (),
     "besvart", False),
    ("situasjon.apen", "Det begynte da vi gikk fra hverandre i fjor vår. Siden har det bare blitt tyngre. Jeg drikker for å få sove, "
     "og så står jeg opp og later som ingenting på jobb.", (), "besvart", False),
    ("situasjon.varighet", "halvannet år", (), "besvart", False),
    ("situasjon.utvikling", "Det blir verre", ("verre",), "besvart", False),
    ("psykisk_helse.apen", "Trist nesten hele tiden. Orker ikke mer enkelte kvelder.", (), "besvart", False),
    ("sikkerhet.apen", "Jeg har tenkt at det hadde vært greit å ikke våkne. Men jeg kommer ikke til å gjøre noe, på grunn av ungene.", (),
     "besvart", False),
    ("trygg.avklar.selvmord.self", "", ("ja_tanker",), "besvart", False),
    ("trygg.videre", "Lage en liten plan for å være trygg", ("plan",), "besvart", False),
    ("trygg.plan_lindrer", "Gå en tur med hunden, ringe Siri", (), "besvart", False),
    ("trygg.plan_hvem", "Søsteren min Siri. Hun bor ti minutter unna.", (), "besvart", False),
    ("trygg.plan_trygt", "Siri kan ta vare på sovetablettene", (), "besvart", False),
    ("trygg.videre", "Fortsette samtalen", ("fortsett",), "besvart", False),
    ("rusmidler.apen", "Fire-fem øl hver kveld, mer i helgene. Jeg har prøvd å kutte ned, men det går bare noen dager.", (),
     "besvart", False),
    ("rusmidler.endring", "Jeg vil kutte ned", ("kutte_ned",), "besvart", False),
    ("funksjon.apen", "Jobben går på autopilot. Hjemme blir det meste liggende.", (), "besvart", False),
    ("funksjon.livskvalitet", "4", ("4",), "besvart", False),
    ("historikk.apen", "Gikk til psykolog etter militæret. Det hjalp å ha noen som spurte.", (), "besvart", False),
    ("ressurser.apen", "Hunden, og å snekre. Jeg ble ferdig med en båt i vår.", (), "besvart", False),
    ("barn.apen", "To stykker, åtte og elleve. De er hos meg annenhver uke.", (), "besvart", False),
    ("vold_traumer.apen", "HEMMELIG: far slo meg da jeg var liten", (), "besvart", False),
    ("somatisk_helse.apen", "nei, ikke noe spesielt", (), "besvart", True),
    ("okonomi.apen", "nei", (), "besvart", True),
    ("oppvekst.apen", "", (), "hoppet", True),
    ("sovn_aktivitet.apen", "Våkner klokka tre og får ikke sove igjen", (), "besvart", False),
    ("sovn_aktivitet.timer", "4", ("4",), "besvart", False),
    ("sovn_aktivitet.koffein", "", (), "hoppet", False),
    ("digital_helsekompetanse.tolk", "nei", ("nei",), "besvart", False),
    ("viktig.hjelp", "Noen å snakke med", ("samtale",), "besvart", False),
    ("viktig.forst", "Søvnen. Uten den går ikke noe annet.", (), "besvart", False),
    ("ramme.oppsummering", "Jeg vil legge til noe", ("legge_til",), "besvart", False),
    ("ramme.tillegg", "Jeg har fri på tirsdager, da passer det best å møtes.", (), "besvart", False),
]

# (attribute, value, question, quote, extra)
FINDINGS = [
    ("utlosende", "samlivsbrudd", "situasjon.apen", "Det begynte da vi gikk fra hverandre i fjor vår", {}),
    ("sovnvansker", "ja", "situasjon.apen", "Jeg drikker for å få sove", {}),
    ("rusmiddel", "alkohol", "situasjon.apen", "Jeg drikker for å få sove", {"uncertain": True}),
    ("varighet", "18", "situasjon.varighet", "halvannet år", {"unit": "måneder"}),
    ("utvikling", "verre", "situasjon.utvikling", "Det blir verre", {}),
    ("nedstemthet", "moderat", "psykisk_helse.apen", "Trist nesten hele tiden", {}),
    ("psykose", "ja", "psykisk_helse.apen", "Hører ikke stemmer eller noe sånt", {"negated": True}),
    ("rus_kontrolltap", "ja", "rusmidler.apen", "Jeg har prøvd å kutte ned, men det går bare noen dager", {}),
    ("rusmiddel", "alkohol", "rusmidler.apen", "Fire-fem øl hver kveld", {}),
    ("rus_endring", "vil_kutte_ned", "rusmidler.endring", "Jeg vil kutte ned", {}),
    ("funksjonstap", "noe", "funksjon.apen", "Hjemme blir det meste liggende", {}),
    ("livskvalitet", "4", "funksjon.livskvalitet", "4", {}),
    ("tidligere_behandling", "ja", "historikk.apen", "Gikk til psykolog etter militæret", {"earlier": True}),
    ("barn", "ja", "barn.apen", "To stykker, åtte og elleve", {}),
    ("vold_opplevd", "ja", "vold_traumer.apen", "HEMMELIG: far slo meg da jeg var liten", {"earlier": True}),
    ("sovnvansker", "ja", "sovn_aktivitet.apen", "Våkner klokka tre og får ikke sove igjen", {}),
    ("sovn_timer", "4", "sovn_aktivitet.timer", "4", {}),
    ("nedstemthet", "lett", "barn.apen", "De er hos meg annenhver uke", {"subject": "other"}),
    ("onske_hjelp", "samtale", "viktig.hjelp", "Noen å snakke med", {}),
    ("selvskading_tidl", "ja", "sikkerhet.apen", "", {"by": "fagperson"}),
]


def rich(language: str = "nb", decided: bool = True) -> Case:
    """A father of two who drinks to sleep; one theme is held back, one skipped, a risk is talked through."""
    case = Case("K-2026-0417", language=language, depth="grundig", status="levert", created=START.format(0), updated=START.format(48),
                turn=len(ANSWERS), hidden_areas=("vold_traumer",))
    turns = {}
    for turn, (question, text, codes, status, closes) in enumerate(ANSWERS):
        area = "sikkerhet" if question.startswith("trygg.") else question.split(".")[0]
        turns[question] = turn
        case.answers.append(Answer(question, area, text, codes, status, turn, START.format(turn), closes_area=closes))
    for attribute, value, question, quote, extra in FINDINGS:
        case.findings.append(Finding(attribute, value, question.split(".")[0], question, quote, turn=turns[question], **extra))
    case.risks += risks()
    case.consents += [Consent("samtykke", True, "Ja, vi starter", START.format(0)), Consent("parorende", False, "", START.format(30)),
                      Consent("deling", True, "vold_traumer", START.format(48))]
    if decided:
        case.decisions.append(Decision(1, 2, "Personen har god støtte og ønsker korte samtaler først. Vi ser på det igjen om fire uker.",
                                       "Kari Nordmann, psykologspesialist", "2026-11-23T08:05:00Z"))
    return case


def risks() -> list[RiskEvent]:
    """One risk from the first unclear words to a finished step."""
    quote = "Jeg har tenkt at det hadde vært greit å ikke våkne"
    first = RiskEvent("selvmord-self", "selvmord", "avklar", "self", quote, "sikkerhet.apen", "sikkerhet", ("R-SELVMORD-021",),
                      shown=("mental_helse", "kirkens_sos", "legevakt"), turn=6, at=START.format(6), first_level="avklar")
    asked = replace(first, level="hoy", status="vist", replies=("trygg.avklar.selvmord.self=ja_tanker",), at=START.format(7))
    done = replace(asked, status="ferdig", at=START.format(12), replies=(
        *asked.replies, "trygg.videre=plan", "trygg.plan_lindrer=svar", "trygg.plan_hvem=svar", "trygg.plan_trygt=svar",
        "trygg.videre=fortsett"))
    return [first, asked, done]


def words_of(data: bytes) -> str:
    """Every paragraph and cell of a .docx in reading order, one a line."""
    document = python_docx.Document(BytesIO(data))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += [cell.text for row in block.rows for cell in row.cells]
        else:
            lines.append(block.text)
    return "\n".join(lines)
