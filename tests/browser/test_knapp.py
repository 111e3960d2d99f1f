"""The launcher: a button, a window, and what Escape means in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site
from tests.browser.samtaleside import NEUTRAL, Chat, new_page
from tests.browser.test_tilgjengelighet import SCREENS
from tests.browser.tilgjengelig import assert_clean

OPEN, GO_ON = "Fortell hvordan du har det", "Fortsett samtalen"


def window(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Samtalen")


@pytest.fixture
def launched(page: Page, site: Site) -> Chat:
    """The example page, with the window open."""
    page.goto(f"{site.url}/demo?vis=knapp")
    page.get_by_role("button", name=OPEN).click()
    return Chat(page, f"{site.url}/demo?vis=knapp")


@pytest.mark.parametrize("screen", SCREENS, ids=["lys", "mork", "smal", "smal-tvungne-farger"])
def test_launcher_in_every_state_then_no_violation(browser: Browser, site: Site, screen: dict[str, object]) -> None:
    with new_page(browser, **screen) as page:
        page.goto(f"{site.url}/demo?vis=knapp")
        assert_clean(page)
        page.get_by_role("button", name=OPEN).click()
        assert_clean(page)
        chat = Chat(page, site.url).begin().write("jeg orker ikke mer, vil bare dø")
        chat.button("Mer").click()
        assert_clean(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name=GO_ON)).to_be_focused()
        assert_clean(page)


def test_window_when_opened_then_focus_on_its_heading_and_help_numbers_in_view(launched: Chat) -> None:
    expect(window(launched.page)).to_be_visible()
    expect(launched.page.get_by_role("heading", name="Fortell hvordan du har det, i ditt tempo")).to_be_focused()
    for number in ("113", "116 117", "116 123"):
        expect(launched.page.locator("kartlegging-chat .help").get_by_role("link", name=number)).to_be_in_viewport()


def test_window_when_hidden_then_talk_and_half_written_words_are_kept(launched: Chat) -> None:
    launched.begin().write("å sove")
    launched.field.fill("jeg var midt i en setn")
    launched.button("Skjul samtalen").click()
    expect(window(launched.page)).to_be_hidden()
    expect(launched.button(GO_ON)).to_be_focused()
    launched.button(GO_ON).click()
    expect(launched.field).to_be_focused()
    expect(launched.field).to_have_value("jeg var midt i en setn")
    assert launched.said() == ["Ja, vi starter", "å sove"]


def test_page_when_loaded_anew_then_hidden_and_the_talk_can_be_gone_on_with(launched: Chat) -> None:
    launched.begin().write("å sove")
    launched.page.reload()
    expect(window(launched.page)).to_be_hidden()
    launched.button(GO_ON).click()
    assert launched.said() == ["Ja, vi starter", "å sove"]


def test_escape_once_then_the_window_is_hidden_and_twice_then_the_page_is_left(launched: Chat) -> None:
    launched.page.keyboard.press("Escape")
    expect(window(launched.page)).to_be_hidden()
    expect(launched.page.locator("kartlegging-chat .exit-hint")).to_be_visible()
    launched.page.keyboard.press("Escape")
    launched.page.wait_for_url(NEUTRAL)


def test_escape_on_the_hosts_page_when_the_window_is_hidden_then_nothing(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/demo?vis=knapp")
    expect(page.get_by_role("button", name=OPEN)).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.locator("kartlegging-chat .exit-hint")).to_have_count(0)
    assert page.url.endswith("vis=knapp")


def test_escape_in_the_question_about_deletion_then_only_that_is_closed(launched: Chat) -> None:
    launched.begin()
    launched.button("Mer").click()
    launched.button("Slett alt").click()
    launched.page.keyboard.press("Escape")
    expect(launched.page.get_by_role("dialog", name="Vil du slette alt?")).to_be_hidden()
    expect(window(launched.page)).to_be_visible()


def test_answer_when_it_comes_to_a_hidden_window_then_the_button_says_so_and_nothing_is_read_out(launched: Chat) -> None:
    launched.begin()
    launched.field.fill("å sove")
    launched.page.evaluate("""() => { const chat = document.querySelector('kartlegging-chat');
        chat.shadowRoot.querySelector('.composer').requestSubmit(); chat.close(); }""")
    expect(launched.button("Nytt svar i samtalen")).to_be_visible()
    inside, beside = launched.page.locator("kartlegging-chat [aria-live=polite]").all()
    assert (inside.text_content(), beside.text_content()) in (("", "Nytt svar i samtalen"), ("", ""))
    launched.button("Nytt svar i samtalen").click()
    launched.answered()


def test_small_screen_when_open_then_it_fills_the_screen_and_the_page_behind_is_out_of_reach(browser: Browser, site: Site) -> None:
    with new_page(browser, viewport={"width": 320, "height": 640}) as page:
        page.goto(f"{site.url}/demo?vis=knapp")
        page.get_by_role("button", name=OPEN).click()
        assert window(page).bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
        for _ in range(25):
            page.keyboard.press("Tab")
            assert page.evaluate("[null, 'BODY', 'KARTLEGGING-CHAT'].includes(document.activeElement?.tagName ?? null)")


def test_hosts_own_button_when_it_calls_open_then_the_window_is_there(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/demo?vis=knapp")
    expect(page.get_by_role("button", name=OPEN)).to_be_visible()
    page.evaluate("document.querySelector('kartlegging-chat').open()")
    expect(window(page)).to_be_visible()
    page.evaluate("document.querySelector('kartlegging-chat').close()")
    expect(window(page)).to_be_hidden()
