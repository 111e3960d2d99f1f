"""WCAG 2.1 AA as far as a machine can see it, and what it cannot: focus, reading aloud, small screens, strict CSP."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.samtaleside import Chat, new_page
from tests.browser.tilgjengelig import assert_clean

SCREENS: list[dict[str, Any]] = [
    {"viewport": {"width": 1100, "height": 800}}, {"viewport": {"width": 1100, "height": 800}, "color_scheme": "dark"},
    {"viewport": {"width": 320, "height": 640}}, {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark", "forced_colors": "active"},
]


@pytest.mark.parametrize("screen", SCREENS, ids=["lys", "mork", "smal", "smal-tvungne-farger"])
def test_every_state_then_no_violation(browser: Browser, site: Site, screen: dict[str, Any]) -> None:
    with new_page(browser, **screen) as page:
        chat = Chat(page, site.url).open()
        assert_clean(page)
        chat.begin()
        assert_clean(page)
        chat.button("Mer").click()
        assert_clean(page)
        chat.write("jeg orker ikke mer, vil bare dø")
        assert_clean(page)
        chat.button("Mer").click()
        chat.button("Slett alt").click()
        assert_clean(page)
        chat.button("Nei, behold").click()
        page.context.set_offline(True)
        chat.field.fill("er du der")
        chat.field.press("Enter")
        expect(chat.unsent).to_be_visible()
        assert_clean(page)
        page.context.set_offline(False)
        chat.answered()


def test_summary_scale_boxes_and_end_then_no_violation(chat: Chat) -> None:
    chat.begin()
    seen: set[str] = set()
    for _ in range(40):
        shape = chat.choices.first.get_attribute("class") if chat.choices.count() else "fri"
        if str(shape) not in seen:
            seen.add(str(shape))
            assert_clean(chat.page)
        if chat.button("Ja, det stemmer").is_visible():
            break
        chat._answer({"hva er viktig": "Å sove bedre om natten.", "å ta livet sitt": "nei"})
    assert_clean(chat.page)
    chat.choose("Ja, det stemmer").write("nei")
    assert_clean(chat.page)
    chat.choose("Både og").choose("Ikke del samtalen")
    assert_clean(chat.page)


def test_message_when_it_comes_then_focus_stays_and_it_is_read_aloud_once(chat: Chat) -> None:
    chat.begin()
    chat.field.fill("å sove bedre")
    live = chat.page.locator("kartlegging-chat [aria-live=polite]")
    chat.page.evaluate("""() => { window.heard = [];
        const live = document.querySelector('kartlegging-chat').shadowRoot.querySelector('[aria-live=polite]');
        new MutationObserver(() => { if (live.textContent.trim()) window.heard.push(live.textContent); })
            .observe(live, {childList: true, characterData: true, subtree: true}); }""")
    chat.field.press("Enter")
    chat.answered()
    expect(chat.field).to_be_focused()
    expect(live).to_have_text("", timeout=3000)
    heard = chat.page.evaluate("window.heard")
    assert len(heard) == 1 and chat.page.locator("kartlegging-chat .row.them .bubble").last.inner_text()[:20] in heard[0]


def test_choice_when_made_then_focus_in_the_field_and_repeated_as_text(chat: Chat) -> None:
    chat.button("Start samtalen").click()
    chat.choose("Ja, vi starter")
    expect(chat.field).to_be_focused()
    assert chat.said() == ["Ja, vi starter"]


def test_keyboard_alone_then_start_and_answer(chat: Chat) -> None:
    keys = chat.page.keyboard
    for _ in range(15):
        keys.press("Tab")
        if chat.button("Start samtalen").evaluate("b => b.matches(':focus-visible')"):
            break
    keys.press("Enter")
    expect(chat.button("Ja, vi starter")).to_be_visible()
    for _ in range(15):
        keys.press("Shift+Tab")
        if chat.button("Ja, vi starter").evaluate("b => b.matches(':focus-visible')"):
            break
    outline = chat.button("Ja, vi starter").evaluate("b => getComputedStyle(b).outlineWidth")
    assert outline == "3px"
    keys.press("Space")
    chat.answered()
    keys.type("å få sove")
    keys.press("Enter")
    chat.answered()
    assert chat.said() == ["Ja, vi starter", "å få sove"]


def test_every_target_then_at_least_44_pixels_high(chat: Chat) -> None:
    chat.begin().write("jeg får ikke sove")
    chat.button("Mer").click()
    small = chat.page.evaluate("""() => [...document.querySelector('kartlegging-chat').shadowRoot.querySelectorAll('button, .help a, .call, textarea, .card')]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))""")
    assert small == []


def test_text_at_twice_the_size_then_still_readable_without_sideways_scrolling(browser: Browser, site: Site) -> None:
    with new_page(browser, viewport={"width": 640, "height": 700}) as page:
        chat = Chat(page, site.url).open()
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        chat.begin()
        assert_clean(page)


def test_strict_csp_then_styles_and_script_are_there(chat: Chat) -> None:
    policy = chat.page.request.get(chat.url).headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    chat.begin()
    assert chat.page.locator("kartlegging-chat .top").evaluate("e => getComputedStyle(e).position") == "sticky"
    assert chat.page.evaluate("[...document.querySelectorAll('kartlegging-chat')].every(e => !e.shadowRoot.querySelector('[style], style'))")


def test_nothing_is_fetched_from_elsewhere(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    Chat(page, site.url).open().begin().write("hei")
    assert all(url.startswith((site.url, "data:")) for url in asked)


def test_size_of_the_element_then_at_most_30_kb(element: Path) -> None:
    assert len(gzip.compress(element.read_bytes(), 9)) <= 30 * 1024
