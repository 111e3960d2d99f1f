"""Pictures of the console for docs/bilder, as a worker with an account of her own sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.dialogue import modell
from assistant.store import open_store, passord
from assistant.store.kontoer import Account
from tests.browser.conftest import free_port, serving
from tests.browser.test_skjermbilder import folder  # noqa: F401  (a fixture)

PASSWORD, AT = "fire hunder og tolv katter", "2026-01-01T00:00:00+00:00"
WORDS = {
    "viktig.apen": "Jeg vil sove om natten og komme tilbake til jobben på lageret.",
    "situasjon.apen": "Jeg ble sagt opp i vår. Siden har jeg ligget våken til fire hver natt, og jeg drikker tre halvlitere for å få ro.",
    "sikkerhet.apen": "Jeg har tenkt at det hadde vært bedre å ikke våkne, men jeg vil ikke gjøre noe.",
    "ramme.kontakt": "400 00 123, helst etter klokka fire. Ikke legg igjen beskjed.",
}
CODES = {"ramme.samtykke": "ja", "ramme.oppsummering": "stemmer", "ramme.deling": "alt", "trygg.videre": "fortsett"}


@pytest.fixture(scope="module")
def console(element: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """The address of a service with an account, a case that is shared, and one with an alert that nobody has taken."""
    data = tmp_path_factory.mktemp("konsoll")
    store = open_store(data / "kartlegging.db")
    store.add_account(Account("sjef", "Sjefen", "administrator"), "cli", AT)
    store.add_account(Account("kari", "Kari Tester", "fagperson", "Mottaksteamet", passord.make_hash(PASSWORD)), "cli", AT)
    store.close()
    modell.train()
    with serving(data, free_port()) as (url, _):
        yield url, _told(url, WORDS), _told(url, {"viktig.apen": "Jeg har bestemt meg for å ta livet mitt i kveld"}, 2)


def _told(url: str, words: dict[str, str], turns: int = 80) -> str:
    """A talk over HTTP for so many turns, or to its end; what there are no words for, is skipped."""
    with httpx.Client(base_url=url, timeout=120) as http:
        reply = http.post("/api/conversations", json={"depth": "short", "unit": "Mottaksteamet"}).json()
        case_id = str(reply["id"])
        http.headers["Authorization"] = f"Bearer {reply['token']}"
        for _ in range(turns):
            asked = next((m for m in reversed(reply["messages"]) if m["question"]), None)
            if asked is None or reply["status"] != "pagar":
                break
            question = asked["question"]
            said = {"text": words[question]} if question in words else {"choice": CODES.get(question, "hopp_over")}
            reply = http.post(f"/api/conversations/{case_id}/messages", json=said).raise_for_status().json()
        return case_id


def test_console_pictures_then_one_of_each_screen(page: Page, console: tuple[str, str, str], folder: Path) -> None:  # noqa: F811
    url, told, _ = console
    page.goto(f"{url}/konsoll")
    page.get_by_label("Brukernavn").fill("kari")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    menu = page.get_by_role("navigation", name="Konsollen")
    expect(menu.get_by_role("link")).to_have_text(["Innboks", "Ny veiledet samtale", "Rapport", "Blålys", "Min konto"])
    expect(page.locator(".varselkort")).not_to_have_count(0)
    page.set_viewport_size({"width": 1100, "height": 1100})
    page.screenshot(path=folder / "konsoll-innboks.png")
    page.goto(f"{url}/konsoll/sak/{told}")
    while page.locator(".varselkort").count():
        page.get_by_role("button", name="Jeg tar dette").first.click()
    expect(page.get_by_role("button", name="Gi tilbake").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Kan nås på: 400 00 123")
    page.set_viewport_size({"width": 1100, "height": 1500})
    page.screenshot(path=folder / "konsoll-sak.png")
    page.set_viewport_size({"width": 1100, "height": 800})
    page.goto(f"{url}/konsoll/samtale")
    page.get_by_role("button", name="Start samtalen").click()
    page.get_by_role("button", name="Ja, vi starter").click()
    expect(page.get_by_role("heading", name="Si for eksempel")).to_be_visible()
    page.screenshot(path=folder / "konsoll-samtale.png")
    assert all((folder / f"konsoll-{name}.png").stat().st_size > 5_000 for name in ("innboks", "sak", "samtale"))
