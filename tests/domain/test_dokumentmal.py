"""Templates and plan data: what is wrong is named by file and line, a service's own template is used, and a broken one stops the start."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.domain import dokumentmal, plandata
from assistant.domain.guide import FOLDER, load
from assistant.domain.tjeneste import lesing, tilpasning
from assistant.domain.yamlfil import DataError
from assistant.export import maldokument

OWN = maldokument.FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A service's folder with one template, and its file."""
    place = tmp_path / "maler"
    place.mkdir()
    shutil.copy(OWN / "fastlegenotat.yml", place)
    (tmp_path / "tjeneste.yml").write_text("navn: Rask hjelp\ndokumentmaler: maler\n", encoding="utf-8")
    return place


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "fastlegenotat.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_supplied_templates_when_checked_then_all_are_there_and_all_they_name_is():
    assert sorted(maldokument.supplied()) == sorted(dokumentmal.IDS)
    for template in maldokument.supplied().values():
        dokumentmal.check(load(), template)
    assert set(maldokument.MAKERS) == set(dokumentmal.KINDS)


def test_own_template_when_set_then_used_instead_and_the_others_stand(folder):
    change(folder, 'nb: "Notat til fastlegen"', 'nb: "Brev til legen din"')
    service = lesing.load(folder.parent / "tjeneste.yml")
    guide = tilpasning.fit(load(), service)
    assert maldokument.template(guide, "fastlegenotat").title.nb == "Brev til legen din"
    assert maldokument.template(guide, "kriseplan") is maldokument.supplied()["kriseplan"]
    assert maldokument.template(load(), "fastlegenotat").title.nb == "Notat til fastlegen"


@pytest.mark.parametrize(("old", "new", "words"), [
    ("dense: true", "tett: true", "ukjent nøkkel «tett»"), ("kind: risiko_kort", "kind: risikoen", "«kind» er «risikoen»"),
    ("areas: [legemidler]", "areas: [medisin]", "«areas» viser til «medisin»"), ("K-ABSTINENS", "K-TULL", "«ids» viser til «K-TULL»"),
    ("questions: [legemidler.apen]", "questions: [legemidler.alt]", "«questions» viser til «legemidler.alt»"),
    ("limit: 80", "limit: 3", "«limit» må være fra 20 til 4000"), ("nn: \"Risiko\"", "nb2: \"Risiko\"", "ukjent nøkkel «nb2»"),
    ("{kind: beslutning,", "{kind: beslutning, only: [tsb],", "«only» viser til «tsb»"), ("id: fastlegenotat", "id: kriseplan", "ikke filnavnet"),
    ("sections:", "sections: [", "ikke gyldig YAML"),
])
def test_own_template_when_wrong_then_the_service_file_names_it_and_does_not_start(folder, old, new, words):
    change(folder, old, new)
    service, faults = lesing.check(folder.parent / "tjeneste.yml")
    assert service.templates == {}
    assert len(faults) == 1
    assert words in str(faults[0])
    assert "fastlegenotat.yml, linje" in str(faults[0])
    with pytest.raises(lesing.ServiceError):
        lesing.load(folder.parent / "tjeneste.yml")


@pytest.mark.parametrize(("name", "words"), [("brev.yml", "malen «brev» finnes ikke"), ("", "Finner ikke mappen")])
def test_template_folder_when_it_cannot_be_used_then_said(folder, name, words):
    if name:
        (folder / name).write_text("id: brev\n", encoding="utf-8")
    else:
        shutil.rmtree(folder)
    _, faults = lesing.check(folder.parent / "tjeneste.yml")
    assert [words in str(f) for f in faults] == [True]


@pytest.mark.parametrize(("file", "old", "new", "words"), [
    ("kriseplan.yml", "    from: []", "    fra: []", "ukjent nøkkel «fra»"), ("kriseplan.yml", "id: selv", "id: tegn", "«tegn» står også i"),
    ("overdose.yml", "    say:", "    si:", "ukjent nøkkel «si»"), ("overdose.yml", "items:", "punkter:", "ukjent nøkkel «punkter»"),
    ("overdose.yml", "finding: rus_alene", "funn: rus_alene", "nøyaktig én av"),
])
def test_plan_data_when_wrong_then_file_and_line(tmp_path, file, old, new, words):
    place = shutil.copytree(FOLDER / "planer", tmp_path / "planer")
    text = (place / file).read_text(encoding="utf-8")
    assert old in text
    (place / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as error:
        plandata.load(place)
    assert words in str(error.value)
    assert f"{file}:" in str(error.value)


def test_plan_data_when_read_then_seven_parts_and_every_point_has_a_source():
    plans = load().plans
    assert len(plans.parts) == 7
    assert all(x.source.startswith("Nasjonal veileder 2025") for x in (*plans.parts, *plans.checklists["overdose"].items))
    assert {x.id for x in plans.checklists["overdose"].items} >= {"toleranse", "blanding", "alene", "nalokson", "ringe_113", "royke", "trygg_bruk"}
