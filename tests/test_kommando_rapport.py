"""`kartlegging rapport` writes a whole file or a sentence."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.domain import periode
from assistant.domain.case import Case, Consent
from assistant.domain.rapport import WHOLE, Number
from assistant.store import open_store

AT = "2026-02-10T10:00:00+00:00"
PERIOD = ("rapport", "--fra", "2026-01-01", "--til", "2026-03-31")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A service where a quarter was made up, and whose only case is deleted since."""
    store = open_store(tmp_path / "data" / "kartlegging.db")
    case = Case("a", created=AT, updated=AT, status="levert")
    case.consents.append(Consent("deling", True, "", AT))
    store.create(case, "h", [], AT)
    store.keep_quarter("2026-K1", "1", [Number("antall", WHOLE, ("2026-01", "2026-02", "2026-03"), 23)], AT)
    store.delete("a", "kari", AT)
    store.close()
    return tmp_path / "data"


def run(data: Path, *args: str):
    return CliRunner().invoke(app, [*args, "--data", str(data)], catch_exceptions=False)


@pytest.mark.parametrize("format", ["csv", "docx", "json"])
def test_report_when_asked_for_then_the_file_is_there(data, tmp_path, format):
    done = run(data, *PERIOD, "--format", format, "-o", str(tmp_path / "ut"))
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout.splitlines()[-1])["period"] == "1. kvartal 2026"
    content = (tmp_path / "ut").read_bytes()
    assert content.startswith({"csv": b"\xef\xbb\xbf", "docx": b"PK", "json": b"{"}[format])
    assert format == "docx" or b"23" in content


@pytest.mark.parametrize("args", [
    (*PERIOD, "--format", "pdf"), (*PERIOD, "--language", "en"), (*PERIOD, "--enhet", "finnes ikke"),
    ("rapport", "--fra", "2026-01-02", "--til", "2026-03-31"), ("rapport", "--fra", "i fjor", "--til", "nå"),
])
def test_report_when_something_cannot_be_then_a_sentence_and_no_file(data, tmp_path, args):
    done = run(data, *args, "-o", str(tmp_path / "ut"))
    assert done.exit_code == 2
    assert len(done.output.strip()) > 20
    assert not (tmp_path / "ut").exists()


def test_report_when_the_folder_is_not_there_then_a_sentence_and_nothing_half_written(data, tmp_path):
    done = run(data, *PERIOD, "-o", str(tmp_path / "mangler" / "ut"))
    assert done.exit_code == 2
    assert "ble ikke skrevet" in done.output
    assert run(tmp_path / "tom", *PERIOD, "-o", str(tmp_path / "ut")).exit_code == 2
    assert {p.name for p in tmp_path.iterdir()} == {"data"}


def test_purge_when_run_then_the_quarter_is_made_up_first(tmp_path):
    folder = tmp_path / "data"
    store = open_store(folder / "kartlegging.db")
    at, long_ago = ((datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds") for days in (100, 300))
    store.keep_quarter(periode.quarter(long_ago[:7]), "1", [], long_ago)
    for i in range(6):
        case = Case(f"c{i}", created=at, updated=at, status="levert")
        case.consents.append(Consent("deling", True, "", at))
        store.create(case, f"h{i}", [], at)
    store.close()
    assert json.loads(run(folder, "purge", "--days", "1").stdout.splitlines()[-1]) == {"deleted": 6}
    store = open_store(folder / "kartlegging.db")
    kept = store.period_numbers()
    store.close()
    assert sum(n.count for numbers in kept.values() for n in numbers if n.figure == "antall") == 6
