"""The plan in the API and on its page, the overdose talk, and that nothing the person holds back comes through."""

from __future__ import annotations

import re

import pytest

from assistant.domain.case import Answer, Case, Consent, Decision, Finding, Plan, RiskEvent
from assistant.domain.plan import PlanLine

NOW = "2026-03-01T10:00:00+00:00"
OWN = "Gå en tur med hunden"
SECRET = "HEMMELIG: han finner meg"


@pytest.fixture
def case(store):
    """Makes a shared case with words for the plan; one theme is held back."""

    def make(case_id: str = "k1", *, shared: bool | None = True, overdose: bool = False) -> str:
        made = Case(case_id, created=NOW, updated=NOW, hidden_areas=("nettverk",), status="levert")
        made.answers += [
            Answer("trygg.plan_lindrer", "sikkerhet", OWN, turn=1, at=NOW), Answer("barn.passer", "barn", "Mor til barna", turn=2, at=NOW),
            Answer("nettverk.hvem", "nettverk", SECRET, turn=3, at=NOW), Answer("historikk.hjalp", "historikk", "nei", turn=4, at=NOW, closes_area=True),
        ]
        if overdose:
            made.findings.append(Finding("rusmiddel", "heroin", "rusmidler", "rusmidler.apen", "litt heroin i helga", by="fagperson"))
        if shared is not None:
            made.consents.append(Consent("deling", shared, "", NOW))
        store.create(made, "h", [], NOW)
        return case_id

    return make


@pytest.fixture
def inside(http, key):
    """The client with a session."""
    assert http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari Nordmann"}).status_code == 303
    return http


def plan_of(http, staff, case_id):
    response = http.get(f"/api/cases/{case_id}/plan", headers=staff)
    assert response.status_code == 200, response.text
    return response.json()


def lines(plan, part):
    return [x["text"] for p in plan["parts"] if p["id"] == part for x in p["lines"]]


def test_plan_when_none_is_saved_then_a_draft_of_the_persons_words(http, staff, case):
    plan = plan_of(http, staff, case())
    assert (plan["version"], plan["draft"], plan["history"]) == (0, True, [])
    assert [p["id"] for p in plan["parts"]] == ["tegn", "selv", "kontakt", "tjenester", "parorende", "barn", "onsker_ikke"]
    assert lines(plan, "selv") == [OWN]
    assert lines(plan, "barn") == ["Mor til barna"]
    assert all(x["own"] and x["source"] for p in plan["parts"] for x in p["lines"])


def test_plan_when_a_theme_is_held_back_then_its_words_are_nowhere(http, staff, case, inside):
    case_id = case()
    assert SECRET not in http.get(f"/api/cases/{case_id}/plan", headers=staff).text
    assert SECRET not in inside.get(f"/konsoll/sak/{case_id}/plan").text


@pytest.mark.parametrize("shared", [False, None])
def test_plan_when_the_talk_is_not_shared_then_empty_and_the_page_says_so(http, staff, case, inside, shared):
    plan = plan_of(http, staff, case(shared=shared))
    assert not [x for p in plan["parts"] for x in p["lines"]]
    page = inside.get("/konsoll/sak/k1/plan").text
    assert OWN not in page
    assert "ikke delt samtalen" in page


def test_plan_when_saved_then_a_version_by_a_name_and_the_older_ones_stand(http, staff, case, store):
    case_id = case()
    body = {"version": 0, "parts": {"selv": [{"text": OWN, "source": "trygg.plan_lindrer"}, {"text": "Ringe legevakten"}],
                                    "onsker_ikke": [{"text": "Ikke ring sjefen", "own": True}]},
            "measures": [{"measure": store_measure(http), "who": "Kari", "follow_up": "2026-04-01"}, {"text": "  "}]}
    first = http.put(f"/api/cases/{case_id}/plan", json=body, headers=staff)
    assert first.status_code == 200, first.text
    saved = first.json()
    assert (saved["version"], saved["draft"], saved["by"]) == (1, False, "fagperson")
    assert lines(saved, "selv") == [OWN, "Ringe legevakten"]
    assert [x["own"] for p in saved["parts"] if p["id"] == "selv" for x in p["lines"]] == [True, False]
    assert len(saved["measures"]) == 1
    assert saved["measures"][0]["text"]
    second = http.put(f"/api/cases/{case_id}/plan", json={"version": 1, "parts": {"tegn": [{"text": "Sover ikke"}]}}, headers=staff).json()
    assert [v["version"] for v in second["history"]] == [2, 1]
    assert lines(second, "selv") == []
    assert [x["detail"] for x in store.audit(case_id) if x["action"] == "plan_lagret"] == ["versjon=1", "versjon=2"]
    assert "Sover ikke" not in str(store.audit(case_id))


