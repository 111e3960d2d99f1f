"""Reading an answer against its question: codes, numbers, yes and no. The person's words are always kept as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.domain.case import LANGUAGES
from assistant.domain.omrade import Question
from assistant.domain.yamlfil import LANGUAGES as NORWEGIAN
from assistant.domain.yamlfil import read

MAX_CHARS = 20_000
KINDS, ENGLISH_NO = ("ja", "nei", "ingenting", "vil_ikke", "vet_ikke"), "nei_en"
_LEADS = {"ja": "ja", "jo": "ja", "yes": "ja", "yeah": "ja", "nei": "nei", "næ": "nei"}
_WORDS = Path(__file__).parent / "language" / "svarord.yml"


@dataclass(frozen=True)
class Reading:
    """`codes`: choices meant. `number`: for tall and skala. `kind`: svar, ja, nei, ingenting, vil_ikke, vet_ikke, tomt."""

    kind: str
    codes: tuple[str, ...] = ()
    number: float | None = None


@lru_cache(maxsize=2)
def _short_answers(english: bool) -> dict[str, str]:
    """What each short answer means. «no» is a no in an English talk only: in Norwegian it is «now»."""
    m = read(_WORDS)
    m.only(*KINDS, ENGLISH_NO)
    common = {squash(phrase): kind for kind in KINDS for phrase in m.strings(kind)}
    return common | {squash(phrase): "nei" for phrase in m.strings(ENGLISH_NO)} if english else common


def short_no(text: str) -> bool:
    """Whether the text is a no in English and nothing more: «no», «no thanks», «No, nothing like that»."""
    plain = squash(text)
    return plain.split()[:1] == ["no"] and _short_answers(True).get(plain) in ("nei", "ingenting", "vet_ikke")


def squash(text: str) -> str:
    """Lower case, letters and digits only, single spaces."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def read_answer(question: Question, text: str, choice: str | None, language: str = "nb") -> Reading:
    """What the text or the chosen code says to this question. Never raises; tomt when there is nothing to read.

    `language` is the one the question was asked in.
    """
    if choice is not None:
        return _chosen(question, choice)
    plain = squash(text)
    if not plain:
        return Reading("tomt")
    english = language == "en"
    kind = _short_answers(english).get(plain, "svar")
    if question.choices:
        return _among(question, plain, kind, LANGUAGES if english else NORWEGIAN)
    number = _number(question, plain, text)
    if question.answer == "ja_nei" and kind == "svar":
        kind = (_LEADS | {"no": "nei"} if english else _LEADS).get(plain.split()[0], "svar")
    codes = (kind,) if kind in ("ja", "nei") and question.answer == "ja_nei" else ()
    return Reading(kind, codes, number)


def _chosen(question: Question, choice: str) -> Reading:
    codes = tuple(c for c in choice.split(",") if c and _offered(question, c))
    if not codes:
        return Reading("tomt")
    kind = codes[0] if len(codes) == 1 and codes[0] in ("ja", "nei") else "svar"
    number = _as_float(codes[0]) if question.answer in ("skala", "tall") and codes else None
    return Reading(kind, codes, number)


def _offered(question: Question, code: str) -> bool:
    """Whether a code belongs to the question. Sharing offers areas, which only the talk knows."""
    if question.id == "ramme.deling_utvalg" or any(c.code == code for c in question.choices):
        return True
    if question.answer == "ja_nei":
        return code in ("ja", "nei")
    value = _as_float(code) if question.answer in ("skala", "tall") else None
    return value is not None and question.low is not None and question.high is not None and question.low <= value <= question.high


def _among(question: Question, plain: str, kind: str, languages: tuple[str, ...]) -> Reading:
    """Labels and codes named in the text; a plain ja or nei picks the choice whose code says the same."""
    exact = [c.code for c in question.choices if plain in {squash(c.code), *(squash(c.label.get(x)) for x in languages)}]
    if exact:
        return Reading("svar", (exact[0],))
    codes = [c.code for c in question.choices]
    if kind in ("ja", "nei"):
        same = [c for c in codes if c == kind or c.startswith(f"{kind}_")]
        return Reading(kind, tuple(same[:1]) or ())
    if plain.isdecimal() and 1 <= int(plain) <= len(codes):
        return Reading("svar", (codes[int(plain) - 1],))
    named = tuple(c.code for c in question.choices if any(_names(c.label.get(x), plain) for x in languages))
    return Reading(kind, named if question.answer == "flere" else named[:1] if len(named) == 1 else ())


def _names(label: str, plain: str) -> bool:
    words = squash(label)
    return len(words) > 3 and f" {words} " in f" {plain} "


def _number(question: Question, plain: str, text: str) -> float | None:
    if question.answer not in ("tall", "skala"):
        return None
    found = re.search(r"\d+(?:[.,]\d+)?", text)
    value = _as_float(found.group().replace(",", ".")) if found else _WORDS_TO_NUMBER.get(plain)
    low, high = question.low, question.high
    inside = value is not None and low is not None and high is not None and low <= value <= high
    return value if inside else None


def _as_float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


_NUMBERS = (
    ("null", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti"),
    ("ingen", "ein", "two", "three", "four", "five", "six", "syv", "eight", "nine", "ten"),
    ("none", "one"), ("zero", "eitt", "", "", "", "", "", "seven"),
)
_WORDS_TO_NUMBER = {word: float(n) for row in _NUMBERS for n, word in enumerate(row) if word}
