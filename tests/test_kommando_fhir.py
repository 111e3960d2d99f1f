"""`kartlegging sporreskjema` and `kartlegging export --format fhir|dialogmelding`."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.domain.case import Answer, Case, Consent, Maling
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


OWN = {"resourceType": "Questionnaire", "status": "active", "name": "MinSkala", "title": "Min skala", "item": [
    {"linkId": "1", "type": "integer", "text": "Hvor mye?", "extension": [
        {"url": f"http://hl7.org/fhir/StructureDefinition/{bound}Value", "valueInteger": at} for bound, at in (("min", 0), ("max", 10))]}]}


@pytest.fixture
def own_form(tmp_path: Path, data: Path) -> Path:
    """The data folder of a service with a form of its own, which is filled in in a case."""
    (tmp_path / "q.json").write_text(json.dumps(OWN), encoding="utf-8")
    done = run(app, ["instrument", "importer", str(tmp_path / "q.json"), "--data", str(data)])
    assert done.exit_code == 0, done.output
    store = open_store(data / "kartlegging.db")
    case = Case("sak-2", status="levert", created=AT, updated=AT, consents=[Consent("samtykke", True, "", AT), Consent("deling", True, "", AT)])
    case.measurements = [Maling("m", "minskala", "1", {"1": 7.0}, by="fagperson Kari", source="papir", at=AT)]
    store.create(case, "h2", [], AT)
    store.close()
    return data


def test_export_when_the_service_has_a_form_of_its_own_then_it_stands_in_the_document(tmp_path, own_form):
    done = run(app, ["export", "sak-2", "--format", "text", "-o", str(tmp_path / "sak.txt"), "--data", str(own_form)])
    assert done.exit_code == 0, done.output
    assert "Min skala" in (tmp_path / "sak.txt").read_text(encoding="utf-8")


def test_export_when_the_environment_names_the_service_then_the_document_has_the_name(tmp_path, data, monkeypatch):
    monkeypatch.setenv("KARTLEGGING_TJENESTE", "Fjell kommune")
    done = run(app, ["export", "sak-1", "--format", "text", "-o", str(tmp_path / "sak.txt"), "--data", str(data)])
    assert done.exit_code == 0, done.output
    assert "Fjell kommune" in (tmp_path / "sak.txt").read_text(encoding="utf-8")


def test_export_when_the_document_is_not_for_the_case_then_the_same_sentence_as_in_the_console(tmp_path, data):
    done = run(app, ["export", "sak-1", "--format", "egen-plan", "-o", str(tmp_path / "plan.docx"), "--data", str(data)])
    assert done.exit_code == 2 and "Planen er ikke laget ennå" in done.output
    assert not (tmp_path / "plan.docx").exists()


def test_everything_when_the_service_has_a_form_of_its_own_then_its_name_stands_there(tmp_path, own_form):
    done = run(app, ["innsyn", "sak-2", "-o", str(tmp_path / "alt.zip"), "--data", str(own_form)])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "alt.zip") as folder:
        read = next(name for name in folder.namelist() if name.endswith(".docx"))
        assert "Min skala" in "\n".join(p.text for p in python_docx.Document(BytesIO(folder.read(read))).element.body.iter() if p.text)