def store_measure(http) -> str:
    return http.app.state.tjeneste.guide.pathways.measures[0].id


def test_plan_when_a_colleague_saved_meanwhile_then_409_and_nothing_is_lost(http, staff, case, store):
    case_id = case()
    assert http.put(f"/api/cases/{case_id}/plan", json={"version": 0, "parts": {"tegn": [{"text": "A"}]}}, headers=staff).status_code == 200
    late = http.put(f"/api/cases/{case_id}/plan", json={"version": 0, "parts": {"tegn": [{"text": "B"}]}}, headers=staff)
    assert late.status_code == 409
    assert "kollega" in late.json()["detail"]
    assert [p.lines[0].text for p in store.load(case_id).plans] == ["A"]


@pytest.mark.parametrize(("change", "word"), [
    ({"parts": {"finnes_ikke": [{"text": "x"}]}}, "tegn"), ({"parts": {"tegn": [{"text": "x" * 2001}]}}, "for langt"),
    ({"parts": {}}, "tom"), ({"parts": {"selv": [{"text": "noe annet", "source": "trygg.plan_lindrer"}]}}, "ikke i saken"),
    ({"parts": {"parorende": [{"text": SECRET, "source": "nettverk.hvem"}]}}, "ikke i saken"),
    ({"measures": [{"measure": "T9-FINNES-IKKE"}]}, "Velg et annet"), ({"measures": [{"goal": "bare mål"}]}, "mangler"),
    ({"parts": {"tegn": [{"text": f"punkt {n}"} for n in range(41)]}}, "Slå noen sammen"),
    ({"measures": [{"text": "x", "follow_up": "1999-01-01"}]}, "år-måned-dag"), ({"measures": [{"text": "x", "follow_up": "i morgen"}]}, ""),
])
def test_plan_when_something_is_wrong_then_a_sentence_and_nothing_saved(http, staff, case, store, change, word):
    case_id = case()
    response = http.put(f"/api/cases/{case_id}/plan", json={"version": 0, **change}, headers=staff)
    assert response.status_code == 422
    assert word in response.json()["detail"]
    assert store.load(case_id).plans == []


def test_plan_when_the_case_is_unknown_then_404(http, staff):
    assert http.get("/api/cases/x/plan", headers=staff).status_code == 404
    assert http.put("/api/cases/x/plan", json={"version": 0, "parts": {"tegn": [{"text": "x"}]}}, headers=staff).status_code == 404


def test_plan_when_the_person_holds_a_theme_back_later_then_its_words_leave_the_saved_plan(http, staff, store):
    made = Case("k2", created=NOW, updated=NOW)
    made.answers += [Answer("barn.passer", "barn", "Mor til barna", turn=1, at=NOW)]
    made.consents.append(Consent("deling", True, "", NOW))
    made.plans.append(Plan(1, (PlanLine("barn", "Mor til barna", True, "barn.passer"), PlanLine("barn", "Hunden hos Siri")), (), "kari", NOW))
    made.hidden_areas = ("barn",)
    store.create(made, "h", [], NOW)
    assert lines(plan_of(http, staff, "k2"), "barn") == ["Hunden hos Siri"]
    for path in ("plan", "documents/kriseplan-text?draft=true", "innsyn.zip"):
        assert b"Mor til barna" not in http.get(f"/api/cases/k2/{path}", headers=staff).content
    assert "Mor til barna" not in str(http.get("/api/cases/k2", headers=staff).json())


def test_form_when_opened_then_the_persons_words_are_ticked_and_fields_are_named(inside, case):
    page = inside.get(f"/konsoll/sak/{case()}/plan").text
    assert re.search(r'<input [^>]*name="ord\.[0-9a-f]{16}"[^>]* checked>', page)
    assert f"«{OWN}»" in page
    labels = set(re.findall(r'<label [^>]*for="([^"]+)"', page))
    assert labels >= set(re.findall(r'<(?:textarea|select|input)[^>]* id="([^"]+)"', page))


