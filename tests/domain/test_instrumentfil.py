"""The strict reading of instruments, the service's own texts, and the import of a FHIR Questionnaire."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.domain import fhirskjema, guide, instrumentfil, instrumenttekst
from assistant.domain.case import Maling
from assistant.domain.fhirskjema import Unreadable
from assistant.domain.scoring import score
from assistant.domain.yamlfil import DataError

GUIDE = guide.load()
WHOLE = (guide.FOLDER / "instruments" / "phq-9.yml").read_text(encoding="utf-8")
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LABELS = "choices: [{value: 0, label: A}, {value: 1, label: B}, {value: 2, label: C}, {value: 3, label: D}]\n"


def placed(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(("old", "new", "line", "says"), [
    ("version:", "farge: blå\nversion:", "farge", "ukjent nøkkel «farge»"),
    ("id: phq-9", "id: phq9", "id:", "som filen heter"),
    ("high: 27", "high: 28", "scoring:", "fra 0 til 27, ikke fra 0 til 28"),
    ("values: [0, 1, 2, 3]", "values: [0, 0]", "count", "hver bare én gang"),
    ("values: [0, 1, 2, 3]", "values: [0, mye]", "count", "må være tall"),
    ("from: 10,", "from: 28,", "id: moderat,", "utenfor 0 til 27"),
    ("from: 10,", "from: 10, to: 12,", "id: moderat,", "nøyaktig én av"),
    ("from: 10,", "from: 10, sex: alle,", "id: moderat,", "må være en av: kvinne, mann"),
    ('item: "9", from: 1', 'item: "10", from: 1', 'item: "10"', "spørsmål 10 finnes ikke"),
    ('item: "9", from: 1', 'item: "9", from: 4', "from: 4", "må være over 0 og høyst 3"),
    ("category: selvmord, level: avklar", "category: kjedsomhet, level: avklar", "kjedsomhet", "må være en av"),
    ("better: lav", "better: bra", "scoring:", "må være en av: hoy, lav, ukjent"),
    ("sure: kilde\n", "sure: kanskje\n", "sure: kanskje", "må være en av: kilde, minne"),
    ("items_text: service", "items_text: med", "items_text", "må være en av"),
])
def test_load_when_a_file_has_a_mistake_then_the_line_and_a_sentence(tmp_path, old, new, line, says):
    assert old in WHOLE
    path = placed(tmp_path, "phq-9.yml", WHOLE.replace(old, new, 1))
    with pytest.raises(DataError) as caught:
        instrumentfil.instrument(path)
    wanted = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if line in text)
    assert (caught.value.line, says in str(caught.value)) == (wanted, True), str(caught.value)


def test_texts_when_placed_then_the_form_can_be_asked_and_scores_as_before(tmp_path):
    items = "items:\n" + "".join(f"  - {{text: 'Spørsmål {n}'}}\n" for n in range(9))
    placed(tmp_path, "phq.yml", "instrument: phq-9\nsource: prøve\n" + LABELS + items)
    fitted = instrumenttekst.fit(GUIDE, tmp_path)
    one = fitted.instruments["phq-9"]
    assert one.readable
    assert (one.items[8].text.get("nn"), one.items[8].choices[3].label.get("en")) == ("Spørsmål 8", "D")
    assert score(one, Maling("m", "phq-9", "1", {str(n): 1 for n in range(1, 10)})).total == 9
    assert not GUIDE.instruments["phq-9"].readable


@pytest.mark.parametrize(("text", "says"), [
    ("instrument: finnes-ikke\nsource: x\n", "instrumentet finnes ikke"),
    ("instrument: gad-7\nsource: x\nitems:\n  - {text: A}\n", "GAD-7 har 7 spørsmål, og filen har 1"),
    ("instrument: cage\nitems: []\n", "mangler «source»"),
    ("instrument: cage\nsource: x\nitems: [{text: A}, {text: B}, {text: C}, {tekst: D}]\n", "ukjent nøkkel «tekst»"),
    ("instrument: cage\nsource: x\nchoices: [{value: 0, label: Nei}, {value: 2, label: Ja}]\nitems: [{text: A}, {text: B}, {text: C}, {text: D}]\n",
     "spørsmål 1 skal ha verdiene 0, 1"),
    ("instrument: moca\nsource: x\nitems: [{text: A}]\n", "MoCA har 0 spørsmål, og filen har 1"),
    (WHOLE, "«phq-9» er kjent fra før"),
    ("[", "ikke gyldig YAML"),
])
def test_texts_when_a_file_has_a_mistake_then_it_is_left_out_and_told_and_the_others_are_used(tmp_path, text, says):
    placed(tmp_path, "phq-9.yml", text)
    placed(tmp_path, "x.yml", "instrument: moca\nsource: x\n")
    got = instrumenttekst.load(tmp_path, GUIDE)
    assert list(got.instruments) == ["moca"]
    assert len(got.faults) == 1
    assert says in got.faults[0]
    assert "phq-9.yml:" in got.faults[0]


def test_texts_when_only_the_ends_of_a_long_scale_have_words_then_it_can_be_asked(tmp_path):
    ends = "choices: [{value: 0, label: Dårlig}, {value: 10, label: Godt}]\n"
    placed(tmp_path, "ors.yml", "instrument: ors\nsource: x\n" + ends + "items: [{text: A}, {text: B}, {text: C}, {text: D}]\n")
    assert instrumenttekst.fit(GUIDE, tmp_path).instruments["ors"].readable


def test_texts_when_an_item_is_marked_as_danger_then_it_calls_a_human(tmp_path):
    items = "items:\n" + "  - {text: A}\n" * 25
    risk = "risks: [{item: '19', from: 2, category: selvmord, level: hoy}]\n"
    placed(tmp_path, "h.yml", "instrument: hscl-25\nsource: x\n" + items + risk)
    one = instrumenttekst.fit(GUIDE, tmp_path).instruments["hscl-25"]
    assert [r.level for r in score(one, Maling("m", "hscl-25", "1", {"19": 2})).risks] == ["hoy"]


def option(text: str, points: float | None = None, code: str = "x") -> dict[str, Any]:
    extension = [{"url": ORDINAL, "valueDecimal": points}] if points is not None else []
    return {"valueCoding": {"code": code, "display": text}, "extension": extension}


def form(*items: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {"resourceType": "Questionnaire", "status": "active", "title": "Min skala", "item": list(items), **other}


def choice(link: str = "a", *options: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {"linkId": link, "type": "choice", "text": f"Tekst {link}", "answerOption": list(options) or [option("Nei", 0), option("Ja", 1)], **other}


def test_import_when_groups_value_sets_codes_numbers_and_yes_or_no_then_all_are_read():
    concepts = [{"code": "0", "display": "Aldri"}, {"code": "b", "display": "Ofte", "extension": [{"url": ORDINAL, "valueDecimal": 2.5}]}]
    contained = [{"resourceType": "ValueSet", "id": "v", "compose": {"include": [{"concept": concepts}]}}]
    limits = [{"url": fhirskjema.LOWEST, "valueInteger": 0}, {"url": fhirskjema.HIGHEST, "valueInteger": 10}]
    made = fhirskjema.read(form(
        {"linkId": "g", "type": "group", "item": [choice("1"), {"linkId": "2", "type": "choice", "text": "B", "answerValueSet": "#v"}]},
        {"linkId": "3", "type": "boolean", "text": "C"}, {"linkId": "4", "type": "integer", "text": "D", "extension": limits},
        {"linkId": "5", "type": "string", "text": "Noe mer?"}, {"linkId": "6", "type": "display", "text": "Takk"}, contained=contained,
    ), GUIDE.instruments)
    assert (made.id, len(made.file["items"])) == ("min-skala", 4)
    assert [c["value"] for c in made.file["items"][1]["choices"]] == [0, 2.5]
    assert made.file["scoring"] == {"method": "sum", "low": 0, "high": 14.5, "step": 0.01, "better": "ukjent"}
    assert made.left_out == ["Spørsmålet 5 er av slaget «string» og gir ingen poeng. Det er ikke tatt med."]


@pytest.mark.parametrize(("resource", "says"), [
    ({"resourceType": "Patient"}, "ikke et FHIR Questionnaire"), ([], "ikke et FHIR Questionnaire"), (form(), "ingen spørsmål med poeng"),
    (form(choice("1", option("Nei"), option("Ja"))), "Spørsmålet 1 har et valg uten poeng"),
    (form(choice("1", option("Nei", 1), option("Ja", 1))), "hver sine poeng"),
    (form({"linkId": "1", "type": "choice", "text": "A", "answerValueSet": "http://annet.sted"}), "kan ikke hentes"),
    (form({"linkId": "1", "type": "integer", "text": "A"}), "uten laveste og høyeste verdi"),
    (form(choice("1", text="")), "mangler tekst"), (form(choice("1"), title="", name="", id=""), "ikke noe navn"),
    (form({"linkId": "1", "type": "choice", "text": "A", "answerOption": 3}), "følger ikke formen"), (form(*[choice()] * 201), "flere enn 200"),
])
def test_import_when_it_cannot_be_read_then_a_sentence_that_says_why(resource, says):
    with pytest.raises(Unreadable) as caught:
        fhirskjema.read(resource, GUIDE.instruments)
    assert says in str(caught.value)
    assert str(caught.value).endswith(".")


def run(data: Path, *words: str) -> tuple[int, str]:
    got = CliRunner().invoke(app, ["instrument", *words, "--data", str(data)])
    return got.exit_code, got.output


def test_command_when_imported_then_the_form_is_checked_listed_and_scored(tmp_path):
    source = placed(tmp_path, "q.json", json.dumps(form(choice("1"), choice("2"), {"linkId": "3", "type": "date", "text": "Når?"})))
    code, said = run(tmp_path, "importer", str(source))
    assert (code, "min-skala.yml er skrevet" in said, "av slaget «date»" in said) == (0, True, True)
    one = instrumenttekst.fit(GUIDE, tmp_path / "instrumenter").instruments["min-skala"]
    assert one.readable
    assert score(one, Maling("m", one.id, "1", {"1": 1, "2": 1})).total == 2
    assert run(tmp_path, "sjekk")[0] == 0
    assert "min-skala: Min skala (tjenestens eget), 2 spørsmål. Kan fylles ut i samtalen." in run(tmp_path, "liste")[1]
    code, said = run(tmp_path, "importer", str(source))
    assert (code, "blir ikke skrevet over" in said) == (2, True)


def test_command_when_texts_of_a_known_form_are_imported_then_they_are_its_own(tmp_path):
    four = [option(text, points) for points, text in enumerate(("Nei", "Litt", "Mye", "Svært"))]
    source = placed(tmp_path, "q.json", json.dumps(form(*(choice(str(n), *four) for n in range(7)), name="GAD7")))
    assert run(tmp_path, "importer", str(source))[0] == 0
    assert "gad-7: GAD-7, 7 spørsmål. Kan fylles ut i samtalen." in run(tmp_path, "liste")[1]
    code, said = run(tmp_path, "importer", str(source), "--som", "phq-9")
    assert (code, "PHQ-9 har 9 spørsmål, og filen har 7" in said) == (2, True)
    assert [p.name for p in (tmp_path / "instrumenter").iterdir()] == ["gad-7.yml"]


@pytest.mark.parametrize(("content", "says"), [("<xml/>", "er ikke JSON"), (None, "kan ikke leses"), ("[" * 100_000, "er ikke JSON"), ('"\\ud800"', "ikke et FHIR")])
def test_command_when_the_file_is_something_else_then_exit_2_and_a_sentence(tmp_path, content, says):
    source = placed(tmp_path, "q.json", content) if content else tmp_path / "borte.json"
    code, said = run(tmp_path, "importer", str(source))
    assert (code, says in said) == (2, True), said


def test_doctor_when_a_file_is_wrong_or_texts_are_missing_then_it_says_so(tmp_path):
    from assistant.kommandoer import instrument

    assert ("raad", f"17 skjemaer mangler tekst og føres med tall fra papir. Legg tekstene i {tmp_path / 'instrumenter'} når tjenesten har lisens til dem."
            ) in list(instrument.lines(tmp_path))
    placed(tmp_path / "instrumenter", "a.yml", "instrument: nei\nsource: x\n")
    assert next(state for state, _ in instrument.lines(tmp_path)) == "feil"
    assert run(tmp_path, "sjekk")[0] == 2
