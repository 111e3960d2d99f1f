"""What comes into a turn and goes out of it, and which command a choice code stands for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from assistant.domain.replikk import Message

COMMANDS = frozenset({
    "stopp", "pause", "fortsett", "tilbake", "hopp_over", "hvorfor", "hjelp", "personvern", "menneske", "gjenta", "bytt_sprak",
    "rett_svar",
})
PREFIXES = {"rett:": "rett_svar", "sprak:": "bytt_sprak"}


@dataclass(frozen=True)
class Turn:
    """Free text or a choice code, with the client's own id for it."""

    text: str = ""
    choice: str | None = None
    client_id: str | None = None
    actor: str = "person"


def intent_of(choice: str, offered: tuple[str, ...]) -> str:
    """The intent that a code stands for. A code that the open question offers is an answer, also when a command has the same name."""
    if choice in offered:
        return "svar"
    for prefix, intent in PREFIXES.items():
        if choice.startswith(prefix):
            return intent
    return choice if choice in COMMANDS else "svar"


def message_json(message: Message, number: int) -> dict[str, Any]:
    """A message in the shape of the HTTP contract; `number` counts from 1 in the talk."""
    data = asdict(message)
    data["id"] = number
    data["choices"] = [{"code": code, "label": label} for code, label in message.choices]
    data["contacts"] = [{"name": name, "phone": phone} for name, phone in message.contacts]
    return data
