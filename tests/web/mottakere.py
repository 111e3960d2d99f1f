"""Receivers that the service really sends to: a web server and a mail server, each in a thread on a free port."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@contextmanager
def _running(server: Any) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join(5)


@contextmanager
def web(answers: list[int], got: list[tuple[dict[str, str], bytes]]) -> Iterator[str]:
    """Answers with the statuses in turn, the last one for ever; keeps headers and body of each request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answers.pop(0) if len(answers) > 1 else answers[0])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            return None

    with _running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}/varsel"


@contextmanager
def mail(got: list[str]) -> Iterator[int]:
    """Takes every letter; keeps its lines as one text."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 klar")
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if word == "DATA":
                    self._say("354 kom med det")
                    got.append(self._letter())
                self._say("221 ha det" if word == "QUIT" else "250 i orden")
                if word == "QUIT":
                    return

        def _letter(self) -> str:
            lines = []
            while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                lines.append(line)
            return "\n".join(lines)

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads, allow_reuse_address = True, True

    with _running(Server(("127.0.0.1", 0), Handler)) as port:
        yield port
