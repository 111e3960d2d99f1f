"""The network goes, the page is loaded anew, the service stumbles: nothing is lost and nothing stands twice."""

from __future__ import annotations

import json

from playwright.sync_api import Route, expect

from tests.browser.samtaleside import Chat

MESSAGES = "**/api/conversations/*/messages"


def test_reload_then_the_talk_stands_as_it_was(chat: Chat) -> None:
    chat.begin().write("Jeg får ikke sove").choose("Hopp over")
    said, heard = chat.said(), chat.heard()
    chat.page.reload()
    chat.answered()
    assert chat.said() == said
    assert len(chat.heard()) == len(heard)
    chat.write("litt mer")
    assert chat.said()[-1] == "litt mer"


def test_reload_with_half_written_words_then_they_are_still_there(chat: Chat) -> None:
    chat.begin()
    chat.field.fill("jeg var midt i en setn")
    chat.page.reload()
    chat.answered()
    expect(chat.field).to_have_value("jeg var midt i en setn")


def test_reload_with_boxes_to_tick_then_still_boxes(chat: Chat) -> None:
    chat.begin("Grundig")
    for _ in range(40):
        if chat.choices.get_by_role("checkbox").count():
            break
        chat._answer({})
    count = chat.choices.get_by_role("checkbox").count()
    chat.page.reload()
    chat.answered()
    assert count > 1 and chat.choices.get_by_role("checkbox").count() == count


def test_network_gone_when_sending_then_told_and_sent_when_it_is_back(chat: Chat) -> None:
    chat.begin()
    chat.page.context.set_offline(True)
    chat.field.fill("dette skal fram")
    chat.field.press("Enter")
    expect(chat.unsent).to_contain_text("Ikke sendt. Prøver igjen")
    expect(chat.field).to_have_value("")
    chat.page.context.set_offline(False)
    chat.answered()
    expect(chat.unsent).to_have_count(0)
    assert chat.said() == ["Ja, vi starter", "dette skal fram"]


def test_answer_lost_on_the_way_then_the_same_turn_once(chat: Chat) -> None:
    """The service has taken the words, but its answer never came: the same client id gives the same answer."""
    chat.begin()
    ids: list[str] = []

    def lose_first(route: Route) -> None:
        ids.append(json.loads(route.request.post_data or "{}")["client_id"])
        if len(ids) > 1:
            return route.continue_()
        route.fetch()
        route.abort()

    chat.page.route(MESSAGES, lose_first)
    chat.write("bare en gang")
    assert len(ids) == 2 and ids[0] == ids[1]
    chat.page.unroute(MESSAGES)
    chat.page.reload()
    chat.answered()
    assert chat.said().count("bare en gang") == 1


def test_reload_before_it_was_sent_then_sent_once_after(chat: Chat) -> None:
    chat.begin()
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.field.fill("rett før lyset gikk")
    chat.field.press("Enter")
    expect(chat.unsent).to_be_visible()
    chat.page.unroute(MESSAGES)
    chat.page.reload()
    chat.answered()
    assert chat.said() == ["Ja, vi starter", "rett før lyset gikk"]


def test_service_stumbles_then_its_calm_words_and_a_new_try(chat: Chat) -> None:
    chat.begin()
    calls: list[int] = []

    def stumble(route: Route) -> None:
        calls.append(1)
        if len(calls) > 1:
            return route.continue_()
        route.fulfill(status=503, content_type="application/problem+json", body='{"detail": "Noe gikk galt hos oss. Er det fare for liv, ring 113."}')

    chat.page.route(MESSAGES, stumble)
    chat.field.fill("hei")
    chat.field.press("Enter")
    expect(chat.notice).to_contain_text("ring 113")
    chat.button("Prøv nå").click()
    chat.answered()
    expect(chat.notice).to_have_count(0)


def test_too_long_then_told_before_sending_and_the_words_stay(chat: Chat) -> None:
    chat.begin()
    chat.field.fill("a" * 20_001)
    chat.field.press("Enter")
    expect(chat.notice).to_contain_text("for lang")
    assert len(chat.field.input_value()) == 20_001


def test_refused_by_the_service_then_the_words_come_back(chat: Chat) -> None:
    chat.begin()
    chat.page.route(MESSAGES, lambda route: route.fulfill(
        status=413, content_type="application/problem+json", body='{"detail": "Teksten er for lang."}'))
    chat.field.fill("en lang tekst")
    chat.field.press("Enter")
    expect(chat.notice).to_contain_text("Teksten er for lang.")
    expect(chat.field).to_have_value("en lang tekst")
    assert chat.said() == ["Ja, vi starter"]


def test_talk_deleted_elsewhere_then_said_plainly_and_a_new_start(chat: Chat) -> None:
    chat.begin()
    chat.page.route(MESSAGES, lambda route: route.fulfill(status=404, body="{}"))
    chat.field.fill("er du der")
    chat.field.press("Enter")
    expect(chat.notice).to_contain_text("Vi fant ikke samtalen igjen")
    expect(chat.button("Start samtalen")).to_be_visible()
