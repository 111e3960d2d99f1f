"""Made-up cases from the empty inbox, and away with them."""

from __future__ import annotations

import asyncio

from anyio import to_thread
from fastapi import APIRouter
from starlette.responses import Response

from assistant.dialogue import demo
from assistant.web.deps import Console, Running
from assistant.web.konsoll import to
from assistant.web.problemer import Problem

router = APIRouter(prefix="/konsoll/demo", include_in_schema=False)


@router.post("")
async def make(running: Running, actor: Console) -> Response:
    """Only where there is nothing yet, so that nobody mixes them with their own cases. They come one by one, while the inbox is shown."""
    if running.store.list_cases():
        raise Problem("konflikt", "Demosaker lages bare i en tom innboks.")
    if running.making is None or running.making.done():
        running.store.log(actor, "demo_laget", None, running.now())
        running.making = asyncio.create_task(demo.make(running.engine))
    return to("/konsoll")


@router.post("/fjern")
async def remove(running: Running, actor: Console) -> Response:
    """Gone for good, like any deleted case."""
    await to_thread.run_sync(demo.remove, running.store, actor, running.now())
    return to("/konsoll")
