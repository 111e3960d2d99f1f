"""The service's own folder: item texts of known instruments, and whole instruments of its own, each in one YAML file.

What may not be written from memory is not shipped: the service places the texts it has a licence for. A file with a fault is
left out, and the fault is told; the talk goes on without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from assistant.domain import henvisning, instrumentfil, skjemasporsmal
from assistant.domain.guide import Guide
from assistant.domain.instrument import LONG, Choice, Instrument, Item
from assistant.domain.yamlfil import DataError, Mapping, Text, read


@dataclass(frozen=True)
class Placed:
    """What the folder gave: the instruments it changes or adds, by id, and what is wrong, as sentences with file and line."""

    instruments: dict[str, Instrument]
    faults: tuple[str, ...]


def load(folder: Path, guide: Guide) -> Placed:
    """Read every file of the folder. A folder that is not there gives nothing. Never raises on the content of a file."""
    found: dict[str, Instrument] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.yml")) if folder.is_dir() else []:
        try:
            made = one(path, guide)
            if made.id in found:
                raise DataError(path, 1, f"«{made.id}» står også i en annen fil")
            found[made.id] = made
        except (DataError, OSError) as error:
            faults.append(str(error) if isinstance(error, DataError) else f"{path}: filen kan ikke leses")
    return Placed(found, tuple(faults))


def fit(guide: Guide, folder: Path) -> Guide:
    """The guide with what the service has placed. The guide given is not changed."""
    placed = load(folder, guide).instruments
    if not placed:
        return guide
    instruments = {**guide.instruments, **placed}
    asked = {q.id: q for q in skjemasporsmal.questions(guide.frame.forms, instruments)}
    return replace(guide, instruments=instruments, questions={**guide.questions, **asked})


def one(path: Path, guide: Guide) -> Instrument:
    """One file: `instrument: <id>` gives the texts of a known one, `id: <id>` is a new one. Raises DataError, OSError."""
    m = read(path)
    if "instrument" not in m:
        return _new(path, m, guide)
    m.only("instrument", "source", "choices", "items", "risks")
    known = guide.instruments.get(m.text("instrument"))
    if known is None:
        raise m.error("instrument", f"instrumentet finnes ikke (kjente: {', '.join(sorted(guide.instruments))})")
    m.text("source")
    common = instrumentfil.choices(m) if "choices" in m else ()
    groups = list(m.items("items"))
    if len(groups) != len(known.items):
        raise m.error("items", f"{known.title.nb} har {len(known.items)} spørsmål, og filen har {len(groups)}")
    items = tuple(_with_text(item, group, common) for item, group in zip(known.items, groups, strict=True))
    risks = tuple(instrumentfil.risk(x, items) for x in m.items("risks"))
    return replace(known, items=items, risks=(*known.risks, *(r for r in risks if r not in known.risks)))


def _new(path: Path, m: Mapping, guide: Guide) -> Instrument:
    made = instrumentfil.instrument(path)
    if made.id in guide.instruments:
        raise m.error("id", f"«{made.id}» er kjent fra før. Skriv «instrument: {made.id}» og bare tekstene")
    henvisning.offered(guide, made)
    return made


def _with_text(item: Item, group: Mapping, common: tuple[Choice, ...]) -> Item:
    """The item with its text and its labels; the values must be the ones that are scored."""
    group.only("text", "choices")
    text = instrumentfil.plain(group, "text")
    if text is None:
        raise group.error(None, "mangler «text»")
    given = instrumentfil.choices(group) if "choices" in group else common
    if given and tuple(sorted(c.value for c in given)) != item.values and not _ends(given, item):
        wanted = ", ".join(f"{v:g}" for v in item.values[:12])
        raise group.error("choices", f"spørsmål {item.id} skal ha verdiene {wanted}")
    labels: dict[float, Text | None] = {c.value: c.label for c in given}
    return replace(item, text=text, choices=tuple(replace(c, label=labels.get(c.value)) for c in item.choices))


def _ends(given: tuple[Choice, ...], item: Item) -> bool:
    """Whether some values of a long scale have words, its two ends among them."""
    values = {c.value for c in given}
    return len(item.values) > LONG and {item.values[0], item.values[-1]} <= values <= set(item.values)
