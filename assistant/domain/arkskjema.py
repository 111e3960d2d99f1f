"""Writes the review sheets in docs/omrader, or checks that they are as the data says.

`python -m assistant.domain.arkskjema` writes, with `--check` it only looks, and exits with 1 when a sheet is old,
missing or left over.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.domain import guide as guide_module
from assistant.domain.ark import sheet
from assistant.domain.guide import Guide
from assistant.domain.yamlfil import DataError

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "omrader"
REMEDY = "Kjør «make docs», og ta endringen med."


def sheets(guide: Guide) -> dict[str, str]:
    """File name -> content, for every area."""
    return {f"{area.id}.md": sheet(guide, area) for area in guide.in_order()}


def write(guide: Guide, folder: Path) -> list[str]:
    """Bring the folder up to date; leftovers are removed. Gives a sentence for each change. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    said, wanted = [], sheets(guide)
    for path in _leftovers(wanted, folder):
        path.unlink()
        said.append(f"Fjernet {path.name}.")
    for name, content in wanted.items():
        if _content(folder / name) != content:
            (folder / name).write_text(content, encoding="utf-8")
            said.append(f"Skrev {name}.")
    return said


def check(guide: Guide, folder: Path) -> list[str]:
    """A sentence for each sheet that is not as it should be; empty when all are. Changes nothing."""
    wanted = sheets(guide)
    said = [f"Arket {_shown(path)} er til overs: det finnes ikke noe slikt område. {REMEDY}" for path in _leftovers(wanted, folder)]
    for name, content in wanted.items():
        found = _content(folder / name)
        if found is None:
            said.append(f"Arket {_shown(folder / name)} mangler. {REMEDY}")
        elif found != content:
            said.append(f"Arket {_shown(folder / name)} er utdatert: datafilen er endret. {REMEDY}")
    return said


def _leftovers(wanted: dict[str, str], folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.md")) if path.name not in wanted]


def _content(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def main(arguments: list[str] | None = None, folder: Path = FOLDER) -> int:
    """The command. Exit code 0, 1 when a check failed, 2 when the data cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m assistant.domain.arkskjema", description="Gjennomgangsark for områdene.")
    parser.add_argument("--check", action="store_true", help="Endre ingenting; si fra om ark som ikke stemmer.")
    only_check = parser.parse_args(arguments).check
    try:
        guide = guide_module.load()
    except DataError as error:
        print(f"Feil i en datafil. {error}", file=sys.stderr)
        return 2
    if not only_check:
        print("\n".join(write(guide, folder)) or "Alle ark var oppdatert.")
        return 0
    wrong = check(guide, folder)
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
