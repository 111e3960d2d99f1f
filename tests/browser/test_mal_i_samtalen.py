"""Goals and a few words on the talk, as a person gives them in the chat, and as the worker then finds them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.samtaleside import Chat
from tests.browser.test_konsoll import log_in
from tests.browser.tilgjengelig import assert_clean

WORDS = {"hva er viktig": "Å komme tilbake i hagen og orke barnebarna.", "å ta livet sitt": "nei"}
FIRST, SECOND = "Stå i drivhuset en time uten å måtte legge meg", "Ta med Oskar i svømmehallen"


def test_goals_when_written_in_the_chat_then_in_the_summary_and_at_the_worker(chat: Chat, page: Page, site: Site) -> None:
    chat.begin("Vanlig").answer_until("Ja, gjerne", WORDS, most=120)
    assert "mål" in chat.heard()[-1]
    assert_clean(page)
    chat.choose("Ja, gjerne").write(FIRST)
    assert FIRST in chat.heard()[-1]
    assert_clean(page)
    page.get_by_role("button", name="3", exact=True).click()
    chat.answered().write(SECOND)
    page.get_by_role("button", name="5", exact=True).click()
    chat.answered().choose("Nei, det holder")
    chat.answer_until("Ja, det stemmer", WORDS)
    summary = page.locator("kartlegging-chat .summary")
    expect(summary).to_contain_text(FIRST)
    expect(summary).to_contain_text(SECOND)
    chat.choose("Ja, det stemmer").write("400 00 123")
    assert "hørt" in chat.heard()[-1]
    assert_clean(page)
    chat.choose("Ja, for det meste").choose("Både og").choose("Alt jeg har svart")
    expect(page.get_by_role("heading", name="Samtalen er ferdig")).to_be_visible()
    case_id = page.evaluate("JSON.parse(Object.values({...sessionStorage})[0]).id")
    log_in(page, site)
    expect(page.get_by_role("heading", name="Innboks", level=1)).to_be_attached()
    page.goto(f"{site.url}/konsoll/sak/{case_id}/skjema")
    table = page.get_by_role("table", name="PSFS")
    expect(table).to_contain_text(f"«{FIRST}» – 3 av 10")
    expect(table).to_contain_text(f"«{SECOND}» – 5 av 10")
    expect(page.get_by_role("table", name="Om samtalen")).to_contain_text("Ja, for det meste")
    assert_clean(page)
