"""The frame of the talk as data: consent, summary, sharing, the safety step, contacts and all other sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import skjemadata
from assistant.domain.case import DEPTHS
from assistant.domain.omrade import Question, question
from assistant.domain.skjemadata import Forms
from assistant.domain.yamlfil import LANGUAGES, OPTIONAL_LANGUAGES, Mapping, Text, once, read


@dataclass(frozen=True)
class Contact:
    """A help number; an empty phone means that the service has not given one yet, and it is not shown."""

    id: str
    name: Text
    phone: str
    when: Text


@dataclass(frozen=True)
class Frame:
    frame: tuple[Question, ...]
    safety: tuple[Question, ...]
    budget: dict[str, int]
    forms: Forms


def load_frame(path: Path) -> Frame:
    """Read samtale.yml, and skjema.yml beside it. Raises DataError."""
    m = read(path)
    m.only("version", "budget", "frame", "safety")
    budget = m.sub("budget")
    budget.only(*DEPTHS)
    return Frame(
        tuple(question(q, "ramme") for q in m.items("frame")), tuple(question(q, "sikkerhet") for q in m.items("safety")),
        {d: budget.integer(d) or 0 for d in DEPTHS}, skjemadata.load(path.with_name("skjema.yml")),
    )


def load_contacts(path: Path) -> dict[str, Contact]:
    m = read(path)
    m.only("checked", "contacts")
    items = list(m.items("contacts"))
    once(((x.text("id"), x.place) for x in items), "id", "kontakten")
    return {x.text("id"): _contact(x) for x in items}


def _contact(m: Mapping) -> Contact:
    m.only("id", "name", "phone", "when")
    return Contact(m.text("id"), m.lang("name"), str(m.value("phone") or ""), m.lang("when"))


def load_texts(folder: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Every sentence by language and key. The same keys and the same {names} must stand in each language."""
    languages = [lang for lang in (*LANGUAGES, *OPTIONAL_LANGUAGES) if (folder / f"{lang}.yml").exists()]
    files = {lang: read(folder / f"{lang}.yml") for lang in languages}
    texts = {lang: {key: m.strings(key) for key in m} for lang, m in files.items()}
    first = texts[LANGUAGES[0]]
    for lang, m in files.items():
        if missing := set(first) ^ set(texts[lang]):
            raise m.error(None, f"teksten «{min(missing)}» står ikke i alle språk")
        for key, variants in texts[lang].items():
            if not variants or _names(variants) != _names(first[key]):
                raise m.error(key, f"«{key}» bruker andre {{navn}} enn på {LANGUAGES[0]}, eller er tom")
    return texts


def _names(variants: tuple[str, ...]) -> set[str]:
    return {name for v in variants for name in re.findall(r"\{(\w+)\}", v)}
