"""Another site that holds the chat: a page under the strictest policy a host could have, served from an origin of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

LINE = '<script type="module" src="{url}/widget/kartlegging-chat.js"{more}></script>'
INLINE = LINE + '<kartlegging-chat data-service="{url}"></kartlegging-chat>'


def policy(url: str) -> str:
    """Nothing but the chat's script, its calls and the page's empty icon; trusted types, and no style from anywhere."""
    return (
        f"default-src 'none'; script-src {url}; connect-src {url}; style-src 'none'; img-src data:; form-action 'none'; base-uri 'none'; "
        "require-trusted-types-for 'script'; trusted-types lit-html"
    )


@contextmanager
def hosting(origin: str, url: str) -> Iterator[dict[str, str]]:
    """Serve pages at `origin`: the yielded dictionary maps a path to what stands in its main. `{url}` there is the service's address."""
    pages: dict[str, str] = {}

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = pages.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-security-policy", policy(url))
            self.end_headers()
            head = '<!doctype html><html lang="nb"><meta name="viewport" content="width=device-width"><title>Kommunen</title><link rel="icon" href="data:,">'
            self.wfile.write(f"{head}<main><h1>Kommunen</h1>{content}</main></html>".encode())

        def log_message(self, format: str, *args: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", urlsplit(origin).port or 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield pages
    finally:
        server.shutdown()
        server.server_close()
