"""When things go against the talk: slow service, too many at once, two tabs, no storage, a restart in the middle."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Site, free_port, serving
from tests.browser.samtaleside import NEUTRAL, Chat, new_page

MESSAGES = "**/api/conversations/*/messages"
CROWDED = '{"detail": "Du har sendt mange meldinger på kort tid."}'


def held_back(chat: Chat) -> list[Route]:
    """Requests are held until the test lets them go."""
    held: list[Route] = []
    chat.page.route(MESSAGES, lambda route: held.append(route))
    return held


def test_very_late_answer_then_it_is_said_that_nothing_is_lost_and_typing_goes_on(chat: Chat) -> None:
    chat.begin()
    chat.page.clock.install()
    held = held_back(chat)
    chat.field.fill("å sove")
    chat.field.press("Enter")
    chat.field.press_sequentially("og en ting til")
    chat.page.clock.run_for(9_000)
    expect(chat.notice).to_contain_text("Det du skrev, er tatt vare på")
    chat.field.press("Enter")
    expect(chat.field).to_have_value("og en ting til")
    held[0].continue_()
    chat.answered()
    expect(chat.page.get_by_text("lengre tid enn vanlig")).to_have_count(0)
    assert chat.said() == ["Ja, vi starter", "å sove"]


def test_answer_that_never_comes_then_given_up_and_sent_again(page: Page, site: Site) -> None:
    """The limit of 30 s is the browser's own clock, so the test shortens it."""
    page.add_init_script("const limit = AbortSignal.timeout; AbortSignal.timeout = () => limit.call(AbortSignal, 1500);")
    chat = Chat(page, site.url).open().begin()
    held = held_back(chat)
    chat.field.fill("å sove")
    chat.field.press("Enter")
    expect(chat.unsent).to_contain_text("Prøver igjen")
    expect(page.locator("kartlegging-chat .typing")).to_have_count(0)
    assert held
    page.unroute(MESSAGES)
    chat.answered()
    assert chat.said() == ["Ja, vi starter", "å sove"]


def test_too_many_messages_then_kept_and_told_when_and_whom_to_call(chat: Chat) -> None:
    chat.begin()
    chat.page.route(MESSAGES, lambda route: route.fulfill(
        status=429, headers={"Retry-After": "120"}, content_type="application/problem+json", body=CROWDED))
    chat.field.fill("å sove")
    chat.field.press("Enter")
    expect(chat.unsent).to_contain_text("Prøver igjen om 2 minutter")
    for number in ("113", "116 117", "116 123"):
        expect(chat.notice.get_by_role("link", name=number)).to_be_visible()
    chat.page.unroute(MESSAGES)
    chat.button("Prøv nå").click()
    chat.answered()
    assert chat.said() == ["Ja, vi starter", "å sove"]


def test_too_many_talks_when_starting_then_told_when_and_whom_to_call(chat: Chat) -> None:
    chat.page.route("**/api/conversations", lambda route: route.fulfill(status=429, headers={"Retry-After": "40"}, body="{}"))
    chat.button("Start samtalen").click()
    expect(chat.notice).to_contain_text("Vent 40 sekunder")
    expect(chat.notice.get_by_role("link", name="116 123")).to_be_visible()
    chat.page.unroute("**/api/conversations")
    chat.button("Start samtalen").click()
    expect(chat.button("Ja, vi starter")).to_be_visible()


def test_two_tabs_with_the_same_talk_then_both_show_what_was_said(chat: Chat) -> None:
    chat.begin()
    other = twin(chat)
    chat.write("å sove bedre")
    expect(other.page.get_by_text("å sove bedre", exact=True)).to_be_visible()
    expect(other.notice).to_contain_text("åpen et annet sted")
    other.write("naboen bråker")
    expect(chat.page.get_by_text("naboen bråker", exact=True)).to_be_visible()
    assert chat.said() == other.said() == ["Ja, vi starter", "å sove bedre", "naboen bråker"]


