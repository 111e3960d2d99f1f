"""The chat as a person meets it: start, write, choose, wait for the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

NEUTRAL = "https://www.yr.no/"
EXPECTED = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION", "ERR_FAILED", "status of 4", "status of 5")


@contextmanager
def new_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page in a context of its own; its complaints are looked at when it closes. Nothing leaves the machine."""
    context = browser.new_context(**{"locale": "nb-NO", "viewport": {"width": 1100, "height": 800}, "reduced_motion": "reduce", **options})
    context.route(lambda url: not url.startswith("http://127.0.0.1"), lambda route: route.fulfill(body="<title>Yr</title>Været", content_type="text/html"))
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
    yield page
    context.close()
    assert not complaints


def _is_complaint(message: ConsoleMessage) -> bool:
    return message.type in ("error", "warning") and not any(part in message.text for part in EXPECTED)


class Chat:
    """Everything is found by what it is called, as a screen reader finds it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.log = page.get_by_role("log")
        self.field = page.get_by_role("textbox")
        self.unsent = page.locator("kartlegging-chat .unsent")
        self.notice = page.locator("kartlegging-chat .notice")
        self.choices = page.locator("kartlegging-chat .choices")

    def open(self) -> Chat:
        self.page.goto(self.url)
        expect(self.button("Start samtalen")).to_be_visible()
        return self

    def begin(self, depth: str = "Kort") -> Chat:
        """Through the start screen and the consent, to the first question."""
        self.page.get_by_role("radio", name=depth).check()
        self.button("Start samtalen").click()
        self.choose("Ja, vi starter")
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def said(self) -> list[str]:
        """The person's own bubbles."""
        return self.page.locator("kartlegging-chat .row.mine .bubble").all_inner_texts()

    def heard(self) -> list[str]:
        """What the assistant has said."""
        return self.page.locator("kartlegging-chat .row.them").all_inner_texts()

    def write(self, text: str) -> Chat:
        """Write and send, and wait for the answer."""
        self.field.fill(text)
        self.field.press("Enter")
        return self.answered()

    def choose(self, name: str) -> Chat:
        self.button(name).click()
        return self.answered()

    def answered(self) -> Chat:
        """The last bubble is the assistant's and nothing is on its way."""
        expect(self.page.locator("kartlegging-chat .row").last).to_have_class("row them", timeout=20_000)
        expect(self.page.locator("kartlegging-chat .typing")).to_have_count(0)
        return self

    def answer_until(self, name: str, words: dict[str, str] | None = None, most: int = 40) -> Chat:
        """Answer what is asked until a button called `name` is there: words that fit the question, else a plain no."""
        for _ in range(most):
            if self.button(name).is_visible():
                return self
            self._answer(words or {})
        raise AssertionError(f"Knappen «{name}» kom ikke. Sist sagt: {self.heard()[-1]}")

    def _answer(self, words: dict[str, str]) -> None:
        question = self.heard()[-1].lower()
        fitting = next((text for part, text in words.items() if part in question), None)
        if fitting is None and self.choices.get_by_role("checkbox").count():
            self.choices.get_by_role("checkbox").first.check()
            self.choose("Ferdig")
        elif fitting is None and self.choices.get_by_role("button").count():
            self.choices.get_by_role("button").first.click()
            self.answered()
        else:
            self.write(fitting or "nei, ikke noe spesielt")
