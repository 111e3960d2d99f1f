"""A real Chromium against the real service: built element, trained model, a process of its own on a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.dialogue import modell
from tests.browser.samtaleside import Chat, new_page

ROOT = Path(__file__).parents[2]
WIDGET = ROOT / "web_widget"
KEY = "en-lang-noekkel-bare-for-testene"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@dataclass(frozen=True)
class Site:
    """Where the service runs, the other site that may hold the chat, and the worker's key."""

    url: str
    host: str
    key: str = KEY


@pytest.fixture(scope="session")
def element() -> Path:
    """The built element; built here when it is missing or older than its source."""
    built = WIDGET / "dist" / "kartlegging-chat.js"
    newest = max(p.stat().st_mtime for folder in ("src", "scripts") for p in (WIDGET / folder).rglob("*") if p.is_file())
    if not (WIDGET / "dist" / "konsoll" / "htmx.js").exists() or not built.exists() or built.stat().st_mtime < newest:
        if not (WIDGET / "node_modules").exists():
            _run("npm", "ci")
        _run("npm", "run", "build")
    return built


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=WIDGET, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.fixture(scope="session")
def site(element: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The service in its own process. KARTLEGGING_TEST_URL points the tests at one that runs already."""
    if url := os.environ.get("KARTLEGGING_TEST_URL"):
        yield Site(url, os.environ.get("KARTLEGGING_TEST_HOST", ""), os.environ.get("KARTLEGGING_TOKEN", KEY))
        return
    modell.train()
    host = f"http://127.0.0.1:{free_port()}"
    with serving(tmp_path_factory.mktemp("data"), free_port(), host) as (url, _):
        yield Site(url, host)


@contextmanager
def serving(data: Path, port: int, host: str = "") -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The service in a process of its own, ready to answer: its address and the process. `host` is a site that may hold the chat."""
    code = f"from assistant.web.tjener import run; run(port={port})"
    env = {**os.environ, "KARTLEGGING_DATA": str(data), "KARTLEGGING_TOKEN": KEY, "KARTLEGGING_OPPHAV": host}
    with (data / "logg.txt").open("a") as log:
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, process, data / "logg.txt")
        yield url, process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.25)
    pytest.fail("Tjenesten startet ikke:\n" + log.read_text()[-2000:])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium mangler. Installer med: apt-get install -y chromium")
        pytest.skip("Chromium mangler. Installer med: apt-get install -y chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a screen of its own. Anything that the browser complains about fails the test, also a breach of the CSP."""
    with new_page(browser) as opened:
        yield opened


@pytest.fixture
def chat(page: Page, site: Site) -> Chat:
    """The front page with its start screen."""
    return Chat(page, site.url).open()
