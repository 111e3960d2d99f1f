"""`kartlegging sporreskjema` and `kartlegging export --format fhir|dialogmelding`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.domain.case import Answer, Case, Consent
from assistant.domain.person import Person
from assistant.store import open_store
from tests.export import numre

AT = "2026-11-23T08:00:00+00:00"
run = CliRunner().invoke


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = open_store(tmp_path / "data" / "kartlegging.db")
    case = Case("sak-1", status="levert", created=AT, updated=AT, answers=[Answer("viktig.apen", "viktig", "Få sove", at=AT)])
    case.consents = [Consent("samtykke", True, "", AT), Consent("deling", True, "", AT)]
    store.create(case, "h", [], AT)
    store.set_person("sak-1", Person("Ola", "Nordmann", numre.SYNTHETIC), "kari", AT)
    store.close()
    return tmp_path / "data"


def test_questionnaires_when_written_then_one_for_each_area_and_one_for_all(tmp_path):
    done = run(app, ["sporreskjema", "-o", str(tmp_path / "ny" / "mappe")])
    files = sorted((tmp_path / "ny" / "mappe").iterdir())
    assert done.exit_code == 0 and len(files) == 21
    assert {json.loads(f.read_text(encoding="utf-8"))["resourceType"] for f in files} == {"Questionnaire"}


def test_questionnaires_when_the_folder_is_a_file_then_a_sentence(tmp_path):
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    done = run(app, ["sporreskjema", "-o", str(tmp_path / "fil")])
    assert done.exit_code == 2 and "Velg en mappe" in done.output


def test_export_when_fhir_then_a_bundle_with_the_person(tmp_path, data):
    done = run(app, ["export", "sak-1", "--format", "fhir", "-o", str(tmp_path / "sak.json"), "--data", str(data)])
    assert done.exit_code == 0, done.output
    bundle = json.loads((tmp_path / "sak.json").read_text(encoding="utf-8"))
    assert numre.SYNTHETIC in json.dumps(bundle) and bundle["entry"][0]["resource"]["status"] == "preliminary"


def test_export_when_a_message_lacks_its_sender_then_a_sentence_and_no_file(tmp_path, data):
    done = run(app, ["export", "sak-1", "--format", "dialogmelding", "-o", str(tmp_path / "m.xml"), "--data", str(data)])
    assert done.exit_code == 2 and "mangler avsender" in done.output
    assert not (tmp_path / "m.xml").exists()
