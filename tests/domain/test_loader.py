"""A data file with one mistake in it: the error names the file and the line of the mistake, in a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.domain import guide
from assistant.domain.yamlfil import DataError

EARLY = "areas/arbeid_utdanning.yml"      # read first, so a mistake inside one file is found at once
NEW_QUESTION = """  - id: arbeid_utdanning.prove
    depth: grundig
    answer: valg
    {extra}
    self: {{nb: A, nn: A}}
    guided: {{nb: A, nn: A}}
    choices:
      - {{code: en, label: {{nb: A, nn: A}}}}
      - {{code: to, label: {{nb: B, nn: B}}{choice}}}
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data with one rule in each risk file, which is quick to read."""
    ignore = shutil.ignore_patterns("*.py", "__pycache__")
    copy = Path(shutil.copytree(guide.FOLDER, tmp_path_factory.mktemp("hele") / "domain", ignore=ignore))
    for path in (copy / "risk").glob("*.yml"):
        head, mark, rules = path.read_text(encoding="utf-8").partition("\nrules:\n")
        path.write_text(head + mark + "  - id: ".join(rules.split("  - id: ")[:2]), encoding="utf-8")
    return copy


@pytest.fixture
def folder(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that a test may ruin."""
    monkeypatch.setenv("KARTLEGGING_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(whole, tmp_path / "domain"))


def line_before(path: Path, start: str, added: str) -> None:
    """Put `added` in front of the first line that begins with `start`."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(i for i, line in enumerate(lines) if line.startswith(start))
    path.write_text("".join([*lines[:place], added, *lines[place:]]), encoding="utf-8")


def new_line(path: Path, start: str, made: str) -> None:
    """Write `made` instead of the first line that begins with `start`."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(i for i, line in enumerate(lines) if line.startswith(start))
    path.write_text("".join([*lines[:place], made + "\n", *lines[place + 1:]]), encoding="utf-8")


def assert_refused(folder: Path, file: str, at: str, says: str) -> None:
    """Loading fails in `file`, at the last line that holds `at`, with a message that holds `says`."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    wanted = max(number for number, line in enumerate(lines, 1) if at in line)
    with pytest.raises(DataError) as caught:
        guide.load(folder)
    assert (caught.value.path, caught.value.line) == (folder / file, wanted), str(caught.value)
    assert str(caught.value).startswith(f"{folder / file}:{wanted}: ")
    assert says in str(caught.value)


def test_load_when_nothing_is_wrong_then_the_guide_has_all_areas(folder: Path) -> None:
    made = guide.load(folder)
    assert set(guide.AREA_IDS) <= set(made.areas)
    assert made == guide.load(folder)


def test_load_when_key_is_unknown_then_its_line_and_the_known_keys_are_named(folder: Path) -> None:
    line_before(folder / EARLY, "questions:", "farge: blå\n")
    assert_refused(folder, EARLY, "farge: blå", "ukjent nøkkel «farge» (kjente: ")


def test_load_when_key_of_a_question_is_unknown_then_its_line_is_named(folder: Path) -> None:
    line_before(folder / EARLY, "findings:", NEW_QUESTION.format(extra="hint: ja", choice=""))
    assert_refused(folder, EARLY, "hint: ja", "ukjent nøkkel «hint»")


def test_load_when_key_stands_twice_then_the_second_is_named(folder: Path) -> None:
    line_before(folder / EARLY, "questions:", "order: 3\n")
    assert_refused(folder, EARLY, "order: 3", "nøkkelen «order» står to ganger")


def test_load_when_nynorsk_is_missing_then_the_text_is_named(folder: Path) -> None:
    new_line(folder / EARLY, "title:", "title: {nb: Bare bokmål}")
    assert_refused(folder, EARLY, "Bare bokmål", "«title» mangler språket nn")


def test_load_when_nynorsk_is_missing_below_then_the_line_of_the_key_is_named(folder: Path) -> None:
    new_line(folder / EARLY, "title:", "title:\n  nb: Bare bokmål")
    assert_refused(folder, EARLY, "title:", "«title» mangler språket nn")


def test_load_when_text_is_missing_in_one_language_then_it_is_named(folder: Path) -> None:
    line_before(folder / "texts/nb.yml", "", "ny_setning: [Hei]\n")
    with pytest.raises(DataError, match="teksten «ny_setning» står ikke i alle språk"):
        guide.load(folder)


@pytest.mark.parametrize(("start", "made", "says"), [
    ("order:", "order: mye", "«order» må være et heltall"),
    ("version:", "version: [1, 2]", "«version» må være tekst"),
    ("title:", "title: Arbeid", "«title» må være en gruppe av nøkler"),
    ("source:", "source: ''", "«source» må være tekst"),
])
def test_load_when_type_is_wrong_then_the_line_is_named(folder: Path, start: str, made: str, says: str) -> None:
    new_line(folder / EARLY, start, made)
    assert_refused(folder, EARLY, made, says)


@pytest.mark.parametrize(("extra", "at", "says"), [
    ("fills: dette", "fills: dette", "«fills» må være en liste"),
    ("attribute: [to, ting]", "attribute: [to", "«attribute» må være tekst"),
    ("when: {finding: gjeld, any: []}", "when: {finding: gjeld, any", "nøyaktig én av"),
    ("when: {risk: selvmord, level: litt}", "level: litt", "«level» er «litt»"),
])
def test_load_when_a_question_has_a_wrong_type_then_the_line_is_named(folder: Path, extra: str, at: str, says: str) -> None:
    line_before(folder / EARLY, "findings:", NEW_QUESTION.format(extra=extra, choice=""))
    assert_refused(folder, EARLY, at, says)


def test_load_when_a_number_question_has_no_range_then_it_is_refused(folder: Path) -> None:
    line_before(folder / EARLY, "findings:", NEW_QUESTION.format(extra="min: 1", choice="").replace("valg", "tall"))
    assert_refused(folder, EARLY, "answer: tall", "må ha min og max")


@pytest.mark.parametrize(("extra", "choice", "at", "says"), [
    ("fills:\n      - fravaer\n      - tullefunn", "", "- tullefunn", "viser til funnet «tullefunn» som ikke finnes"),
    ("attribute: tullefunn", "", "attribute: tullefunn", "viser til funnet «tullefunn» som ikke finnes"),
    ("when:\n      all:\n        - {finding: fravaer}\n        - {not: {finding: tullefunn}}", "", "{not: {finding: tull", "«tullefunn»"),
    ("when: {finding: arbeidsstatus, value: tulleverdi}", "", "value: tulleverdi", "verdien «tulleverdi» som «arbeidsstatus» ikke har"),
    ("when:\n      answer: viktig.tull", "", "answer: viktig.tull", "spørsmålet «viktig.tull» som ikke finnes"),
    ("when: {answer: ramme.samtykke, code: kanskje}", "", "code: kanskje", "valget «kanskje» som ikke finnes"),
    ("when: {risk: uvaer}", "", "risk: uvaer", "risikoen «uvaer» som ikke finnes"),
    ("", ", finding: {attribute: tullefunn, value: ja}", "attribute: tullefunn", "«tullefunn» som ikke finnes"),
    ("", ", finding: {attribute: arbeidsstatus, value: tulleverdi}", "value: tulleverdi", "verdien «tulleverdi»"),
])
def test_load_when_a_question_points_at_nothing_then_the_line_that_points_is_named(
        folder: Path, extra: str, choice: str, at: str, says: str) -> None:
    line_before(folder / EARLY, "findings:", NEW_QUESTION.format(extra=extra, choice=choice))
    assert_refused(folder, EARLY, at, says)


def test_load_when_an_example_names_a_finding_of_another_area_then_it_is_refused(folder: Path) -> None:
    path = folder / EARLY
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n  - {text: prøve, findings: {gjeld: ja}}\n", encoding="utf-8")
    assert_refused(folder, EARLY, "text: prøve", "som arbeid_utdanning ikke har")


def test_load_when_a_finding_is_heard_in_an_unknown_area_then_the_line_is_named(folder: Path) -> None:
    added = "  - {attribute: prove, kind: tall, near: [prove], asked_in: [tulleomrade], label: {nb: A, nn: A}}\n"
    line_before(folder / "areas/sikkerhet.yml", "examples:", added)
    assert_refused(folder, "areas/sikkerhet.yml", "attribute: prove", "området «tulleomrade» som ikke finnes")


def test_load_when_a_contact_is_unknown_then_the_level_is_named(folder: Path) -> None:
    new_line(folder / "risk/selvmord.yml", "  hoy: [", "  hoy: [legevakt, tullekontakt]")
    assert_refused(folder, "risk/selvmord.yml", "tullekontakt", "kontakten «tullekontakt» finnes ikke")


@pytest.mark.parametrize(("file", "start", "added"), [
    ("hovedforlop/kriterier.yml", "table:",
     "  - {id: K-PROVE, source: s, dimension: alvor, value: mild, label: {nb: A, nn: A}, for: 1, when: {finding: tullefunn}}\n"),
    ("hovedforlop/tiltak_1.yml", "partners:", "  - {id: T1-PROVE, source: s, title: {nb: A, nn: A}, when: {finding: tullefunn}}\n"),
])
def test_load_when_a_pathway_rule_points_at_nothing_then_the_line_is_named(folder: Path, file: str, start: str, added: str) -> None:
    line_before(folder / file, start, added)
    assert_refused(folder, file, "finding: tullefunn", "viser til funnet «tullefunn» som ikke finnes")


def test_load_when_a_question_id_stands_twice_then_the_second_is_named(folder: Path) -> None:
    line_before(folder / EARLY, "findings:", NEW_QUESTION.format(extra="", choice="") * 2)
    assert_refused(folder, EARLY, "id: arbeid_utdanning.prove", "«arbeid_utdanning.prove» står også i arbeid_utdanning.yml, linje ")


def test_load_when_two_areas_have_the_same_finding_then_both_places_are_named(folder: Path) -> None:
    line_before(folder / "areas/sikkerhet.yml", "examples:", "  - {attribute: gjeld, kind: tall, near: [gjeld], label: {nb: A, nn: A}}\n")
    lines = (folder / "areas/okonomi.yml").read_text(encoding="utf-8").splitlines()
    other = next(number for number, line in enumerate(lines, 1) if "attribute: gjeld" in line and "- attribute" in line)
    with pytest.raises(DataError) as caught:
        guide.load(folder)
    places = {f"{caught.value.path.name}, linje {caught.value.line}", str(caught.value).rsplit("står også i ", 1)[1]}
    sikkerhet = (folder / "areas/sikkerhet.yml").read_text(encoding="utf-8").splitlines()
    added = next(number for number, line in enumerate(sikkerhet, 1) if "attribute: gjeld" in line)
    assert places == {f"okonomi.yml, linje {other}", f"sikkerhet.yml, linje {added}"}


def test_load_when_a_choice_code_stands_twice_then_the_second_is_named(folder: Path) -> None:
    line_before(folder / EARLY, "findings:", NEW_QUESTION.format(extra="", choice="").replace("code: to", "code: en"))
    assert_refused(folder, EARLY, "{code: en, label: {nb: B", "koden «en» står også")


def test_load_when_a_risk_rule_id_stands_twice_then_the_second_is_named(folder: Path) -> None:
    path = folder / "risk/selvmord.yml"
    rule = "  - {id: R-SELVMORD-001, level: avklar, patterns: [prøvesetning]}\n"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + rule, encoding="utf-8")
    assert_refused(folder, "risk/selvmord.yml", "prøvesetning", "regelen «R-SELVMORD-001» står også i selvmord.yml, linje ")


def test_load_when_two_measures_have_the_same_id_then_the_second_is_named(folder: Path) -> None:
    measure = "  - {id: T1-PROVE-%d, source: s, title: {nb: A, nn: A}, always: true}\n"
    line_before(folder / "hovedforlop/tiltak_1.yml", "partners:", measure % 1 + measure % 1)
    assert_refused(folder, "hovedforlop/tiltak_1.yml", "T1-PROVE-1", "«T1-PROVE-1» står også i tiltak_1.yml, linje ")


def test_load_when_the_yaml_is_broken_then_the_line_is_named(folder: Path) -> None:
    new_line(folder / EARLY, "title:", "title: [ikke lukket")
    with pytest.raises(DataError, match="ikke gyldig YAML") as caught:
        guide.load(folder)
    lines = (folder / EARLY).read_text(encoding="utf-8").splitlines()
    assert caught.value.path == folder / EARLY
    assert abs(caught.value.line - 1 - lines.index("title: [ikke lukket")) <= 1


@pytest.mark.parametrize("content", [b"", b"- bare\n- en liste\n", "tittel: smørbrød".encode("latin-1"), b"id: \x07\n"])
def test_load_when_a_file_holds_something_else_then_it_is_a_sentence_with_the_file(folder: Path, content: bytes) -> None:
    (folder / EARLY).write_bytes(content)
    with pytest.raises(DataError, match="filen må være") as caught:
        guide.load(folder)
    assert caught.value.path == folder / EARLY


@pytest.mark.parametrize("file", ["areas/bolig.yml", "risk/selvmord.yml", "contacts.yml"])
def test_load_when_a_file_is_missing_then_it_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(DataError, match="filen mangler") as caught:
        guide.load(folder)
    assert caught.value.path == folder / file


def test_load_when_the_file_name_is_not_the_id_then_it_is_refused(folder: Path) -> None:
    (folder / EARLY).rename(folder / "areas/aarbeid.yml")
    with pytest.raises(DataError, match="er ikke filnavnet «aarbeid»"):
        guide.load(folder)


def test_load_when_the_data_changes_then_the_cache_is_not_used(folder: Path) -> None:
    before = guide.load(folder)
    new_line(folder / EARLY, "title:", "title: {nb: Nytt navn, nn: Nytt namn}")
    after = guide.load(folder)
    assert (after.areas["arbeid_utdanning"].title.nb, after.version == before.version) == ("Nytt navn", False)
