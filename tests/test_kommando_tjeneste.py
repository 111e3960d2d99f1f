"""`kartlegging tjeneste` and what the doctor says about the file."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import lege
from assistant.cli import app
from assistant.kommandoer import tjenestelege
from assistant.kommandoer.tjeneste import EXAMPLE

RUN = CliRunner()
MONDAY_NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)


def run(*arguments: str) -> tuple[int, str, str]:
    done = RUN.invoke(app, ["tjeneste", *arguments])
    return done.exit_code, done.stdout, done.stderr


def doctor(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "tjeneste.yml").write_text(text, encoding="utf-8")
    return list(tjenestelege.lines(folder, MONDAY_NIGHT))


def test_ny_when_there_is_no_file_then_the_example_is_written_and_passes_the_check(tmp_path: Path) -> None:
    code, said, _ = run("ny", "--data", str(tmp_path / "data"))
    assert code == 0 and "kartlegging tjeneste sjekk" in said
    assert (tmp_path / "data" / "tjeneste.yml").read_text(encoding="utf-8") == EXAMPLE.read_text(encoding="utf-8")
    assert run("sjekk", "--data", str(tmp_path / "data"))[:2] == (0, f"{tmp_path}/data/tjeneste.yml er i orden.\n")


def test_ny_when_the_file_is_there_then_it_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "min.yml").write_text("navn: Min egen\n", encoding="utf-8")
    code, _, said = run("ny", str(tmp_path / "min.yml"))
    assert code == 2 and "blir ikke skrevet over" in said
    assert (tmp_path / "min.yml").read_text(encoding="utf-8") == "navn: Min egen\n"


def test_ny_when_the_folder_is_a_file_then_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    assert run("ny", str(tmp_path / "fil" / "tjeneste.yml"))[0] == 2


def test_sjekk_when_much_is_wrong_then_every_line_is_said_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "min.yml").write_text("navn: A\ndybde: lang\nvakt: {telefon: '1'}\nomrader_av: [sikkerhet]\n", encoding="utf-8")
    code, said, after = run("sjekk", str(tmp_path / "min.yml"))
    assert code == 2 and [line.split(":")[0] for line in said.splitlines()] == ["Linje 2", "Linje 3", "Linje 4"]
    assert "kan ikke brukes" in after


def test_sjekk_when_the_file_is_missing_then_a_sentence(tmp_path: Path) -> None:
    code, said, _ = run("sjekk", str(tmp_path / "borte.yml"))
    assert (code, said) == (2, "Linje 1: Filen mangler.\n")


def test_commands_when_the_file_has_faults_then_they_are_sentences_and_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant import cli

    (tmp_path / "tjeneste.yml").write_text("dybde: lang\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["kartlegging", "purge", "--data", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2


def test_purge_when_the_file_sets_days_then_they_count(tmp_path: Path) -> None:
    from assistant.domain.case import Case
    from assistant.store.base import open_store

    store = open_store(tmp_path / "kartlegging.db")
    for days, case_id in ((3, "ny"), (40, "gammel")):
        at = datetime.fromtimestamp(datetime.now(UTC).timestamp() - days * 86400, UTC).isoformat(timespec="seconds")
        store.create(Case(case_id, "self", "nb", "kort", created=at, updated=at, status="levert"), "x", [], at)
    store.close()
    assert RUN.invoke(app, ["purge", "--data", str(tmp_path)]).stdout == '{"deleted": 0}\n'
    (tmp_path / "tjeneste.yml").write_text("navn: A\nlagring: {levert: 30}\n", encoding="utf-8")
    assert RUN.invoke(app, ["purge", "--data", str(tmp_path)]).stdout == '{"deleted": 1}\n'


def test_doctor_when_there_is_no_file_then_it_is_advised(tmp_path: Path) -> None:
    (state, text), = tjenestelege.lines(tmp_path)
    assert state == "raad" and "kartlegging tjeneste ny" in text


def test_doctor_when_the_file_has_faults_then_each_must_be_put_right(tmp_path: Path) -> None:
    assert [state for state, _ in doctor(tmp_path, "dybde: lang\nsprak: [fr, nb]\n")] == ["feil"] * 3
    lines, ok = lege.report(tmp_path)
    assert not ok and any("linje 1: «dybde» er «lang»" in line for line in lines)


def test_doctor_when_the_file_is_the_example_then_what_is_left_of_it_is_named(tmp_path: Path) -> None:
    said = dict(reversed(pair) for pair in doctor(tmp_path, EXAMPLE.read_text(encoding="utf-8")))
    assert said["Kommunen heter fortsatt «Eksempel kommune» i tjeneste.yml. Skriv deres egen."] == "raad"
    assert said["Vaktnummeret er legevaktens, 116 117. Skriv tjenestens eget når dere har et."] == "raad"
    assert any("stengt nå og åpner i morgen kl. 08.00" in text for text in said)
    assert any("aksent er #0b5c66, og teksten på den har kontrast 7,7:1" in text for text in said)


def test_doctor_when_hosts_are_looked_up_then_those_that_are_not_found_are_said_and_nothing_is_sent(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(host: str, port: object) -> list[str]:
        if host != "varsel.kommune.no":
            raise socket.gaierror
        return [host]

    def sent(*args: object) -> None:
        raise AssertionError("ingenting skal sendes")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", sent)
    text = "navn: A\nvarsling: {webhook: 'https://varsel.kommune.no/inn', epost: [a@kommune.no], smtp: smtp.kommune.no}\n"
    (tmp_path / "tjeneste.yml").write_text(text, encoding="utf-8")
    said = [line for line in tjenestelege.sending(tmp_path) if "kommune.no" in line[1]]
    assert [state for state, _ in said] == ["ok", "raad"]


def test_doctor_when_the_mail_address_cannot_be_read_then_it_must_be_put_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARTLEGGING_EPOST", "smtp://kari:hemmelig@post.no")
    (state, text), = tjenestelege.sending(tmp_path)
    assert (state, "hemmelig" in text) == ("feil", False) and text.startswith("KARTLEGGING_EPOST kan ikke leses.")


def test_doctor_when_nobody_gets_word_then_it_is_advised(tmp_path: Path) -> None:
    assert [(state, "Ingen får beskjed" in text) for state, text in tjenestelege.sending(tmp_path)] == [("raad", True)]


@pytest.mark.parametrize(("hours", "sentence"), [("", "går på klokken, også natt"), ("apningstider: {mandag: '08.00-15.00'}\n", "går bare i åpningstiden")])
def test_doctor_when_asked_then_it_says_how_the_deadlines_run(tmp_path: Path, hours: str, sentence: str) -> None:
    assert any(sentence in text for _, text in doctor(tmp_path, f"navn: A\n{hours}"))


def test_doctor_when_english_is_offered_and_a_text_has_none_then_it_is_said(tmp_path: Path) -> None:
    assert any("mangler engelsk" in text for _, text in doctor(tmp_path, "navn: A\nleser: {nb: oss, nn: oss}\n"))
    assert not any("mangler engelsk" in text for _, text in doctor(tmp_path, "navn: A\nleser: {nb: oss, nn: oss, en: us}\n"))
