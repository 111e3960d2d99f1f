"""Strict YAML 1.2 reading: every error names file and line, unknown and duplicate keys are errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

LANGUAGES = ("nb", "nn")
OPTIONAL_LANGUAGES = ("en",)


class DataError(ValueError):
    """A data file that cannot be used. The message reads «file:line: what is wrong»."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line = path, line


@dataclass(frozen=True)
class Place:
    """Where a mapping stood, so that a check made later can name the line.

    `lines` has the line of each key, and as «key.child» of each key or list item one level below it.
    """

    path: Path = Path()
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict)

    def error(self, key: str | None, message: str) -> DataError:
        """A DataError at the line of `key`, or of the mapping itself."""
        return DataError(self.path, self.lines.get(key or "", self.line), message)

    def __reduce__(self) -> tuple[type[Place], tuple[()]]:
        """Pickled as nowhere: the cache of the guide holds no paths."""
        return Place, ()


NOWHERE = Place()


def once(items: Iterable[tuple[str, Place]], key: str, what: str) -> None:
    """Refuse an id that stands twice: the error is at the second and names the first."""
    first: dict[str, Place] = {}
    for name, place in items:
        if name in first:
            old = first[name].error(key, "")
            raise place.error(key, f"{what} «{name}» står også i {old.path.name}, linje {old.line}")
        first[name] = place


@dataclass(frozen=True)
class Text:
    """The same sentence in every language: nb and nn always, en when it is written."""

    nb: str
    nn: str
    en: str | None = None

    def get(self, language: str) -> str:
        """The text in `language`; a language not written yet gives bokmål."""
        return getattr(self, language, None) or self.nb


class Mapping:
    """One YAML mapping with typed, checked access. Every `take` method raises DataError."""

    def __init__(self, path: Path, node: MappingNode) -> None:
        self.path, self.line = path, node.start_mark.line + 1
        self._nodes: dict[str, Node] = {}
        self._lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                raise DataError(path, line, "en nøkkel må være et ord")
            if key.value in self._nodes:
                raise DataError(path, line, f"nøkkelen «{key.value}» står to ganger")
            self._nodes[key.value], self._lines[key.value] = value, line

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def keys(self) -> list[str]:
        return list(self._nodes)

    def error(self, key: str | None, message: str) -> DataError:
        """A DataError at the line of `key`, or of the mapping itself."""
        return DataError(self.path, self._lines.get(key or "", self.line), message)

    @property
    def place(self) -> Place:
        below = {f"{key}.{name}": line for key, node in self._nodes.items() for name, line in _children(node)}
        return Place(self.path, self.line, self._lines | below)

    def only(self, *allowed: str) -> None:
        """Refuse any key that is not named."""
        for key in self._nodes:
            if key not in allowed:
                raise self.error(key, f"ukjent nøkkel «{key}» (kjente: {', '.join(sorted(allowed))})")

    def value(self, key: str, default: Any = None) -> Any:
        node = self._nodes.get(key)
        return default if node is None else _plain(node)

    def text(self, key: str, default: str | None = None) -> str:
        """A non-empty string."""
        if key not in self._nodes:
            if default is None:
                raise self.error(None, f"mangler «{key}»")
            return default
        value = self.value(key)
        if isinstance(value, (bool, list, dict)) or value is None or not str(value).strip():
            raise self.error(key, f"«{key}» må være tekst")
        return str(value)

    def integer(self, key: str, default: int | None = None) -> int | None:
        value = self.value(key, default)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise self.error(key, f"«{key}» må være et heltall")
        return value

    def number(self, key: str) -> int:
        """A whole number that must be there."""
        value = self.integer(key)
        if value is None:
            raise self.error(None, f"mangler «{key}»")
        return value

    def decimal(self, key: str) -> float:
        """A number, whole or not, also written 0.50. Raises when it is missing or something else."""
        value = self.value(key)
        try:
            return float(value if isinstance(value, int | float | str) and not isinstance(value, bool) else "")
        except ValueError:
            raise self.error(key, f"«{key}» må være et tall") from None

    def flag(self, key: str, default: bool) -> bool:
        value = self.value(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"«{key}» må være true eller false")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            raise self.error(key, f"«{key}» er «{value}», må være en av: {', '.join(allowed)}")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        value = self.value(key, [])
        if not isinstance(value, list) or not all(isinstance(v, (str, int, float)) for v in value):
            raise self.error(key, f"«{key}» må være en liste av tekster")
        return tuple(str(v) for v in value)

    def sub(self, key: str) -> Mapping:
        node = self._nodes.get(key)
        if not isinstance(node, MappingNode):
            raise self.error(key, f"«{key}» må være en gruppe av nøkler")
        return Mapping(self.path, node)

    def items(self, key: str) -> Iterator[Mapping]:
        """The mappings of a list; an absent list is empty."""
        node = self._nodes.get(key)
        if node is None:
            return
        if not isinstance(node, SequenceNode):
            raise self.error(key, f"«{key}» må være en liste")
        for item in node.value:
            if not isinstance(item, MappingNode):
                raise DataError(self.path, item.start_mark.line + 1, f"hvert ledd i «{key}» må være en gruppe av nøkler")
            yield Mapping(self.path, item)

    def lang(self, key: str) -> Text:
        """A text in all required languages."""
        sub = self.sub(key) if key in self._nodes else None
        if sub is None:
            raise self.error(None, f"mangler «{key}»")
        sub.only(*LANGUAGES, *OPTIONAL_LANGUAGES)
        for language in LANGUAGES:
            if language not in sub:
                raise self.error(key, f"«{key}» mangler språket {language}")
        return Text(sub.text("nb"), sub.text("nn"), sub.text("en") if "en" in sub else None)

    def optional_lang(self, key: str) -> Text | None:
        return self.lang(key) if key in self._nodes else None


def _children(node: Node) -> Iterator[tuple[str | int, int]]:
    """(key or number, line) of what stands one level below a node."""
    if isinstance(node, MappingNode):
        yield from ((key.value, key.start_mark.line + 1) for key, _ in node.value if isinstance(key, ScalarNode))
    elif isinstance(node, SequenceNode):
        yield from ((number, item.start_mark.line + 1) for number, item in enumerate(node.value))


def _plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    assert isinstance(node, ScalarNode)
    return _scalar(node)


def _scalar(node: ScalarNode) -> Any:
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "bool":
        return node.value.lower() == "true"
    if kind == "null":
        return None
    if kind in ("int", "float"):
        return _number(node.value)
    return node.value


def _number(text: str) -> int | float | str:
    """The number, but only when writing it out again gives the same text (so 007 and 03.30 stay text)."""
    for cast in (int, float):
        try:
            if str(cast(text)) == text:
                return cast(text)
        except ValueError:
            continue
    return text


def read(path: Path) -> Mapping:
    """Read one file whose root is a mapping. Raises DataError on anything else."""
    yaml = YAML(typ="safe", pure=True)
    try:
        with path.open(encoding="utf-8") as stream:
            node = yaml.compose(stream)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(path, line, f"ikke gyldig YAML: {error.problem}") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise DataError(path, 1, "filen må være tekst i UTF-8 uten kontrolltegn") from error
    except FileNotFoundError as error:
        raise DataError(path, 1, "filen mangler") from error
    if not isinstance(node, MappingNode):
        raise DataError(path, 1, "filen må være en gruppe av nøkler")
    return Mapping(path, node)
