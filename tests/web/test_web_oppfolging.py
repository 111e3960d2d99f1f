"""Follow-ups and relatives' talks over HTTP and in the console: who starts them, who opens them, and who reads what."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from assistant.domain.case import Answer, Case, Consent, Finding
from assistant.export.rapport.telling import is_shared

NOW = "2026-03-01T10:00:00+00:00"


@pytest.fixture
def person(store) -> str:
    """A shared talk with a yes to relatives in the talk, and something held back."""
    made = Case("sak-1", status="levert", turn=4, created=NOW, updated=NOW, hidden_areas=("okonomi",))
    made.answers = [
        Answer("viktig.apen", "viktig", "Å sove igjen", turn=1, at=NOW), Answer("sovn_aktivitet.apen", "sovn_aktivitet", "Sover tre timer", turn=2, at=NOW),
        Answer("okonomi.apen", "okonomi", "HEMMELIG gjeld", turn=3, at=NOW),
    ]
    made.findings = [Finding("sovnvansker", "ja", "sovn_aktivitet", "sovn_aktivitet.apen", "Sover tre timer", turn=2)]
    made.consents = [Consent("samtykke", True, "", NOW), Consent("deling", True, "okonomi", NOW), Consent("parorende", True, "", NOW)]
    store.create(made, "h", [], NOW)
    return made.id


def opened(http, code: str) -> dict:
    response = http.post("/api/conversations/resume", json={"code": code})
    assert response.status_code == 200, response.text
    return response.json()


def texts(data: dict) -> str:
    return " ".join(m["text"] for m in data["messages"])


def zipped(response) -> str:
    files = zipfile.ZipFile(io.BytesIO(response.content))
    return files.read("innsyn.txt").decode() + json.dumps(json.loads(files.read("innsyn.json")), ensure_ascii=False)


def test_follow_up_when_given_a_code_then_the_person_opens_it_once_and_meets_what_was_shared(http, staff, person, store):
    made = http.post(f"/api/cases/{person}/followup", json={"mode": "self"}, headers=staff).json()
    talk = opened(http, made["code"])
    assert talk["id"] == made["id"]
    assert http.post("/api/conversations/resume", json={"code": made["code"]}).status_code == 404
    said = http.post(f"/api/conversations/{talk['id']}/messages", json={"choice": "ja"}, headers={"Authorization": f"Bearer {talk['token']}"}).json()
    assert "Å sove igjen" in texts(said)
    assert "HEMMELIG" not in str(store.load(talk["id"]).earlier)
    assert http.post(f"/api/cases/{made['id']}/startcode", headers=staff).status_code == 409


def test_follow_up_when_started_by_a_worker_then_it_is_led_and_compares(http, staff, person):
    made = http.post(f"/api/cases/{person}/followup", headers=staff).json()
    assert (made["mode"], made["kind"], made["code"]) == ("guided", "oppfolging", None)
    compared = http.get(f"/api/cases/{made['id']}", headers=staff).json()["comparison"]
    assert [row["area"] for row in compared["rows"]] == ["viktig", "sovn_aktivitet"]
    assert "HEMMELIG" not in str(compared)


def test_follow_up_when_nobody_has_begun_the_first_then_the_same_talk_gets_a_new_code(http, staff, person):
    first, second = (http.post(f"/api/cases/{person}/followup", json={"mode": "self"}, headers=staff).json() for _ in range(2))
    assert first["id"] == second["id"]
    assert first["code"] != second["code"]


def test_follow_up_when_the_person_starts_it_with_her_own_key_then_she_meets_all_her_words(http, talk, store):
    own = talk(depth="short")
    own.choose("ja")
    own.say("Å få orden i hagen min")
    started = http.post(f"{own.url}/followup", headers=own.headers)
    assert started.status_code == 201, started.text
    known = store.load(started.json()["id"]).earlier
    assert [(s.words, s.shared) for s in known.areas] == [("Å få orden i hagen min", False)]


@pytest.mark.parametrize("consents", [[], [Consent("parorende", False, "", NOW, "kari")],
                                      [Consent("parorende", True, "", NOW, "kari"), Consent("parorende", False, "", NOW, "kari")]])
def test_relative_when_there_is_no_consent_then_the_answer_says_why_and_what_is_still_possible(http, staff, store, consents):
    store.create(Case("x", status="levert", turn=1, consents=consents), "h", [], NOW)
    response = http.post("/api/cases/x/relative", headers=staff)
    assert response.status_code == 409
    assert "generelle råd" in response.json()["detail"]
    assert store.relatives("x") == ()


def test_consent_when_a_worker_records_it_then_the_talk_may_begin_and_ends_with_a_no(http, staff, store):
    store.create(Case("x", status="levert", turn=1), "h", [], NOW)
    body = {"given": True, "how": "muntlig i møte", "who": "mor", "on": "2026-02-28"}
    assert http.post("/api/cases/x/consent", json=body, headers=staff).json()["text"] == "2026-02-28. muntlig i møte. mor"
    made = http.post("/api/cases/x/relative", json={"mode": "self", "relation": "mor"}, headers=staff).json()
    http.post("/api/cases/x/consent", json={"given": False, "how": "ringte"}, headers=staff)
    assert http.post("/api/conversations/resume", json={"code": made["code"]}).status_code == 404
    assert http.post("/api/cases/x/relative", headers=staff).status_code == 409


@pytest.mark.parametrize("body", [{"given": True, "how": " "}, {"given": True, "how": "x", "on": "2999-01-01"}, {"given": "kanskje", "how": "x"}, {}])
def test_consent_when_it_is_unusable_then_a_sentence_and_nothing_recorded(http, staff, store, body):
    store.create(Case("x", status="levert", turn=1), "h", [], NOW)
    assert http.post("/api/cases/x/consent", json=body, headers=staff).status_code == 422
    assert store.load("x").consents == []


@pytest.fixture
def relative(http, staff, person):
    """A relative who has written something and shared it; `shows` is whether the person may read it."""

    def tell(shows: str) -> str:
        made = http.post(f"/api/cases/{person}/relative", json={"mode": "self", "relation": "mor"}, headers=staff).json()
        talk = opened(http, made["code"])
        key, reply = {"Authorization": f"Bearer {talk['token']}"}, talk
        codes = {"ramme.samtykke": "ja", "ramme.oppsummering": "stemmer", "ramme.vises": shows, "ramme.deling": "alt"}
        for _ in range(20):
            assert "HEMMELIG" not in texts(reply)
            assert "sove igjen" not in texts(reply)
            asked = [m["question"] for m in reply["messages"] if m["question"]]
            if reply["status"] != "pagar":
                break
            body = {"text": "PÅRØRENDEORD om turer"} if asked[-1] == "situasjon.parorende" else {"choice": codes.get(asked[-1], "hopp_over")}
            reply = http.post(f"/api/conversations/{made['id']}/messages", json=body, headers=key).json()
        assert reply["status"] == "levert"
        return made["id"]

    return tell


def test_relative_when_the_person_may_not_read_it_then_only_the_workers_do(http, staff, person, relative, store):
    talk = relative("nei")
    assert "PÅRØRENDEORD" in http.get(f"/api/cases/{person}/summary.txt", headers=staff).text
    assert "PÅRØRENDEORD" in str(http.get(f"/api/cases/{person}", headers=staff).json()["relatives"][0]["points"])
    store._db.execute("UPDATE tokens SET token_hash = ? WHERE case_id = ?", [_hash("egen"), person])
    own = {"Authorization": "Bearer egen"}
    copy = zipped(http.get(f"/api/conversations/{person}/innsyn.zip", headers=own))
    assert "PÅRØRENDEORD" not in copy
    assert "En pårørende har hatt en egen samtale" in copy
    assert talk not in copy
    assert http.get(f"/api/conversations/{talk}", headers=own).status_code == 404


def test_relative_when_the_person_may_read_it_then_it_stands_in_her_copy(http, person, relative, store):
    relative("ja")
    store._db.execute("UPDATE tokens SET token_hash = ? WHERE case_id = ?", [_hash("egen"), person])
    assert "PÅRØRENDEORD" in zipped(http.get(f"/api/conversations/{person}/innsyn.zip", headers={"Authorization": "Bearer egen"}))


def test_relative_when_there_is_one_then_not_among_the_cases_but_counted_for_itself(http, staff, person, relative):
    talk = relative("nei")
    assert [row["id"] for row in http.get("/api/cases", headers=staff).json()] == [person]
    counted = http.get("/api/statistics", headers=staff).json()
    assert (counted["total"], counted["relatives"], counted["follow_ups"]) == (1, 1, 0)
    found = http.get(f"/api/cases/{talk}", headers=staff).json()
    assert "suggestion" not in found
    assert http.post(f"/api/cases/{talk}/decision", json={"pathway": 1}, headers=staff).status_code == 409
    assert http.post(f"/api/cases/{talk}/followup", headers=staff).status_code == 409


def test_documents_when_it_is_a_relatives_talk_then_only_those_that_say_so(http, staff, relative):
    talk = relative("nei")
    offered = {line["document"] for line in http.get(f"/api/cases/{talk}/documents", headers=staff).json()}
    assert offered == {"sammendrag", "egen-kopi"}
    refused = http.get(f"/api/cases/{talk}/documents/fhir", params={"draft": True}, headers=staff)
    assert refused.status_code == 409
    assert "samtale med en pårørende" in refused.json()["detail"]
    assert f"parorende-{talk}" in http.get(f"/api/cases/{talk}/summary.docx", headers=staff).headers["content-disposition"]


def test_export_when_a_relative_speaks_afterwards_then_it_is_outdated(http, staff, person, relative):
    http.get(f"/api/cases/{person}/summary.txt", headers=staff)
    assert not http.get(f"/api/cases/{person}/exports", headers=staff).json()[0]["outdated"]
    relative("nei")
    assert http.get(f"/api/cases/{person}/exports", headers=staff).json()[0]["outdated"]


def test_report_when_a_talk_is_a_relatives_then_it_is_not_counted(store, person, relative):
    talk = relative("ja")
    assert is_shared(store.load(person))
    assert not is_shared(store.load(talk))


def test_console_when_a_case_has_both_then_the_page_shows_them_and_the_buttons(http, account, cookie, person, relative):
    relative("nei")
    inside = cookie(account("kari"))
    page = http.get(f"/konsoll/sak/{person}", headers=inside).text
    assert "PÅRØRENDEORD" in page
    assert "Start veiledet oppfølging" in page
    followed = http.post(f"/konsoll/sak/{person}/oppfolging", data={"mate": "guided"}, headers=inside)
    assert followed.headers["location"].startswith("/konsoll/samtale/")
    new = followed.headers["location"].rsplit("/", 1)[1]
    assert "Å sove igjen" in http.get(f"/konsoll/sak/{new}", headers=inside).text
    coded = http.post(f"/konsoll/sak/{person}/oppfolging", data={"mate": "self"}, headers=inside).headers["location"]
    assert coded.endswith("/startkode")
    assert "virker én gang" in http.post(coded, headers=inside).text


def test_console_when_consent_is_missing_then_the_button_is_off_and_says_why(http, account, cookie, store):
    store.create(Case("x", status="levert", turn=1), "h", [], NOW)
    inside = cookie(account("kari"))
    page = http.get("/konsoll/sak/x", headers=inside).text
    assert 'aria-describedby="parorende-hvorfor"' in page
    done = http.post("/konsoll/sak/x/parorende/samtykke", data={"svar": "ja", "hvordan": "muntlig", "dato": ""}, headers=inside)
    assert done.status_code == 303
    assert 'aria-describedby="parorende-hvorfor"' not in http.get("/konsoll/sak/x", headers=inside).text


def _hash(token: str) -> str:
    from assistant.dialogue.engine import hash_token

    return hash_token(token)
