"""How the person can be reached: written anew after it was written wrong, and what is stored handed out to her."""

from __future__ import annotations

import io
import zipfile

import pytest

NUMBER, RIGHT = "900 00 111", "900 00 222"
DANGER = "Jeg vil ta livet mitt, jeg har bestemt meg"


@pytest.fixture
def delivered(talk):
    t = talk()
    t.choose("ja")
    t.say("Jeg sover dårlig og er mye redd")
    t.finish("alt")
    return t


@pytest.fixture
def asked_for_a_call(talk):
    """In danger, and wrote a number in the safety step; nothing is shared."""
    t = talk()
    t.choose("ja")
    reply = t.say(DANGER)
    for _ in range(5):
        codes = [c["code"] for c in reply["messages"][-1]["choices"]]
        if "kontakt" in codes:
            break
        reply = t.choose("ikke_akutt" if "ikke_akutt" in codes else codes[0])
    t.choose("kontakt")
    t.say(NUMBER)
    return t


def change(t, text, question):
    return t.http.patch(f"{t.url}/answers/{question}", json={"text": text}, headers=t.headers)


def reached(http, staff, t):
    return http.get(f"/api/cases/{t.id}", headers=staff).json()["contact"]


def test_contact_when_none_was_written_then_it_can_be_added_after_delivery(http, staff, delivered):
    assert delivered.get().json()["contact"] == {"text": "", "question": "ramme.kontakt"}
    reply = change(delivered, RIGHT, "ramme.kontakt")
    assert (reply.status_code, reply.json()["contact"]["text"], reply.json()["status"]) == (200, RIGHT, "levert")
    assert reached(http, staff, delivered) == RIGHT
    assert delivered.get("/summary").json()["contact"] == RIGHT


def test_contact_when_written_in_danger_then_the_change_reaches_the_worker_without_sharing(http, staff, asked_for_a_call):
    t = asked_for_a_call
    assert t.get().json()["contact"] == {"text": NUMBER, "question": "trygg.kontakt"}
    assert change(t, RIGHT, "trygg.kontakt").status_code == 200
    assert reached(http, staff, t) == RIGHT
    assert change(t, RIGHT, "trygg.videre").status_code == 404


def test_contact_when_a_newer_number_stands_in_the_frame_then_the_newest_counts(http, staff, asked_for_a_call):
    t = asked_for_a_call
    t.choose("fortsett")
    t.finish("alt")
    change(t, RIGHT, "trygg.kontakt")
    assert (reached(http, staff, t), t.get().json()["contact"]["text"]) == (RIGHT, RIGHT)


def test_contact_when_a_worker_opens_the_talk_then_it_is_not_there(http, staff, asked_for_a_call):
    assert http.get(asked_for_a_call.url, headers=staff).json()["contact"] is None


def test_contact_when_the_talk_is_guided_or_not_agreed_to_then_there_is_nothing_to_change(talk, staff):
    guided, early = talk(staff, mode="guided"), talk()
    assert [t.get().json()["contact"] for t in (guided, early)] == [None, None]
    assert change(early, RIGHT, "ramme.kontakt").status_code == 404


@pytest.mark.parametrize(("last", "kept"), [(RIGHT, RIGHT), (None, "")])
def test_correction_list_when_a_number_is_written_then_it_is_among_the_answers_and_skipping_does_not_ask_for_ever(asked_for_a_call, last, kept):
    t = asked_for_a_call
    t.choose("fortsett")
    listed = t.choose("rett_svar")["messages"][-1]["choices"]
    line = next(c for c in listed if c["code"] == "rett:trygg.kontakt")
    assert line["label"] == f"Slik kan tjenesten nå deg: {NUMBER}"
    asked = t.choose("rett:trygg.kontakt")["messages"][-1]
    assert asked["question"] == "trygg.kontakt"
    after = t.say(last) if last else t.choose("hopp_over")
    assert after["messages"][-1]["question"] != "trygg.kontakt"
    assert after["contact"]["text"] == kept


def test_everything_when_the_person_asks_then_the_file_has_the_whole_talk(delivered):
    with zipfile.ZipFile(io.BytesIO(delivered.get("/innsyn.zip").content)) as file:
        assert any("sover dårlig" in file.read(name).decode("utf-8", "ignore") for name in file.namelist())