def test_form_when_saved_then_ticked_words_written_lines_and_measures_stand(inside, case, store):
    case_id = case()
    key = re.search(r'name="(ord\.[0-9a-f]+)" value="ja" checked> <span class="ord">«' + OWN, inside.get(f"/konsoll/sak/{case_id}/plan").text).group(1)
    sent = {"versjon": "0", key: "ja", "tekst.tegn": "«Jeg svarer ikke på meldinger»\r\n\r\nSiri merker det først <b>", "tiltak.0.tekst": "Samtaler",
            "tiltak.0.hvem": "Kari", "tiltak.0.folges": "2026-04-01", "tiltak.2.valg": store_measure(inside)}
    response = inside.post(f"/konsoll/sak/{case_id}/plan", data=sent)
    assert (response.status_code, response.headers["location"]) == (303, f"/konsoll/sak/{case_id}/plan#utgaver")
    plan = store.load(case_id).plans[-1]
    assert [(x.part, x.text, x.own, bool(x.source)) for x in plan.lines] == [
        ("tegn", "Jeg svarer ikke på meldinger", True, False), ("tegn", "Siri merker det først <b>", False, False), ("selv", OWN, True, True)]
    assert next((m.text, m.who, m.follow_up) for m in plan.measures) == ("Samtaler", "Kari", "2026-04-01")
    assert plan.by == "fagperson Kari Nordmann"
    page = inside.get(f"/konsoll/sak/{case_id}/plan").text
    assert "Utgave 1" in page
    assert "«Jeg svarer ikke på meldinger»\nSiri merker det først &lt;b&gt;" in page
    assert "Utgave 1" not in inside.get(f"/konsoll/sak/{case_id}").text.split("Krise- og mestringsplanen er lagret")[0]


def test_form_when_a_line_is_unticked_then_gone_from_the_plan_but_still_offered(inside, case, store):
    case_id = case()
    inside.post(f"/konsoll/sak/{case_id}/plan", data={"versjon": "0", "tekst.tegn": "noe"})
    assert [x.text for x in store.load(case_id).plans[-1].lines] == ["noe"]
    assert f"«{OWN}»" in inside.get(f"/konsoll/sak/{case_id}/plan").text


@pytest.mark.parametrize(("fields", "word"), [
    ({}, "Planen er tom"), ({"tekst.tegn": "x", "versjon": "7"}, "kollega"), ({"tekst.tegn": "x", "versjon": "tull"}, "kollega"),
    ({"ord.0123456789abcdef": "ja", "tekst.tegn": "x"}, "ikke i saken"), ({"tekst.tull": "x"}, "finnes ikke i planen"),
    ({"tekst.tegn": "x", "tiltak.0.mal": "mål uten tiltak"}, "mangler hva"), ({"tekst.tegn": "x", "tiltak.0.tekst": "y", "tiltak.0.folges": "31.12"}, "datoen"),
])
def test_form_when_something_is_wrong_then_said_and_what_was_written_stands(inside, case, store, fields, word):
    case_id = case()
    response = inside.post(f"/konsoll/sak/{case_id}/plan", data={"versjon": "0", **fields})
    assert response.status_code == 422
    assert word in response.text
    for name, text in fields.items():
        if name.startswith(("tekst.t", "tiltak")) and name != "tekst.tull":
            assert text in response.text
    assert store.load(case_id).plans == []


def test_form_when_there_are_far_too_many_fields_then_a_sentence(inside, case):
    response = inside.post(f"/konsoll/sak/{case()}/plan", data={f"tekst.{n}": "x" for n in range(700)}, headers={"Accept": "application/json"})
    assert response.status_code == 413
    assert response.json()["detail"].endswith(".")


def test_documents_when_the_plan_changes_then_the_approval_no_longer_holds(http, staff, case, store):
    case_id = case()
    store.decide(case_id, Decision(1, None, "", "kari", NOW), "kari", NOW)
    store.approve(case_id, "kari", NOW)
    assert http.get(f"/api/cases/{case_id}/documents/kriseplan", headers=staff).status_code == 200
    http.put(f"/api/cases/{case_id}/plan", json={"version": 0, "parts": {"tegn": [{"text": "x"}]}}, headers=staff)
    assert http.get(f"/api/cases/{case_id}/documents/kriseplan", headers=staff).status_code == 409


