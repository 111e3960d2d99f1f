"""The commands on the data, from the terminal: what they print, what they refuse, and that no trace or key is shown."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from assistant import cli
from assistant.domain.case import Case
from assistant.kommandoer import datalege
from assistant.store import open_store, sqlcipher
from assistant.store.nokkel import FILE, VALUE, Key, from_file

KEY = "5e" * 32
OLD = "2020-01-01T10:00:00+00:00"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Runs one command as the console script does; gives the code, what was printed and what was said on stderr."""
    monkeypatch.delenv(VALUE, raising=False)
    monkeypatch.delenv(FILE, raising=False)
    monkeypatch.setenv("KARTLEGGING_DATA", str(tmp_path / "data"))

    def command(*args: object, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kartlegging", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as done:
            cli.main()
        out, err = capsys.readouterr()
        assert KEY not in out + err
        return done.value.code or 0, out, err

    return command


@pytest.fixture
def data(tmp_path, full_case, now) -> Path:
    store = open_store(tmp_path / "data" / "kartlegging.db")
    store.create(full_case("a", "HEMMELIG"), "h", [{"kind": "info", "text": "hei"}], now)
    store.close()
    return tmp_path / "data"


@pytest.fixture
def key_file(tmp_path, run):
    code, _, _ = run("data", "lag-nokkel", tmp_path / "nokkel")
    assert code == 0
    return tmp_path / "nokkel"


def test_encrypt_when_run_then_the_file_is_encrypted_and_every_other_command_needs_the_key(data, run, key_file, monkeypatch, full_case):
    path = data / "kartlegging.db"
    assert run("data", "krypter")[0] == 2
    assert b"HEMMELIG" in path.read_bytes()
    code, out, err = run("data", "krypter", "--nokkel-fil", key_file)
    assert (code, json.loads(out)["encrypted"]) == (0, str(path))
    assert "Sikkerhetskopier fra før" in err
    assert b"HEMMELIG" not in path.read_bytes()
    code, out, err = run("purge")
    assert (code, out) == (2, "") and FILE in err and "Traceback" not in err
    monkeypatch.setenv(FILE, str(key_file))
    assert run("data", "krypter")[0] == 2
    code, out, _ = run("data", "sjekk")
    assert code == 0 and "hel og kryptert" in out and "1 saker" in out
    store = open_store(path)
    assert store.load("a") == full_case("a", "HEMMELIG")
    assert store.audit()[-1]["action"] == "kryptert"
    store.close()


def test_key_when_changed_then_only_the_new_one_opens(data, run, key_file, monkeypatch, tmp_path):
    monkeypatch.setenv(FILE, str(key_file))
    assert run("data", "nokkel", "--stdin", stdin=KEY)[0] == 2
    run("data", "krypter")
    assert run("data", "nokkel", "--stdin", stdin="kort\n")[0] == 2
    assert run("data", "nokkel", "--ny-fil", key_file)[0] == 2
    code, out, err = run("data", "nokkel", "--stdin", stdin=KEY + "\n")
    assert code == 0 and "rekeyed" in out and "Sett den nye" in err
    code, _, err = run("data", "sjekk")
    assert code == 2 and "Nøkkelen passer ikke" in err
    monkeypatch.delenv(FILE)
    monkeypatch.setenv(VALUE, KEY)
    assert run("data", "sjekk")[0] == 0


def test_check_when_the_file_is_harmed_then_exit_one_and_the_way_out(data, run, key_file, monkeypatch):
    path = data / "kartlegging.db"
    store = open_store(path)
    for n in range(60):
        store.create(Case(f"sak{n}"), "h", [{"kind": "info", "text": "ord " * 200}], OLD)
    store.close()
    monkeypatch.setenv(FILE, str(key_file))
    run("data", "krypter")
    content = bytearray(path.read_bytes())
    content[-6000:-5900] = bytes(100)
    path.write_bytes(content)
    code, out, err = run("data", "sjekk")
    assert (code, out) == (1, "") and "kartlegging restore" in err


def test_backup_and_restore_when_run_then_the_same_and_the_previous_is_kept_until_told(data, run, tmp_path, full_case, now):
    copy, path = tmp_path / "kopi.db", data / "kartlegging.db"
    code, out, err = run("backup", copy)
    assert code == 0 and json.loads(out)["encrypted"] is False and "ikke kryptert" in err
    assert run("backup", copy)[0] == 2
    store = open_store(path)
    code, _, err = run("restore", copy)
    assert code == 2 and "Stopp tjenesten" in err
    store.delete("a", "person", now)
    store.create(Case("b"), "h", [], now)
    store.close()
    code, out, err = run("restore", copy)
    told = json.loads(out)
    assert code == 0 and told["cases"] == 0 and told["deleted_again"] == 1 and "data rydd" in err
    assert Path(told["kept"]).exists()
    assert len(json.loads(run("data", "rydd")[1])["deleted"]) == 1
    assert not Path(told["kept"]).exists()
    store = open_store(path)
    assert store.list_cases() == [] and store.audit()[-1]["action"] == "gjenopprettet"
    store.close()


def test_backup_when_plain_and_a_key_file_is_given_then_the_copy_is_encrypted(data, run, tmp_path, key_file, full_case):
    copy = tmp_path / "kopi.db"
    code, out, _ = run("backup", copy, "--nokkel-fil", key_file)
    assert code == 0 and json.loads(out)["encrypted"] is True
    assert sqlcipher.kind(copy) == sqlcipher.ENCRYPTED and copy.stat().st_mode & 0o777 == 0o600
    store = open_store(copy, from_file(key_file))
    assert store.load("a") == full_case("a", "HEMMELIG")
    store.close()
    code, _, err = run("restore", copy)
    assert code == 2 and str(copy) in err
    assert run("restore", copy, "--nokkel-fil", key_file)[0] == 0
    assert sqlcipher.kind(data / "kartlegging.db") == sqlcipher.PLAIN


@pytest.mark.parametrize("args", [("backup", "kopi.db"), ("data", "sjekk"), ("innsyn", "a", "-o", "ut.zip"), ("restore", "borte.db")])
def test_command_when_there_is_nothing_to_read_then_exit_two_and_no_database_is_made(run, tmp_path, args, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*args)
    assert (code, out) == (2, "") and err.strip()
    assert not (tmp_path / "data" / "kartlegging.db").exists()


def test_purge_when_only_shown_then_listed_and_nothing_is_deleted(data, run):
    store = open_store(data / "kartlegging.db")
    store.create(Case("gammel"), "h", [], OLD)
    store.close()
    told = json.loads(run("purge", "--vis")[1])
    assert {"id": "gammel", "status": "pagar", "updated": OLD, "days": 30} in told["cases"]
    assert told["would_delete"] == len(told["cases"])
    assert json.loads(run("purge", "--vis")[1]) == told
    assert json.loads(run("purge")[1]) == {"deleted": told["would_delete"]}
    assert json.loads(run("purge", "--vis")[1]) == {"would_delete": 0, "cases": []}


def test_access_when_run_then_a_private_zip_with_everything_and_a_line_in_the_log(data, run, tmp_path):
    out_file = tmp_path / "innsyn.zip"
    assert run("innsyn", "finnes-ikke", "-o", out_file)[0] == 2 and not out_file.exists()
    code, _, err = run("innsyn", "a", "-o", out_file)
    assert code == 0 and "bare til personen" in err
    assert out_file.stat().st_mode & 0o777 == 0o600
    assert run("innsyn", "a", "-o", out_file)[0] == 2
    with zipfile.ZipFile(out_file) as archive:
        told = json.loads(archive.read("innsyn.json"))
    assert told["complete"] is True and "HEMMELIG" in told["answers"][0]["text"]
    store = open_store(data / "kartlegging.db")
    assert store.audit("a")[-1]["detail"] == "innsyn"
    store.close()


def sentences(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for state, text in datalege.report(path):
        found.setdefault(state, []).append(text)
    return found


def test_doctor_when_encrypted_and_backed_up_then_all_is_well(data, run, tmp_path, key_file, monkeypatch):
    path = data / "kartlegging.db"
    plain = sentences(path)
    assert any("ikke kryptert" in t for t in plain["raad"]) and any("sikkerhetskopi" in t for t in plain["raad"])
    monkeypatch.setenv(FILE, str(key_file))
    assert any("kartlegging data krypter" in t for t in sentences(path)["feil"])
    run("data", "krypter")
    run("backup", tmp_path / "kopi.db")
    before = {f.name: f.read_bytes() for f in data.iterdir()}
    told = sentences(path)
    assert "feil" not in told and any("Dataene er kryptert" in t for t in told["ok"])
    assert any("Siste sikkerhetskopi" in t for t in told["ok"])
    assert {f.name: f.read_bytes() for f in data.iterdir() if not f.name.endswith(("-wal", "-shm"))} == before
    key_file.chmod(0o644)
    assert any("chmod 600" in t for t in sentences(path)["feil"])
    monkeypatch.delenv(FILE)
    assert any(FILE in t for t in sentences(path)["feil"])
    monkeypatch.setenv(VALUE, "en helt annen setning")
    assert any("passer ikke" in t for t in sentences(path)["feil"])


def test_key_file_when_in_the_data_folder_then_another_place_is_advised(data, run, monkeypatch):
    run("data", "lag-nokkel", data / "nokkel")
    monkeypatch.setenv(FILE, str(data / "nokkel"))
    assert any("samme mappe" in t for t in sentences(data / "kartlegging.db")["raad"])
    assert isinstance(from_file(data / "nokkel"), Key)
