"""What the console's pages share: they are forms, so that everything works with the keyboard, without scripts and on a tablet."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

from assistant.web.problemer import Problem

MAX_FIELDS = 600        # the longest form has a field for each item and each goal, or each sentence of the plan


async def form(request: Request) -> dict[str, str]:
    """The fields of a form; the first of each name. Anything unreadable is simply not there."""
    return await _fields(request) or {}


async def long_form(request: Request) -> dict[str, str]:
    """As `form`, for a page with many fields. Raises Problem when there are more than any page of ours has."""
    fields = await _fields(request)
    if fields is None:
        raise Problem("for-langt", "Skjemaet har for mange felt. Last siden på nytt, og fyll ut litt om gangen.")
    return fields


async def _fields(request: Request) -> dict[str, str] | None:
    """None when there are more than MAX_FIELDS."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=MAX_FIELDS).items()}
    except ValueError:
        return None


LongForm = Annotated[dict[str, str], Depends(long_form)]
Form = Annotated[dict[str, str], Depends(form)]


def to(path: str) -> Response:
    """On to another page after a form."""
    return RedirectResponse(path, 303)
