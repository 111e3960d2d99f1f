"""From errors to answers: problem+json for programs, a plain page for people, and never a person's words in either."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from assistant.dialogue import hendelser
from assistant.dialogue.engine import UnknownCase as UnknownTalk
from assistant.store.errors import StaleCase, StoreError
from assistant.store.errors import UnknownCase as UnknownInStore
from assistant.web.maling import page
from assistant.web.problemer import Problem, calm, unknown_talk

SENTENCES = {
    "missing": "mangler",
    "string_type": "må være tekst",
    "string_unicode": "inneholder tegn som ikke kan leses",
    "string_too_long": "er for lang",
    "string_too_short": "er for kort",
    "literal_error": "har en verdi som ikke finnes",
    "list_type": "må være en liste",
    "too_long": "har for mange ledd",
    "int_type": "må være et helt tall",
    "int_parsing": "må være et helt tall",
    "int_from_float": "må være et helt tall",
    "greater_than_equal": "er for lavt",
    "less_than_equal": "er for høyt",
}
BY_STATUS = {
    400: ("uleselig", "Innholdet kan ikke leses. Send det som gyldig JSON i UTF-8."),
    401: ("ikke-innlogget", "Logg inn eller send nøkkelen."),
    403: ("ikke-tillatt", "Dette har du ikke tilgang til."),
    404: ("finnes-ikke", "Denne adressen finnes ikke."),
    405: ("metode", "Denne adressen kan ikke brukes på den måten. Se /docs."),
    413: ("for-langt", "Innholdet er for langt."),
}


class Innlogging(Exception):
    """A page that only workers may see was asked for without a session; `target` is where to go afterwards."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target


class Videre(Exception):
    """A page that this worker must, or had better, see first."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target


def register(app: FastAPI) -> None:
    """Every handler. What none of them knows is left to `vern.Rescue`."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(UnknownTalk, _unknown)
    app.add_exception_handler(UnknownInStore, _unknown)
    app.add_exception_handler(StoreError, _store)
    app.add_exception_handler(Innlogging, _login)
    app.add_exception_handler(Videre, _onwards)


def shown(request: Request, problem: Problem) -> Response:
    """A page when a browser asked for one, else problem+json."""
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return problem.response()
    return page(request, "feil.html", problem.status, problem=problem)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return shown(request, error)


async def _http(request: Request, error: Exception) -> Response:
    """Errors of the framework itself, by status; its own English words are never shown."""
    assert isinstance(error, HTTPException)
    kind, sentence = BY_STATUS.get(error.status_code, ("uleselig", "Forespørselen kan ikke besvares. Se /docs."))
    return shown(request, Problem(kind, sentence, headers=error.headers or {}))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()
    if any(e["type"] == "json_invalid" for e in first):
        return shown(request, Problem("uleselig", BY_STATUS[400][1]))
    found = [{"field": _field(e), "detail": _sentence(e)} for e in first]
    return shown(request, Problem("ugyldig", " ".join(dict.fromkeys(f["detail"] for f in found)), errors=found))


def _field(error: dict[str, Any]) -> str:
    """The name of the field; parts of a body that are not in our models are user text and are left out."""
    parts = [str(p) for p in error["loc"] if isinstance(p, str) and p not in ("body", "path", "query")]
    return parts[0] if parts else "innholdet"


def _sentence(error: dict[str, Any]) -> str:
    what = SENTENCES.get(error["type"], "har feil form")
    wanted = f" Bruk {error['ctx']['expected']}." if error["type"] == "literal_error" else ""
    field = _field(error)
    name = "Innholdet" if field == "innholdet" else f"Feltet «{field}»"
    return f"{name} {what}.{wanted}".replace("' or '", "' eller '").replace("'", "")


async def _unknown(request: Request, error: Exception) -> Response:
    return shown(request, unknown_talk())


async def _store(request: Request, error: Exception) -> Response:
    """Nothing was written, so the same request may be sent again."""
    if isinstance(error, StaleCase):
        return shown(request, Problem("konflikt", "Saken ble endret samtidig fra et annet sted. Prøv igjen."))
    hendelser.failed("lager", error.__cause__ or error)
    return shown(request, calm())


async def _login(request: Request, error: Exception) -> Response:
    assert isinstance(error, Innlogging)
    return RedirectResponse(f"/konsoll/inn?neste={error.target}", 303)


async def _onwards(request: Request, error: Exception) -> Response:
    assert isinstance(error, Videre)
    return RedirectResponse(error.target, 303)
