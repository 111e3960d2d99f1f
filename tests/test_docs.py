"""The documentation follows the program: commands, settings, routes, words, decisions, links, and what must never stand in a file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from assistant.cli import app

ROOT = Path(__file__).parents[1]
# English words for technique in file names. Every other word is Norwegian and stands in the glossary.
TECHNIQUE = frozenset({
    "init", "alerts", "analyse", "app", "audit", "base", "case", "cases", "cli", "connection", "deps", "docx", "engine", "errors",
    "flow", "guide", "http", "migrations", "ooxml", "pdf", "pipeline", "records", "retention", "scoring", "settings", "sqlcipher", "terminal", "transactions",
    "transcript", "word",
})
SOURCES = ("*.py", "*.ts", "*.sh", "*.yml", "Makefile", "pyproject.toml")


def pages() -> str:
    """README and everything in docs but the generated sheets."""
    files = [ROOT / "README.md", *(p for p in sorted((ROOT / "docs").rglob("*.md")) if p.parent.name != "omrader")]
    return "\n".join(p.read_text(encoding="utf-8") for p in files)


def tracked() -> list[Path]:
    """Files in the repository, also those that are about to be added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("ikke et git-repo")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def routes(holder: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(method, path) of every route, also of included routers, and («», path) of what is mounted."""
    for route in holder.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from routes(inner, prefix + getattr(getattr(route, "include_context", None), "prefix", ""))
        elif methods := getattr(route, "methods", None):
            yield from ((method, prefix + route.path) for method in methods - {"HEAD", "OPTIONS"})
        else:
            yield "", prefix + route.path


def test_commands_when_listed_then_each_is_documented() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert len(commands) > 8
    assert [c for c in commands if f"kartlegging {c}" not in pages()] == []


def test_settings_when_listed_then_each_is_documented() -> None:
    names = set()
    for path in tracked():
        if any(path.match(pattern) for pattern in SOURCES) and "tests" not in path.parts:
            names |= set(re.findall(r"KARTLEGGING_[A-Z](?:[A-Z_]*[A-Z])?", path.read_text(encoding="utf-8")))
    assert {"KARTLEGGING_DATA", "KARTLEGGING_VAKT"} <= names
    assert sorted(n for n in names if f"`{n}`" not in pages()) == []


def test_routes_when_listed_then_each_is_documented() -> None:
    from assistant.web.app import create_app

    found = {(method, path.rstrip("/") or "/") for method, path in routes(create_app())}
    text = pages()
    missing = [f"{m} {p}" for m, p in found if (f"`{m} {p}`" if p.startswith("/api") else f"`{p}`") not in text]
    assert len(found) > 15
    assert sorted(missing) == []


def test_routes_when_documented_then_each_exists() -> None:
    from assistant.web.app import create_app

    found = {f"{m} {p}" for m, p in routes(create_app())}
    documented = re.findall(r"`((?:GET|POST|PATCH|PUT|DELETE) /\S+?)`", pages())
    assert [d for d in documented if d not in found] == []


def test_words_when_used_in_a_file_name_then_each_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs/ordliste.md").read_text(encoding="utf-8")
    listed = {word for line in glossary.splitlines() if line.startswith("|") for word in re.findall(r"`(\w+)`", line.split("|")[1])}
    used = {word for p in (ROOT / "assistant").rglob("*.py") for word in re.findall(r"[a-z]+", p.stem)}
    assert sorted(used - TECHNIQUE - listed) == []
    assert sorted(TECHNIQUE & listed) == []


def test_decisions_when_numbered_then_the_row_has_no_gap() -> None:
    files = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [p.name[:4] for p in files] == [f"{n:04}" for n in range(1, len(files) + 1)]
    for path in files:
        assert path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]}: "), path.name


def test_links_when_they_point_into_the_repository_then_the_file_is_there() -> None:
    for page in [p for p in tracked() if p.suffix == ".md"]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} viser til {target}"


# Written in pieces, so that this file does not hold them itself.
NEVER = {
    "maskinsti": re.compile(r"(?<![\w.])/(?:" + "|".join(("ro" + "ot", "wo" + "rk", "ho" + "me")) + r")/"),
    "registeradresse": re.compile("|".join((
        r"py" r"pi\.org", r"python" r"hosted\.org", r"registry\.npm" r"js\.org", r"registry\.yarn" r"pkg\.com", r"proxy\.go" r"lang\.org",
    ))),
}


@pytest.mark.parametrize("kind", NEVER)
def test_files_when_tracked_then_none_holds(kind: str) -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {m.group()}" for m in NEVER[kind].finditer(text)]
    assert found == []


@pytest.mark.parametrize(("kind", "text"), [
    ("maskinsti", "se /wo" + "rk/main/x.py"), ("maskinsti", '"/ho' + 'me/kari/data"'), ("registeradresse", "https://py" + "pi.org/simple"),
])
def test_never_when_given_what_it_looks_for_then_it_is_found(kind: str, text: str) -> None:
    assert NEVER[kind].search(text)
