"""The inbox: groups, filter, search by number only, and the demo cases that are never counted."""

from __future__ import annotations

import asyncio
import re

import pytest

from assistant.dialogue import demo
from assistant.domain.case import RELATIVE, Answer, Case, Consent
from assistant.domain.hovedforlop import suggest
from assistant.web import alder, innboks
from assistant.web.bruker import KEY_HOLDER

NOW = "2026-11-20T10:00:00+00:00"


@pytest.fixture
def inside(http, key):
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
    return http


@pytest.fixture
def cases(store):
    """One of each: going on, delivered, ended without sharing."""
    for case_id, status, mode, language in (("aaa-1", "pagar", "self", "nb"), ("bbb-2", "levert", "guided", "nn"), ("ccc-3", "avsluttet", "self", "en")):
        answers = [Answer("bolig.apen", "bolig", "Jeg bor i Narvik", turn=1)]
        store.create(Case(case_id, mode, language, status=status, turn=1, answers=answers, consents=[Consent("samtykke", True, "", NOW)]), "h", [], NOW)


def shown(page):
    return re.findall(r'href="/konsoll/sak/([\w-]+)"', page)


def test_sakene_staar_i_grupper_og_ny_blir_under_arbeid_naar_den_er_lest(inside, cases, tjeneste):
    groups = {row["id"]: row["group"] for row in innboks.listed(tjeneste, KEY_HOLDER)}
    assert groups == {"aaa-1": "arbeid", "bbb-2": "ny", "ccc-3": "ferdig"}
    inside.get("/konsoll/sak/bbb-2")
    assert {row["id"]: row["group"] for row in innboks.listed(tjeneste, KEY_HOLDER)}["bbb-2"] == "arbeid"


def test_dekning_vises_ikke_foer_personen_har_delt(cases, tjeneste):
    assert {row["id"]: row["covered"] for row in innboks.listed(tjeneste, KEY_HOLDER)} == {"aaa-1": None, "bbb-2": 1, "ccc-3": None}


@pytest.mark.parametrize(("query", "left"), [
    ("q=BBB", ["bbb-2"]), ("q=Narvik", []), ("gruppe=ferdig", ["ccc-3"]), ("mate=guided", ["bbb-2"]), ("sprak=en", ["ccc-3"]),
    ("niva=akutt", []), ("gruppe=tull&niva=x", ["bbb-2", "aaa-1", "ccc-3"]),
])
def test_filteret_tar_bare_det_som_passer(inside, cases, query, left):
    assert shown(inside.get(f"/konsoll?{query}").text) == left


def test_tom_innboks_tilbyr_demosaker_men_ikke_naar_det_finnes_saker(inside, store, key):
    assert "Lag seks demosaker" in inside.get("/konsoll").text
    store.create(Case("aaa-1"), "h", [], NOW)
    assert "Lag seks demosaker" not in inside.get("/konsoll").text
    assert inside.post("/konsoll/demo").status_code == 409


def test_demosakene_viser_alt_er_merket_telles_ikke_og_fjernes_uten_aa_roere_andre(inside, engine, store, staff):
    made = asyncio.run(demo.make(engine))
    store.create(Case("aaa-1"), "h", [], NOW)
    cases = [store.load(case_id) for case_id in made]
    assert {suggest(engine.guide, case).pathway for case in cases if case.kind != RELATIVE} == {1, 2, 3}
    assert {case.language for case in cases} == {"nb", "nn"}
    assert {case.mode for case in cases} == {"self", "guided"}
    assert {case.status for case in cases} == {"levert"}
    assert [a["level"] for a in store.alerts() if a["demo"]] == ["akutt"]
    assert inside.get("/konsoll").text.count(">Fiktiv demosak<") == 8      # six persons, a follow-up and an alert
    assert "Dette er en fiktiv demosak" in inside.get(f"/konsoll/sak/{made[0]}").text
    assert inside.get(f"/api/cases/{made[0]}/summary.txt").text.count("Fiktiv demosak") >= 1
    counted = inside.get("/api/statistics", headers=staff).json()
    assert (counted["total"], counted["open_alerts"]) == (1, 0)
    inside.post("/konsoll/demo/fjern")
    assert [row["id"] for row in store.list_cases()] == ["aaa-1"]


def test_alder_sies_i_ord():
    at = alder.tid.parse("2026-11-20T12:00:00+00:00")
    told = [alder.since(x, at) for x in ("2026-11-20T11:59:30+00:00", "2026-11-20T11:59:00+00:00", "2026-11-20T10:00:00+00:00", "2026-11-19T11:00:00+00:00", "")]
    assert told == ["nå nettopp", "for 1 minutt siden", "for 2 timer siden", "for 1 dag siden", ""]
    short = [alder.short(x, at) for x in ("2026-11-20T08:05:00+00:00", "2026-11-19T08:05:00+00:00", "2026-03-02T08:05:00+00:00", "2025-03-02T08:05:00+00:00")]
    assert short == ["i dag 09.05", "i går 09.05", "2. mars 09.05", "2. mars 2025"]
