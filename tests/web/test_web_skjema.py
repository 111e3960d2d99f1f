"""Forms entered by a worker: on the page, over the API, with score, danger and what is refused."""

from __future__ import annotations

import json
import re

import pytest

from assistant.domain.case import Answer, Case, Consent, Finding, Maling

NOW = "2026-11-20T10:00:00+00:00"
PAGE = "/konsoll/sak/sak-1/skjema"
API = "/api/cases/sak-1/measurements"
SAID = "Jeg er helt nede og drikker hver kveld"


@pytest.fixture
def inside(http, key):
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
    return http


@pytest.fixture
def case(store):
    found = [Finding("nedstemthet", "moderat", "psykisk_helse", "psykisk_helse.apen", SAID, turn=1)]
    case = Case("sak-1", status="levert", turn=1, findings=found, answers=[Answer("psykisk_helse.apen", "psykisk_helse", SAID, turn=1, at=NOW)],
                consents=[Consent("samtykke", True, "", NOW), Consent("deling", True, "", NOW)])
    store.create(case, "h", [], NOW)
    return case


def paper(instrument: str, *values: object, **other: str) -> dict[str, str]:
    """The fields of the page's form."""
    return {"instrument": instrument, **{f"svar.{n}": str(v) for n, v in enumerate(values, 1)}, **other}


def test_skjemasiden_when_findings_fit_then_offers_with_the_persons_words(inside, case):
    text = inside.get(PAGE).text
    offers = text[text.index('id="passer"'):text.index('id="velg"')]
    assert "Før PHQ-9" in offers
    assert SAID in offers
    assert "Før DUDIT" not in offers
    assert "ikke en diagnose" in text


def test_skjemasiden_when_form_is_chosen_then_every_item_can_be_left_open_and_sex_is_asked_where_it_matters(inside, case):
    audit, phq = (inside.get(f"{PAGE}?instrument={name}").text for name in ("audit", "phq-9"))
    assert len(re.findall(r"<legend[^>]*>Spørsmål", audit)) == 10
    assert re.findall(r'name="svar.9" value="(\w*)"', audit) == ["0", "2", "4", ""]
    assert 'name="kjonn"' in audit
    assert 'name="kjonn"' not in phq


def test_skjema_when_entered_from_paper_then_score_limits_and_who_are_shown(inside, case, store):
    answer = inside.post(PAGE, data=paper("audit", 1, 1, 1, 1, 1, 1, 1, 0, 0, 0))
    assert answer.headers["location"] == f"{PAGE}#skjema-audit"
    text = inside.get(PAGE).text
    for part in ("7 poeng (fra 0 til 40)", "For kvinner: Grensen er nådd", "For menn: Grensen er ikke nådd", "fagperson Kari, fra papir"):
        assert part in text
    assert store.load("sak-1").measurements[0].sex == ""
    assert "7 poeng (fra 0 til 40)" in inside.get("/konsoll/sak/sak-1").text


def test_skjema_when_item_nine_is_above_zero_then_risk_and_alert_at_once_and_the_page_says_what_to_do(inside, case, store):
    inside.post(PAGE, data=paper("phq-9", 0, 0, 0, 0, 0, 0, 0, "", 1))
    assert [(a["category"], a["level"]) for a in store.alerts()] == [("selvmord", "avklar")]
    risk = store.load("sak-1").current_risks()["selvmord-self"]
    assert (risk.status, risk.quote, risk.rules) == ("ferdig", "PHQ-9, spørsmål 9: 1 (fra 0 til 3)", ("SKJEMA-PHQ-9-9",))
    text = inside.get(PAGE).text
    assert "Gjør dette nå" in text
    assert "Mangler svar på spørsmål 8. Derfor ingen sum." in text
    assert ("system", "varsel") not in [(row["actor"], row["action"]) for row in store.audit("sak-1")]
    assert [row["action"] for row in store.audit("sak-1")].count("varsel") == 1
    assert store.list_cases()[0]["worst_level"] == "avklar"


