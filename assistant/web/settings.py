"""What a service sets by environment variables and in `tjeneste.yml`, and the worker's key."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain.tjeneste import lesing
from assistant.domain.tjeneste.oppsett import Service
from assistant.store.retention import DEFAULT_RULES, kept_days
from assistant.web.oidc.oppsett import Oppsett, from_env

ROOT = Path(__file__).parents[2]
KEY_FILE = "ansatt_nokkel"
SHORT_KEY = 16


@dataclass(frozen=True)
class Limit:
    """`burst` at once, and then one more every `every_s` seconds."""

    burst: int
    every_s: float


LIMITS: Mapping[str, Limit] = {
    "start": Limit(120, 5.0),         # talks begun from one address: a whole service may sit behind one
    "innlogging": Limit(60, 15.0),    # log-ins that fail from one address; each account has its own wait besides
    "kode": Limit(20, 30.0),          # codes that open no talk, from one address
    "melding": Limit(120, 0.25),      # in one talk from one address: nobody writes four messages a second
}


@dataclass(frozen=True)
class Settings:
    """`token` empty means that the key in the data folder is used. `origins` are other sites that may hold the chat element.

    `proxies` are the addresses or networks whose X-Forwarded-For and -Proto are believed; none when empty. `body_s` is how long a
    request may take to arrive.
    `frister` are the days that a case is kept after its last change, by status as in `store.retention`.
    `instruments` is the folder of the service's own texts to forms; without one there are none.
    `service` is what the file says; `vakt` and `tjeneste` are stronger where they are set. `log` is json, or lines for people.
    """

    data: Path = Path("data")
    token: str = field(default="", repr=False)
    vakt: str = ""
    tjeneste: str = ""
    origins: tuple[str, ...] = ()
    widget: Path = ROOT / "web_widget" / "dist"
    poll_s: float = 0.5
    heartbeat_s: float = 15.0
    proxies: tuple[str, ...] = ()
    oidc: Oppsett | None = None
    limits: Mapping[str, Limit] = field(default_factory=lambda: dict(LIMITS))
    body_s: float = 30.0
    frister: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_RULES))
    service: Service = field(default_factory=Service)
    metrics_key: str = field(default="", repr=False)
    log: str = ""
    instruments: Path | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read KARTLEGGING_DATA, _TOKEN, _VAKT, _TJENESTE, _OPPHAV and _PROXY (commas between), _MALENOKKEL, _LOGG, _INSTRUMENTER,
        _OIDC_* and the file.

        Raises ServiceError when the file has faults, Feiloppsett when the log-in settings have.
        """
        data = Path(env.get("KARTLEGGING_DATA") or "data")
        service = load_service(data, env)
        proxies = (*(p.strip() for p in env.get("KARTLEGGING_PROXY", "").split(",")), *service.proxies)
        origins = (*(o.strip().rstrip("/") for o in env.get("KARTLEGGING_OPPHAV", "").split(",")), *service.origins)
        return cls(
            data, env.get("KARTLEGGING_TOKEN", "").strip(), env.get("KARTLEGGING_VAKT", "").strip(),
            env.get("KARTLEGGING_TJENESTE", "").strip() or service.name, tuple(dict.fromkeys(o for o in origins if o)),
            proxies=tuple(dict.fromkeys(p for p in proxies if p)), oidc=from_env(env), frister=kept_days(service.retention),
            service=service, metrics_key=env.get("KARTLEGGING_MALENOKKEL", "").strip(), log=env.get("KARTLEGGING_LOGG", "").strip().lower(),
            instruments=instrument_folder(data, env),
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


def instrument_folder(data: Path, env: Mapping[str, str] = os.environ) -> Path:
    """Where the service's own texts to forms are, or would be: KARTLEGGING_INSTRUMENTER, else in the data folder."""
    named = env.get("KARTLEGGING_INSTRUMENTER", "").strip()
    return Path(named) if named else data / "instrumenter"


def service_file(data: Path, env: Mapping[str, str] = os.environ) -> Path:
    """Where the service's file is, or would be: KARTLEGGING_TJENESTEFIL, else in the data folder."""
    named = env.get("KARTLEGGING_TJENESTEFIL", "").strip()
    return Path(named) if named else data / lesing.NAME


def load_service(data: Path, env: Mapping[str, str] = os.environ) -> Service:
    """The file's settings; without a file in the data folder, none. Raises ServiceError on faults, and when a named file is missing."""
    path = service_file(data, env)
    named = bool(env.get("KARTLEGGING_TJENESTEFIL", "").strip())
    return lesing.load(path) if named or path.exists() else Service()


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
