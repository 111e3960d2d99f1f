"""The house: which room may import what. Walks the syntax trees, so that imports inside functions count too."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "assistant"
LEVELS = (("domain",), ("language", "store", "export"), ("training", "actions", "nlu"), ("dialogue", "voice"), ("web",), ("toppen",))
RANK = {room: rank for rank, rooms in enumerate(LEVELS) for room in rooms}
TOP_FILES = {"__init__", "cli", "lege", "datasjekk"}
TOP_FOLDERS = {"bench", "kommandoer"}
OUTSIDE = {"domain": {"ruamel"}, "export": {"docx", "lxml", "matplotlib"}}     # what these rooms may import besides the standard library
MAX_FILE, MAX_FUNCTION = 400, 60


def room_of(parts: tuple[str, ...]) -> str:
    """The room of a module, given its dotted name after «assistant»."""
    top = not parts or parts[0] in TOP_FOLDERS or (len(parts) == 1 and parts[0] in TOP_FILES)
    return "toppen" if top else parts[0]


def modules(package: Path) -> Iterator[tuple[str, Path, ast.Module]]:
    """(room, path, tree) of every file."""
    for path in sorted(package.rglob("*.py")):
        yield room_of(path.relative_to(package).with_suffix("").parts), path, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, full name) of everything imported; a relative import is named with its dots."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def room_imports(package: Path) -> Iterator[tuple[str, str, str]]:
    """(from room, to room, where) for each import that crosses a wall."""
    for room, path, tree in modules(package):
        for line, name in imports(tree):
            parts = tuple(name.split("."))
            if parts[0] == "assistant" and (other := _target(package, parts[1:])) != room:
                yield room, other, f"{path.relative_to(package).as_posix()}:{line}"


def _target(package: Path, parts: tuple[str, ...]) -> str:
    """`from assistant import cli` names a file, `from assistant.domain import flow` a room, `from assistant import __version__` the top."""
    if parts and ((package / parts[0]).is_dir() or (package / f"{parts[0]}.py").exists()):
        return room_of(parts if (package / parts[0]).is_dir() else parts[:1])
    return "toppen"


def wrong_direction(package: Path) -> list[str]:
    """Imports that do not run downwards."""
    return [f"{where}: {room} importerer {other}" for room, other, where in room_imports(package)
            if room in RANK and RANK.get(other, len(LEVELS)) >= RANK[room]]


def unknown_rooms(package: Path) -> list[str]:
    return sorted({f"{path.relative_to(package).as_posix()}: ukjent rom {room}" for room, path, _ in modules(package) if room not in RANK})


def forbidden(package: Path) -> list[str]:
    """What a room takes in from outside without leave, relative imports, and rasa.engine outside nlu."""
    found = []
    for room, path, tree in modules(package):
        for line, name in imports(tree):
            first = name.split(".")[0]
            allowed = room not in OUTSIDE or first in sys.stdlib_module_names or first in OUTSIDE[room] or first == "assistant"
            if not allowed or not first or (name.startswith("rasa.engine") and room != "nlu"):
                found.append(f"{path.relative_to(package).as_posix()}:{line}: {room} kan ikke importere {name}")
    return found


def cycles(package: Path) -> list[str]:
    """Rooms that reach themselves through others."""
    reached: dict[str, set[str]] = {}
    for room, other, _ in room_imports(package):
        reached.setdefault(room, set()).add(other)
    for _ in reached:
        for targets in reached.values():
            targets |= {far for near in tuple(targets) for far in reached.get(near, ())}
    return sorted(room for room, targets in reached.items() if room in targets)


def too_long(package: Path) -> list[str]:
    """Files over 400 lines and functions over 60."""
    found = []
    for _, path, tree in modules(package):
        name = path.relative_to(package).as_posix()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_FILE:
            found.append(f"{name}: {lines} linjer")
        functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
        long = ((f, n) for f in functions if (n := (f.end_lineno or 0) - f.lineno + 1) > MAX_FUNCTION)
        found += [f"{name}:{f.lineno}: {f.name} er {n} linjer" for f, n in long]
    return found


CHECKS = (wrong_direction, unknown_rooms, forbidden, cycles, too_long)


@pytest.mark.parametrize("check", CHECKS)
def test_package_when_walked_then_the_house_stands(check) -> None:
    assert check(PACKAGE) == []


def test_walk_when_run_then_every_room_is_seen() -> None:
    assert {"domain", "language", "store", "export", "actions", "nlu", "dialogue", "toppen"} <= {room for room, _, _ in modules(PACKAGE)}


MADE_UP = {
    wrong_direction: {
        "domain/flyt.py": "from assistant.language import analyse\n",
        "store/base.py": "def f():\n    import assistant.export.docx\n",
        "web/app.py": "from assistant import cli\n",
    },
    unknown_rooms: {"kjeller/lys.py": "", "hjelp.py": ""},
    forbidden: {
        "domain/flyt.py": "import spacy\n", "export/docx.py": "import requests\n", "language/spor.py": "from rasa.engine import graph\n",
        "store/base.py": "from . import errors\n",
    },
    cycles: {
        "language/analyse.py": "from assistant.store import base\n", "store/base.py": "from assistant.export import docx\n",
        "export/docx.py": "if True:\n    import assistant.language.analyse\n",
    },
    too_long: {"domain/lang.py": "x = 1\n" * 401, "domain/bred.py": "def f():\n" + "    x = 1\n" * 60},
}


@pytest.mark.parametrize("check", CHECKS)
def test_check_when_a_made_up_module_breaks_the_rule_then_each_breach_is_found(check, tmp_path: Path) -> None:
    for name, content in MADE_UP[check].items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    (tmp_path / "cli.py").write_text("from assistant.domain import guide\n", encoding="utf-8")
    (tmp_path / "export").mkdir(exist_ok=True)
    assert len(check(tmp_path)) == len(MADE_UP[check]), check(tmp_path)


def test_checks_when_a_made_up_house_is_sound_then_nothing_is_said(tmp_path: Path) -> None:
    for name, content in {
        "domain/flyt.py": "import json\nfrom ruamel.yaml import YAML\n", "nlu/styring.py": "from rasa.engine import graph\n",
        "export/docx.py": "import docx\nfrom assistant.domain import flyt\n", "cli.py": "from assistant.bench import motor\n",
        "bench/motor.py": "from assistant.web import app\n", "web/app.py": "from assistant.domain.flyt import x\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert [check(tmp_path) for check in CHECKS] == [[]] * len(CHECKS)
