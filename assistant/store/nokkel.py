"""The key of the data: where it is set, and what is asked of it. The key itself never enters an error, a log or a repr."""

from __future__ import annotations

import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.store.errors import StoreError

VALUE, FILE = "KARTLEGGING_DATANOKKEL", "KARTLEGGING_DATANOKKEL_FIL"
RAW = re.compile(r"[0-9a-fA-F]{64}")
SHORT = 16


@dataclass(frozen=True)
class Key:
    """256 bits as 64 hexadecimal digits, or a passphrase of 16 signs or more. Raises StoreError on anything else."""

    value: str = field(repr=False)

    def __post_init__(self) -> None:
        text = unicodedata.normalize("NFC", self.value.strip())
        if not text:
            raise StoreError("Nøkkelen er tom. Bruk 64 heksadesimale tegn, eller en setning på minst 16 tegn.")
        if len(text) < SHORT or not text.isprintable():
            raise StoreError("Nøkkelen er for kort eller har tegn som ikke kan skrives. Bruk 64 heksadesimale tegn, eller en setning på minst 16 tegn.")
        object.__setattr__(self, "value", f"x'{text.lower()}'" if RAW.fullmatch(text) else text)


def from_env(env: Mapping[str, str] | None = None) -> Key | None:
    """The key that is set; None when none is. A setting without content is an error, never «no key». Raises StoreError."""
    found = os.environ if env is None else env
    if VALUE in found and FILE in found:
        raise StoreError(f"Både {VALUE} og {FILE} er satt. Behold bare den ene.")
    if FILE in found:
        return from_file(Path(found[FILE]))
    if VALUE not in found:
        return None
    if not found[VALUE].strip():
        raise StoreError(f"{VALUE} er satt, men tom. Gi den en nøkkel, eller fjern den.")
    return Key(found[VALUE])


def from_file(path: Path) -> Key:
    """The key in a file that only its owner reads. Raises StoreError."""
    try:
        if not path.is_file():
            raise StoreError(f"Nøkkelfilen {path} finnes ikke. Sjekk {FILE}, eller lag filen med «kartlegging data lag-nokkel {path}».")
        if readable_by_others(path):
            raise StoreError(f"Andre på maskinen kan lese nøkkelfilen {path}. Kjør «chmod 600 {path}».")
        return Key(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"Nøkkelfilen {path} kan ikke leses. Sjekk at den er en tekstfil, og at du eier den.") from error


def readable_by_others(path: Path) -> bool:
    """Raises OSError."""
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def make_file(path: Path) -> None:
    """A new key of 256 random bits in a new file, 0600. Raises StoreError when the file exists or cannot be made."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise StoreError(f"Nøkkelfilen {path} ble ikke laget. Velg et nytt navn i en mappe som kan skrives i.") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(handle)
