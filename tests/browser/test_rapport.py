"""The report as a leader meets it: choose a period, read why a table is empty, and what the figures cannot say."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.test_konsoll import log_in
from tests.browser.tilgjengelig import assert_clean


def test_report_when_opened_from_the_menu_then_readable_and_the_limits_are_one_step_away(page: Page, site: Site) -> None:
    log_in(page, site)
    page.get_by_role("link", name="Rapport").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rapport for")
    expect(page.locator("main")).to_contain_text("Tall under 5 vises ikke")
    assert_clean(page)
    page.get_by_label("Periode").select_option(index=1)
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("kvartal")
    page.get_by_role("link", name="Hva tallene ikke kan si").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hva tallene ikke kan si")
    assert_clean(page)
