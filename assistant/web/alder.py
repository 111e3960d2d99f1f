"""How old something is, in words, and moments short enough for a table."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.domain.tjeneste.apningstid import ZONE
from assistant.export import tid

MONTHS = ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.")


def since(moment: str, now: datetime | None = None) -> str:
    """«nå nettopp», «for 12 minutter siden», «for 3 timer siden», «for 2 dager siden»; empty for what is no moment."""
    then = tid.parse(moment or "")
    if then is None:
        return ""
    minutes = int(((now or datetime.now(UTC)) - then).total_seconds() // 60)
    if minutes < 1:
        return "nå nettopp"
    for size, one, many in ((60 * 24, "dag", "dager"), (60, "time", "timer"), (1, "minutt", "minutter")):
        if number := minutes // size:
            return f"for {number} {one if number == 1 else many} siden"
    return ""


def short(moment: str, now: datetime | None = None) -> str:
    """«i dag 14.05», «i går 09.30», «22. nov. 14.05», «22. nov. 2025» in Norwegian time."""
    local, today = tid.local(moment or ""), (now or datetime.now(UTC)).astimezone(ZONE)
    if local is None:
        return ""
    days, hour = (today.date() - local.date()).days, f"{local.hour:02}.{local.minute:02}"
    if days in (0, 1):
        return f"{('i dag', 'i går')[days]} {hour}"
    day = f"{local.day}. {MONTHS[local.month - 1]}"
    return f"{day} {hour}" if local.year == today.year else f"{day} {local.year}"


def day(moment: str) -> str:
    """«22. nov. 2025» in Norwegian time; empty for what is no moment."""
    local = tid.local(moment or "")
    return f"{local.day}. {MONTHS[local.month - 1]} {local.year}" if local else ""
