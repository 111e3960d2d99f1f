"""Once a day the running service deletes what has been kept long enough."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio import to_thread

from assistant.web.tjeneste import Tjeneste

logger = logging.getLogger(__name__)
FIRST_S, EVERY_S = 60.0, 24 * 3600.0


@asynccontextmanager
async def daily(running: Tjeneste, first_s: float = FIRST_S, every_s: float = EVERY_S) -> AsyncIterator[None]:
    """While inside this, purge by the service's rules: `first_s` seconds after the start, then every `every_s`."""
    task = asyncio.create_task(_keep_on(running, first_s, every_s))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_on(running: Tjeneste, first_s: float, every_s: float) -> None:
    """What fails is logged by its kind and tried again the next time."""
    await asyncio.sleep(first_s)
    while True:
        try:
            gone = await to_thread.run_sync(running.store.purge, running.now(), running.settings.frister)
            logger.info("ryddet: %d saker", len(gone))
        except Exception as error:
            logger.error("ryddingen feilet: %s", type(error.__cause__ or error).__name__)
        await asyncio.sleep(every_s)
