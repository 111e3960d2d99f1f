"""Reading a file field by field: what is wrong is noted with its line, and the reading goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from assistant.domain.yamlfil import LANGUAGES, OPTIONAL_LANGUAGES, DataError, Mapping, Text

T = TypeVar("T")
LONG = 500


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right: a line of the file and a sentence."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"Linje {self.line}: {self.text}"


def fault(error: DataError) -> Fault:
    """A DataError as a sentence without the file's name."""
    text = str(error).removeprefix(f"{error.path}:{error.line}: ")
    return Fault(error.line, text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else "."))


class Fields:
    """One group of keys. Every method gives `fallback` where the key is missing or wrong, and notes what is wrong."""

    def __init__(self, mapping: Mapping, faults: list[Fault]) -> None:
        self._mapping, self.faults = mapping, faults

    def __contains__(self, key: str) -> bool:
        return key in self._mapping

    def known(self, *keys: str) -> None:
        """Note every key that is not among these."""
        for key in self._mapping:
            if key not in keys:
                self.wrong(key, f"nøkkelen «{key}» finnes ikke. Bruk en av: {', '.join(keys)}")

    def wrong(self, key: str | None, sentence: str) -> None:
        """Note a fault at the line of a key, or of the group itself."""
        self.faults.append(fault(self._mapping.error(key, sentence)))

    def take(self, key: str, read: Callable[[str], T], fallback: T) -> T:
        """What `read` gives for a key."""
        if key not in self._mapping:
            return fallback
        try:
            return read(key)
        except DataError as error:
            self.faults.append(fault(error))
        except (TypeError, RecursionError):
            self.wrong(key, f"«{key}» kan ikke leses. Se i docs/eksempel-tjeneste.yml hvordan det skrives")
        return fallback

    def text(self, key: str, fallback: str = "") -> str:
        text = self.take(key, self._mapping.text, fallback).strip()
        if len(text) > LONG:
            self.wrong(key, f"«{key}» er for lang. Bruk høyst {LONG} tegn")
            return fallback
        return text

    def one_of(self, key: str, allowed: tuple[str, ...], fallback: str) -> str:
        return self.take(key, lambda k: self._mapping.one_of(k, allowed), fallback)

    def flag(self, key: str, fallback: bool) -> bool:
        return self.take(key, lambda k: self._mapping.flag(k, fallback), fallback)

    def whole(self, key: str, low: int, high: int, what: str) -> int | None:
        """A whole number within bounds; `what` it counts stands in the sentence."""
        found = self.take(key, self._mapping.integer, None)
        if found is not None and not low <= found <= high:
            self.wrong(key, f"«{key}» er antall {what}, et helt tall fra {low} til {high}")
            return None
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once."""
        none: tuple[str, ...] = ()
        return tuple(dict.fromkeys(text.strip() for text in self.take(key, self._mapping.strings, none)))

    def lang(self, key: str, languages: tuple[str, ...] = ()) -> Text | None:
        """A sentence in bokmål and nynorsk, and in English where the service offers it."""
        group = self.group(key)
        if group is None:
            return None
        group.known(*LANGUAGES, *OPTIONAL_LANGUAGES)
        missing = [lang for lang in dict.fromkeys((*LANGUAGES, *languages)) if lang not in group]
        for language in missing:
            self.wrong(key, f"«{key}» mangler språket {language}")
        written = {lang: group.text(lang) for lang in (*LANGUAGES, *OPTIONAL_LANGUAGES) if lang in group}
        return None if missing or not all(written.values()) else Text(**written)

    def group(self, key: str) -> Fields | None:
        """The group of keys under a key; None when there is none."""
        found = self.take(key, self._mapping.sub, None)
        return Fields(found, self.faults) if found is not None else None

    def groups(self, key: str) -> list[Fields]:
        """The groups of a list."""
        none: list[Mapping] = []
        return [Fields(m, self.faults) for m in self.take(key, lambda k: list(self._mapping.items(k)), none)]
