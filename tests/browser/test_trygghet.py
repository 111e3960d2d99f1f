"""When it is dangerous: the numbers are there, can be pressed, and the way out works."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.samtaleside import NEUTRAL, Chat

HOPELESS = "jeg orker ikke mer, vil bare dø"


def test_no_more_strength_when_written_then_safety_step_with_numbers_to_press(chat: Chat) -> None:
    chat.begin().write(HOPELESS)
    step = chat.page.locator("kartlegging-chat .safety").first
    expect(step.get_by_role("heading", name="Dette er viktig")).to_be_visible()
    calls = step.locator(".call")
    assert calls.count() >= 2
    sizes = [calls.nth(i).bounding_box() for i in range(calls.count())]
    heights = [s["height"] for s in sizes if s]
    assert heights[0] == max(heights) and min(heights) >= 44
    assert all(re.fullmatch(r"tel:\d{3,8}", calls.nth(i).get_attribute("href") or "") for i in range(calls.count()))


def test_safety_step_when_answered_then_the_talk_goes_on(chat: Chat) -> None:
    chat.begin().write(HOPELESS)
    for _ in range(4):
        if chat.button("Fortsette samtalen").is_visible():
            break
        chat.choices.get_by_role("button").first.click()
        chat.answered()
    chat.choose("Fortsette samtalen")
    expect(chat.field).to_be_visible()


def test_safety_step_when_reloaded_then_numbers_can_still_be_pressed(chat: Chat) -> None:
    chat.begin().write(HOPELESS)
    before = chat.page.locator("kartlegging-chat .safety .call").evaluate_all("links => links.map(a => a.href)")
    chat.page.reload()
    expect(chat.page.locator("kartlegging-chat .safety .call").first).to_be_visible()
    assert chat.page.locator("kartlegging-chat .safety .call").evaluate_all("links => links.map(a => a.href)") == before


def test_help_numbers_in_every_phase_then_visible_at_the_top(chat: Chat) -> None:
    def all_three() -> None:
        for number in ("113", "116 117", "116 123"):
            expect(chat.page.locator("kartlegging-chat .help").get_by_role("link", name=number)).to_be_in_viewport()

    all_three()
    chat.begin()
    all_three()
    for text in ("en", "to", "tre"):
        chat.write(text)
    all_three()


def test_quick_exit_when_pressed_then_neutral_page_and_nothing_kept(chat: Chat) -> None:
    chat.begin().write("noe privat")
    chat.button("Lukk raskt").click()
    chat.page.wait_for_url(NEUTRAL)
    chat.page.goto(chat.url)
    expect(chat.button("Start samtalen")).to_be_visible()
    assert chat.page.evaluate("sessionStorage.length") == 0


def test_escape_once_then_a_hint_and_twice_then_out(chat: Chat) -> None:
    chat.begin()
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator("kartlegging-chat .exit-hint")).to_be_visible()
    expect(chat.page.locator("kartlegging-chat .exit-hint")).to_have_count(0, timeout=4000)
    chat.page.keyboard.press("Escape")
    chat.page.keyboard.press("Escape")
    chat.page.wait_for_url(NEUTRAL)
