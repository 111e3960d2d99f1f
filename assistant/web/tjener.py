"""`kartlegging serve`: the application under uvicorn."""

from __future__ import annotations

import sys

import uvicorn
from fastapi import FastAPI

from assistant.dialogue.stille import quiet
from assistant.store.base import open_store
from assistant.web import logg
from assistant.web.oidc.oppsett import Feiloppsett
from assistant.web.settings import Settings, staff_key
from assistant.web.varsling import NotReadable, Varsling


def run(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until stopped. Says where the chat and the console are, and where the key lies; never the key itself.

    Exit 2 on wrong settings; raises StoreError before anything is started when the database cannot be opened.
    """
    try:
        settings = Settings.from_env()
        Varsling.of(settings.service)
    except (Feiloppsett, NotReadable) as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    store = open_store(settings.database)
    accounts = store.has_accounts
    store.close()
    staff_key(settings)
    logg.setup(settings.log)
    for line in welcome(settings, host, port, accounts):
        print(line, flush=True)
    quiet()
    from assistant.web.app import create_app  # loads Rasa, which is noisy unless it is told to be quiet first

    uvicorn.Server(config(create_app(settings), host, port)).run()


def config(app: FastAPI, host: str = "127.0.0.1", port: int = 0) -> uvicorn.Config:
    """How uvicorn runs the service: no access log, and no web sockets (Rasa holds `websockets` back at a version it cannot use).

    What a proxy says about the visitor is read by the application, and only from a proxy that is set (KARTLEGGING_PROXY).
    Its own log goes where ours goes. Open streams of alerts are cut after three seconds when the service stops.
    """
    return uvicorn.Config(app, host=host, port=port, access_log=False, log_level="warning", server_header=False, ws="none", proxy_headers=False,
                          timeout_graceful_shutdown=3, log_config=None)


def welcome(settings: Settings, host: str, port: int, accounts: bool = False) -> list[str]:
    """What is printed at start. The key opens the console until there are `accounts`."""
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host
    base = f"http://{shown}:{port}"
    key = "i KARTLEGGING_TOKEN" if settings.token else f"i filen {settings.key_file}"
    way = "logg inn med kontoen din" if accounts else f"nøkkelen står {key}"
    lines = [f"Samtalen:  {base}/", f"Konsollen: {base}/konsoll  ({way})", f"API:       {base}/docs"]
    if settings.weak:
        lines.append("Advarsel: KARTLEGGING_TOKEN er kort og kan gjettes. Bruk minst 16 tilfeldige tegn.")
    return lines
