"""The formats of the log: what others log may quote a person, so only its name and kind are written."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator

import pytest

from assistant.dialogue import hendelser
from assistant.web import logg


@pytest.fixture(params=["json", "tekst"])
def kind(request: pytest.FixtureRequest) -> Iterator[str]:
    """A log of that kind, taken away again."""
    level = logging.getLogger("assistant").level
    logg.setup(request.param)
    yield request.param
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if not isinstance(h, logg.Stderr)]
    logging.getLogger("assistant").setLevel(level)


def fails(logger: str) -> None:
    try:
        raise ValueError("HEMMELIG")
    except ValueError:
        logging.getLogger(logger).exception("HEMMELIG %s", "HEMMELIG")


@pytest.mark.parametrize("logger", ["uvicorn.error", "sqlalchemy.engine", "assistant.web.noe", "root"])
def test_log_when_an_exception_quotes_a_person_then_only_its_kind_is_written(kind: str, logger: str, capsys: pytest.CaptureFixture[str]) -> None:
    fails(logger)
    said = capsys.readouterr().err
    assert "HEMMELIG" not in said and "ValueError" in said and logger in said


def test_log_when_another_library_fails_then_its_words_are_left_out(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("et.bibliotek").error("HEMMELIG")
    said = capsys.readouterr().err
    assert "et.bibliotek" in said and "HEMMELIG" not in said


def test_log_when_the_server_cannot_start_then_its_reason_is_written(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("uvicorn.error").error("address already in use")
    assert "address already in use" in capsys.readouterr().err


def test_log_when_something_happens_then_it_is_one_line(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    hendelser.happened("tur", "saken", nr=3, ms=41.5, utfall="svar", niva="ingen")
    hendelser.failed("tur", ValueError("HEMMELIG"), "saken")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2 and "HEMMELIG" not in lines[1] and "saken" not in lines[0].replace("sak", "", 1)
    if kind == "json":
        first = json.loads(lines[0])
        assert (first["event"], first["nr"], first["ms"], first["level"]) == ("tur", 3, 41.5, "info")
        assert json.loads(lines[1])["slag"] == "ValueError"
    else:
        assert "tur sak=" in lines[0] and "nr=3 ms=41.5 utfall=svar niva=ingen" in lines[0] and "feilet sak=" in lines[1]


def test_setup_when_called_twice_then_a_line_is_written_once(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    logg.setup(kind)
    hendelser.happened("start", "saken")
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_log_when_the_stream_is_changed_then_the_new_one_is_written_to(kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stderr", sys.stdout)
    hendelser.happened("start", "saken")
    assert capsys.readouterr().out.count("start") == 1
