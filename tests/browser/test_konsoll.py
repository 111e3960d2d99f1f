"""The console as a worker meets it: log in, see the alert, read the case, decide, lead a talk."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.samtaleside import Chat
from tests.browser.tilgjengelig import assert_clean

WORDS = {"viktig.apen": "Jeg vil få sove igjen og orke jobben.", "situasjon.apen": "Jeg ligger våken til fire hver natt, helt siden i vår."}
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
    page.locator(f".varselkort a[href$='{case_id}']").first.click()
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
    page.get_by_role("link", name="Hvem har lest").click()
    expect(page.get_by_role("region", name="Tabell over lesere")).to_contain_text("Kari Tester")


@pytest.fixture
def shared_id(site: Site) -> str:
    """A talk about sleep, shared with the service. Made over HTTP, since the console is what is tested."""
    with httpx.Client(base_url=site.url, timeout=30) as http:
        talk = http.post("/api/conversations", json={"depth": "short"}).json()
        http.headers["Authorization"] = f"Bearer {talk['token']}"
        reply, wanted = talk, {"ramme.samtykke": "ja", "ramme.oppsummering": "stemmer", "ramme.deling": "alt"}
        for _ in range(40):
            open_question = reply["messages"][-1]["question"]
            said = {"choice": wanted[open_question]} if open_question in wanted else {"text": WORDS.get(open_question, "nei")}
            reply = http.post(f"/api/conversations/{talk['id']}/messages", json=said).json()
            if reply["status"] == "levert":
                return str(talk["id"])
    raise AssertionError("Samtalen kom ikke til slutten.")


def test_shared_case_then_own_words_beside_findings_and_a_decision_with_reason(page: Page, site: Site, shared_id: str) -> None:
    log_in(page, site)
    page.goto(f"{site.url}/konsoll/sak/{shared_id}")
    main = page.locator("main")
    expect(main).to_contain_text(WORDS["viktig.apen"])
    for heading in ("Risiko", "Foreslått hovedforløp", "Det personen har fortalt", "Hvem har lest dette"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert_clean(page)
    page.get_by_role("radio", name="Hovedforløp 3").check()
    page.get_by_label("Begrunnelse").fill("Personen ber om dette etter samtale med fastlegen.")
    page.get_by_role("button", name="Lagre beslutningen").click()
    expect(main).to_contain_text("Hovedforløp 3")
    expect(main).to_contain_text("etter samtale med fastlegen")
    with page.expect_download() as got:
        page.get_by_role("link", name="Sammendrag, utkast (Word)").click()
    assert got.value.suggested_filename.endswith(".docx")


def test_guided_talk_then_why_what_to_listen_for_free_movement_and_own_note(page: Page, site: Site) -> None:
    log_in(page, site)
    page.get_by_role("link", name="Ny veiledet samtale").click()
    assert_clean(page)
    page.get_by_role("button", name="Start samtalen").click()
    page.get_by_role("group", name="Det personen velger").get_by_role("button").first.click()
    support = page.get_by_role("complementary", name="Støtte til samtalen")
    expect(support).to_contain_text("Hvorfor")
    expect(support).to_contain_text("Lytt etter")
    assert_clean(page)
    page.get_by_role("navigation", name="Områder").get_by_role("button", name="Bolig").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bolig")
    support.get_by_label("Notat til").fill("Vil ha hjelp med søknaden.")
    support.get_by_role("button", name="Lagre notatet").click()
    expect(support.get_by_label("Notat til")).to_have_value("Vil ha hjelp med søknaden.")
    expect(page.get_by_label("Det personen sier")).to_be_focused()
    page.keyboard.type("Jeg bor hos broren min")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("navigation", name="Områder").get_by_role("button", name="Bolig")).to_contain_text("Svart")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(page.get_by_text("Lagre og gå videre").last).to_be_visible()
    assert_clean(page)
    page.set_viewport_size({"width": 390, "height": 800})
    assert_clean(page)


def test_logged_out_then_the_cases_are_closed(page: Page, site: Site, case_id: str) -> None:
    log_in(page, site)
    page.get_by_role("button", name="Logg ut").click()
    page.goto(f"{site.url}/konsoll/sak/{case_id}")
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()
