"""What the safety step tells somebody to do: it depends on whether the writer or another is in danger, or dangerous."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import replikk, risikodata
from assistant.domain.case import Case, RiskEvent
from assistant.domain.guide import FOLDER, Guide
from assistant.domain.yamlfil import DataError

NOW = "2026-11-23T12:00:00+00:00"
LANGUAGES = {"nb": ("legg bort", "stanse"), "nn": ("legg bort", "stanse"), "en": ("put away", "try to stop")}


def told(guide: Guide, language: str, subject: str, level: str = "hoy") -> str:
    risk = RiskEvent(f"vold_utover-{subject}", "vold_utover", level, subject, "sitatet", "situasjon.apen", "situasjon", at=NOW)
    case = Case("a", language=language, risks=[risk])
    return replikk.safety(guide, case, [risk], NOW).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_when_the_writer_or_somebody_else_may_hurt_others_then_each_gets_their_own(guide: Guide, language: str) -> None:
    own, others = LANGUAGES[language]
    assert own in told(guide, language, "self") and others not in told(guide, language, "self")
    assert others in told(guide, language, "other") and own not in told(guide, language, "other")


@pytest.mark.parametrize("level", ["avklar", "hoy", "akutt"])
def test_advice_when_somebody_else_may_hurt_others_then_it_says_112_at_every_level(guide: Guide, level: str) -> None:
    assert "112" in guide.risk.categories["vold_utover"].advice[level]["other"].nb


def test_advice_when_it_is_one_line_then_it_goes_for_both(guide: Guide) -> None:
    line = guide.risk.categories["selvmord"].advice["hoy"]
    assert line["self"] == line["other"]


def test_advice_when_only_one_subject_has_a_line_then_the_file_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "risk" / "vold_utover.yml").read_text(encoding="utf-8")
    first, rest = text.split("    other:\n", 1)
    (tmp_path / "vold_utover.yml").write_text(first + rest.split("\n", 3)[3], encoding="utf-8")
    with pytest.raises(DataError, match="other"):
        risikodata._category(tmp_path / "vold_utover.yml", "vold_utover")
