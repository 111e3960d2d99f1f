"""Twenty different cases for the FHIR document: modes, languages, risks, forms, consents, shared parts, and what is strange."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numre
from eksempelsak import NOW, rich

from assistant.domain.case import Answer, Case, Consent, Decision, Finding, Maling, RiskEvent
from assistant.domain.person import Person
from assistant.domain.tjeneste.melding import Messages, Party
from assistant.domain.tjeneste.oppsett import Service
from assistant.export.forfatter import Author

SERVICE = Service(name="Mottaksteamet i Fjordvik", messages=Messages(
    Party("Fjordvik kommune", "1000", "974760673", "Mottaksteamet", "1001"), Party("Fjordvik legesenter", "2000", unit="Fastlege", unit_her_id="2001")))
AUTHOR = Author("Kari Nordmann", "psykologspesialist", "1234567", approved=NOW)
PERSON = Person("Ola", "Nordmann", numre.SYNTHETIC, "Anne Lege")
STRANGE = "Hei 😴 «du» & <b>ikke</b> \x00\x07\x1b\u202e\u2028 ny\r\nlinje\u00a0og\u2003rom\ufeff \ud800 ]]> \"sitat\" 漢字 \U0010fffe e\u0301 \x85"


def empty() -> Case:
    return Case("K-TOM")


def short() -> Case:
    """Consent, one answer, stopped."""
    case = Case("K-KORT", status="avsluttet", created=NOW, updated=NOW, turn=2)
    case.answers = [Answer("ramme.samtykke", "ramme", "ja", ("ja",)), Answer("viktig.apen", "viktig", "Å få sove", turn=1, at=NOW)]
    case.consents = [Consent("samtykke", True, "ja", NOW), Consent("deling", True, "", NOW)]
    return case


def refused() -> Case:
    """No to sharing, and danger."""
    case = rich()
    case.consents.append(Consent("deling", False, "", NOW))
    return case


def guided() -> Case:
    case = rich(decided=False)
    case.mode, case.status, case.hidden_areas = "guided", "pagar", ()
    case.answers = [replace(a, by="fagperson") for a in case.answers]
    return case


def forms(*made: Maling, **changed: object) -> Case:
    case = replace(rich(), **changed)      # type: ignore[arg-type]
    case.measurements = list(made)
    return case


def maling(id: str, instrument: str, answers: dict[str, float | None], **more: object) -> Maling:
    return Maling(id, instrument, "1", answers, at=NOW, **more)      # type: ignore[arg-type]


def phq(*values: float | None) -> dict[str, float | None]:
    return {str(n): v for n, v in enumerate(values, 1)}


GOALS = maling("m-psfs", "psfs", {"1": 3.0, "2": 5.0, "3": 4.0, "4": None}, words={"1": "Sove", "2": "Tur & natur <3", "3": STRANGE, "4": "Bli venn med broren"})


def risky(*events: tuple[str, str, str]) -> Case:
    case = rich()
    case.risks = [RiskEvent(f"{c}-{s}", c, level, s, STRANGE, f"{c}.apen", "sikkerhet", ("R-1",), at=NOW, turn=n) for n, (c, level, s) in enumerate(events)]
    return case


def strange() -> Case:
    case = rich()
    case.id = "K <&> \x00 Ø"
    case.answers = [replace(a, text=STRANGE + a.text, at="i går") for a in case.answers]
    case.answers.append(Answer("gammelt.sporsmal", "gammelt", STRANGE, ("kode",)))
    case.answers.append(Answer("sovn_aktivitet.utgatt", "sovn_aktivitet", "står ikke i guiden lenger", ("x",)))
    case.answers.append(Answer("sovn_aktivitet.plage", "sovn_aktivitet", "som regel", ("ukjent_kode",)))
    case.findings.append(Finding("ukjent_funn", STRANGE, "rusmidler", "rusmidler.apen", STRANGE))
    case.decisions = [Decision(3, 2, STRANGE, STRANGE, "aldri")]
    case.created, case.updated = "2030-01-01T00:00:00Z", "2029-01-01T00:00:00+01:00"
    return case


def long() -> Case:
    case = rich()
    case.answers = [replace(a, text="Ord og atter ord. " * 2800) if a.question == "situasjon.apen" else a for a in case.answers]
    return case


def blank() -> Case:
    """Answers that hold nothing that a document can hold."""
    case = rich()
    case.answers = [replace(a, text="\x00\u202e \x07") for a in case.answers]
    case.consents.append(Consent("", True, "", ""))
    return case


CASES: dict[str, Callable[[], Case]] = {
    "rik": rich,
    "rik_nynorsk": lambda: rich("nn"),
    "engelsk": lambda: rich("en"),
    "ikke_besluttet": lambda: rich(decided=False),
    "tom": empty,
    "kort": short,
    "ikke_delt": refused,
    "veiledet": guided,
    "alt_delt": lambda: replace(rich(), hidden_areas=()),
    "viktig_holdt_tilbake": lambda: forms(GOALS, hidden_areas=("viktig", "barn")),
    "psfs": lambda: forms(GOALS),
    "phq_med_niende": lambda: forms(maling("m1", "phq-9", phq(3, 3, 2, 1, 0, 1, 2, 3, 1)), language="nn"),
    "phq_med_hull": lambda: forms(maling("m1", "phq-9", phq(3, None, 2, 1, 0, 1, 2, 3, None))),
    "flere_skjemaer": lambda: forms(GOALS, maling("m1", "audit", phq(4, 3, 2, 1, 0, 1, 2, 3, 4, 4), sex="kvinne"), maling("m2", "gad-7", phq(*[1] * 7)),
                                    maling("m3", "audit-c", phq(4, 3, 4)), maling("m4", "moca", {}, given_total=24.5, source="papir", by="kari")),
    "skjema_avbrutt": lambda: forms(maling("m1", "gad-7", phq(1, 1, *[None] * 5), status="pagar")),
    "mange_farer": lambda: risky(("selvmord", "akutt", "self"), ("barn", "hoy", "other"), ("overdose", "avklar", "self"), ("vold_utsatt", "ingen", "self"),
                                 ("noe_ukjent", "hoy", "tredje")),
    "merkelig": strange,
    "langt_svar": long,
    "bare_tegn": blank,
    "pa_pause": lambda: replace(rich("nn"), status="pause", mode="guided", depth="kort"),
}
