"""The report in the API, the console and the terminal: who sees it, when numbers are made up, and that they stand."""

from __future__ import annotations

import csv
import io
import logging
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx as python_docx
import pytest

from assistant.domain.case import Case, Consent, Decision
from assistant.domain.rapport import WHOLE, Number
from assistant.store import StoreError
from assistant.store.retention import DEFAULT_RULES
from assistant.web import oppgjor, rydding

Q1, Q2 = {"from": "2026-01-01", "to": "2026-03-31"}, {"from": "2026-04-01", "to": "2026-06-30"}
URL = "/api/statistics/report"
READY = "2026-04-15T06:00:00+00:00"


def seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).astimezone(UTC).timestamp()


@pytest.fixture
def fill(store):
    """Puts shared talks into a unit; each has a decision."""

    def make(count: int, unit: str = "", created: str = "2026-02-10T10:00:00+00:00", pathway: int = 1, demo: bool = False, shared: bool = True) -> list[str]:
        made = []
        for _ in range(count):
            case = Case(f"{unit or 'x'}-{len(store.list_cases())}", created=created, updated=created, status="levert" if shared else "avsluttet")
            case.consents += [Consent("samtykke", True, "", created), Consent("deling", shared, "", created)]
            store.create(case, "h", [{"kind": "info", "text": "HEMMELIG"}], created, demo=demo)
            store.decide(case.id, Decision(pathway, pathway, "HEMMELIG", "kari", created), "kari", created)
            with store._writing() as db:
                db.execute("UPDATE cases SET unit = ? WHERE id = ?", [unit, case.id])
            made.append(case.id)
        return made

    return make


@pytest.fixture
def service(fill, account):
    """Two units: nord 12 talks (8 in pathway 1, 4 in 2), sor 9 (6 in 3, 3 in 1)."""
    fill(8, "nord")
    fill(4, "nord", pathway=2)
    fill(6, "sor", "2026-03-02T10:00:00+00:00", pathway=3)
    fill(3, "sor")
    fill(7, "nord", demo=True)
    account("per", "fagperson", "sor")
    return {role: account(f"en_{role}", role, "nord") for role in ("fagperson", "leder", "kursleder", "administrator")}


def close(tjeneste, now: str = READY) -> list[str]:
    return oppgjor.close(tjeneste.guide, tjeneste.store, tjeneste.settings.frister, now)


def lines(data: dict[str, Any], figure: str) -> dict[str, int]:
    return {line["label"]: line["count"] for f in data["figures"] if f["id"] == figure for line in f["lines"]}


def test_quarter_when_it_is_made_up_then_counted_without_demo_cases(tjeneste, service, http, staff):
    assert close(tjeneste) == ["2026-K1"]
    got = http.get(URL, params=Q1, headers=staff).json()
    assert lines(got, "antall") == {"januar 2026": 0, "februar 2026": 15, "mars 2026": 6}
    assert lines(got, "hovedforlop") == {
        "Hovedforløp 1": 11, "Hovedforløp 2; Hovedforløp 3; Ikke valgt da tallene ble gjort opp (samlet)": 10}
    assert all(n == 0 or n >= 5 for f in got["figures"] for n in (line["count"] for line in f["lines"]))


@pytest.mark.parametrize(("now", "made"), [("2026-03-31T20:00:00+00:00", []), ("2026-04-14T20:00:00+00:00", []), (READY, ["2026-K1"])])
def test_quarter_when_it_is_not_over_two_weeks_ago_then_not_made_up(tjeneste, fill, now, made):
    fill(6)
    assert close(tjeneste, now) == made


def test_quarter_when_cases_are_about_to_be_deleted_then_made_up_as_soon_as_it_is_over(tjeneste, fill):
    fill(6)
    tjeneste.settings = replace(tjeneste.settings, frister={**DEFAULT_RULES, "levert": 95, "godkjent": 95})
    assert close(tjeneste, "2026-04-02T06:00:00+00:00") == []
    assert close(tjeneste, "2026-04-06T06:00:00+00:00") == ["2026-K1"]


def test_numbers_when_the_cases_are_deleted_then_they_stand_as_they_were(tjeneste, service, http, staff):
    close(tjeneste)
    before = http.get(URL, params=Q1, headers=staff).json()
    for row in tjeneste.store.list_cases():
        tjeneste.store.delete(row["id"], "kari", READY)
    assert close(tjeneste, "2026-05-01T06:00:00+00:00") == []
    assert http.get(URL, params=Q1, headers=staff).json() == before


