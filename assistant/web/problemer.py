"""Every kind of problem the service reports (RFC 9457): its name, status and title. /docs lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse

KINDS: dict[str, tuple[int, str]] = {
    "uleselig": (400, "Innholdet kan ikke leses"),
    "ikke-innlogget": (401, "Du må logge inn"),
    "ikke-tillatt": (403, "Dette er ikke tillatt"),
    "finnes-ikke": (404, "Finnes ikke"),
    "metode": (405, "Denne adressen brukes på en annen måte"),
    "konflikt": (409, "Noe har endret seg"),
    "for-sent": (408, "Det tok for lang tid"),
    "flyttet": (410, "Samtalen er åpnet et annet sted"),
    "kan-ikke-lages": (409, "Dokumentet kan ikke lages nå"),
    "for-langt": (413, "For langt"),
    "ugyldig": (422, "Noe må rettes"),
    "for-mange": (429, "For mange forsøk på kort tid"),
    "feil-hos-oss": (503, "Noe gikk galt hos oss"),
}
CALM = (
    "Noe gikk galt hos oss akkurat nå. Prøv igjen om litt. Er det fare for liv, ring 113. Trenger du lege raskt, ring 116 117. "
    "Vil du snakke med noen, ring Mental Helse på 116 123, hele døgnet."
)
NUMBERS = ("113", "116 117", "116 123")


class Problem(Exception):
    """Raised anywhere in a request; `kind` is a key of KINDS and `detail` a sentence that says what to do."""

    def __init__(self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.headers, self.more = kind, detail, dict(headers or {}), more
        self.status, self.title = KINDS[kind]

    def response(self) -> JSONResponse:
        body = {"type": f"/docs#{self.kind}", "title": self.title, "status": self.status, "detail": self.detail, **self.more}
        return JSONResponse(body, self.status, self.headers, media_type="application/problem+json")


def calm() -> Problem:
    """For whatever was not foreseen: fail towards help."""
    return Problem("feil-hos-oss", CALM, headers={"Retry-After": "5"}, help=list(NUMBERS))


def needs_key(detail: str) -> Problem:
    """401 with the sentence given."""
    return Problem("ikke-innlogget", detail, headers={"WWW-Authenticate": "Bearer"})


def unknown_talk() -> Problem:
    """The same words for an unknown id, a wrong key and a talk that is deleted."""
    return Problem("finnes-ikke", "Samtalen finnes ikke, eller nøkkelen passer ikke. Den kan være slettet. Du kan starte en ny samtale.")


def moved_talk() -> Problem:
    """The token was the talk's own until somebody used its code."""
    return Problem("flyttet", "Samtalen er åpnet et annet sted med koden, og er derfor lukket her. Har du koden, kan du åpne den her igjen.")


def unknown_code() -> Problem:
    """The same words for an unknown code, one that cannot be a code, and one whose talk is deleted."""
    return Problem("finnes-ikke", "Vi fant ingen samtale med den koden. Sjekk at alle tegnene er riktige. Samtalen kan også være slettet.")


def unknown_case() -> Problem:
    return Problem("finnes-ikke", "Saken finnes ikke. Den kan være slettet.")


def not_approved() -> Problem:
    """A final version for a journal takes a worker's approval."""
    return Problem("kan-ikke-lages", "Saken er ikke godkjent slik den er nå. Godkjenn den på saksiden først, eller hent et utkast.")


def unknown_alert() -> Problem:
    return Problem("finnes-ikke", "Varselet finnes ikke. Saken kan være slettet.")
