"""The direct question about suicide counts as asked also when it was asked in the safety step."""

from __future__ import annotations

from assistant.domain.case import Answer, Case, RiskEvent
from assistant.domain.guide import load
from assistant.export import tekst

NOW = "2026-01-02T10:00:00+00:00"


def test_document_when_asked_in_the_safety_step_then_it_says_so_with_the_answer() -> None:
    case = Case("sak", created=NOW, updated=NOW)
    clarify = "trygg.avklar.selvmord.self"
    case.answers.append(Answer(clarify, "sikkerhet", "", ("ja_tanker",), turn=2, at=NOW))
    case.risks.append(RiskEvent("selvmord-self", "selvmord", "hoy", "self", "orker ikke mer", "viktig.apen", "viktig", status="ferdig",
                                replies=(f"{clarify}=ja_tanker",), turn=1, at=NOW, first_level="avklar"))
    text = tekst.render(load(), case, now=NOW)
    assert "ikke spurt om tanker om selvmord" not in text
    assert "spurt rett ut om tanker om selvmord" in text
