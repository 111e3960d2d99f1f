"""The way to the provider and back, and names that the log-in tests share."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
from fastapi.testclient import TestClient

from assistant.web import okt

PRIVATE, PASSWORD = "noe-fra-tilbyderen", "tre vanlige ord etter hverandre"
AT = "2026-01-01T00:00:00+00:00"


def to_provider(browser: TestClient, target: str = "/konsoll") -> str:
    """The way to the provider and back to our door: path and query of it."""
    there = browser.get("/konsoll/oidc/inn", params={"neste": target})
    assert there.status_code == 303, there.text
    back = urlsplit(httpx.get(there.headers["location"]).headers["location"])
    assert back.path == "/konsoll/oidc/tilbake"
    return f"{back.path}?{back.query}"


def outside(browser: TestClient) -> bool:
    return okt.COOKIE not in browser.cookies and browser.get("/api/cases").status_code == 401
