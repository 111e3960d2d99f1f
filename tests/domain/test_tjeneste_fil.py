"""The service's own file: the example loads, every mistake is a sentence with its line, and nothing makes it fall over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from assistant.domain.tjeneste import lesing, telefon
from assistant.domain.tjeneste.farger import contrast
from assistant.domain.tjeneste.oppsett import Duty, Service

EXAMPLE = Path(__file__).parents[2] / "docs" / "eksempel-tjeneste.yml"


def faults(folder: Path, text: str) -> list[str]:
    """What is said about a file with this text."""
    file = folder / "tjeneste.yml"
    file.write_text(text, encoding="utf-8")
    return [str(fault) for fault in lesing.check(file)[1]]


def test_example_when_loaded_then_every_part_of_it_counts() -> None:
    service = lesing.load(EXAMPLE)
    assert service.name == "Psykisk helse og rus"
    assert service.duty is not None and service.duty.phone == "116 117", "et nummer som svarer, også når ingen har skrevet sitt eget"
    assert service.hours is not None and service.hours.week[2] == ((480, 690), (720, 930))
    assert service.retention == {"pagar": 30, "pause": 30, "avsluttet": 7, "levert": 180}
    assert service.alert_minutes == {"akutt": 5, "hoy": 30}
    assert (service.languages, service.depth, service.areas_off) == (("nb", "nn", "en"), "normal", ())


def test_example_when_read_then_every_key_stands_in_it() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert [key for key in lesing.KEYS if f"\n{key}:" not in text and f"\n# {key}:" not in text] == []


def test_example_when_its_commented_contact_is_taken_in_then_it_loads(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("kontakter: []", "kontakter:")
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("#   - navn:"))
    contact = [line.removeprefix("# ") for line in lines[start:start + 3]]
    place = lines.index("kontakter:") + 1
    assert faults(tmp_path, "\n".join([*lines[:place], *contact, *lines[place:]])) == []
    found = lesing.load(tmp_path / "tjeneste.yml").contacts
    assert [(c.id, c.name.nb, c.phone) for c in found] == [("egen_1", "Krisesenteret", "22 00 00 00")]


def test_load_when_there_is_only_a_name_then_everything_else_is_as_without_a_file(tmp_path: Path) -> None:
    (tmp_path / "tjeneste.yml").write_text("navn: Rus og psykisk helse\n", encoding="utf-8")
    service = lesing.load(tmp_path / "tjeneste.yml")
    assert service == Service(name="Rus og psykisk helse", path=tmp_path / "tjeneste.yml")


WRONG = {
    "navn: [a]": "Linje 1: «navn» må være tekst.",
    "kommune: Nordvik": "Linje 1: «navn» mangler. Skriv hva tjenesten heter, slik folk kjenner den.",
    "navn: A\nnavm: B": "Linje 2: Nøkkelen «navm» finnes ikke. Bruk en av:",
    "navn: A\nvakt: {telefon: 12345678}": "Linje 2: «12345678» kan ikke ringes. Et norsk nummer har åtte sifre",
    "navn: A\nvakt: {}": "Linje 2: «telefon» mangler.",
    "navn: A\nkontakter: [{telefon: '113', navn: {nb: A, nn: A}}]": "Linje 2: En kontakt mangler «nar».",
    "navn: A\nleser: {nb: A}": "Linje 2: «leser» mangler språket nn.",
    "navn: A\nsprak: [nb, en]\nleser: {nb: A, nn: A}": "Linje 3: «leser» mangler språket en.",
    "navn: A\napningstider:\n  mandag: \"8-15\"": "Linje 3: «8-15» er ingen åpningstid.",
    "navn: A\napningstider:\n  mandag: \"22.00-02.00\"": "Linje 3: «22.00-02.00» er ingen åpningstid.",
    "navn: A\napningstider:\n  mandag: \"08.00-12.00, 11.00-15.00\"": "Linje 3: «08.00-12.00, 11.00-15.00» er ingen åpningstid.",
    "navn: A\napningstider: {helligdager: stengt}": "Linje 2: Ingen dag er åpen.",
    "navn: A\napningstider: {mandag: \"08.00-15.00\", stengt: [\"31.02\"]}": "Linje 2: «31.02» er ingen dato.",
    "navn: A\nomrader_av: [barn]": "Linje 2: Området «barn» kan ikke slås av: tjenesten har plikt til å se til barn som er avhengige av personen.",
    "navn: A\nomrader_av: [drommer]": "Linje 2: Området «drommer» finnes ikke. Disse kan slås av:",
    "navn: A\ndybde: lang": "Linje 2: «dybde» er «lang», må være en av: kort, normal, grundig.",
    "navn: A\nsprak: [en]": "Linje 2: «sprak» må ha bokmål (nb) eller nynorsk (nn).",
    "navn: A\nfarger: {aksent: blå}": "Linje 2: «blå» er ingen farge.",
    "navn: A\nfarger: {aksent: '#777777'}":
        "Linje 2: Teksten #ffffff på «#777777» har kontrast 4,47:1, og den må være minst 4,5:1. Velg en mørkere farge.",
    "navn: A\nfarger: {aksent_mork: '#0b5c66'}": "Velg en lysere farge.",
    "navn: A\nlogo: borte.png": "Linje 2: Finner ikke logoen «borte.png».",
    "navn: A\nlogo: tjeneste.yml": "Linje 2: Logoen må være .svg, .png eller .jpg.",
    "navn: A\nlagring: {levert: 0}": "Linje 2: «levert» er antall dager, et helt tall fra 1 til 3650.",
    "navn: A\nlagring: {alt: 3}": "Linje 2: Nøkkelen «alt» finnes ikke.",
    "navn: A\nvarsling: {akutt: 60, hoy: 5}": "Linje 2: Det som haster mest, må ha kortest tid",
    "navn: A\nvarsling: {webhook: 'http://kommune.no'}": "Linje 2: «http://kommune.no» er ikke kryptert.",
    "navn: A\nvarsling: {webhook: 'https://kari:hemmelig@kommune.no'}": "er ingen adresse.",
    "navn: A\nvarsling: {epost: [a@kommune.no]}": "Linje 2: «epost» trenger «smtp»",
    "navn: A\nvarsling: {epost: [vakt], smtp: smtp.kommune.no}": "Linje 2: «vakt» er ingen e-postadresse.",
    "navn: A\nvarsling: {smtp: 'smtp.kommune.no:99999'}": "er ingen posttjener.",
    "navn: A\nproxy: [proxyen]": "Linje 2: «proxyen» er ingen IP-adresse.",
    "navn: A\nopphav: ['https://kommune.no/helse']": "Linje 2: «https://kommune.no/helse» er ikke et nettsted.",
    "navn: A\nopphav: ['http://kommune.no']": "Linje 2: «http://kommune.no» er ikke et nettsted.",
    "navn: A\nnavn: B": "Linje 2: Nøkkelen «navn» står to ganger.",
    "navn: [": "Linje 1: Filen er ikke gyldig YAML her.",
    "navn: A\nkommune: {[a]: 1}": "Linje 2: «kommune» kan ikke leses.",
    "navn: A\nomrader_av: &a [*a]": "Linje 2: ",
}


@pytest.mark.parametrize("text", WRONG)
def test_check_when_one_thing_is_wrong_then_it_is_said_in_one_sentence(text: str, tmp_path: Path) -> None:
    found = faults(tmp_path, text)
    assert len(found) == 1 and WRONG[text] in found[0], found


def test_check_when_many_things_are_wrong_then_all_are_said_in_the_order_of_the_lines(tmp_path: Path) -> None:
    found = faults(tmp_path, "navn: A\nopphav: [x]\nvakt: {telefon: '1'}\nfarger: {aksent: '#ffffff'}\ndybde: lang\n")
    assert [line.split(":")[0] for line in found] == ["Linje 2", "Linje 3", "Linje 4", "Linje 5"]


def test_load_when_something_is_wrong_then_the_error_holds_every_sentence(tmp_path: Path) -> None:
    (tmp_path / "tjeneste.yml").write_text("dybde: lang\nsprak: [fr, nb]\n", encoding="utf-8")
    with pytest.raises(lesing.ServiceError) as raised:
        lesing.load(tmp_path / "tjeneste.yml")
    assert "«navn» mangler" in str(raised.value) and "«lang»" in str(raised.value) and "«fr»" in str(raised.value)


@pytest.mark.parametrize("make", [lambda p: p.mkdir(), lambda p: p.write_bytes(b"\xff\xfe\x00"), lambda p: None, lambda p: p.write_text("")])
def test_check_when_the_file_cannot_be_read_then_that_is_one_sentence(make, tmp_path: Path) -> None:
    make(tmp_path / "tjeneste.yml")
    assert len(lesing.check(tmp_path / "tjeneste.yml")[1]) == 1


@pytest.mark.parametrize(("written", "shown"), [
    ("22 00 00 00", "22 00 00 00"), ("+47 915 08 588", "915 08 588"), ("0047 22000000", "22000000"), ("113", "113"), ("116\u00a0117", "116 117"),
    ("02800", "02800"), ("12 34 56 78", None), ("1", None), ("+46 8 123 456", None), ("ring oss", None), ("", None), ("٢٢٠٠٠٠٠٠", None),
])
def test_number_when_written_in_many_ways_then_only_one_that_can_be_rung_is_taken(written: str, shown: str | None) -> None:
    assert telefon.number(written) == shown


def test_contrast_when_the_ends_are_compared_then_it_is_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.sampled_from([
    "113", "08.00-15.30", "stengt", "hele døgnet", "barn", "nb", "#0b5c66", "https://a.no", "http://[", "24.12", "2026-12-24", "a@b.no", "10.0.0.0/8",
]))
VALUES = st.recursive(SCALARS, lambda inner: st.one_of(
    st.lists(inner, max_size=3),
    st.dictionaries(st.sampled_from(["nb", "nn", "en", "telefon", "nar", "navn", "mandag", "stengt", "utenfor", "aksent", "akutt", "webhook", "smtp"]),
                    inner, max_size=4)), max_leaves=8)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.dictionaries(st.sampled_from([*lesing.KEYS, "annet"]), VALUES, max_size=6))
def test_check_when_a_key_holds_anything_then_it_loads_or_says_why(content: dict, tmp_path: Path) -> None:
    file = tmp_path / "tjeneste.yml"
    with file.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(content, stream)
    _loads_or_says_why(file)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=80), st.text(alphabet="navnlogo:{}[]&*!|>-#'\"?,\n 1.%@", max_size=60), st.binary(max_size=60)))
def test_check_when_the_file_is_any_text_then_it_loads_or_says_why(text: str | bytes, tmp_path: Path) -> None:
    file = tmp_path / "tjeneste.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    _loads_or_says_why(file)


def _loads_or_says_why(file: Path) -> None:
    service, found = lesing.check(file)
    for fault in found:
        assert fault.line >= 1 and fault.text.strip().endswith((".", "?")), fault
    if found:
        with pytest.raises(lesing.ServiceError):
            lesing.load(file)
    else:
        assert lesing.load(file) == service and service.name
        assert service.duty is None or (isinstance(service.duty, Duty) and service.duty.phone)
