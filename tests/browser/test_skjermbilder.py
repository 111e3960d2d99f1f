"""Pictures of the main screens for docs/bilder, and how long it takes before a person sees something (printed, not judged)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT, Site
from tests.browser.samtaleside import Chat, new_page

DESKTOP = {"viewport": {"width": 1100, "height": 800}}
PHONE = {"viewport": {"width": 320, "height": 640}}
# Runs in the page before anything else: when the script has come, when the start screen is drawn, when the first message is.
CLOCK = """
window.marks = {};
const look = () => {
    const inner = document.querySelector('kartlegging-chat')?.shadowRoot;
    for (const [name, selector] of [['start', '.title'], ['message', '.row']])
        if (inner?.querySelector(selector)) window.marks[name] ??= performance.now();
    requestAnimationFrame(look);
};
addEventListener('click', (event) => { if (event.isTrusted) window.marks.click = performance.now(); }, true);
requestAnimationFrame(look);
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """docs/bilder with KARTLEGGING_BILDER=1, else a folder that is thrown away: a test run must not change the repository."""
    return ROOT / "docs" / "bilder" if os.environ.get("KARTLEGGING_BILDER") else tmp_path


def start(page: Page, site: Site) -> None:
    Chat(page, site.url).open()


def talking(page: Page, site: Site) -> None:
    Chat(page, site.url).open().begin().write("Jeg får ikke sove. Ligger våken til fire hver natt og grubler.")


def danger(page: Page, site: Site) -> None:
    Chat(page, site.url).open().begin().write("jeg orker ikke mer, vil bare dø")


def launcher(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/demo?vis=knapp")
    page.get_by_role("button", name="Fortell hvordan du har det").click()
    Chat(page, site.url).begin().write("Jeg får ikke sove. Ligger våken til fire hver natt og grubler.")


@pytest.mark.parametrize(("name", "screen", "show"), [
    ("chat-start", DESKTOP, start), ("samtale", DESKTOP, talking), ("chat-mork", {**DESKTOP, "color_scheme": "dark"}, talking),
    ("chat-fare", DESKTOP, danger), ("chat-smal", PHONE, talking), ("chat-knapp", DESKTOP, launcher), ("chat-knapp-smal", PHONE, launcher),
    ("chat-tvungne-farger", {**DESKTOP, "color_scheme": "dark", "forced_colors": "active"}, talking),
])
def test_main_screens_then_a_picture_of_each(browser: Browser, site: Site, folder: Path, name: str, screen: dict[str, Any], show: Any) -> None:
    with new_page(browser, **screen) as page:
        show(page, site)
        page.screenshot(path=folder / f"{name}.png")
        assert (folder / f"{name}.png").stat().st_size > 5_000


def test_first_message_then_how_long_it_took(page: Page, site: Site) -> None:
    page.add_init_script(CLOCK)
    chat = Chat(page, site.url).open()
    chat.button("Start samtalen").click()
    chat.answered()
    marks = page.evaluate("""() => ({...window.marks,
        script: performance.getEntriesByType('resource').find(e => e.name.endsWith('kartlegging-chat.js')).responseEnd})""")
    print(f"\nstartskjermen {marks['start'] - marks['script']:.0f} ms etter at skriptet er hentet, "
          f"første melding {marks['message'] - marks['click']:.0f} ms etter «Start samtalen»")
    assert marks["script"] < marks["start"] < marks["click"] < marks["message"]
