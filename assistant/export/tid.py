"""Moments and durations as a reader wants them: Norwegian time, months as years and months."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.domain.datoer import MONTHS
from assistant.domain.tjeneste.apningstid import ZONE
from assistant.export.ord import Words
from assistant.export.renset import one_line


def parse(moment: str) -> datetime | None:
    """An ISO 8601 text as an aware datetime (UTC when it names no zone); None when it cannot be read."""
    try:
        found = datetime.fromisoformat(moment.strip())
    except (ValueError, AttributeError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def local(text: str) -> datetime | None:
    """As `parse`, in Norwegian time."""
    found = parse(text)
    return found.astimezone(ZONE) if found else None


def moment(w: Words, text: str) -> str:
    """«22. november 2026 kl. 14.05» in Norwegian time; text that is no moment is given back as it is."""
    found = local(text)
    if found is None:
        return one_line(text) or w("tid_ukjent")
    month = MONTHS[w.language][found.month - 1]
    return w("tidspunkt", dag=found.day, maned=month, ar=found.year, time=f"{found.hour:02}", minutt=f"{found.minute:02}")


def span(w: Words, first: str, last: str) -> str:
    """«22. november 2026 kl. 13.00–13.25» when it is one day, else both moments."""
    a, b = moment(w, first), moment(w, last)
    if a == b or not last:
        return a
    day, hour = a.rsplit(" ", 1)
    return f"{day} {hour}–{b.rsplit(' ', 1)[1]}" if b.startswith(day + " ") else f"{a} – {b}"


def duration(w: Words, months: str) -> str:
    """«18» -> «1 år og 6 måneder»; a value that is no number is given back."""
    try:
        total = float(months)
    except ValueError:
        return one_line(months)
    if not 0 <= total < 12_000:
        return one_line(months)
    if total < 1:
        return w("uker_under")
    years, rest = divmod(round(total), 12)
    parts = [f"{years} {w('ar')}"] if years else []
    if rest:
        parts.append(f"{rest} {w('maned' if rest == 1 else 'maneder')}")
    return f" {w('og')} ".join(parts)
