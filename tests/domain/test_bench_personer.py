"""The measure of whole persons: what counts as right, and which files it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.bench.personer import Outcome, count, load

PERSON: dict[str, Any] = {
    "id": "x", "answers": {"viktig": "noe"},
    "expected": {"hovedforlop": 1, "acceptable": [2], "specialist": "none", "risks": [{"category": "barn", "min_level": "hoy"}],
                 "facts": [{"area": "barn", "fact": "to barn", "value": "to"}], "children": True},
}


def outcome(folder: Path, suggestion: int | None, level: str, quote: str) -> Outcome:
    file = folder / "personer.jsonl"
    file.write_text(json.dumps(PERSON) + "\n", encoding="utf-8")
    report = {
        "hovedforlop": {"suggestion": suggestion, "specialist": "none"}, "risks": [{"category": "barn", "level": level}], "children": True,
        "areas": {"barn": {"answers": ["har to barn"], "findings": [{"value": "ja", "quote": quote}]}},
    }
    return Outcome(load(file)[0], report)


def test_count_when_the_neighbour_is_acceptable_then_accepted_but_not_exact(tmp_path: Path) -> None:
    got = count([outcome(tmp_path, 2, "hoy", "to barn")])
    assert (got["pathway"]["accepted"], got["pathway"]["exact"], got["pathway"]["pairs"]) == (1.0, 0.0, {"1-2": 1})
    assert (got["risks"]["found"], got["risks"]["false"], got["facts"]["found"]) == (1.0, 0, 1.0)


def test_count_when_level_is_too_low_and_fact_only_kept_then_neither_is_found(tmp_path: Path) -> None:
    got = count([outcome(tmp_path, None, "avklar", "barn i oktober")])
    assert (got["pathway"]["accepted"], got["risks"]["found"], got["risks"]["category"]) == (0.0, 0.0, 1.0)
    assert (got["facts"]["found"], got["facts"]["kept"]) == (0.0, 1.0)


def test_load_when_a_person_lacks_what_is_expected_then_names_the_line_and_not_the_words(tmp_path: Path) -> None:
    file = tmp_path / "personer.jsonl"
    file.write_text(json.dumps(PERSON) + "\n" + json.dumps({"id": "y", "answers": {"viktig": "hemmelig"}}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="linje 2") as error:
        load(file)
    assert "hemmelig" not in str(error.value)