def test_numbers_when_cases_come_or_change_afterwards_then_they_stand_as_they_were(tjeneste, service, fill, http, staff):
    """Else the difference between two days would show one person."""
    close(tjeneste)
    before = tjeneste.store.period_numbers()
    fill(5, "nord", pathway=3)
    close(tjeneste, "2026-04-16T06:00:00+00:00")
    assert tjeneste.store.period_numbers() == before


def test_quarters_when_the_service_has_stood_still_then_all_that_are_over_are_made_up_and_empty_ones_too(tjeneste, fill, http, staff):
    fill(6)
    close(tjeneste)
    assert close(tjeneste, "2026-11-01T06:00:00+00:00") == ["2026-K2", "2026-K3"]
    got = http.get(URL, params=Q2, headers=staff).json()
    assert all(f["lines"] == [] for f in got["figures"])


def test_first_time_when_older_cases_may_be_deleted_already_then_those_quarters_are_left_out(tjeneste, fill):
    fill(6, created="2025-05-01T10:00:00+00:00")
    fill(6)
    assert close(tjeneste) == ["2026-K1"]


def test_talks_when_not_shared_and_deleted_then_still_in_the_number_from_the_log(tjeneste, fill, store):
    fill(8)
    for case_id in fill(6, shared=False):
        store.delete(case_id, "person", "2026-02-11T10:00:00+00:00")
    for case_id in fill(5, demo=True):
        store.delete(case_id, "kari", "2026-02-11T10:00:00+00:00")
    close(tjeneste)
    assert [n.count for n in store.period_numbers()["2026-K1"] if n.figure == "ikke_delt"] == [6]


def test_day_when_the_service_tidies_then_numbers_are_made_up_before_the_cases_go(tjeneste, fill, clock):
    fill(6)
    clock.at = seconds("2026-09-20T06:00:00+00:00")
    tjeneste.settings = replace(tjeneste.settings, frister={**DEFAULT_RULES, "levert": 200, "godkjent": 200})
    rydding._day(tjeneste)
    assert tjeneste.store.list_cases() == []
    assert [n.count for n in tjeneste.store.period_numbers().get("2026-K1", []) if n.figure == "antall"] == []
    assert "2026-K2" in tjeneste.store.quarters_kept()


def test_day_when_making_up_fails_then_what_is_promised_deleted_is_deleted(tjeneste, fill, clock, monkeypatch, caplog):
    fill(6)
    clock.at = seconds("2026-09-20T06:00:00+00:00")

    def broken(*args: Any) -> None:
        raise RuntimeError("HEMMELIG")

    monkeypatch.setattr(oppgjor, "close", broken)
    with caplog.at_level(logging.ERROR):
        rydding._day(tjeneste)
    assert tjeneste.store.list_cases() == []
    assert "RuntimeError" in caplog.text
    assert "HEMMELIG" not in caplog.text


def test_number_when_small_then_the_store_refuses_it(store):
    for count in (1, 4, -1):
        with pytest.raises(StoreError):
            store.keep_quarter("2026-K1", "1", [Number("antall", WHOLE, ("2026-01",), count)], READY)
    assert store.quarters_kept() == {}


def test_number_when_small_and_written_past_the_store_then_the_table_refuses_it(store):
    store.keep_quarter("2026-K1", "1", [], READY)
    with pytest.raises(StoreError), store._writing() as db:
        db.execute("INSERT INTO periodetall (period, figure, unit, cells, count) VALUES ('2026-K1', 'antall', '', '[]', 4)")


def test_store_when_numbers_are_kept_then_no_case_id_and_nothing_said_is_among_them(tjeneste, service):
    close(tjeneste)
    with tjeneste.store._reading() as db:
        rows = str(db.execute("SELECT * FROM periodetall").fetchall()) + str(db.execute("SELECT * FROM perioder").fetchall())
    assert "HEMMELIG" not in rows
    assert not any(row["id"] in rows or row["id_hash"] in rows for row in tjeneste.store._db.query("SELECT id, id_hash FROM cases"))


@pytest.mark.parametrize(("role", "unit", "status"), [
    ("fagperson", "", 200), ("fagperson", "nord", 200), ("fagperson", "sor", 403), ("fagperson", "hele", 403),
    ("leder", "", 200), ("leder", "hele", 200), ("leder", "nord", 200), ("leder", "sor", 403),
    ("administrator", "hele", 200), ("administrator", "sor", 200), ("administrator", "finnes ikke", 403), ("kursleder", "", 403),
])
def test_report_when_asked_for_by_a_role_then_only_the_units_it_may_see(tjeneste, service, http, cookie, role, unit, status):
    close(tjeneste)
    for path in (URL, "/konsoll/rapport"):
        params = {**Q1, "unit": unit} if path == URL else {"periode": "2026-K1", "enhet": unit}
        assert http.get(path, params=params, headers=cookie(service[role])).status_code == status


