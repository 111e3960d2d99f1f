"""Who a document comes from: the service's name, and its logo when it is a picture that Word can hold."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.domain.tjeneste import bilde
from assistant.domain.tjeneste.oppsett import Service
from assistant.export.dokument import Logo
from assistant.export.ord import Words

PICTURES = (".png", ".jpg", ".jpeg")


def name(service: Service | str | None) -> str:
    return service.name if isinstance(service, Service) else service or ""


def logo(service: Service | str | None, w: Words) -> Logo | None:
    """None without a logo, and when the file is gone or cannot be used: a document is never lost for want of it."""
    if not isinstance(service, Service) or service.logo is None or service.logo.suffix.lower() not in PICTURES:
        return None
    try:
        data = _read(service.logo, service.logo.stat().st_mtime_ns)
    except OSError:
        return None
    if bilde.size(data) is None:
        return None
    return Logo(data, w("egen_logo", tjeneste=service.name))


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> bytes:
    """`changed` makes a new picture be read anew."""
    return path.read_bytes()
