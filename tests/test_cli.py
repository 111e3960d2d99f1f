"""The command line: JSON lines, sentences on stderr, exit 2 on unusable input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PERSON = {"id": "p1", "mode": "self", "lang": "nb", "depth": "short", "answers": {
    "viktig": "å få sove", "situasjon": "det begynte for fem uker siden da jeg byttet skift",
    "sikkerhet": "nei, ikke slike tanker, men naboen min orker ikke mer"}, "ukjent": 1}


def kartlegging(*args: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-W", "ignore", "-m", "assistant.cli", *args], input=stdin, capture_output=True, text=True, cwd=cwd)


def test_risk_when_lines_come_in_then_one_object_a_line() -> None:
    lines = [{"id": "a", "text": "jeg vil ta livet mitt i kveld"}, {"id": 2, "text": "vi har to katter"}, {"id": "tom", "text": ""}]
    done = kartlegging("risk", stdin="\n".join(json.dumps(x) for x in lines) + "\n\n")
    assert done.returncode == 0, done.stderr
    got = [json.loads(x) for x in done.stdout.splitlines()]
    assert [g["id"] for g in got] == ["a", 2, "tom"]
    assert got[0]["level"] == "akutt"
    assert got[0]["spans"][0]["category"] == "selvmord"
    assert got[1] == {"id": 2, "level": "ingen", "categories": [], "subject": "self", "spans": []}


def test_risk_when_line_is_no_json_then_a_sentence_and_exit_two() -> None:
    for bad in ("ikke json\n", "[1]\n", '{"id": 1}\n', '{"id": 1, "text": 5}\n'):
        done = kartlegging("risk", stdin=bad)
        assert done.returncode == 2
        assert "linje 1" in done.stderr
        assert "Traceback" not in done.stderr


def test_replay_when_a_person_is_played_then_the_contract_holds(tmp_path: Path) -> None:
    path = tmp_path / "personer.jsonl"
    path.write_text(json.dumps(PERSON) + "\n", encoding="utf-8")
    done = kartlegging("replay", str(path))
    assert done.returncode == 0, done.stderr[-500:]
    got = json.loads(done.stdout)
    assert set(got) >= {"id", "turns", "hovedforlop", "risks", "areas", "children", "safety_steps", "ms_per_turn"}
    assert set(got["hovedforlop"]) >= {"suggestion", "grounds", "specialist", "mandatory", "measures"}
    assert got["areas"]["viktig"]["answers"] == ["å få sove"]


def test_replay_when_file_is_missing_or_broken_then_exit_two(tmp_path: Path) -> None:
    broken = tmp_path / "feil.jsonl"
    broken.write_text('{"id": 1}\n', encoding="utf-8")
    for path in (tmp_path / "finnes-ikke.jsonl", broken):
        done = kartlegging("replay", str(path))
        assert done.returncode == 2
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr


def test_export_when_format_or_case_is_unknown_then_exit_two(tmp_path: Path) -> None:
    for args in (("x", "--format", "fhir"), ("finnes-ikke",)):
        done = kartlegging("export", *args, "-o", str(tmp_path / "ut.docx"), "--data", str(tmp_path))
        assert done.returncode == 2
        assert done.stderr.strip()
        assert not (tmp_path / "ut.docx").exists()


def test_purge_when_nothing_is_there_then_zero(tmp_path: Path) -> None:
    done = kartlegging("purge", "--data", str(tmp_path))
    assert json.loads(done.stdout) == {"deleted": 0}


def test_doctor_when_run_then_sentences(tmp_path: Path) -> None:
    done = kartlegging("doctor", "--data", str(tmp_path))
    assert "Python" in done.stdout
    assert "Traceback" not in done.stderr
