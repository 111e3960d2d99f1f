"""The console as a worker meets it: log in, see the alert, read the case, decide, lead a talk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.samtaleside import Chat
from tests.browser.tilgjengelig import assert_clean

SAID = "jeg orker ikke mer, vil bare dø"


def log_in(page: Page, site: Site, key: str | None = None) -> None:
    page.goto(f"{site.url}/konsoll")
    page.get_by_label("Nøkkel").fill(key or site.key)
    page.get_by_label("Navnet ditt").fill("Kari Tester")
    page.get_by_role("button", name="Logg inn").click()


@pytest.fixture
def case_id(page: Page, site: Site) -> str:
    """A talk with a danger in it, left where it stands."""
    chat = Chat(page, site.url).open().begin()
    chat.write("Å få tilbake hverdagen").write(SAID)
    return str(page.evaluate("JSON.parse(Object.values({...sessionStorage})[0]).id"))


def test_wrong_key_then_said_and_nothing_shown(page: Page, site: Site) -> None:
    log_in(page, site, "feil")
    expect(page.get_by_role("alert")).to_contain_text("stemmer ikke")
    assert_clean(page)
    page.goto(f"{site.url}/konsoll")
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()


def test_danger_written_then_alert_first_in_the_list_and_can_be_taken(page: Page, site: Site, case_id: str) -> None:
    log_in(page, site)
    expect(page.get_by_role("heading", level=2).first).to_have_text("Varsler")
    assert_clean(page)
    page.get_by_role("rowheader").get_by_role("link", name=case_id).click()
    expect(page.get_by_role("heading", name="Åpne varsler i saken")).to_be_visible()
    assert_clean(page)
    page.get_by_role("button", name="Jeg tar dette").first.click()
    page.goto(f"{site.url}/konsoll/sak/{case_id}")
    expect(page.get_by_role("heading", name="Åpne varsler i saken")).to_have_count(0)


def test_talk_not_shared_then_only_the_danger_is_shown(page: Page, site: Site, case_id: str) -> None:
    log_in(page, site)
    page.goto(f"{site.url}/konsoll/sak/{case_id}")
    expect(page.locator("main")).to_contain_text("har ikke delt samtalen ennå")
    expect(page.locator("main")).to_contain_text(SAID)
    expect(page.locator("main")).not_to_contain_text("tilbake hverdagen")


def test_case_when_read_then_it_stands_in_the_log(page: Page, site: Site, case_id: str) -> None:
    log_in(page, site)
    page.goto(f"{site.url}/konsoll/sak/{case_id}")
    page.reload()
    expect(page.get_by_role("table").last).to_contain_text("Kari Tester")


def test_guided_talk_then_why_what_to_listen_for_and_free_movement(page: Page, site: Site) -> None:
    log_in(page, site)
    page.get_by_role("link", name="Ny veiledet samtale").click()
    expect(page.get_by_role("button", name="Start samtalen")).to_be_visible()
    assert_clean(page)
    chat = Chat(page, site.url)
    chat.button("Start samtalen").click()
    chat.choices.get_by_role("button").first.click()
    chat.answered()
    guide = page.locator("kartlegging-chat .guide")
    expect(guide).to_contain_text("Hvorfor")
    expect(guide).to_contain_text("Lytt etter")
    page.get_by_role("combobox", name="Gå til tema").select_option(label="Bolig")
    chat.choose("Gå dit")
    assert chat.said()[-1] == "Gå til tema: Bolig"
    expect(page.locator("kartlegging-chat .row.them").last).to_contain_text("bo", ignore_case=True)
    expect(chat.button("Lukk raskt")).to_have_count(0)
    assert_clean(page)


def test_logged_out_then_the_cases_are_closed(page: Page, site: Site, case_id: str) -> None:
    log_in(page, site)
    page.get_by_role("button", name="Logg ut").click()
    page.goto(f"{site.url}/konsoll/sak/{case_id}")
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()
