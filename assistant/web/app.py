"""The application: what it loads when it starts, its routers, and the layers around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.domain.tjeneste import tilpasning
from assistant.web import (
    bakgrunn,
    blaalys,
    brukere,
    demoside,
    dokumentside,
    eksporter,
    enhet,
    eskalering,
    feil,
    helse,
    innboks,
    innlogging,
    instrument,
    koder,
    konto,
    logg,
    omtjenesten,
    oppfolging,
    oppfolgingsside,
    overdoseside,
    person,
    planer,
    planside,
    rapportside,
    rettinger,
    rydding,
    saker,
    saksside,
    samtaler,
    sider,
    skjemaside,
    sporreskjemaer,
    varselside,
    varsler,
    veiledet,
)
from assistant.web.grenser import Grenser
from assistant.web.oidc import ruter
from assistant.web.oidc.runde import Brukte
from assistant.web.oidc.tilbyder import Tilbyder
from assistant.web.settings import Settings, staff_key
from assistant.web.tjeneste import Tjeneste
from assistant.web.varseltider import Varseltider
from assistant.web.varsling import Varsling
from assistant.web.vern import BodyLimit, Headers, Rescue

STATIC = Path(__file__).parent / "static"
ABOUT = (
    "Samtaler åpnes med nøkkelen som kom da samtalen startet, sendt som Bearer. Alt som gjelder saker og varsler, krever ansattnøkkelen "
    "eller en økt i konsollen. Feil kommer som application/problem+json med en setning om hva en kan gjøre."
)


class Files(StaticFiles):
    """Static files whose folder may be missing, as when the chat element is not built yet."""

    async def check_config(self) -> None:
        return None


def create_app(settings: Settings | None = None, tjeneste: Tjeneste | None = None) -> FastAPI:
    """The whole service. `tjeneste` is for tests and benches that have an engine already; else it is loaded at start."""
    chosen = tjeneste.settings if tjeneste else settings or Settings.from_env()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if tjeneste is None:
            logg.setup(chosen.log)
        running = tjeneste or load(chosen)
        app.state.tjeneste = running
        running.metrics.listen()
        async with rydding.daily(running), bakgrunn.alongside(eskalering.watch(running)):
            yield
        if running.making is not None:
            await bakgrunn.stop(running.making)
        running.metrics.close()
        if tjeneste is None:
            running.store.close()

    app = FastAPI(title="Kartlegging", version="1", description=ABOUT, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.oidc, app.state.runder = Tilbyder(chosen.oidc) if chosen.oidc else None, Brukte()
    feil.register(app)
    for router in (koder.router, samtaler.router, saker.router, eksporter.router, planer.router, varsler.router, innboks.router, varselside.router,
                   saksside.router, oppfolging.router, oppfolgingsside.router, dokumentside.router, planside.router, overdoseside.router,
                   rettinger.router, skjemaside.router, instrument.router, veiledet.router, demoside.router, innlogging.router, ruter.router,
                   konto.router, brukere.router, blaalys.router, enhet.router, sider.router, helse.router, omtjenesten.router, person.router,
                   person.sider, sporreskjemaer.router, rapportside.router, rapportside.pages):
        app.include_router(router)
    app.mount("/static", Files(directory=STATIC, check_dir=False))
    app.mount("/widget", Files(directory=chosen.widget, check_dir=False))
    _layers(app, chosen)
    return app


def _layers(app: FastAPI, settings: Settings) -> None:
    """The last one added is the outermost."""
    app.add_middleware(BodyLimit, seconds=settings.body_s)
    app.add_middleware(Grenser, limits=settings.limits)
    app.add_middleware(Rescue)
    if settings.origins:
        app.add_middleware(CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST", "PATCH", "DELETE"],
                           allow_headers=["Authorization", "Content-Type"], expose_headers=["Retry-After"], max_age=600)
    app.add_middleware(Headers)
    if settings.proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.proxies))


def load(settings: Settings) -> Tjeneste:
    """Guide, store and model (2-6 s; a minute more when the model must be trained). Raises DataError, StoreError, RuntimeError."""
    from assistant.dialogue.stille import quiet

    quiet()
    from assistant.dialogue import modell
    from assistant.dialogue.engine import Engine
    from assistant.domain import guide
    from assistant.store.base import open_store

    key = staff_key(settings)
    store = open_store(settings.database)
    loaded = tilpasning.fit(guide.load(), settings.service, settings.vakt, settings.instruments)
    return Tjeneste(settings, Engine.load(modell.train(), loaded, store, service=settings.service), key,
                    varseltider=Varseltider.of(settings.service), varsling=Varsling.of(settings.service))
