"""Talks for tests of the report, made by hand."""

from __future__ import annotations

from assistant.domain.case import Answer, Case, Consent, Decision, Finding, RiskEvent


def talk(case_id: str, created: str, *findings: tuple[str, str, str], mode: str = "self", shared: bool | None = True, held: tuple[str, ...] = (),
         asked: tuple[str, ...] = (), pathway: int | None = None, risk: tuple[str, str] | None = None) -> Case:
    """`findings` are (area, attribute, value); an area with a finding has been asked about. `shared` None is not decided."""
    made = Case(case_id, mode, created=created, updated=created, status="levert" if shared else "avsluttet", hidden_areas=held)
    made.consents.append(Consent("samtykke", True, "", created))
    if shared is not None:
        made.consents.append(Consent("deling", shared, "", created))
    for turn, area in enumerate(dict.fromkeys([*asked, *(area for area, _, _ in findings)]), 1):
        made.answers.append(Answer(f"{area}.apen", area, "HEMMELIG", turn=turn, at=created))
        made.findings += [Finding(attribute, value, area, f"{area}.apen", "HEMMELIG", turn=turn) for of, attribute, value in findings if of == area]
    if risk:
        made.risks.append(RiskEvent("r", risk[0], risk[1], "self", "HEMMELIG", "sikkerhet.apen", "sikkerhet", at=created))
    if pathway:
        made.decisions.append(Decision(pathway, pathway, "HEMMELIG", "kari", created))
    made.turn = len(made.answers)
    return made


LOW, DRINK, HOME, KIDS = ("psykisk_helse", "nedstemthet", "moderat"), ("rusmidler", "rus_problem", "ja"), ("bolig", "bosituasjon", "leier"), ("barn", "barn", "ja")
NO_HOME = ("bolig", "bosituasjon", "uten_bolig")


def quarter() -> list[tuple[Case, str]]:
    """The first quarter of 2026, counted by hand: 23 shared talks (14 in nord, 9 in sor), and 6 that do not count.

    January 11, February 5, March 7. 11 low in spirits, 6 drink, 6 both. Pathway 1: 9, 2: 8, 3: 5, none: 1.
    """
    found: list[tuple[Case, str]] = []

    def add(count: int, unit: str, created: str, *findings: tuple[str, str, str], **more) -> None:
        for _ in range(count):
            found.append((talk(f"s{len(found):02}", created, *findings, **more), unit))

    add(6, "nord", "2026-01-10T10:00:00+00:00", LOW, HOME, pathway=1)
    add(5, "sor", "2025-12-31T23:30:00+00:00", LOW, HOME, KIDS, pathway=2)         # January, in Norwegian time
    add(5, "nord", "2026-02-10T10:00:00+00:00", DRINK, NO_HOME, pathway=3)
    add(1, "sor", "2026-03-10T10:00:00+00:00", DRINK, asked=("bolig",))
    add(3, "nord", "2026-03-10T10:00:00+00:00", LOW, DRINK, mode="guided", shared=None, pathway=1)
    add(3, "sor", "2026-03-31T21:30:00+00:00", LOW, DRINK, KIDS, pathway=2, risk=("selvmord", "hoy"))
    add(2, "nord", "2026-01-10T10:00:00+00:00", LOW, shared=False)
    add(1, "nord", "2026-02-10T10:00:00+00:00", LOW, shared=None)
    add(1, "nord", "2026-03-10T10:00:00+00:00", LOW, shared=False, mode="guided")
    add(1, "nord", "2026-03-31T22:30:00+00:00", LOW)                               # April
    add(1, "nord", "2025-12-31T22:30:00+00:00", LOW)                               # December
    return found
