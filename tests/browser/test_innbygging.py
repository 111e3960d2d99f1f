"""The chat on somebody else's page: a strict policy, another origin, one line, the host's own colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.samtaleside import Chat, new_page
from tests.browser.tilgjengelig import assert_clean
from tests.browser.vertsside import INLINE, LINE, hosting

INNER = "document.querySelector('kartlegging-chat').shadowRoot"


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator[dict[str, str]]:
    """Pages of another site, by path."""
    if not site.host:
        pytest.skip("Sett KARTLEGGING_TEST_HOST til et opphav som tjenesten tillater.")
    with hosting(site.host, site.url) as pages:
        pages["/inline"] = INLINE.format(url=site.url, more="")
        pages["/linje"] = LINE.format(url=site.url, more=f' data-service="{site.url}" data-unit="Team nord"')
        pages["/enhet"] = LINE.format(url=site.url, more="") + '<kartlegging-chat unit="Team sør"></kartlegging-chat>'
        pages["/uten-adresse"] = LINE.format(url=site.url, more="") + '<kartlegging-chat data-language="nn"></kartlegging-chat>'
        yield pages


def test_strict_host_when_the_chat_stands_in_its_page_then_it_works_and_looks_right(page: Page, site: Site, host: dict[str, str]) -> None:
    """The page's fixture fails on any breach of the policy."""
    chat = Chat(page, f"{site.host}/inline").open()
    chat.begin().write("å sove bedre")
    assert chat.said() == ["Ja, vi starter", "å sove bedre"]
    assert page.locator("kartlegging-chat .top").evaluate("e => getComputedStyle(e).position") == "sticky"
    assert page.evaluate(f"!{INNER}.querySelector('[style], style')")
    page.reload()
    chat.answered()
    assert chat.said() == ["Ja, vi starter", "å sove bedre"]
    assert_clean(page)


def test_strict_host_when_only_the_line_stands_there_then_a_button_opens_the_talk(page: Page, site: Site, host: dict[str, str]) -> None:
    page.goto(f"{site.host}/linje")
    page.get_by_role("button", name="Fortell hvordan du har det").click()
    chat = Chat(page, site.host).begin()
    with page.expect_download() as got:
        chat.write("å sove").button("Mer").click()
        chat.button("Last ned oppsummeringen").click()
    assert got.value.suggested_filename == "oppsummering.docx"


@pytest.mark.parametrize(("path", "unit"), [("/linje", "Team nord"), ("/enhet", "Team sør"), ("/inline", "")])
def test_host_that_names_a_unit_then_the_talk_is_started_for_it(page: Page, site: Site, host: dict[str, str], path: str, unit: str) -> None:
    page.goto(f"{site.host}{path}")
    if path == "/linje":
        page.get_by_role("button", name="Fortell hvordan du har det").click()
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/api/conversations")) as sent:
        page.get_by_role("button", name="Start samtalen").click()
    assert sent.value.post_data_json["unit"] == unit
    expect(page.get_by_role("button", name="Ja, vi starter")).to_be_visible()


def test_host_that_names_no_service_then_it_is_where_the_script_lies(page: Page, site: Site, host: dict[str, str]) -> None:
    page.goto(f"{site.host}/uten-adresse")
    page.get_by_role("button", name="Start samtalen").click()
    expect(page.get_by_role("button", name="Ja, vi startar")).to_be_visible()


def test_properties_when_the_host_sets_them_then_they_are_followed(chat: Chat) -> None:
    chat.page.evaluate("""() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync(`main kartlegging-chat { --kartlegging-accent: #6a1b5d; --kartlegging-on-accent: #fff4fd; --kartlegging-radius: 3px;
            --kartlegging-font: monospace; --kartlegging-height: 500px; }`);
        document.querySelector('body').className = ''; document.adoptedStyleSheets.push(sheet); }""")
    wanted = ("backgroundColor", "color", "borderRadius", "fontFamily")
    style = chat.button("Start samtalen").evaluate("(b, names) => names.map(name => getComputedStyle(b)[name])", wanted)
    assert style == ["rgb(106, 27, 93)", "rgb(255, 244, 253)", "3px", "monospace"]
    assert chat.page.locator("kartlegging-chat").evaluate("e => e.clientHeight") == 500
    assert_clean(chat.page)


def test_service_that_tells_about_itself_then_the_chat_follows_it(page: Page, site: Site) -> None:
    page.route("**/api/service", lambda route: route.fulfill(json={
        "name": "Eksempel kommune", "languages": ["nb", "nn"], "depth": "short", "colours": {"accent": "#6a1b5d", "accent_dark": "url(x)"},
        "outside": {"nb": "Vi leser svarene på hverdager."}, "unknown": 1, "contacts": [
            {"id": "vakt", "name": {"nb": "Vakttelefonen"}, "phone": "33 00 00 00", "when": {"nb": "hele døgnet"}},
            {"id": "amk", "name": {"nb": "AMK"}, "phone": "113", "when": {}}],
    }))
    page.goto(f"{site.url}/demo?vis=knapp")
    page.get_by_role("button", name="Fortell hvordan du har det").click()
    expect(page.get_by_role("dialog", name="Samtale med Eksempel kommune")).to_be_visible()
    expect(page.get_by_text("Vi leser svarene på hverdager.")).to_be_visible()
    expect(page.get_by_text("Vakttelefonen: 33 00 00 00 (hele døgnet)")).to_be_visible()
    expect(page.get_by_text("AMK")).to_have_count(0)
    expect(page.get_by_role("radio", name="Kort")).to_be_checked()
    assert page.get_by_role("group", name="Språk").get_by_role("radio").count() == 2
    assert page.evaluate(f"{INNER}.adoptedStyleSheets.at(-1).cssRules[0].cssText") == ":host { --service-accent: #6a1b5d; }"


@pytest.mark.parametrize("path", ["/demo", "/demo?vis=knapp", "/bygg-inn"])
@pytest.mark.parametrize("screen", [{}, {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}], ids=["lys", "smal-mork"])
def test_pages_about_embedding_then_no_violation(browser: Browser, site: Site, path: str, screen: dict[str, object]) -> None:
    with new_page(browser, **screen) as page:
        page.goto(site.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if "demo" in path:
            expect(page.locator("kartlegging-chat").get_by_role("button").first).to_be_visible()
        assert_clean(page)


def test_printed_page_then_the_chat_is_not_on_it(chat: Chat) -> None:
    chat.page.emulate_media(media="print")
    expect(chat.page.locator("kartlegging-chat")).to_be_hidden()
