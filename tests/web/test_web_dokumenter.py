"""The approval gate, the register of what was taken out, and the page with all documents."""

from hashlib import sha256
from io import BytesIO

import docx as python_docx
import pytest

from assistant.domain.case import Answer, Case, Consent, Decision, Finding
from assistant.domain.plan import Plan, PlanLine
from assistant.export import formater
from assistant.store.rettinger import Edit

AT = "2026-11-23T08:00:00+00:00"
JOURNAL = [f.id for f in formater.FORMATS if f.approval and not f.slow and not f.missing()]


@pytest.fixture
def case(store) -> str:
    """A talk that is shared but for one theme, with a decision, a plan and what calls for the overdose talk: every document is for it."""
    made = Case("sak-1", status="levert", created=AT, updated=AT, turn=3, hidden_areas=("bolig",))
    made.answers += [Answer("viktig.apen", "viktig", "Få sove", turn=1, at=AT), Answer("bolig.apen", "bolig", "HEMMELIG bosted", turn=2, at=AT)]
    made.findings.append(Finding("sovnvansker", "ja", "viktig", "viktig.apen", "Få sove", turn=1))
    made.findings.append(Finding("rusmiddel", "heroin", "rusmidler", "rusmidler.apen", "", by="fagperson"))
    made.plans.append(Plan(1, (PlanLine("selv", "ringe Per"),), (), "kari", AT))
    made.consents += [Consent("samtykke", True, "", AT), Consent("deling", True, "bolig", AT)]
    made.decisions.append(Decision(1, 1, "", "kari", AT))
    store.create(made, "h", [], AT)
    return made.id


@pytest.fixture
def kari(account, cookie):
    return cookie(account("kari", title="klinisk sosionom", hpr="9144889"))


def _words(content: bytes) -> str:
    word = python_docx.Document(BytesIO(content))
    pages = word.sections[0]
    return "\n".join(p.text for part in (pages.header, word, pages.footer) for p in part.paragraphs)


def _approve(http, case, who):
    assert http.post(f"/konsoll/sak/{case}/godkjenn", headers=who).status_code == 303


@pytest.mark.parametrize("format", JOURNAL)
def test_final_when_the_case_is_not_approved_then_refused_with_what_to_do(http, store, case, kari, format):
    response = http.get(f"/api/cases/{case}/documents/{format}", headers=kari)
    assert response.status_code == 409 and "Godkjenn den på saksiden" in response.json()["detail"]
    assert store.exports(case) == []


@pytest.mark.parametrize("format", JOURNAL)
def test_draft_when_the_case_is_not_approved_then_its_name_says_so(http, store, case, kari, format):
    response = http.get(f"/api/cases/{case}/documents/{format}?draft=true", headers=kari)
    assert response.status_code == 200 and "UTKAST" in response.headers["content-disposition"]
    (taken,) = store.exports(case)
    assert taken.draft and taken.sha256 == sha256(response.content).hexdigest()


def test_draft_when_word_then_every_page_says_so(http, case, kari):
    content = http.get(f"/api/cases/{case}/documents/docx?draft=true", headers=kari).content
    header = python_docx.Document(BytesIO(content)).sections[0].header
    assert "UTKAST, IKKE GODKJENT" in "".join(p.text for p in header.paragraphs)


def test_final_when_approved_then_says_who_with_title_and_hpr_and_no_draft(http, case, kari):
    _approve(http, case, kari)
    response = http.get(f"/api/cases/{case}/documents/docx", headers=kari)
    text = _words(response.content)
    assert "Godkjent av Kari, klinisk sosionom, HPR-nummer 9144889" in text and "utkast" not in text.lower()
    assert "UTKAST" not in response.headers["content-disposition"]


def test_final_when_the_case_is_changed_after_approval_then_refused_until_approved_again(http, store, case, kari):
    _approve(http, case, kari)
    store.edit(case, Edit("notat", "viktig", after={"text": "Ringte i dag"}), "kari", AT)
    assert http.get(f"/api/cases/{case}/documents/text", headers=kari).status_code == 409
    _approve(http, case, kari)
    assert http.get(f"/api/cases/{case}/documents/text", headers=kari).status_code == 200


def test_draft_when_asked_for_on_an_approved_case_then_still_a_draft(http, store, case, kari):
    _approve(http, case, kari)
    assert "UTKAST" in http.get(f"/api/cases/{case}/documents/text?draft=true", headers=kari).text
    assert store.exports(case)[0].draft


def test_summary_when_not_approved_then_a_draft_and_when_approved_final(http, case, kari):
    assert "UTKAST, IKKE GODKJENT" in http.get(f"/api/cases/{case}/summary.txt", headers=kari).text
    _approve(http, case, kari)
    assert "UTKAST" not in http.get(f"/api/cases/{case}/summary.txt", headers=kari).text


def test_own_copy_when_a_worker_takes_it_then_no_approval_and_nothing_that_is_held_back(http, case, kari):
    response = http.get(f"/api/cases/{case}/documents/egen-text", headers=kari)
    assert response.status_code == 200 and "UTKAST" not in response.text
    assert "Få sove" in response.text and "HEMMELIG" not in response.text


def test_own_copy_and_everything_when_the_person_asks_then_never_gated(http, talk, store):
    t = talk()
    t.choose("ja")
    t.say("Jeg sover dårlig om natta")
    assert t.get("/summary.docx").status_code == 200 and t.get("/innsyn.zip").status_code == 200
    assert store.exports(t.id) == []


