"""Small cases for tests, built by hand."""

from __future__ import annotations

from assistant.domain.case import Answer, Case, Consent, Finding, RiskEvent

NOW = "2026-01-02T10:00:00+00:00"


def case(**kwargs: object) -> Case:
    """A talk that has been consented to."""
    made = Case("test", created=NOW, updated=NOW, **kwargs)  # type: ignore[arg-type]
    made.consents.append(Consent("samtykke", True, "", NOW))
    return made


def answer(to: Case, question: str, text: str, *codes: str, **kwargs: object) -> None:
    to.turn += 1
    area = question.split(".")[0]
    to.answers.append(Answer(question, area, text, codes, turn=to.turn, at=NOW, **kwargs))  # type: ignore[arg-type]


def finding(to: Case, attribute: str, value: str = "ja", area: str = "situasjon", **kwargs: object) -> None:
    """A finding in the newest answer of `area`, which is made when there is none."""
    question = f"{area}.apen"
    if question not in to.current():
        answer(to, question, f"ord om {attribute}")
    turn = to.current()[question].turn
    to.findings.append(Finding(attribute, value, area, question, f"ord om {attribute}", turn=turn, **kwargs))  # type: ignore[arg-type]


def risk(to: Case, category: str, level: str, subject: str = "self", status: str = "ferdig") -> None:
    to.risks.append(RiskEvent(f"{category}-{subject}", category, level, subject, "ordene", "sikkerhet.apen", "sikkerhet", status=status,
                              turn=to.turn, at=NOW, first_level=level))
