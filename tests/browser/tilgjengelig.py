"""What a machine can say about a page's accessibility, in one sentence a test."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
# axe knows a skip link by the first other link, which it does not find when that one lies in a shadow root.
CONTEXT = {"exclude": [[".hopp"]]}
# What scrolls: the page, and of the chat the element itself or the launcher's window.
WIDER = """[document.documentElement, ...[...document.querySelectorAll('kartlegging-chat')].map(e => e.shadowRoot.querySelector('.window') ?? e)]
    .some(e => e.scrollWidth > e.clientWidth)"""


def assert_clean(page: Page) -> None:
    """No violation of any rule, the best practices among them, and nothing wider than the screen."""
    found = AXE.run(page, context=CONTEXT).response["violations"]
    assert not found, "\n".join(f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"])
    assert not page.evaluate(WIDER)
