"""Templates to pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.domain.analyse import CLASSIFIER
from assistant.export import tid
from assistant.export.ord import words
from assistant.web import alder, varsling

FOLDER = Path(__file__).parent / "maler"
STATUS = {"pagar": "Pågår", "pause": "På pause", "avsluttet": "Avsluttet, ikke delt", "levert": "Levert"}
LEVEL = {"akutt": "Akutt", "hoy": "Høy", "avklar": "Avklar", "ingen": "Ingen"}
MODE = {"self": "Selvutfylt", "guided": "Veiledet"}
LANGUAGE = {"nb": "Bokmål", "nn": "Nynorsk", "en": "Engelsk"}
STRENGTH = {"skal": "Skal", "bor": "Bør"}
CATEGORY_SUBJECT = {"self": "personen selv", "other": "en annen"}
RELATIVE_SUBJECT = {"self": "den pårørende selv", "other": "personen eller en annen, sagt av pårørende"}


def _environment() -> Environment:
    env = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters["tid"] = lambda moment: tid.moment(words("nb"), moment or "")
    env.filters["siden"] = alder.since
    env.filters["kort_tid"] = alder.short
    env.filters["dag"] = lambda date: alder.day(f"{date}T12:00:00Z")
    env.filters["hvorfor_ikke"] = varsling.reason
    env.filters["regel"] = _rule
    env.globals.update(LANGUAGE=LANGUAGE, STATUS=STATUS, LEVEL=LEVEL, MODE=MODE, STRENGTH=STRENGTH, SUBJECT=CATEGORY_SUBJECT,
                       RELATIVE_SUBJECT=RELATIVE_SUBJECT)
    return env


def _rule(reason: str) -> str:
    """What saw a danger: the number of a rule, or the classifier with how sure it was (0 to 1)."""
    kind, _, sure = reason.partition(":")
    return f"klassifikatoren ({sure.replace('.', ',')})" if kind == CLASSIFIER else reason


ENV = _environment()


def render(name: str, **context: Any) -> str:
    """One template. Raises UndefinedError when it uses a name that was not given."""
    return ENV.get_template(name).render(**context)


def guide_page(path: Path) -> Markup:
    """A guide in docs as HTML, without its pictures; links into the repository become plain text. Raises OSError when it is missing."""
    text = re.sub(r"^!\[.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]+\)", r"\1", text)
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))


def page(request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A whole page, with the name of the service, who is logged in, the newest open alert's number, and the log-in provider (empty without)."""
    tjeneste = getattr(request.app.state, "tjeneste", None)
    service = tjeneste.settings.tjeneste if tjeneste else ""
    oidc, bruker = getattr(request.app.state, "oidc", None), getattr(request.state, "bruker", None)
    newest = max((a["id"] for a in tjeneste.alerts(bruker)), default=0) if tjeneste and bruker and bruker.reads_cases else 0
    return HTMLResponse(render(name, service=service, bruker=bruker, newest=newest, provider=oidc.oppsett.label if oidc else "", **context), status)
