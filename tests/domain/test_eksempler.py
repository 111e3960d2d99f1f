"""The labelled lines: strictly read, enough of them, and never the same in training and test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.domain import eksempler
from assistant.domain.eksempler import FORMS
from assistant.domain.guide import FOLDER
from assistant.domain.risikodata import CATEGORIES
from assistant.domain.yamlfil import DataError

LEARNED = FOLDER / "risk" / "eksempler"
MEASURED = Path(__file__).parents[1] / "quality" / "risiko"
OWN = ("samtaler", "svar")            # messages of our own talks, persons and answers: no batch, and only learned from
GOOD = {"text": "vil bare sove", "lang": "nb", "categories": [], "level": "ingen", "subject": "self", "voice": "mann 40"}


@pytest.mark.parametrize("wrong", [
    {"level": "farlig"}, {"lang": "sv"}, {"subject": "han"}, {"categories": ["sorg"]}, {"categories": ["selvmord"]}, {"level": "hoy"}, {"text": "  "},
    {"ekstra": 1},
])
def test_line_when_a_field_is_wrong_then_file_and_line_are_named(wrong, tmp_path: Path) -> None:
    file = tmp_path / "bunke.jsonl"
    file.write_text(json.dumps(GOOD) + "\n" + json.dumps({**GOOD, **wrong}), encoding="utf-8")
    with pytest.raises(DataError, match=r"bunke\.jsonl:2: "):
        eksempler.read(file)


def test_line_when_it_is_no_json_then_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "bunke.jsonl"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="JSON"):
        eksempler.read(file)


def test_lines_when_counted_then_there_are_enough_of_every_kind() -> None:
    lines = [*eksempler.load(LEARNED), *eksempler.load(MEASURED)]
    risky = [one for one in lines if one.risky]
    assert len(risky) >= 2500
    assert len(lines) - len(risky) >= 4000
    for category in CATEGORIES:
        assert sum(category in one.categories for one in risky) >= 200
    for form in FORMS:
        assert sum(one.lang == form for one in risky) >= 100
        assert {one.level for one in risky if one.lang == form} == {"avklar", "hoy", "akutt"}


def test_lines_when_split_then_about_a_fifth_is_kept_apart_and_no_line_or_voice_is_in_both() -> None:
    learned, measured = [one for one in eksempler.load(LEARNED) if one.place.path.stem not in OWN], eksempler.load(MEASURED)
    assert 0.17 <= len(measured) / (len(learned) + len(measured)) <= 0.25
    assert not {one.text.casefold() for one in learned} & {one.text.casefold() for one in measured}
    assert not {one.voice for one in learned} & {one.voice for one in measured}
