"""No regular expression that reads a person's words can take more than linear time: shown by its shape, not by a clock."""

from __future__ import annotations

import ast
import re
import sre_parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain.guide import Guide
from assistant.language.analyse import Analyser
from assistant.language.monster import PatternSet

PACKAGE = Path(__file__).parents[2] / "assistant"
ROOMS = ("language", "domain", "nlu", "dialogue", "actions")
REPEATS = {sre_parse.MAX_REPEAT, sre_parse.MIN_REPEAT}
SAMPLES = [*"aA1 _-.,:!?'()¶\n\tæøåé€😀%/|\"", "\0"]


def sets(holder: object, seen: set[int]) -> Iterator[PatternSet]:
    """Every set of patterns that an object holds, however deep."""
    if id(holder) in seen:
        return
    seen.add(id(holder))
    if isinstance(holder, PatternSet):
        yield holder
    elif type(holder).__module__.startswith("assistant.") and hasattr(holder, "__dict__"):
        for value in vars(holder).values():
            yield from sets(value, seen)


def nested(tree: sre_parse.SubPattern | list, inside: bool = False) -> bool:
    """An unbounded repeat within an unbounded repeat."""
    for operator, argument in tree:
        if operator in REPEATS:
            _, most, body = argument
            if most == sre_parse.MAXREPEAT and inside:
                return True
            if nested(body, inside or most == sre_parse.MAXREPEAT):
                return True
        elif operator is sre_parse.BRANCH:
            if any(nested(branch, inside) for branch in argument[1]):
                return True
        elif operator is sre_parse.SUBPATTERN and nested(argument[-1], inside):
            return True
    return False


def neighbours(tree: sre_parse.SubPattern | list) -> bool:
    """Two unbounded repeats side by side that can eat the same character."""
    before: list | None = None
    for operator, argument in tree:
        if operator in REPEATS and argument[1] == sre_parse.MAXREPEAT:
            body = argument[2]
            if before is not None and shared(before, body):
                return True
            before = body
        elif operator is sre_parse.SUBPATTERN:
            if neighbours(argument[-1]):
                return True
            before = None
        elif operator is sre_parse.BRANCH:
            if any(neighbours(branch) for branch in argument[1]):
                return True
            before = None
        elif operator is not sre_parse.AT:
            before = None
    return False


def shared(one: list, other: list) -> bool:
    return any(eats(one, char) and eats(other, char) for char in SAMPLES)


def eats(body: list, char: str) -> bool:
    """Whether a one-character body takes the character; a longer body is taken to eat anything."""
    if len(body) != 1:
        return True
    operator, argument = body[0]
    if operator is sre_parse.LITERAL:
        return chr(argument) == char
    if operator is sre_parse.IN:
        return re.fullmatch(_written(argument), char) is not None
    return True


def _written(items: list) -> str:
    parts = []
    for operator, argument in items:
        if operator is sre_parse.NEGATE:
            parts.append("^")
        elif operator is sre_parse.LITERAL:
            parts.append(re.escape(chr(argument)))
        elif operator is sre_parse.RANGE:
            parts.append(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        else:
            parts.append({"CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
                          "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W"}[str(argument)])
    return "[" + "".join(parts) + "]"


def slow(pattern: str) -> bool:
    tree = sre_parse.parse(pattern)
    return nested(tree) or neighbours(tree)


def written_in_code() -> Iterator[tuple[str, str]]:
    """(where, pattern) of every literal pattern given to `re`."""
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
                if called and node.func.value.id == "re" and node.func.attr != "escape" and node.args and isinstance(node.args[0], ast.Constant):
                    yield f"{path.name}:{node.lineno}", node.args[0].value


@pytest.fixture(scope="module")
def regexes(guide: Guide) -> list[str]:
    """Every pattern of the data as it is compiled; compiling takes some seconds."""
    found = list(sets(Analyser(guide), set()))
    assert len(found) >= 5
    return sorted({one._regex(number).pattern for one in found for number in range(len(one._patterns))})


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"\s*\s*x", r"(?:\w+|\d*)*", r"[a-z]+\w+!"])
def test_check_when_a_pattern_is_slow_then_it_is_found(pattern) -> None:
    assert slow(pattern)


@pytest.mark.parametrize("pattern", [r" [^ ]+ b", r"\d+(?:[.,]\d+)?", r"(?: [^ ]+){0,5}? x"])
def test_check_when_a_pattern_is_fast_then_it_passes(pattern) -> None:
    assert not slow(pattern)


def test_patterns_of_the_data_when_compiled_then_none_is_slow(regexes: list[str]) -> None:
    assert len(regexes) > 5000
    assert [pattern for pattern in regexes if slow(pattern)] == []


def test_gaps_of_the_data_when_compiled_then_each_is_short_and_starts_at_a_space(regexes: list[str]) -> None:
    for pattern in regexes:
        for operator, argument in sre_parse.parse(pattern):
            if operator in REPEATS and argument[1] != sre_parse.MAXREPEAT and argument[1] > 1:
                assert argument[1] <= 5
                body = argument[2][0][1][-1] if argument[2][0][0] is sre_parse.SUBPATTERN else argument[2]
                assert body[0] == (sre_parse.LITERAL, ord(" "))


def test_patterns_in_code_when_read_then_none_is_slow() -> None:
    found = list(written_in_code())
    assert len(found) > 15
    assert [where for where, pattern in found if slow(pattern)] == []