def test_exports_when_the_case_changes_then_the_older_ones_are_outdated(http, store, case, kari):
    _approve(http, case, kari)
    first = http.get(f"/api/cases/{case}/documents/docx", headers=kari)
    store.decide(case, Decision(2, 1, "Ny vurdering", "kari", AT), "kari", AT)
    http.get(f"/api/cases/{case}/summary.txt", headers=kari)
    rows = http.get(f"/api/cases/{case}/exports", headers=kari).json()
    assert [(r["format"], r["draft"], r["outdated"]) for r in rows] == [("text", True, False), ("docx", False, True)]
    assert rows[1]["sha256"] == sha256(first.content).hexdigest() and rows[1]["by"] == "kari"
    for page in (f"/konsoll/sak/{case}", f"/konsoll/sak/{case}/dokumenter", f"/konsoll/sak/{case}/dokumenter/uttak"):
        assert http.get(page, headers=kari).text.count("Utdatert: saken er endret siden") == 1


def test_exports_when_only_approved_after_then_not_outdated(http, case, kari):
    http.get(f"/api/cases/{case}/summary.docx", headers=kari)
    _approve(http, case, kari)
    assert [r["outdated"] for r in http.get(f"/api/cases/{case}/exports", headers=kari).json()] == [False]


def test_exports_when_taken_then_in_the_log_and_in_everything(http, store, case, kari):
    http.get(f"/api/cases/{case}/summary.docx", headers=kari)
    (taken,) = store.exports(case)
    assert f"format=docx,utkast,sha256={taken.sha256}" in [line["detail"] for line in store.audit(case)]
    assert store.everything(case)["other"]["exports"][0]["sha256"] == taken.sha256
    assert "Kartleggingssammendrag (Word) som utkast" in http.get(f"/konsoll/sak/{case}", headers=kari).text


def test_document_when_the_format_is_unknown_then_names_those_that_exist(http, case, kari):
    response = http.get(f"/api/cases/{case}/documents/odt", headers=kari)
    assert response.status_code == 404 and "docx" in response.json()["detail"]


def test_pdf_when_libreoffice_is_missing_then_says_how_to_get_it(http, case, kari, monkeypatch):
    monkeypatch.setenv("PATH", "")
    response = http.get(f"/api/cases/{case}/summary.pdf", headers=kari)
    assert response.status_code == 409 and "apt install libreoffice-writer" in response.json()["detail"]
    assert "kan ikke lages her" in http.get(f"/konsoll/sak/{case}/dokumenter", headers=kari).text


def test_page_when_not_approved_then_drafts_and_the_way_on_and_when_approved_final(http, case, kari):
    page = f"/konsoll/sak/{case}/dokumenter"
    before = http.get(page, headers=kari).text
    assert "/documents/docx?draft=true" in before and "Godkjenn saken" in before and "Det personen holder tilbake" in before
    response = http.post(f"/konsoll/sak/{case}/godkjenn", headers=kari, data={"til": "dokumenter"})
    assert response.headers["location"] == page
    after = http.get(page, headers=kari).text
    assert "?draft=true" not in after and "Godkjent</strong> av Kari" in after


def test_page_when_nothing_is_shared_then_no_own_copy(http, store, kari):
    store.create(Case("sak-2", created=AT, updated=AT, consents=[Consent("deling", False, "", AT)]), "h", [], AT)
    text = http.get("/konsoll/sak/sak-2/dokumenter", headers=kari).text
    assert "/documents/egen" not in text and "egen kopi" not in text.lower() and "ikke dele samtalen" in text


def test_documents_when_listed_then_say_what_each_is_for(http, case, kari):
    rows = http.get(f"/api/cases/{case}/documents", headers=kari).json()
    assert [r["id"] for r in rows] == [f.id for f in formater.FORMATS] and all(r["about"] for r in rows)
    assert {r["id"]: r["draft"] for r in rows}["docx"] and not {r["id"]: r["draft"] for r in rows}["egen"]


def test_account_when_title_and_hpr_are_written_then_kept_and_a_wrong_number_is_a_sentence(http, store, account, cookie):
    who = cookie(account("ola"))
    assert "er lagret" in http.post("/konsoll/konto/journal", headers=who, data={"stilling": "psykolog", "hpr": "914 48 89"}).text
    assert (store.account_named("ola").title, store.account_named("ola").hpr) == ("psykolog", "9144889")
    response = http.post("/konsoll/konto/journal", headers=who, data={"stilling": "psykolog", "hpr": "12"})
    assert response.status_code == 422 and "7 til 9 sifre" in response.text and store.account_named("ola").hpr == "9144889"
    assert "Se en gang til" in http.post("/konsoll/konto/journal", headers=who, data={"stilling": "psykolog", "hpr": "9144888"}).text


def test_account_when_the_administrator_changes_it_then_title_and_hpr_follow(http, store, account, cookie):
    ola, boss = account("ola", hpr="9144889"), cookie(account("sjef"))
    values = {"navn": "Ola", "rolle": "fagperson", "enhet": ""}
    http.post(f"/konsoll/brukere/{ola.id}", headers=boss, data=values)
    assert store.account_named("ola").hpr == "9144889"
    http.post(f"/konsoll/brukere/{ola.id}", headers=boss, data={**values, "stilling": "lege", "hpr": ""})
    assert (store.account_named("ola").title, store.account_named("ola").hpr) == ("lege", "")