def test_two_tabs_when_one_is_left_fast_then_so_is_the_other(chat: Chat) -> None:
    chat.begin()
    other = twin(chat)
    chat.button("Lukk raskt").click()
    other.page.wait_for_url(NEUTRAL)
    other.page.goto(chat.url)
    expect(other.button("Start samtalen")).to_be_visible()


def test_two_tabs_when_the_talk_is_deleted_in_one_then_gone_in_the_other(chat: Chat) -> None:
    chat.begin()
    other = twin(chat)
    chat.button("Mer").click()
    chat.button("Slett alt").click()
    chat.button("Ja, slett alt").click()
    expect(other.notice).to_contain_text("slettet i et annet vindu")
    assert other.page.evaluate("sessionStorage.length") == 0


def twin(chat: Chat) -> Chat:
    """The same talk in a duplicated tab."""
    kept = chat.page.evaluate("Object.entries({...sessionStorage})")
    page = chat.page.context.new_page()
    page.goto(f"{chat.url}/healthz")
    page.evaluate("kept => kept.forEach(([key, value]) => sessionStorage.setItem(key, value))", kept)
    page.goto(chat.url)
    return Chat(page, chat.url).answered()


def test_storage_that_is_blocked_then_the_talk_goes_on_without_it(page: Page, site: Site) -> None:
    page.add_init_script("""for (const name of ['sessionStorage', 'localStorage', 'BroadcastChannel'])
        Object.defineProperty(window, name, {get() { throw new DOMException('blocked', 'SecurityError'); }});""")
    chat = Chat(page, site.url).open().begin().write("å sove")
    assert chat.said() == ["Ja, vi starter", "å sove"]
    chat.button("Lukk raskt").click()
    page.wait_for_url(NEUTRAL)


def test_paste_of_the_longest_text_then_all_of_it_is_sent_and_shown(chat: Chat) -> None:
    chat.begin()
    text = ("Jeg sover dårlig om natta. " * 800)[:20_000].strip()
    chat.field.focus()
    chat.page.evaluate("""text => { const field = document.querySelector('kartlegging-chat').shadowRoot.querySelector('textarea');
        field.setRangeText(text); field.dispatchEvent(new InputEvent('input', {bubbles: true})); }""", text)
    chat.field.press("Enter")
    chat.answered()
    assert chat.said()[-1] == text
    chat.page.reload()
    chat.answered()
    assert chat.said()[-1] == text


def test_offline_in_the_middle_of_an_answer_then_sent_when_the_network_is_back(chat: Chat) -> None:
    chat.begin()
    held = held_back(chat)
    chat.field.fill("å sove")
    chat.field.press("Enter")
    expect(chat.page.locator("kartlegging-chat .typing")).to_be_visible()
    chat.page.context.set_offline(True)
    held[0].abort()
    chat.page.unroute(MESSAGES)
    expect(chat.unsent).to_contain_text("Ikke sendt")
    chat.page.context.set_offline(False)
    chat.answered()
    assert chat.said() == ["Ja, vi starter", "å sove"]


@pytest.mark.long
def test_service_killed_in_the_middle_of_a_talk_then_it_goes_on_after_the_restart(browser: Browser, element: Path, tmp_path: Path) -> None:
    port = free_port()
    with new_page(browser) as page:
        with serving(tmp_path, port) as (url, process):
            chat = Chat(page, url).open().begin().write("å sove bedre")
            process.send_signal(signal.SIGKILL)
            process.wait(10)
            chat.field.fill("er du der")
            chat.field.press("Enter")
            expect(chat.unsent).to_contain_text("Prøver igjen")
        with serving(tmp_path, port):
            if chat.unsent.count():
                chat.button("Prøv nå").click()
            chat.answered()
            assert chat.said() == ["Ja, vi starter", "å sove bedre", "er du der"]
            page.reload()
            chat.answered()
            assert chat.said() == ["Ja, vi starter", "å sove bedre", "er du der"]
