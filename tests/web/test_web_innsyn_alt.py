"""Everything that is stored about a person: hers in full, the worker's without what is not shared."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

TOLD = "jeg vil ikke leve lenger, og broren min Kjetil vet det ikke"
PREFACE = {"nb": "Du har rett til å se det", "nn": "Du har rett til å sjå det", "en": "You have the right to see it"}


def opened(response) -> tuple[dict[str, str], dict[str, Any]]:
    """The texts and the JSON of a zip."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == ["innsyn.docx", "innsyn.json", "innsyn.txt", "les-meg.txt"]
        texts = {name: archive.read(name).decode() for name in ("innsyn.txt", "les-meg.txt")}
        return texts, json.loads(archive.read("innsyn.json"))


@pytest.mark.parametrize("language", PREFACE)
def test_own_copy_when_fetched_then_everything_that_is_stored_in_the_language_of_the_talk(talk, http, staff, language, tjeneste):
    begun = talk(language=language)
    begun.choose("ja")
    begun.say(TOLD)
    http.get(f"/api/cases/{begun.id}", headers=staff)
    texts, data = opened(begun.get("/innsyn.zip"))
    stored = tjeneste.store.everything(begun.id)
    assert data["complete"] is True and data["case"]["id"] == begun.id
    for name in ("answers", "findings", "risks", "consents", "decisions"):
        assert len(data[name]) == len(getattr(stored["case"], name))
    assert data["risks"] and data["alerts"] and TOLD in [row["text"] for row in data["transcript"]]
    assert [row["actor"] for row in data["log"] if row["action"] == "lest"] == ["fagperson"]
    assert TOLD in texts["innsyn.txt"] and "fagperson: lest" in texts["innsyn.txt"]
    assert PREFACE[language] in texts["les-meg.txt"] and PREFACE[language] in texts["innsyn.txt"]


def test_own_copy_when_fetched_then_no_key_is_in_it_and_the_log_says_so(talk, tjeneste):
    begun = talk()
    begun.choose("ja")
    response = begun.get("/innsyn.zip")
    texts, data = opened(response)
    from assistant.dialogue.engine import hash_token

    everything = json.dumps(data) + "".join(texts.values())
    assert begun.token not in everything and hash_token(begun.token) not in everything
    last = tjeneste.store.audit(begun.id)[-1]
    assert (last["actor"], last["action"], last["detail"]) == ("person", "hentet", "format=innsyn")
    assert "replies" in data["other"]


def test_workers_copy_when_nothing_is_shared_then_without_words_but_with_danger(talk, http, staff):
    begun = talk()
    begun.choose("ja")
    begun.say("jeg liker å gå tur på Lyderhorn")
    begun.say(TOLD)
    for url in (f"/api/cases/{begun.id}", begun.url):
        texts, data = opened(http.get(f"{url}/innsyn.zip", headers=staff))
        assert data["complete"] is False
        assert (data["answers"], data["transcript"], data["other"]) == ([], [], {})
        assert data["risks"] and data["alerts"]
        assert "Lyderhorn" not in json.dumps(data) + "".join(texts.values())
        assert "Dette er ikke alt" in texts["les-meg.txt"]


def test_copy_when_without_key_with_anothers_or_unknown_then_refused(talk, http, staff):
    mine, other = talk(), talk()
    assert http.get(f"{mine.url}/innsyn.zip").status_code == 401
    assert http.get(f"{mine.url}/innsyn.zip", headers=other.headers).status_code == 404
    assert http.get(f"/api/cases/{mine.id}/innsyn.zip", headers=mine.headers).status_code == 401
    for url in ("/api/cases/finnes-ikke/innsyn.zip", "/api/conversations/finnes-ikke/innsyn.zip"):
        assert http.get(url, headers=staff).status_code == 404


def test_copy_when_words_are_strange_then_still_readable(talk):
    begun = talk()
    begun.choose("ja")
    begun.say("</w:t> \u202e <b>😴 {tid} «hver» natt")
    texts, data = opened(begun.get("/innsyn.zip"))
    assert "😴 {tid}" in texts["innsyn.txt"]
    assert any("\u202e" in row["text"] for row in data["transcript"]) or any("😴" in row["text"] for row in data["transcript"])


def test_guided_copy_when_fetched_by_the_worker_then_in_full(talk, staff, http):
    begun = talk(staff, mode="guided")
    begun.choose("ja")
    begun.say("hun sover dårlig")
    _, data = opened(http.get(f"/api/cases/{begun.id}/innsyn.zip", headers=staff))
    assert data["complete"] is True and data["transcript"]
