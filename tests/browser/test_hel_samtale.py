"""A whole talk in the browser: from sleeplessness to the person's own document."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from playwright.sync_api import expect

from tests.browser.samtaleside import Chat
from tests.browser.tilgjengelig import assert_clean

SLEEP = "Jeg får ikke sove. Ligger våken til fire hver natt og grubler."
WORDS = {"hva er viktig": SLEEP, "hva har gjort": "Jeg mistet jobben i vår, og etter det har det vært tungt.", "å ta livet sitt": "nei"}


def test_talk_about_sleep_when_answered_to_the_end_then_summary_and_document(chat: Chat, tmp_path: Path) -> None:
    chat.begin().answer_until("Ja, det stemmer", WORDS)
    summary = chat.page.locator("kartlegging-chat .summary")
    expect(summary).to_contain_text("Oppsummering")
    expect(summary).to_contain_text("Jeg får ikke sove")
    chat.choose("Ja, det stemmer").write("400 00 123, helst etter klokka fire")
    chat.choose("Ja, for det meste").choose("Alt jeg har svart")
    expect(chat.page.get_by_role("heading", name="Samtalen er ferdig")).to_be_visible()
    expect(chat.field).to_have_count(0)
    with chat.page.expect_download() as got:
        chat.button("Last ned oppsummeringen").click()
    assert got.value.suggested_filename == "oppsummering.docx"
    got.value.save_as(tmp_path / "kopi.docx")
    text = "\n".join(p.text for p in Document(str(tmp_path / "kopi.docx")).element.body.iter() if hasattr(p, "text") and p.text)
    assert "Jeg får ikke sove" in text
    with chat.page.expect_download() as got:
        chat.button("Last ned alt som er lagret").click()
    assert got.value.suggested_filename == "alt-som-er-lagret.zip"
    chat.button("Endre hvordan du kan nås").click()
    field = chat.page.get_by_label("Skriv nummeret")
    expect(field).to_be_focused()
    expect(field).to_have_value("400 00 123, helst etter klokka fire")
    assert_clean(chat.page)
    field.fill("400 00 321, når som helst")
    field.press("Enter")
    expect(chat.page.locator("kartlegging-chat .reach")).to_contain_text("400 00 321, når som helst")
    expect(chat.button("Endre hvordan du kan nås")).to_be_focused()
    chat.page.reload()
    expect(chat.page.locator("kartlegging-chat .reach")).to_contain_text("400 00 321, når som helst")


def test_quick_reply_when_pressed_twice_then_one_turn(chat: Chat) -> None:
    chat.page.get_by_role("radio", name="Kort").check()
    chat.button("Start samtalen").dblclick()
    chat.button("Ja, vi starter").dblclick()
    chat.answered()
    assert chat.said() == ["Ja, vi starter"]


def test_enter_when_pressed_twice_then_one_turn(chat: Chat) -> None:
    chat.begin()
    chat.field.fill("å sove")
    chat.field.press("Enter")
    chat.field.press("Enter")
    chat.answered()
    assert chat.said() == ["Ja, vi starter", "å sove"]


def test_shift_enter_then_a_new_line_and_nothing_sent(chat: Chat) -> None:
    chat.begin()
    chat.field.press_sequentially("en")
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially("to")
    assert chat.field.input_value() == "en\nto"
    assert chat.said() == ["Ja, vi starter"]


def test_commands_when_pressed_then_shown_as_words_and_answered(chat: Chat) -> None:
    chat.begin().write(SLEEP)
    chat.choose("Hvorfor spør dere?").choose("Hopp over").choose("Tilbake")
    assert chat.said()[-3:] == ["Hvorfor spør dere?", "Hopp over", "Tilbake"]
    chat.choose("Rett et svar")
    expect(chat.choices.get_by_role("button").first).to_be_visible()


def test_pause_when_taken_then_the_way_back_stands_first(chat: Chat) -> None:
    chat.begin().write(SLEEP).choose("Pause")
    expect(chat.page.get_by_role("heading", name="Samtalen er på pause")).to_be_visible()
    chat.choose("Fortsett samtalen")
    expect(chat.page.get_by_role("heading", name="Samtalen er på pause")).to_have_count(0)


def test_nynorsk_when_chosen_then_all_of_the_element_follows(chat: Chat) -> None:
    chat.page.get_by_role("radio", name="Nynorsk").check()
    expect(chat.page.get_by_role("heading", name="Fortel korleis du har det")).to_be_visible()
    assert chat.page.locator("kartlegging-chat").get_attribute("lang") == "nn"
    chat.button("Start samtalen").click()
    chat.choose("Ja, vi startar")
    expect(chat.button("Kvifor spør de?")).to_be_visible()
    chat.button("Meir").click()
    chat.choose("Bytt til bokmål")
    expect(chat.button("Hvorfor spør dere?")).to_be_visible()


def test_english_when_chosen_then_all_of_the_element_follows(chat: Chat) -> None:
    chat.page.get_by_role("radio", name="English").check()
    expect(chat.page.get_by_role("heading", name="Tell us how you are")).to_be_visible()
    assert chat.page.locator("kartlegging-chat").get_attribute("lang") == "en"
    chat.button("Start the conversation").click()
    chat.choose("Yes, let us start")
    expect(chat.button("Why do you ask?")).to_be_visible()
    chat.button("More").click()
    chat.choose("Byt til nynorsk")
    expect(chat.button("Kvifor spør de?")).to_be_visible()


def test_everything_deleted_when_confirmed_then_gone_at_the_service(chat: Chat) -> None:
    chat.begin().write(SLEEP)
    kept = chat.page.evaluate("JSON.parse(Object.values({...sessionStorage})[0])")
    chat.button("Mer").click()
    chat.button("Slett alt").click()
    chat.button("Nei, behold").click()
    assert len(chat.said()) == 2
    chat.button("Slett alt").click()
    chat.button("Ja, slett alt").click()
    expect(chat.page.get_by_role("heading", name="Alt er slettet")).to_be_focused()
    assert chat.page.evaluate("sessionStorage.length") == 0
    answer = chat.page.request.get(f"{chat.url}/api/conversations/{kept['id']}", headers={"Authorization": f"Bearer {kept['token']}"})
    assert answer.status in (401, 404)


def test_words_that_look_like_markup_then_shown_as_they_are(chat: Chat) -> None:
    chat.begin().write("<img src=x onerror=alert(1)> <b>hei</b>")
    assert chat.said()[-1] == "<img src=x onerror=alert(1)> <b>hei</b>"
