"""The fixed words: both languages, every key used, times as Norwegians write them."""

import re
from pathlib import Path

import pytest

from assistant.domain.yamlfil import LANGUAGES
from assistant.export import ord as faste
from assistant.export import renset, tid

CODE = "\n".join(p.read_text(encoding="utf-8") for p in Path(faste.__file__).parent.rglob("*.py"))


def test_keys_when_compared_then_the_same_in_both_languages_with_the_same_names():
    nb, nn = (faste.words(x).texts for x in LANGUAGES)
    assert nb.keys() == nn.keys()
    assert all(faste.names(nb[k]) == faste.names(nn[k]) for k in nb)


def test_english_when_compared_then_only_the_persons_own_keys_with_the_same_names():
    nb, en = faste.words("nb").texts, faste.words("en").texts
    assert set(en) == {key for key in nb if key in faste.OWN or key.startswith("egen_")}
    assert set(nb) >= faste.OWN and all(faste.names(nb[k]) == faste.names(en[k]) for k in en)
    assert tid.moment(faste.words("en"), "2026-11-22T13:05:00Z") == "22 November 2026 at 14:05"


def test_keys_when_in_the_file_then_used_by_the_code():
    families = (*re.findall(r"f[\"'](\w+_)\{", CODE), "taler_", "grunnlag_")
    named = set(re.findall(r"[\"'](\w+)[\"']", CODE))
    assert not [k for k in faste.words("nb").texts if k not in named and not k.startswith(families)]


def test_nynorsk_when_read_then_holds_no_bokmaal_words():
    words = set(re.findall(r"\w+", re.sub(r"\{\w+\}", "", " ".join(faste.words("nn").texts.values())).lower()))
    assert not words & {"ikke", "jeg", "hva", "hvem", "hvordan", "noe", "noen", "fra", "være", "bare", "tjenesten", "henvis", "hvis", "et"}


def test_values_when_they_hold_braces_then_left_alone():
    assert faste.words("nb")("begrunnelse", grunn="{hvem} {grunn}") == "Begrunnelse: {hvem} {grunn}"


@pytest.mark.parametrize(("moment", "text"), [
    ("2026-11-22T13:05:00Z", "22. november 2026 kl. 14.05"), ("2026-07-01T22:30:00+00:00", "2. juli 2026 kl. 00.30"),
    ("2026-07-01T22:30:00", "2. juli 2026 kl. 00.30"), ("", "ikke oppgitt"), ("i går\x00", "i går"),
])
def test_moment_when_written_then_norwegian_time(moment, text):
    assert tid.moment(faste.words("nb"), moment) == text


@pytest.mark.parametrize(("months", "text"), [("18", "1 år og 6 måneder"), ("12", "1 år"), ("1", "1 måned"), ("0.5", "under en måned"),
                                              ("nan", "nan"), ("mange", "mange"), ("1e9", "1e9")])
def test_duration_when_months_then_words(months, text):
    assert tid.duration(faste.words("nb"), months) == text


def test_shorten_when_no_space_then_still_cut():
    assert len(renset.shorten("a" * 500, 100)) <= 102 and renset.shorten("kort", 100) == "kort"