@pytest.mark.parametrize(("role", "unit"), [("fagperson", "nord"), ("leder", "Hele tjenesten"), ("administrator", "Hele tjenesten")])
def test_report_when_no_unit_is_named_then_the_first_that_the_role_may_see(tjeneste, service, http, cookie, role, unit):
    close(tjeneste)
    assert http.get(URL, params=Q1, headers=cookie(service[role])).json()["unit"] == unit


def test_report_when_the_worker_is_in_the_only_unit_then_it_is_the_whole_service(tjeneste, fill, account, http, cookie):
    kari = account("kari", unit="nord")
    fill(9, "nord")
    close(tjeneste)
    assert http.get(URL, params=Q1, headers=cookie(kari)).json()["unit"] == "Hele tjenesten"


@pytest.mark.parametrize("params", [
    {}, {"from": "2026-01-01"}, {"from": "2026-01-02", "to": "2026-03-31"}, {"from": "2026-03-01", "to": "2026-01-31"}, {"from": "x" * 30, "to": "y"},
    {"from": "9999-01-01", "to": "9999-12-31"}, {**Q1, "format": "pdf"}, {**Q1, "language": "en"}, {**Q1, "unit": "x" * 61},
])
def test_report_when_the_period_or_format_cannot_be_then_a_sentence(http, staff, params):
    response = http.get(URL, params=params, headers=staff)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert len(response.json()["detail"]) > 10


def test_report_when_the_service_is_empty_then_it_says_so_and_fails_nowhere(http, staff, tjeneste, key):
    assert close(tjeneste) == []
    assert all(f["total"] is None for f in http.get(URL, params=Q1, headers=staff).json()["figures"])
    for kind in ("csv", "docx"):
        assert http.get(URL, params={**Q1, "format": kind}, headers=staff).status_code == 200
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
    page = http.get("/konsoll/rapport")
    assert page.status_code == 200
    assert "Vises ikke" in page.text


def test_files_when_fetched_then_they_open_and_the_log_says_who(tjeneste, service, http, cookie, store):
    close(tjeneste)
    leader = cookie(service["leder"])
    as_csv = http.get(URL, params={**Q1, "format": "csv"}, headers=leader)
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert as_csv.headers["content-disposition"] == 'attachment; filename="rapport-2026-01-2026-03.csv"'
    assert len(list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig")), delimiter=";"))) > 20
    word = python_docx.Document(BytesIO(http.get(URL, params={**Q1, "format": "docx", "language": "nn"}, headers=leader).content))
    assert word.core_properties.language == "nn-NO"
    assert [(x["actor"], x["detail"]) for x in store.audit() if x["action"] == "rapport_hentet"] == [("en_leder", "format=csv"), ("en_leder", "format=docx")]


def test_page_when_shown_then_tables_bars_and_links_and_nothing_that_was_said(tjeneste, service, http, cookie, fill):
    fill(20, "nord", "2026-05-01T10:00:00+00:00")
    close(tjeneste)
    close(tjeneste, "2026-07-15T06:00:00+00:00")
    page = http.get("/konsoll/rapport", headers=cookie(service["administrator"])).text
    assert "Rapport for 2. kvartal 2026" in page
    assert "<caption" in page and 'class="soyle"' in page and 'class="diagram"' in page
    assert 'href="/api/statistics/report?from=2026-04-01&amp;to=2026-06-30&amp;unit=hele&amp;format=csv"' in page
    assert "HEMMELIG" not in page
    assert "Rapport" in http.get("/konsoll/brukere", headers=cookie(service["administrator"])).text


@pytest.mark.parametrize(("params", "said"), [
    ({"fra": "2026-01-05", "til": "2026-03-31"}, "hele måneder"), ({"periode": "kvartal"}, "Skriv datoene slik"), ({"fra": "2026-01-01"}, "Skriv datoene slik"),
])
def test_page_when_the_period_cannot_be_then_said_on_the_page(tjeneste, service, http, cookie, params, said):
    response = http.get("/konsoll/rapport", params=params, headers=cookie(service["leder"]))
    assert response.status_code == 422
    assert said in response.text
    assert "<h1>Rapport for" in response.text


def test_page_of_limits_when_shown_then_each_has_a_reason(service, http, cookie):
    page = http.get("/konsoll/rapport/kan-ikke-si", headers=cookie(service["fagperson"])).text
    assert "En samtale" in page or "en samtale" in page
    assert page.count("<h2") >= 12
    assert http.get("/konsoll/rapport/kan-ikke-si", headers=cookie(service["kursleder"])).status_code == 403


def test_statistics_when_asked_for_as_before_then_as_before(http, staff, service):
    assert http.get("/api/statistics", headers=staff).json()["total"] == 21
