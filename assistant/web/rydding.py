"""Once a day the running service makes up the numbers of quarters that are over, then deletes what has been kept long enough."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractAsyncContextManager

from anyio import to_thread

from assistant.web import bakgrunn, oppgjor
from assistant.web.tjeneste import Tjeneste

logger = logging.getLogger(__name__)
FIRST_S, EVERY_S = 60.0, 24 * 3600.0


def daily(running: Tjeneste, first_s: float = FIRST_S, every_s: float = EVERY_S) -> AbstractAsyncContextManager[None]:
    """While inside this, purge by the service's rules: `first_s` seconds after the start, then every `every_s`."""
    return bakgrunn.alongside(_keep_on(running, first_s, every_s))


async def _keep_on(running: Tjeneste, first_s: float, every_s: float) -> None:
    """What fails is logged by its kind and tried again the next time."""
    await asyncio.sleep(first_s)
    while True:
        try:
            await to_thread.run_sync(_day, running)
        except Exception as error:
            logger.error("ryddingen feilet: %s", type(error.__cause__ or error).__name__)
        await asyncio.sleep(every_s)


def _day(running: Tjeneste) -> None:
    """The numbers first: they need the cases. A fault in them does not stop the deletion, which has been promised."""
    try:
        made = oppgjor.close(running.guide, running.store, running.settings.frister, running.now())
        logger.info("gjort opp: %d kvartaler", len(made))
    except Exception as error:
        logger.error("oppgjøret feilet: %s", type(error.__cause__ or error).__name__)
    gone = running.store.purge(running.now(), running.settings.frister)
    logger.info("ryddet: %d saker", len(gone))
