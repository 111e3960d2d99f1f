"""The worker corrects, adds, marks as wrong and notes: everything with history, and nothing of what was said is changed."""

from __future__ import annotations

import pytest

from assistant.domain.case import Answer, Case, Consent, Finding

NOW = "2026-11-20T10:00:00+00:00"
SAID = "Jeg sover fire timer og er redd hele tiden"


@pytest.fixture
def inside(http, key):
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
    return http


@pytest.fixture
def specs(guide):
    """A finding with codes and one with a number."""
    coded = next(s for s in guide.findings.values() if len(s.values) > 1 and s.area == "psykisk_helse")
    return coded, next(s for s in guide.findings.values() if s.kind == "tall")


@pytest.fixture
def case(store, guide, specs):
    found = []
    for spec, value in zip(specs, (specs[0].values[0].value, "4"), strict=True):
        found.append(Finding(spec.attribute, value, spec.area, guide.areas[spec.area].opening.id, SAID, spec.unit, turn=1))
    answers = [Answer(f.question, f.area, SAID, turn=1, at=NOW) for f in found]
    case = Case("sak-1", status="levert", turn=1, answers=answers, findings=found, consents=[Consent("samtykke", True, "", NOW), Consent("deling", True, "", NOW)])
    store.create(case, "h", [], NOW)
    return case


def found(http, staff, area):
    return next(a for a in http.get("/api/cases/sak-1", headers=staff).json()["areas"] if a["id"] == area)


def test_rettet_verdi_gjelder_og_den_gamle_staar_med_hvem_og_naar(inside, staff, case, store, specs):
    number = specs[1]
    assert inside.post("/konsoll/sak/sak-1/funn/1/rett", data={"verdi": "6,5", "gjelder": "for"}).headers["location"] == f"/konsoll/sak/sak-1#omrade-{number.area}"
    now = found(inside, staff, number.area)["findings"][0]
    assert (now["value"], now["earlier"], now["by"]) == ("6.5", True, "fagperson Kari")
    assert now["history"][0]["by"] == "fagperson Kari"
    assert "4" in now["history"][0]["before"]
    assert store.load("sak-1").findings == case.findings
    assert store.load("sak-1").answers == case.answers
    assert "6.5" in inside.get("/api/cases/sak-1/summary.txt").text


def test_merket_som_feil_teller_ikke_men_vises_og_kan_tas_tilbake(inside, staff, case, specs):
    area = specs[0].area
    inside.post("/konsoll/sak/sak-1/funn/0/galt")
    seen = found(inside, staff, area)
    assert seen["findings"] == []
    assert seen["wrong"][0]["wrong"]["by"] == "fagperson Kari"
    assert "<del>" in inside.get("/konsoll/sak/sak-1").text
    inside.post("/konsoll/sak/sak-1/funn/0/angre")
    assert len(found(inside, staff, area)["findings"]) == 1


def test_nytt_funn_kan_legges_til_rettes_og_fjernes(inside, staff, case, specs):
    coded = specs[0]
    inside.post("/konsoll/sak/sak-1/funn", data={"funn": f"{coded.attribute}={coded.values[1].value}", "gjelder": "na"})
    added = found(inside, staff, coded.area)["findings"][-1]
    assert added["value"] == coded.values[1].value
    assert added["marks"] == ["notert av fagperson"] or added["by"] == "fagperson Kari"
    inside.post(f"/konsoll/sak/sak-1/funn/{added['target']}/galt")
    assert len(found(inside, staff, coded.area)["findings"]) == 1


@pytest.mark.parametrize("value", ["mange", "-1", "nan", "1e9", ""])
def test_tall_som_ikke_er_tall_gir_siden_igjen_med_en_setning(inside, case, value):
    answer = inside.post("/konsoll/sak/sak-1/funn/1/rett", data={"verdi": value})
    assert answer.status_code == 422
    assert "Skriv et tall" in answer.text


def test_ukjent_funn_verdi_omraade_og_sak_gir_4xx(inside, case, specs):
    assert inside.post("/konsoll/sak/sak-1/funn/99/rett", data={"verdi": "1"}).status_code == 404
    assert inside.post("/konsoll/sak/sak-1/funn/0/rett", data={"verdi": "finnesikke"}).status_code == 422
    assert inside.post("/konsoll/sak/sak-1/funn", data={"funn": "finnes=ikke"}).status_code == 422
    assert inside.post("/konsoll/sak/sak-1/notat/finnesikke", data={"notat": "x"}).status_code == 404
    assert inside.post("/konsoll/sak/sak-1/notat/bolig", data={"notat": "  "}).status_code == 422
    for path in ("funn/0/rett", "funn/0/galt", "funn/0/angre", "notat/bolig", "godkjenn", "beslutning"):
        assert inside.post(f"/konsoll/sak/finnesikke/{path}", data={"notat": "x"}).status_code == 404


def test_notatet_er_fagpersonens_og_det_forrige_blir_staaende(inside, case):
    inside.post("/konsoll/sak/sak-1/notat/bolig", data={"notat": "Bor hos <b>broren</b>"})
    inside.post("/konsoll/sak/sak-1/notat/bolig", data={"notat": "Fikk egen leilighet"})
    page = inside.get("/konsoll/sak/sak-1").text
    assert "Fikk egen leilighet" in page
    assert "Bor hos &lt;b&gt;broren" in page


def test_godkjenning_gjelder_til_noe_endres(inside, case, store):
    assert inside.post("/konsoll/sak/sak-1/godkjenn").status_code == 422
    inside.post("/konsoll/sak/sak-1/beslutning", data={"forlop": "3", "grunn": "Etter samtale"})
    inside.post("/konsoll/sak/sak-1/godkjenn")
    assert "<strong>Godkjent</strong> av fagperson Kari" in inside.get("/konsoll/sak/sak-1").text
    assert store.approved() == {"sak-1"}
    inside.post("/konsoll/sak/sak-1/funn/0/galt")
    assert "Må godkjennes på nytt" in inside.get("/konsoll/sak/sak-1").text
    assert store.approved() == set()
    inside.post("/konsoll/sak/sak-1/godkjenn")
    inside.post("/konsoll/sak/sak-1/beslutning", data={"forlop": "2", "grunn": "Ny vurdering"})
    assert store.approved() == set()


def test_det_personen_holder_tilbake_kan_ikke_leses_gjennom_rettinger(inside, case, staff, store, specs):
    hidden = Case("sak-2", status="levert", turn=1, hidden_areas=(specs[0].area,), answers=case.answers, findings=case.findings, consents=case.consents)
    store.create(hidden, "h2", [], NOW)
    answer = inside.post("/konsoll/sak/sak-2/funn/0/galt")
    assert answer.status_code in (303, 404)
    area = next(a for a in inside.get("/api/cases/sak-2", headers=staff).json()["areas"] if a["id"] == specs[0].area)
    assert (area["findings"], area["wrong"], area["addable"]) == ([], [], [])


def test_rettinger_staar_i_loggen_uten_innhold(inside, case, store):
    inside.post("/konsoll/sak/sak-1/notat/bolig", data={"notat": "Hemmelig notat"})
    line = next(x for x in store.audit("sak-1") if x["action"] == "rettet")
    assert (line["actor"], line["detail"]) == ("fagperson Kari", "slag=notat")
    assert "Hemmelig" not in str(store.audit("sak-1"))
