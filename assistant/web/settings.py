"""What a service sets by environment variables, and the worker's key."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEY_FILE = "ansatt_nokkel"
SHORT_KEY = 16


@dataclass(frozen=True)
class Settings:
    """`token` empty means that the key in the data folder is used. `origins` are other sites that may hold the chat element."""

    data: Path = Path("data")
    token: str = field(default="", repr=False)
    vakt: str = ""
    tjeneste: str = ""
    origins: tuple[str, ...] = ()
    widget: Path = ROOT / "web_widget" / "dist"
    poll_s: float = 0.5
    heartbeat_s: float = 15.0

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read KARTLEGGING_DATA, _TOKEN, _VAKT, _TJENESTE and _OPPHAV (origins with commas between)."""
        origins = (o.strip().rstrip("/") for o in env.get("KARTLEGGING_OPPHAV", "").split(","))
        return cls(
            Path(env.get("KARTLEGGING_DATA") or "data"), env.get("KARTLEGGING_TOKEN", "").strip(),
            env.get("KARTLEGGING_VAKT", "").strip(), env.get("KARTLEGGING_TJENESTE", "").strip(), tuple(o for o in origins if o),
        )

    @property
    def database(self) -> Path:
        return self.data / "kartlegging.db"

    @property
    def key_file(self) -> Path:
        return self.data / KEY_FILE

    @property
    def weak(self) -> bool:
        """Whether a key was set that could be guessed."""
        return 0 < len(self.token) < SHORT_KEY


def staff_key(settings: Settings) -> str:
    """The key that was set, else the one in the data folder, which is made (0600) the first time. Raises OSError."""
    if settings.token:
        return settings.token
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(settings.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _existing(settings.key_file)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(key := secrets.token_urlsafe(32))
    return key


def _existing(path: Path) -> str:
    """An empty file (a crash while it was made) must never become a key that lets everybody in."""
    path.chmod(0o600)
    key = path.read_text(encoding="utf-8").strip()
    if not key:
        path.write_text(key := secrets.token_urlsafe(32), encoding="utf-8")
    return key
