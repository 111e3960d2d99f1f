"""`kartlegging varsling prov` sends to real receivers and says how it went."""

from __future__ import annotations

import json
from email import message_from_string, policy
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from tests.web import mottakere


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WEBHOOK", "WEBHOOKNOKKEL", "EPOST", "ADRESSE", "TJENESTEFIL"):
        monkeypatch.delenv(f"KARTLEGGING_{name}", raising=False)


def run(folder: Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["varsling", "prov", "--data", str(folder)])
    return done.exit_code, done.stdout, done.stderr


def test_prov_when_both_are_set_up_then_each_gets_a_marked_trial_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[tuple[dict[str, str], bytes]] = []
    letters: list[str] = []
    with mottakere.web([200], posted) as url, mottakere.mail(letters) as port:
        monkeypatch.setenv("KARTLEGGING_WEBHOOK", url)
        monkeypatch.setenv("KARTLEGGING_EPOST", f"smtp://127.0.0.1:{port}/?fra=fra@kommune.no&til=vakt@kommune.no")
        monkeypatch.setenv("KARTLEGGING_ADRESSE", "https://kart.kommune.no")
        code, said, _ = run(tmp_path)
    assert code == 0
    assert said.splitlines() == ["Webhooken 127.0.0.1: prøven er tatt imot. Se at den kom til et menneske.",
                                 "E-post til vakt@kommune.no gjennom 127.0.0.1: prøven er tatt imot. Se at den kom til et menneske."]
    body = json.loads(posted[0][1])
    assert (body["test"], body["id"], body["link"]) == (True, 0, "https://kart.kommune.no/konsoll")
    letter = message_from_string(letters[0], policy=policy.default)
    assert letter["Subject"].startswith("PRØVE")
    assert "Ingen er i fare" in letter.get_content()


def test_prov_when_one_does_not_arrive_then_it_says_why_and_the_other_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letters: list[str] = []
    with mottakere.web([500], []) as url, mottakere.mail(letters) as port:
        monkeypatch.setenv("KARTLEGGING_WEBHOOK", url)
        monkeypatch.setenv("KARTLEGGING_EPOST", f"smtp://127.0.0.1:{port}/?til=vakt@kommune.no")
        code, said, _ = run(tmp_path)
    assert (code, len(letters)) == (1, 1)
    assert "prøven kom ikke fram (svar 500)" in said
    assert "KARTLEGGING_ADRESSE er ikke satt" in said


@pytest.mark.parametrize(("value", "sentence"), [("", "ikke satt opp noen mottaker"), ("smtp://kari:hemmelig@post.no", "KARTLEGGING_EPOST kan ikke leses")])
def test_prov_when_nothing_can_be_sent_then_a_sentence_and_code_2(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, sentence: str) -> None:
    monkeypatch.setenv("KARTLEGGING_EPOST", value)
    code, _, said = run(tmp_path)
    assert code == 2 and sentence in said and "hemmelig" not in said


def test_prov_when_the_file_has_faults_then_they_are_said(tmp_path: Path) -> None:
    (tmp_path / "tjeneste.yml").write_text("dybde: lang\n", encoding="utf-8")
    code, _, said = run(tmp_path)
    assert code == 2 and "dybde" in said
