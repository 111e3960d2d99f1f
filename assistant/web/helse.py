"""For those who keep the service running: alive, ready, and measuring points. No words of a person, no case."""

from __future__ import annotations

import hmac
import shutil
from datetime import UTC, datetime

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.language import analyse
from assistant.store.errors import StoreError
from assistant.web.deps import Running, bearer
from assistant.web.problemer import Problem
from assistant.web.tjeneste import Tjeneste

router = APIRouter(include_in_schema=False)
NEEDED = 200 * 1024 * 1024      # bytes free on the disk
LOCAL = ("127.0.0.1", "::1")
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@router.get("/healthz")
@router.get("/health")
async def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/ready")
async def ready(running: Running) -> Response:
    """Whether talks can be held just now; 503 with what is wrong as codes: database, modell, disk."""
    reasons = await to_thread.run_sync(missing, running)
    return JSONResponse({"status": "not_ready" if reasons else "ready", "reasons": reasons}, 503 if reasons else 200)


@router.get("/metrics")
async def metrics(request: Request, running: Running) -> Response:
    """For Prometheus, from this machine, or with the key where one is set."""
    if not _may_measure(request, running):
        raise Problem("ikke-tillatt", "Målepunktene er bare for drift. Spør fra samme maskin, eller send KARTLEGGING_MALENOKKEL som Bearer.")
    text = await to_thread.run_sync(running.metrics.text, running.store, datetime.now(UTC), classifier_on(running))
    return Response(text, media_type=CONTENT_TYPE_LATEST)


def missing(running: Tjeneste) -> list[str]:
    """Codes of what keeps the service from holding talks. Changes nothing."""
    reasons = []
    try:
        running.store.try_write()
    except StoreError:
        reasons.append("database")
    if not running.engine.ready:
        reasons.append("modell")
    folder = next((p for p in (running.settings.data, *running.settings.data.absolute().parents) if p.exists()), None)
    if folder is None or shutil.disk_usage(folder).free < NEEDED:
        reasons.append("disk")
    return reasons


def classifier_on(running: Tjeneste) -> bool:
    """Whether danger is read by meaning too, and not by the rules alone."""
    return analyse.shared(running.guide).classified


def _may_measure(request: Request, running: Tjeneste) -> bool:
    """With a key set, only with it. Without one, only this machine, and never by way of a proxy."""
    if running.settings.metrics_key:
        return hmac.compare_digest((bearer(request) or "").encode("utf-8", "surrogatepass"), running.settings.metrics_key.encode())
    local = request.client is not None and request.client.host in LOCAL
    return local and not any(name in request.headers for name in FORWARDED)
