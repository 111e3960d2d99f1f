"""`kartlegging bruker` and `kartlegging logg`, from an empty data folder."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

from typer.testing import CliRunner, Result

from assistant import lege
from assistant.cli import app
from assistant.store import open_store, passord

PASSWORD = "fire hunder og tolv katter"


def kartlegging(data: Path, *args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, [*args, "--data", str(data)], input=stdin)


def accounts(data: Path) -> list[dict]:
    return [json.loads(line) for line in kartlegging(data, "bruker", "liste").stdout.splitlines()]


def test_first_administrator_when_data_folder_is_empty_then_made_and_its_password_works(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = kartlegging(data, "bruker", "ny", "--rolle", "administrator", stdin=f"Sjef\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    assert accounts(data) == [{"user_name": "sjef", "name": "Sjef", "role": "administrator", "unit": "", "title": "", "hpr": "", "active": True, "totp": False}]
    store = open_store(data / "kartlegging.db")
    assert passord.matches(store.account_named("sjef").password_hash, PASSWORD)
    store.close()
    assert PASSWORD.encode() not in (data / "kartlegging.db").read_bytes()


def test_new_account_when_it_cannot_be_made_then_a_sentence_and_exit_two(tmp_path: Path) -> None:
    for args, stdin in ((("kari",), PASSWORD), (("sjef", "--rolle", "administrator"), "kort"), (("sjef", "--rolle", "konge"), PASSWORD),
                        (("sjef", "--rolle", "administrator"), ""), (("fagperson", "--rolle", "administrator"), PASSWORD)):
        done = kartlegging(tmp_path, "bruker", "ny", *args, stdin=stdin + "\n")
        assert done.exit_code == 2, args
        assert done.stderr.strip()
    assert accounts(tmp_path) == []


def test_account_when_changed_from_the_terminal_then_it_holds(tmp_path: Path) -> None:
    kartlegging(tmp_path, "bruker", "ny", "sjef", "--rolle", "administrator", stdin=f"{PASSWORD}\n")
    assert kartlegging(tmp_path, "bruker", "ny", "kari", "--navn", "Kari Moe", "--enhet", "nord", stdin=f"{PASSWORD}\n").exit_code == 0
    done = kartlegging(tmp_path, "bruker", "totp", "kari")
    assert re.search(r"\b[A-Z2-7]{32}\b", done.stdout)
    assert "█" in done.stdout
    assert kartlegging(tmp_path, "bruker", "passord", "kari", stdin="et helt annet passord\n").exit_code == 0
    assert kartlegging(tmp_path, "bruker", "steng", "kari").exit_code == 0
    assert accounts(tmp_path)[0] == {
        "user_name": "kari", "name": "Kari Moe", "role": "fagperson", "unit": "nord", "title": "", "hpr": "", "active": False, "totp": True,
    }
    assert kartlegging(tmp_path, "bruker", "apne", "kari").exit_code == 0
    assert accounts(tmp_path)[0]["active"] is True


def test_account_when_unknown_or_the_last_administrator_then_exit_two(tmp_path: Path) -> None:
    kartlegging(tmp_path, "bruker", "ny", "sjef", "--rolle", "administrator", stdin=f"{PASSWORD}\n")
    for args in (("passord", "ukjent"), ("totp", "ukjent"), ("steng", "ukjent"), ("apne", "ukjent"), ("steng", "sjef")):
        done = kartlegging(tmp_path, "bruker", *args, stdin=f"{PASSWORD}\n")
        assert done.exit_code == 2, args
        assert done.stderr.strip()


def test_log_when_checked_then_whole_until_somebody_changes_it(tmp_path: Path) -> None:
    assert kartlegging(tmp_path, "logg", "sjekk").exit_code == 2
    kartlegging(tmp_path, "bruker", "ny", "sjef", "--rolle", "administrator", stdin=f"{PASSWORD}\n")
    done = kartlegging(tmp_path, "logg", "sjekk")
    assert done.exit_code == 0
    assert "Loggen er hel: 1 linje" in done.stdout
    head = done.stdout.split("Hode: ")[1].strip()
    assert kartlegging(tmp_path, "logg", "sjekk", "--hode", head).exit_code == 0
    assert kartlegging(tmp_path, "logg", "sjekk", "--hode", "f" * 64).exit_code == 1
    assert any("Loggen er hel" in line and line.startswith("OK") for line in lege.report(tmp_path)[0])
    with sqlite3.connect(tmp_path / "kartlegging.db") as outside:
        outside.execute("DROP TRIGGER audit_no_update")
        outside.execute("UPDATE audit SET actor = 'ola'")
    done = kartlegging(tmp_path, "logg", "sjekk")
    assert done.exit_code == 1
    assert "Linje 1 er endret" in done.stdout
    assert any("Linje 1 er endret" in line and line.startswith("MANGLER") for line in lege.report(tmp_path)[0])