def test_skjema_when_danger_comes_again_after_the_alert_was_taken_then_new_alert(inside, case, store):
    for times in (1, 2):
        inside.post(PAGE, data=paper("phq-9", *[0] * 8, 2))
        assert [a["level"] for a in store.alerts()] == ["hoy"]
        store.acknowledge(store.alerts()[0]["id"], "kari", NOW)
        assert len(store.alerts(open_only=False)) == times


def test_skjema_when_the_persons_own_safety_step_is_open_then_it_stays_open(http, staff, talk, store):
    mine = talk()
    mine.choose("ja")
    mine.say("jeg vil ikke leve lenger")
    before = store.load(mine.id).current_risks()["selvmord-self"]
    assert before.status != "ferdig"
    assert http.post(f"/api/cases/{mine.id}/measurements", headers=staff, json={"instrument": "phq-9", "answers": {"9": 1}}).status_code == 201
    assert store.load(mine.id).current_risks()["selvmord-self"].status != "ferdig"
    assert mine.choose("fortsett")["status"] == "pagar"


@pytest.mark.parametrize(("fields", "says"), [
    (paper("phq-9", 4), "Spørsmål 1 i PHQ-9 kan være 0, 1, 2 eller 3."),
    (paper("phq-9", "mange"), "Skriv bare tall"),
    (paper("phq-9", "nan"), "Skriv bare tall"),
    (paper("phq-9"), "Før minst ett svar på PHQ-9"),
    (paper("phq-9", sum="28"), "Poengsummen for PHQ-9 går fra 0 til 27."),
    (paper("who-5", sum="50"), "i trinn på 4"),
    (paper("ors", "3,55"), "fra 0 til 10 med trinn på 0,1"),
    (paper("finnes-ikke", 1), "Skjemaet finnes ikke"),
    (paper("phq-9", 1, kjonn="ukjent"), "Noe i skjemaet kunne ikke leses"),
    ({"instrument": "phq-9", "svar.10": "1"}, "PHQ-9 har 9 spørsmål"),
    ({"instrument": "psfs", "svar.1": "4", "ord.1": "x" * 501}, "500 tegn"),
])
def test_skjema_when_something_is_wrong_then_a_sentence_and_nothing_is_recorded(inside, case, store, fields, says):
    answer = inside.post(PAGE, data=fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert store.load("sak-1").measurements == []


def test_skjema_when_corrected_then_the_newest_is_in_force_and_the_first_is_kept(inside, case, store):
    inside.post(PAGE, data=paper("psfs", 2, 3, 4, id="00000000000000aa", **{"ord.1": "Sove <godt>", "ord.2": "Gå tur", "ord.3": "Jobbe"}))
    page = inside.get(f"{PAGE}?rett=00000000000000aa").text
    assert 'value="Sove &lt;godt&gt;"' in page
    inside.post(PAGE, data=paper("psfs", 2, 3, 7, id="00000000000000aa", **{"ord.1": "Sove <godt>", "ord.2": "Gå tur", "ord.3": "Jobbe"}))
    inside.post(PAGE, data=paper("psfs", 2, 3, 7, id="00000000000000aa", **{"ord.1": "Sove <godt>", "ord.2": "Gå tur", "ord.3": "Jobbe"}))
    kept = store.load("sak-1")
    assert [m.answers["3"] for m in kept.measurements] == [4, 7]
    assert list(kept.current_measurements()) == ["00000000000000aa"]
    assert "4 poeng (fra 0 til 10)" in inside.get(PAGE).text
    again = inside.get(f"{PAGE}?instrument=psfs").text
    assert 'name="ord.2" value="Gå tur"' in again
    assert 'value="00000000000000aa"' not in again


def test_skjema_when_filled_in_twice_then_chart_with_words_and_change(inside, case, store):
    with store._writing() as db:
        first = Maling("m1", "who-5", "1", {str(n): 1 for n in range(1, 6)}, source="papir", by="fagperson Kari", at=NOW)
        db.execute("INSERT INTO measurements VALUES ('sak-1', 0, ?)", [json.dumps(first.__dict__)])
    inside.post(PAGE, data=paper("who-5", 3, 3, 3, 3, 3))
    text = inside.get(PAGE).text
    assert re.search(r'role="img" aria-label="WHO-5 over tid, fra 0 til 100: 20 \(20\. nov\. 2026\), 60 ', text)
    assert "+40 poeng, til det bedre, mer enn tilfeldig (10 poeng eller mer)." in text
    assert "<script" not in text[text.index("<svg"):text.index("</svg>")]


def test_api_when_posted_then_201_with_score_and_the_list_has_it(http, staff, case):
    got = http.post(API, headers=staff, json={"instrument": "dudit", "answers": {str(n): 0 for n in range(1, 11)} | {"11": 2}, "sex": "kvinne"})
    assert got.status_code == 201
    assert (got.json()["total"], got.json()["sex_open"]) == (2, False)
    assert [x["reached"] for x in got.json()["limits"]] == [True, False]
    assert [m["id"] for m in http.get(API, headers=staff).json()] == [got.json()["id"]]
    assert http.get("/api/cases/sak-1", headers=staff).json()["measurements"][0]["total"] == 2


@pytest.mark.parametrize("body", [
    {}, {"instrument": "phq-9", "answers": {"1": "mye"}}, {"instrument": "phq-9", "answers": {"1": 1e300}}, {"instrument": "phq-9", "answers": []},
    {"instrument": "psfs", "answers": {"1": 1}, "words": {"1": "\ud800"}}, {"instrument": "phq-9", "answers": {"1": 1}, "words": {"1": "hei"}},
    {"instrument": "phq-9", "answers": {"1": 1}, "id": "../../x"}, {"instrument": "moca", "answers": {"1": 1}}, {"instrument": "moca", "total": 31},
    {"instrument": "phq-9", "answers": {"1": 1}, "total": 4},
])
def test_api_when_body_is_wrong_then_422_with_a_sentence_and_nothing_recorded(http, staff, case, store, body):
    got = http.post(API, headers={**staff, "content-type": "application/json"}, content=json.dumps(body))
    assert got.status_code == 422, got.text
    assert got.headers["content-type"] == "application/problem+json"
    assert got.json()["detail"].endswith(".")
    assert store.load("sak-1").measurements == []


def test_api_when_case_is_unknown_or_nobody_is_logged_in_then_404_and_401(http, staff, case):
    body = {"instrument": "moca", "total": 25}
    assert http.post("/api/cases/ukjent/measurements", headers=staff, json=body).status_code == 404
    assert http.post(API, json=body).status_code == 401
    assert http.get("/api/instruments").status_code == 401
    shown = {i["id"]: i for i in http.get("/api/instruments", headers=staff).json()}
    assert len(shown) == 20
    assert (shown["psfs"]["readable"], shown["phq-9"]["readable"]) == (True, False)
    assert shown["phq-9"]["items"][8]["values"] == [0, 1, 2, 3]


def test_maaling_when_the_area_is_held_back_then_the_worker_sees_only_what_workers_entered(http, staff, store):
    case = Case("sak-1", status="levert", hidden_areas=("rusmidler",), consents=[Consent("samtykke", True, "", NOW), Consent("deling", True, "", NOW)])
    case.measurements += [
        Maling("a", "audit", "1", given_total=31, by="person", at=NOW), Maling("b", "audit", "1", given_total=7, source="papir", by="fagperson Kari", at=NOW),
        Maling("c", "phq-9", "1", given_total=9, by="person", at=NOW),
    ]
    store.create(case, "h", [], NOW)
    assert [m["id"] for m in http.get(API, headers=staff).json()] == ["b", "c"]
    for path in ("", "/summary.txt"):
        assert "31 poeng" not in http.get(f"/api/cases/sak-1{path}", headers=staff).text
    assert "9 poeng" in http.get("/api/cases/sak-1/summary.txt", headers=staff).text


def test_maaling_when_the_worker_enters_it_during_the_talk_then_the_talk_goes_on(http, staff, talk, store):
    mine = talk()
    mine.choose("ja")
    assert http.post(f"/api/cases/{mine.id}/measurements", headers=staff, json={"instrument": "phq-9", "answers": {"9": 3}}).status_code == 201
    reply = mine.say("Jeg vil sove bedre")
    assert not any(m["kind"] == "safety" for m in reply["messages"])
    assert len(store.load(mine.id).measurements) == 1
