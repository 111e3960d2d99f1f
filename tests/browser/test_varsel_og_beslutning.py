"""The console live: an alert in another browser at once, a whole decision by keyboard, edits with history, every screen without violations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.samtaleside import new_page
from tests.browser.test_konsoll import log_in, shared_id  # noqa: F401  (a fixture)
from tests.browser.test_tilgjengelighet import SCREENS
from tests.browser.tilgjengelig import assert_clean

DANGER = "jeg vil ta livet mitt i kveld"


@pytest.fixture
def talk(site: Site) -> Iterator[Any]:
    """Starts a talk; gives a function that writes in it and says which case it is."""
    with httpx.Client(base_url=site.url, timeout=60) as http:
        started = http.post("/api/conversations", json={"depth": "short"}).json()
        http.headers["Authorization"] = f"Bearer {started['token']}"
        url = f"/api/conversations/{started['id']}/messages"
        http.post(url, json={"choice": "ja"})

        def say(text: str) -> str:
            http.post(url, json={"text": text}).raise_for_status()
            return str(started["id"])

        yield say


def test_alert_when_raised_then_in_another_browser_within_two_seconds_and_said_politely(page: Page, browser: Browser, site: Site, talk: Any) -> None:
    log_in(page, site)
    expect(page.get_by_role("heading", name="Innboks")).to_be_visible()
    with new_page(browser) as other:
        log_in(other, site)
        other.goto(f"{site.url}/konsoll/samtale")
        case_id = talk(DANGER)
        card = page.locator(f".varselkort:has(a[href$='{case_id}'])").first
        expect(card).to_be_visible(timeout=2000)
        expect(page.get_by_role("status").filter(has_text="Nytt varsel")).to_have_count(1)
        expect(other.get_by_text("Nytt varsel. Gå til innboksen")).to_be_visible(timeout=2000)
    assert "(" in page.title()
    card.locator("summary").click()
    card.get_by_label("Til kollega").fill("Ola Kollega")
    card.get_by_role("button", name="Overlever").click()
    expect(page.get_by_text("Overlevert til Ola Kollega").first).to_be_visible()


def test_handed_over_then_on_top_for_the_colleague(page: Page, site: Site, talk: Any) -> None:
    case_id = talk(DANGER)
    alerts = httpx.get(f"{site.url}/api/alerts", headers={"Authorization": f"Bearer {site.key}", "Accept": "application/json"}).json()
    number = next(a["id"] for a in alerts if a["case_id"] == case_id)
    httpx.post(f"{site.url}/api/alerts/{number}/handover", json={"to": "Kari Tester"}, headers={"Authorization": f"Bearer {site.key}"})
    log_in(page, site)
    expect(page.locator(".varselkort").first).to_contain_text("Overlevert til deg")
    assert_clean(page)


def test_keyboard_alone_then_a_whole_decision_and_approval(page: Page, site: Site, shared_id: str) -> None:  # noqa: F811
    log_in(page, site)
    page.goto(f"{site.url}/konsoll/sak/{shared_id}")
    _tab_to(page, "input[name=forlop]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    _tab_to(page, "#grunn")
    page.keyboard.type("Avtalt med personen.")
    _tab_to(page, "button:has-text('Lagre beslutningen')")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Begrunnelse: Avtalt med personen.")
    _tab_to(page, "button:has-text('Godkjenn saken')")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Godkjent av fagperson Kari Tester")).to_be_visible()
    assert_clean(page)


def test_finding_when_corrected_and_noted_then_history_and_approval_asked_again(page: Page, site: Site, shared_id: str) -> None:  # noqa: F811
    log_in(page, site)
    page.goto(f"{site.url}/konsoll/sak/{shared_id}")
    finding = page.locator(".funn").first
    finding.locator("summary").click()
    assert_clean(page)
    finding.get_by_label("Gjelder").select_option(label="Tidligere")
    finding.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Rettet av fagperson Kari Tester").first).to_be_visible()
    page.locator(".funn").first.locator("summary").click()
    page.locator(".funn").first.get_by_role("button", name="Merk som feil").click()
    expect(page.get_by_text("merket som feil av fagperson Kari Tester").first).to_be_visible()
    area = page.locator(".omrade").first
    area.get_by_text("Skriv notat").click()
    area.get_by_label("Ditt eget notat").fill("Tas opp igjen ved neste møte.")
    area.get_by_role("button", name="Lagre notatet").click()
    expect(page.locator(".notat").first).to_contain_text("Tas opp igjen")
    assert_clean(page)


def test_edit_when_saved_then_the_page_stays_with_focus_and_what_is_half_written_elsewhere(page: Page, site: Site, shared_id: str) -> None:  # noqa: F811
    log_in(page, site)
    page.goto(f"{site.url}/konsoll/sak/{shared_id}")
    page.evaluate("window.same = true")
    page.get_by_label("Begrunnelse").fill("Halvskrevet begrunnelse")
    other = page.locator(".omrade").nth(1)
    other.get_by_text("Skriv notat").click()
    other.get_by_label("Ditt eget notat").fill("Halvskrevet notat")
    finding = page.locator(".funn:has(summary)").first
    summary = finding.locator("summary")
    summary.click()
    finding.get_by_label("Gjelder").select_option(label="Stemmer ikke for personen")
    finding.get_by_role("button", name="Lagre").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Lagret.")).to_have_count(1)
    expect(finding.get_by_text("Rettet av fagperson Kari Tester").first).to_be_visible()
    expect(summary).to_be_focused()
    expect(finding.get_by_label("Gjelder")).to_be_hidden()
    expect(page.get_by_label("Begrunnelse")).to_have_value("Halvskrevet begrunnelse")
    expect(other.get_by_label("Ditt eget notat")).to_have_value("Halvskrevet notat")
    expect(page.locator("#tidslinje + ol")).to_contain_text("rettet et funn")
    assert page.evaluate("window.same")
    summary.click()
    finding.get_by_role("button", name="Merk som feil").click()
    expect(page.locator(".galt button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".galt")).to_have_count(0)
    assert page.evaluate("window.same")
    assert_clean(page)


def test_edit_when_something_is_wrong_then_it_is_said_in_its_area_and_nothing_is_lost(page: Page, site: Site, shared_id: str) -> None:  # noqa: F811
    log_in(page, site)
    page.goto(f"{site.url}/konsoll/sak/{shared_id}")
    area = page.locator(".omrade").first
    area.get_by_text("Skriv notat").or_(area.get_by_text("Skriv nytt notat")).first.click()
    area.get_by_label("Ditt eget notat").fill("   ")
    area.get_by_role("button", name="Lagre notatet").click()
    expect(area.get_by_role("alert")).to_have_text("Skriv et notat først.")
    area.get_by_label("Ditt eget notat").fill("Står her ennå")
    page.context.clear_cookies()
    area.get_by_role("button", name="Lagre notatet").click()
    expect(area.locator(".ikke-lagret")).to_contain_text("ble ikke lagret")
    expect(area.get_by_label("Ditt eget notat")).to_have_value("Står her ennå")


def test_filter_when_chosen_then_the_list_follows_without_a_new_page(page: Page, site: Site, shared_id: str) -> None:  # noqa: F811
    log_in(page, site)
    page.evaluate("window.same = true")
    page.get_by_label("Saksnummer").fill(shared_id)
    expect(page.locator("#saker")).to_contain_text("Viser 1 av")
    page.get_by_label("Måte").select_option(label="Veiledet")
    expect(page.locator("#saker")).to_contain_text("Ingen saker passer")
    assert page.evaluate("window.same")


@pytest.mark.parametrize("screen", SCREENS, ids=["lys", "mork", "smal", "smal-tvungne-farger"])
def test_every_screen_then_no_violation(browser: Browser, site: Site, screen: dict[str, Any], shared_id: str, talk: Any) -> None:  # noqa: F811
    talk(DANGER)
    with new_page(browser, **screen) as page:
        log_in(page, site)
        expect(page.locator(".varselkort").first).to_be_visible()
        assert_clean(page)
        for path in (f"/konsoll/sak/{shared_id}", f"/konsoll/sak/{shared_id}/slett", "/konsoll/samtale"):
            page.goto(site.url + path)
            assert_clean(page)


def test_without_scripts_then_the_inbox_the_case_and_the_decision_work(browser: Browser, site: Site, shared_id: str) -> None:  # noqa: F811
    with new_page(browser, java_script_enabled=False) as page:
        log_in(page, site)
        page.get_by_label("Saksnummer").fill(shared_id)
        page.get_by_role("button", name="Vis", exact=True).click()
        page.get_by_role("link", name=shared_id).click()
        page.get_by_role("radio", name="Hovedforløp 3").check()
        page.get_by_role("button", name="Lagre beslutningen").click()
        expect(page.get_by_role("alert")).to_contain_text("begrunnelse")
        page.get_by_label("Begrunnelse").fill("Uten skript.")
        page.get_by_role("button", name="Lagre beslutningen").click()
        expect(page.locator("main")).to_contain_text("Begrunnelse: Uten skript.")


def _tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until the element has the focus, and see that the focus shows."""
    for _ in range(most):
        if page.locator(selector).first.evaluate("(e) => document.activeElement === e || (e.name && document.activeElement.name === e.name)"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab kom aldri til {selector}")
