"""A closed tab is not a lost talk: the code is written down, and opens the talk on another device, where it can also be deleted."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site
from tests.browser.samtaleside import NEUTRAL, Chat, new_page
from tests.browser.tilgjengelig import assert_clean

WORDS = "jeg får ikke sove om natten"


def shown_code(chat: Chat) -> str:
    """Ask for the code where the talk rests, and read it as it stands."""
    chat.button("Få en kode").click()
    dialog = chat.page.get_by_role("dialog", name="Koden din")
    expect(dialog).to_contain_text("Den som har koden, kan lese det du har skrevet.")
    code = dialog.locator(".code [aria-hidden]").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    expect(dialog).to_have_accessible_description(re.compile("^" + re.escape(". ".join(", ".join(part) for part in code.split("-"))) + r"\. Skriv ned"))
    return code


def use_code(chat: Chat, code: str) -> None:
    chat.button("Jeg har en kode").click()
    expect(chat.field).to_be_focused()
    chat.field.fill(code)
    chat.button("Åpne samtalen").click()


def test_code_when_the_tab_is_closed_then_the_talk_goes_on_elsewhere_and_can_be_deleted(browser: Browser, site: Site) -> None:
    with new_page(browser) as page:
        first = Chat(page, site.url).open().begin().write(WORDS).choose("Pause")
        code = shown_code(first)
        assert_clean(page)
        first.button("Ferdig").click()
        expect(first.button("Få en kode")).to_be_focused()
        assert shown_code(first) == code
        first.button("Ferdig").click()
        assert page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count(code) == 0
        said, heard = first.said(), first.heard()
    with new_page(browser, viewport={"width": 320, "height": 640}) as page:
        later = Chat(page, site.url).open()
        later.button("Jeg har en kode").click()
        assert_clean(page)
        later.field.fill(code.lower().replace("-", " "))
        later.field.press("Enter")
        expect(later.log).to_contain_text(WORDS)
        assert (later.said(), later.heard()) == (said, heard)
        later.page.locator("kartlegging-chat .panel").get_by_role("button", name="Fortsett samtalen").click()
        later.answered().button("Mer").click()
        later.button("Slett alt").click()
        later.button("Ja, slett alt").click()
        expect(page.get_by_role("heading", name="Alt er slettet")).to_be_visible()
        later.button("Start en ny samtale").click()
        use_code(later, code)
        expect(later.notice).to_contain_text("Vi fant ingen samtale med den koden.")
        expect(later.field).to_be_focused()
        assert_clean(page)


def test_code_when_used_elsewhere_then_the_old_tab_says_so_and_shows_nothing_of_the_talk(browser: Browser, site: Site) -> None:
    with new_page(browser) as page, new_page(browser) as other:
        old = Chat(page, site.url).open().begin().write(WORDS)
        old.button("Mer").click()
        code = shown_code(old)
        old.button("Ferdig").click()
        opened = Chat(other, site.url).open()
        use_code(opened, code)
        expect(opened.log).to_contain_text(WORDS)
        expect(opened.field).to_be_focused()
        old.field.fill("jeg visste det ikke")
        old.field.press("Enter")
        expect(old.notice).to_contain_text("Samtalen er åpnet et annet sted")
        expect(page.locator("kartlegging-chat")).not_to_contain_text("sove")
        assert page.evaluate("sessionStorage.length") == 0
        assert opened.write("men her går det fint").said()[-1] == "men her går det fint"


def test_code_when_used_elsewhere_and_the_old_tab_stands_still_then_it_closes_by_itself(browser: Browser, site: Site) -> None:
    with new_page(browser) as page, new_page(browser) as other:
        old = Chat(page, site.url).open().begin().write(WORDS).choose("Pause")
        code = shown_code(old)
        use_code(opened := Chat(other, site.url).open(), code)
        expect(opened.log).to_contain_text(WORDS)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(old.notice).to_contain_text("Samtalen er åpnet et annet sted")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator("kartlegging-chat")).not_to_contain_text("sove")


def test_quick_exit_while_the_code_is_shown_then_nothing_is_left(chat: Chat) -> None:
    chat.begin().choose("Pause")
    code = shown_code(chat)
    chat.page.get_by_role("dialog", name="Koden din").get_by_role("button", name="Lukk raskt").click()
    chat.page.wait_for_url(NEUTRAL)
    chat.page.goto(chat.url)
    assert chat.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count(code) == 0
    assert chat.page.evaluate("sessionStorage.length + localStorage.length") == 0
    expect(chat.button("Start samtalen")).to_be_visible()
