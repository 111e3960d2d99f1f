"""Pages for everybody: the chat, and the description of the API."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from assistant.domain.case import LANGUAGES
from assistant.web import problemer
from assistant.web.deps import Running
from assistant.web.maling import guide_page, page
from assistant.web.settings import ROOT

router = APIRouter(include_in_schema=False)
GUIDE = ROOT / "docs" / "bygg-inn-chatten.md"


@router.get("/")
async def chat(request: Request, running: Running, sprak: str = "nb", enhet: str = "") -> Response:
    """The chat element on a page of its own. `?sprak=nn` opens it in nynorsk, `?sprak=en` in English; `?enhet=` says which unit it is for."""
    language = sprak if sprak in LANGUAGES else "nb"
    numbers = [running.guide.contacts[c] for c in ("amk", "legevakt", "mental_helse") if c in running.guide.contacts]
    return page(request, "chat.html", language=language, unit=enhet, numbers=[(c.name.get(language), c.phone) for c in numbers])


@router.get("/demo")
async def demo(request: Request, vis: str = "side") -> Response:
    """A made-up municipality's page around the chat: inline, or with `?vis=knapp` the launcher."""
    return page(request, "demo.html", launcher=vis == "knapp")


@router.get("/bygg-inn")
async def embedding(request: Request) -> Response:
    """How to put the chat on one's own page: the guide in docs, as a page."""
    return page(request, "bygg_inn.html", guide=guide_page(GUIDE))


@router.get("/docs")
async def docs(request: Request) -> Response:
    """Our own page: the usual one fetches its script from a third party."""
    schema = request.app.openapi()
    return page(request, "docs.html", title=schema["info"]["title"], version=schema["info"]["version"], groups=_groups(schema),
                problems=problemer.KINDS)


def _groups(schema: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Operations by tag, each with its parameters and the fields of what is sent and given."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append({
                "method": method.upper(), "path": path, "summary": operation.get("summary", ""),
                "description": operation.get("description", ""), "sends": _fields(schema, operation.get("requestBody")),
                "gives": {code: _fields(schema, r) for code, r in operation["responses"].items() if code.startswith("2")},
            })
    return groups


def _fields(schema: dict[str, Any], part: dict[str, Any] | None) -> list[dict[str, str]]:
    """The fields of a JSON body; none when it is no object of ours."""
    content = (part or {}).get("content", {}).get("application/json", {}).get("schema", {})
    for option in (content, content.get("items", {}), *content.get("anyOf", [])):
        if name := option.get("$ref", "").rsplit("/", 1)[-1]:
            model = schema["components"]["schemas"][name]
            required = model.get("required", [])
            return [{"name": n, "kind": _kind(f), "about": f.get("description", ""), "required": "ja" if n in required else "nei"}
                    for n, f in model["properties"].items()]
    return []


def _kind(field: dict[str, Any]) -> str:
    if "enum" in field:
        return " | ".join(map(str, field["enum"]))
    if "anyOf" in field:
        return " | ".join(_kind(f) for f in field["anyOf"])
    if "$ref" in field:
        return field["$ref"].rsplit("/", 1)[-1]
    if field.get("type") == "array":
        return f"liste av {_kind(field.get('items', {}))}"
    return str(field.get("type", "verdi"))
