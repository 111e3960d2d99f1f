"""The pages of the console that hang on a case, and the report: no violation on any screen, and the form from the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.dialogue import modell
from tests.browser.conftest import Site, free_port, serving
from tests.browser.konsollsak import FULL, GOALS, NEW, fill
from tests.browser.samtaleside import new_page
from tests.browser.test_konsoll import log_in
from tests.browser.test_skjermbilder import folder  # noqa: F401  (a fixture)
from tests.browser.test_tilgjengelighet import SCREENS
from tests.browser.tilgjengelig import assert_clean

PAGES = {
    f"sak/{NEW}/skjema": "Skjema og mål", f"sak/{FULL}/skjema": "Skjema og mål", f"sak/{FULL}/skjema?instrument=psfs": "Skjema og mål",
    f"sak/{FULL}/skjema?instrument=phq-9": "Skjema og mål", f"sak/{NEW}/skjema?instrument=audit": "Skjema og mål",
    f"sak/{NEW}/plan": "Krise- og mestringsplan, mål og tiltak", f"sak/{FULL}/plan": "Krise- og mestringsplan, mål og tiltak",
    f"sak/{FULL}/overdose": "Overdoseforebyggende samtale", f"sak/{NEW}/dokumenter": f"Dokumenter i sak {NEW}", f"sak/{FULL}/dokumenter": f"Dokumenter i sak {FULL}",
    f"sak/{NEW}/person": f"Hvem sak {NEW} gjelder", f"sak/{FULL}/person": f"Hvem sak {FULL} gjelder", "rapport": "Rapport for",
}


@pytest.fixture(scope="module")
def filled(element: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service of its own with the two cases of `konsollsak`."""
    data = tmp_path_factory.mktemp("konsollsider")
    fill(data)
    modell.train()
    with serving(data, free_port()) as (url, _):
        yield Site(url, "")


@pytest.mark.parametrize("screen", SCREENS, ids=["lys", "mork", "smal", "smal-tvungne-farger"])
def test_every_page_of_a_case_then_no_violation(browser: Browser, filled: Site, screen: dict[str, Any]) -> None:
    with new_page(browser, **screen) as page:
        log_in(page, filled)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for address, heading in PAGES.items():
            page.goto(f"{filled.url}/konsoll/{address}")
            expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
            assert_clean(page)


def test_page_when_something_must_be_put_right_then_said_and_no_violation(page: Page, filled: Site) -> None:
    log_in(page, filled)
    expect(page.get_by_role("heading", name="Innboks")).to_be_visible()
    page.goto(f"{filled.url}/konsoll/sak/{NEW}/skjema?instrument=isi")
    page.get_by_text("Har du bare poengsummen?").click()
    page.get_by_label("Poengsum").fill("99")
    page.get_by_role("button", name="Lagre skjemaet").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Poengsum")).to_have_value("99")
    assert_clean(page)
    page.goto(f"{filled.url}/konsoll/sak/{NEW}/person")
    page.get_by_label("Nummer").fill("123")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_clean(page)


def test_form_when_filled_with_the_keyboard_alone_then_saved_and_seen_in_the_table(page: Page, filled: Site) -> None:
    log_in(page, filled)
    expect(page.get_by_role("heading", name="Innboks")).to_be_visible()
    page.goto(f"{filled.url}/konsoll/sak/{FULL}/skjema")
    tab_to(page, "instrument")
    page.keyboard.type("PSFS")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Mål 1").get_by_role("textbox")).to_have_value(GOALS["1"])
    tab_to(page, "ord.1")
    page.keyboard.press("Tab")
    assert focused(page) == "svar.1"
    outline = page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineWidth")
    assert outline == "3px"
    step_to(page, "8")
    tab_to(page, "svar.2")
    step_to(page, "7")
    tab_to(page, "Lagre skjemaet")
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="PSFS")
    expect(table.get_by_role("row").last).to_contain_text(f"«{GOALS['1']}» – 8 av 10")
    expect(table.get_by_role("row").last).to_contain_text(f"«{GOALS['2']}» – 7 av 10")
    assert_clean(page)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))


def tab_to(page: Page, name: str) -> None:
    """Tab until the control with this name, or button with these words, has the focus."""
    for _ in range(60):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tastaturet kom ikke fram til «{name}».")


def step_to(page: Page, value: str) -> None:
    """The arrow keys until this number is chosen; a group that is open starts at its last choice, «Ikke svart»."""
    for _ in range(14):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"Piltastene kom ikke til «{value}».")


def test_pages_of_a_case_then_a_picture_of_each(page: Page, filled: Site, folder: Path) -> None:  # noqa: F811
    log_in(page, filled)
    expect(page.get_by_role("heading", name="Innboks")).to_be_visible()
    for name, address, height in (("skjema", f"{FULL}/skjema", 1200), ("plan", f"{FULL}/plan", 1000), ("dokumenter", f"{FULL}/dokumenter", 900)):
        page.set_viewport_size({"width": 1100, "height": height})
        page.goto(f"{filled.url}/konsoll/sak/{address}")
        if name == "skjema":
            page.evaluate("document.getElementById('historie').closest('section').scrollIntoView()")
        page.screenshot(path=folder / f"konsoll-{name}.png")
        assert (folder / f"konsoll-{name}.png").stat().st_size > 5_000
