"""Review sheets: one for each area, made anew when the data changes, and checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import arkskjema
from assistant.domain.guide import AREA_IDS, Guide


@pytest.fixture
def folder(guide: Guide, tmp_path: Path) -> Path:
    """A folder whose sheets are up to date."""
    arkskjema.write(guide, tmp_path)
    return tmp_path


def test_sheets_when_made_twice_then_they_are_the_same(guide: Guide) -> None:
    assert arkskjema.sheets(guide) == arkskjema.sheets(guide)
    assert set(arkskjema.sheets(guide)) >= {f"{area}.md" for area in AREA_IDS}


def test_sheet_when_made_then_it_holds_all_that_a_reviewer_must_see(guide: Guide) -> None:
    for area in guide.in_order():
        text = " ".join(arkskjema.sheets(guide)[f"{area.id}.md"].replace("\\|", "|").split())
        wanted = [area.title.nb, area.title.nn, area.source, area.version, area.why.nn, area.listen_for.nb, "```mermaid flowchart TD"]
        for q in area.questions:
            wanted += [q.id, q.self_text.nb, q.self_text.nn, q.guided_text.nb, q.guided_text.nn, f"{q.depth} · {q.answer}"]
            wanted += [c.label.nn for c in q.choices]
        wanted += [e for f in area.findings for v in f.values for e in v.expressions]
        wanted += [e.text for e in area.examples]
        assert [w for w in wanted if " ".join(w.split()) not in text] == []


def test_check_when_sheets_are_up_to_date_then_nothing_is_said(guide: Guide, folder: Path) -> None:
    assert arkskjema.check(guide, folder) == []
    assert arkskjema.write(guide, folder) == []


def test_check_when_a_sheet_is_old_missing_or_left_over_then_each_is_named(guide: Guide, folder: Path) -> None:
    (folder / "bolig.md").write_text("gammelt", encoding="utf-8")
    (folder / "barn.md").unlink()
    (folder / "hage.md").write_text("# Hage\n", encoding="utf-8")
    said = arkskjema.check(guide, folder)
    assert [s.split(":")[0].split(". ")[0] for s in said] == [
        "Arket hage.md er til overs", "Arket barn.md mangler", "Arket bolig.md er utdatert"]
    assert all(s.endswith("Kjør «make docs», og ta endringen med.") for s in said)


def test_write_when_the_folder_is_wrong_then_it_is_put_right(guide: Guide, folder: Path) -> None:
    (folder / "bolig.md").write_text("gammelt", encoding="utf-8")
    (folder / "hage.md").write_text("# Hage\n", encoding="utf-8")
    assert arkskjema.write(guide, folder) == ["Fjernet hage.md.", "Skrev bolig.md."]
    assert arkskjema.check(guide, folder) == []


def test_check_when_a_question_is_reworded_then_its_sheet_is_old(guide: Guide, folder: Path) -> None:
    area = guide.areas["bolig"]
    changed = replace(guide, areas={**guide.areas, "bolig": replace(area, title=replace(area.title, nb="Hjem"))})
    assert [s for s in arkskjema.check(changed, folder) if "bolig.md" in s] == arkskjema.check(changed, folder) != []


def test_command_when_a_check_fails_then_the_exit_code_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (arkskjema.main([], tmp_path), arkskjema.main(["--check"], tmp_path)) == (0, 0)
    (tmp_path / "bolig.md").unlink()
    assert arkskjema.main(["--check"], tmp_path) == 1
    assert "bolig.md mangler" in capsys.readouterr().err


def test_sheets_in_the_project_when_checked_then_they_are_up_to_date(guide: Guide) -> None:
    assert arkskjema.check(guide, arkskjema.FOLDER) == []
