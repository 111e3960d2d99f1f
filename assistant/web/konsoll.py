"""What the console's pages share: they are forms, so that everything works with the keyboard, without scripts and on a tablet."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

MAX_FIELDS = 500        # the longest form has a field for each item and each goal


async def form(request: Request) -> dict[str, str]:
    """The fields of a form; the first of each name. Anything unreadable is simply not there."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=MAX_FIELDS).items()}
    except ValueError:
        return {}


Form = Annotated[dict[str, str], Depends(form)]


def to(path: str) -> Response:
    """On to another page after a form."""
    return RedirectResponse(path, 303)
