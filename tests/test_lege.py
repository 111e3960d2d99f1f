"""The doctor says what is there, what is missing and what to do, and makes no file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant import lege
from assistant.domain import guide as guide_module
from assistant.domain.yamlfil import DataError
from assistant.store.base import open_store


def said(data: Path, about: str, **kwargs: Path) -> str:
    """The one sentence that holds `about`."""
    found = [line for line in lege.report(data, **kwargs)[0] if about in line]
    assert len(found) == 1, (about, lege.report(data)[0])
    return found[0]


def test_report_when_nothing_is_stored_yet_then_the_database_comes_later_and_no_file_is_made(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert said(data, "Databasen").startswith("OK")
    assert not data.exists()


def test_report_when_the_database_is_sound_then_it_is_said(tmp_path: Path) -> None:
    open_store(tmp_path / "kartlegging.db").close()
    assert "er hel og kan skrives til" in said(tmp_path, "Databasen")
    assert said(tmp_path, "Bare eieren").startswith("OK")


def test_report_when_others_may_read_the_database_then_the_remedy_is_a_command(tmp_path: Path) -> None:
    open_store(tmp_path / "kartlegging.db").close()
    (tmp_path / "kartlegging.db").chmod(0o644)
    assert f"chmod 600 {tmp_path}" in said(tmp_path, "Andre på maskinen")
    assert lege.report(tmp_path)[1] is False


def test_report_when_the_file_is_no_database_then_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "kartlegging.db").write_bytes(b"noe helt annet" * 100)
    assert said(tmp_path, "kan ikke brukes").startswith("MANGLER")
    assert lege.report(tmp_path)[1] is False


def test_report_when_the_database_is_being_written_then_it_is_not_called_sound(tmp_path: Path) -> None:
    open_store(tmp_path / "kartlegging.db").close()
    busy = sqlite3.connect(tmp_path / "kartlegging.db")
    busy.execute("BEGIN IMMEDIATE")
    try:
        assert "locked" in said(tmp_path, "kan ikke brukes")
    finally:
        busy.close()


def test_report_when_the_folder_cannot_be_written_then_another_is_advised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lege.os, "access", lambda *args: False)     # root may write everywhere, so the answer is set
    assert "--data" in said(tmp_path / "data", "kartlegging.db kan ikke lages")


def test_report_when_the_folder_is_a_file_then_another_is_advised(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("en fil")
    assert "--data" in said(tmp_path / "data", "kan ikke lages")


def test_report_when_the_chat_is_not_built_then_it_says_how(tmp_path: Path) -> None:
    assert said(tmp_path, "Chatten", root=tmp_path).startswith("MANGLER")
    (tmp_path / lege.WIDGET).parent.mkdir(parents=True)
    (tmp_path / lege.WIDGET).write_text("")
    assert said(tmp_path, "Chatten", root=tmp_path).startswith("OK")


def test_report_when_the_duty_number_is_set_then_no_advice_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KARTLEGGING_VAKT", raising=False)
    assert said(tmp_path, "KARTLEGGING_VAKT").startswith("RÅD")
    monkeypatch.setenv("KARTLEGGING_VAKT", "22 00 00 00")
    assert not [line for line in lege.report(tmp_path)[0] if "KARTLEGGING_VAKT" in line]


def test_report_when_the_model_is_not_trained_then_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.dialogue.modell.MODELS", tmp_path)
    assert "kartlegging train" in said(tmp_path, "Samtalemodellen")


def test_report_when_a_data_file_is_broken_then_the_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DataError(Path("areas/bolig.yml"), 12, "mangler «why»")

    monkeypatch.setattr(guide_module, "load", broken)
    assert "areas/bolig.yml:12: mangler «why»" in said(tmp_path, "Faginnholdet")


def test_report_when_all_is_there_then_versions_are_named(tmp_path: Path) -> None:
    lines = lege.report(tmp_path)[0]
    assert any("Python 3.11" in line for line in lines)
    assert any("Rasa 3.6.21" in line for line in lines)
    assert "rørledningen er " in said(tmp_path, "Språkrørledningen")
