"""The chat element's own words: the same labels in every language, each in use, and in the tone that people meet."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "web_widget" / "src"
LANGUAGES = ("nb", "nn", "en")
TEXTS: dict[str, dict[str, str]] = {code: json.loads((SOURCE / "tekster" / f"{code}.json").read_text(encoding="utf-8")) for code in LANGUAGES}
# Built from another value, as `${depth}_time`.
COMPOSED = {"short", "normal", "thorough", "short_time", "normal_time", "thorough_time", *LANGUAGES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_labels_in_each_language_then_all_are_there_and_none_is_empty(code: str) -> None:
    assert list(TEXTS[code]) == list(TEXTS["nb"])
    assert [key for key, text in TEXTS[code].items() if not text.strip()] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_labels_with_places_to_fill_then_the_same_places_in_each_language(code: str) -> None:
    def places(language: str) -> dict[str, set[str]]:
        return {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in TEXTS[language].items()}

    assert places(code) == places("nb")


def test_sentences_in_english_then_none_is_norwegian() -> None:
    same = {key for key, text in TEXTS["en"].items() if text == TEXTS["nb"][key] and len(text.split()) > 1}
    assert same == set()
    assert [key for key, text in TEXTS["en"].items() if re.search("[æøåÆØÅ]", text) and key not in LANGUAGES] == []


def test_sentences_in_nynorsk_then_no_word_that_only_bokmal_has() -> None:
    only_bokmal = re.compile(r"\b(ikke|jeg|hvordan|hvorfor|hva|noen|noe|svarene|mer|fra og med|øyeblikk|vinduet|skrev|blir slettet|eller ikke)\b", re.IGNORECASE)
    assert {key: text for key, text in TEXTS["nn"].items() if only_bokmal.search(text)} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_tone_then_no_exclamation_mark_and_no_emoji(code: str) -> None:
    assert [key for key, text in TEXTS[code].items() if "!" in text or re.search("[\U0001f000-\U0001faff]", text)] == []


def test_labels_when_listed_then_each_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.ts"))
    unused = [key for key in TEXTS["nb"] if key not in COMPOSED and not re.search(rf'\b(?:t|\w+\.t|texts\(\w+\))\.{key}\b|"{key}"', code)]
    assert unused == []
