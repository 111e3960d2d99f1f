"""Three layers around the application: headers on every answer, rescue from the unforeseen, and limits on what is read and for how long."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.dialogue import hendelser
from assistant.web.problemer import Problem, calm

MAX_BODY = 64 * 1024
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()",
    "x-permitted-cross-domain-policies": "none",
}
HTTPS = {"strict-transport-security": "max-age=31536000"}
FILES = ("/widget/", "/static/")


class Headers:
    """Security headers on every answer. Nothing but the program's own files may be kept by a browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = _headers(scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(message, headers)
            await send(message)

        await self._app(scope, receive, with_headers)


def _headers(scope: Scope) -> dict[str, str]:
    """The chat element is meant for other sites' pages; everything else is for our own."""
    path = scope["path"]
    return {
        **HEADERS, **(HTTPS if scope["scheme"] == "https" else {}), "cache-control": "no-cache" if path.startswith(FILES) else "no-store",
        "cross-origin-resource-policy": "cross-origin" if path.startswith("/widget/") else "same-origin",
    }


def _add(message: MutableMapping[str, Any], headers: dict[str, str]) -> None:
    names = {n.encode() for n in headers}
    kept = [(n, v) for n, v in message.get("headers", []) if n.lower() not in names]
    message["headers"] = [*kept, *((n.encode(), v.encode()) for n, v in headers.items())]


class Rescue:
    """The unforeseen becomes 503 with calm words and numbers. The log gets the kind of error, never its text."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            hendelser.failed("uventet", error, metode=scope["method"], sted=_place(scope, error))
            if not started:
                await calm().response()(scope, receive, send)


def _place(scope: Scope, error: Exception) -> str:
    """The route and the line of our code; an address as sent could hold anything."""
    route = getattr(scope.get("route"), "path", "?")
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{route} ({place})"


class BodyLimit:
    """Reads a body of at most MAX_BODY bytes before the application sees it; a longer one is refused unread, a slow one after `seconds`."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if length.isdigit() and int(length[:20]) > MAX_BODY:
            return await _refuse(scope, receive, send)
        try:
            async with asyncio.timeout(self._seconds):
                body = await _read(receive)
        except TimeoutError:
            return await _late(scope, receive, send)
        if body is None:
            return None
        if len(body) > MAX_BODY:
            return await _refuse(scope, receive, send)
        await self._app(scope, _replay(body, receive), send)


async def _read(receive: Receive) -> bytes | None:
    """The body, or its first part when that is more than MAX_BODY bytes; None when the sender has gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > MAX_BODY or not message.get("more_body"):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body once, and then whatever comes (a disconnect)."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    sentence = "Innholdet er for langt. Del det opp og send en del om gangen."
    await Problem("for-langt", sentence, headers={"Connection": "close"}).response()(scope, receive, send)


async def _late(scope: Scope, receive: Receive, send: Send) -> None:
    sentence = "Det tok for lang tid før hele innholdet kom fram. Sjekk nettet og send det på nytt. Ingenting er lagret."
    await Problem("for-sent", sentence, headers={"Connection": "close"}).response()(scope, receive, send)