def test_overdose_talk_when_nothing_calls_for_it_then_not_offered(http, staff, case, inside):
    case_id = case()
    assert "overdosesamtale" not in {d["document"] for d in http.get(f"/api/cases/{case_id}/documents", headers=staff).json()}
    assert http.get(f"/api/cases/{case_id}/documents/overdosesamtale?draft=true", headers=staff).status_code == 409
    assert "Overdoseforebyggende" not in inside.get(f"/konsoll/sak/{case_id}").text
    for response in (inside.get(f"/konsoll/sak/{case_id}/overdose"), inside.post(f"/konsoll/sak/{case_id}/overdose", data={})):
        assert response.status_code == 404


def test_overdose_talk_when_called_for_then_ticked_and_in_the_note(http, staff, case, inside, store):
    case_id = case(overdose=True)
    assert f"/konsoll/sak/{case_id}/overdose" in inside.get(f"/konsoll/sak/{case_id}").text
    assert "litt heroin i helga" in inside.get(f"/konsoll/sak/{case_id}/overdose").text
    sent = {"stand.nalokson": "gjort", "merknad.nalokson": "Delt ut <i dag>", "stand.royke": "ikke", "stand.alene": ""}
    for _ in range(2):
        assert inside.post(f"/konsoll/sak/{case_id}/overdose", data=sent).status_code == 303
    assert [(c.item, c.state, c.note, c.by) for c in store.load(case_id).checks] == [
        ("nalokson", "gjort", "Delt ut <i dag>", "fagperson Kari Nordmann"), ("royke", "ikke", "", "fagperson Kari Nordmann")]
    text = http.get(f"/api/cases/{case_id}/documents/overdosesamtale-text?draft=true", headers=staff).text
    assert re.search(r"Nalokson nesespray.*?Snakket om: Ja.*?Merknad: Delt ut <i dag>", text, re.DOTALL)
    assert "Ikke denne gangen" in text
    inside.post(f"/konsoll/sak/{case_id}/overdose", data={**sent, "stand.nalokson": ""})
    assert store.load(case_id).current_checks("overdose")["nalokson"].state == ""


def test_overdose_talk_when_only_danger_is_shared_then_still_offered(http, staff, store, inside):
    made = Case("k3", created=NOW, updated=NOW)
    made.risks.append(RiskEvent("overdose-self", "overdose", "hoy", "self", "jeg tåler ikke det jeg gjorde", "rusmidler.apen", "rusmidler", at=NOW))
    made.answers.append(Answer("rusmidler.apen", "rusmidler", SECRET, turn=1, at=NOW))
    store.create(made, "h", [], NOW)
    page = inside.get("/konsoll/sak/k3/overdose")
    assert page.status_code == 200
    assert SECRET not in page.text
    assert "jeg tåler ikke det jeg gjorde" in page.text


def test_overdose_note_when_too_long_then_said_and_kept_in_the_form(inside, case, store):
    case_id = case(overdose=True)
    response = inside.post(f"/konsoll/sak/{case_id}/overdose", data={"stand.nalokson": "gjort", "merknad.nalokson": "x" * 2001})
    assert response.status_code == 422
    assert "x" * 2001 in response.text
    assert store.load(case_id).checks == []


def test_own_plan_when_saved_then_the_person_gets_it_with_her_own_key(http, staff, talk, store):
    t = talk()
    t.choose("ja")
    assert t.get("/plan.docx").status_code == 404
    http.put(f"/api/cases/{t.id}/plan", json={"version": 0, "parts": {"selv": [{"text": "Gå en tur"}]}}, headers=staff)
    response = t.get("/plan.docx")
    assert response.status_code == 200
    assert response.content[:2] == b"PK"
    assert http.get(f"{t.url}/plan.docx").status_code == 401


def test_own_plan_when_none_is_saved_then_the_worker_is_told_what_to_do(http, staff, case):
    response = http.get(f"/api/cases/{case()}/documents/egen-plan", headers=staff)
    assert response.status_code == 409
    assert "lagre den på siden «Plan»" in response.json()["detail"]
