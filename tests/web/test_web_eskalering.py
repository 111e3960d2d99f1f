"""Nobody answers: the alert is marked, rises, and word is sent to real receivers, without a word of what the person said."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy

import pytest

from assistant.domain.case import Case, RiskEvent
from assistant.domain.tjeneste import lesing
from assistant.domain.tjeneste.apningstid import ZONE, Hours
from assistant.store import open_store
from assistant.web import eskalering, tjener, varsling
from assistant.web.tjeneste import Tjeneste
from assistant.web.varseltider import Varseltider
from assistant.web.varsling import Epost, Varsling
from tests.web import mottakere

WORDS = "jeg vil ta livet mitt i kveld"
QUICK = Varseltider(akutt_min=0, hoy_min=0)


def alert(store, case_id="sak-1", level="akutt", minutes=12, demo=False):
    """A case with a danger that came so many minutes ago; gives the number of its alert."""
    at = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat(timespec="seconds")
    risk = RiskEvent("selvmord-self", "selvmord", level, "self", WORDS, "situasjon.apen", "situasjon", at=at)
    store.create(Case(case_id, risks=[risk]), "h", [], at, demo=demo)
    return store.alerts()[0]["id"]


def actions(store):
    return [line["action"] for line in store.audit()]


@pytest.fixture
def tjeneste(tjeneste):
    tjeneste.varseltider = QUICK
    return tjeneste


def test_ubesvart_varsel_gaar_til_begge_kanaler_uten_personens_ord(tjeneste, store):
    number, posted, letters = alert(store), [], []
    with mottakere.web([200], posted) as url, mottakere.mail(letters) as port:
        tjeneste.varsling = Varsling(url, "hemmelig", Epost("127.0.0.1", port, "fra@kommune.no", ("vakt@kommune.no",)), "https://kart.kommune.no")
        assert eskalering.mark(tjeneste) == [number]
        asyncio.run(eskalering.notify(tjeneste))
    headers, body = posted[0]
    assert json.loads(body) == {"id": number, "level": "akutt", "age_min": 12, "at": store.alerts()[0]["at"],
                                "link": "https://kart.kommune.no/konsoll/sak/sak-1"}
    assert headers[varsling.SIGNATURE] == "sha256=" + hmac.new(b"hemmelig", body, hashlib.sha256).hexdigest()
    letter = message_from_string(letters[0], policy=policy.default)
    assert letter["To"] == "vakt@kommune.no"
    assert "https://kart.kommune.no/konsoll/sak/sak-1" in letter.get_content()
    assert WORDS not in letters[0] + body.decode()
    assert actions(store)[-3:] == ["varsel_ubesvart", "varsling_sendt", "varsling_sendt"]
    assert store.troubled_notices() == []


def test_foer_tiden_er_ute_skjer_ingenting(tjeneste, store):
    tjeneste.varseltider = Varseltider(akutt_min=30)
    alert(store)
    assert eskalering.mark(tjeneste) == []
    assert store.alerts()[0]["unanswered_at"] is None


def test_mottaker_som_feiler_proeves_igjen_og_vises_i_konsollen(tjeneste, store, http, key, monkeypatch):
    alert(store)
    posted = []
    with mottakere.web([500, 200], posted) as url:
        tjeneste.varsling = Varsling(url)
        eskalering.mark(tjeneste)
        asyncio.run(eskalering.notify(tjeneste))
        assert [(t["status"], t["error"], t["attempts"]) for t in store.troubled_notices()] == [("venter", "svar_500", 1)]
        http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
        assert "kom ikke fram (svar 500, prøvd 1 gang, prøves igjen)" in http.get("/konsoll").text
        asyncio.run(eskalering.notify(tjeneste))
        assert len(posted) == 1
        later = (datetime.now(UTC) + timedelta(seconds=20)).isoformat(timespec="seconds")
        monkeypatch.setattr(Tjeneste, "now", lambda self: later)
        asyncio.run(eskalering.notify(tjeneste))
    assert len(posted) == 2
    assert store.troubled_notices() == []


def test_ingen_i_den_andre_enden_stopper_ikke_tjenesten(tjeneste, store):
    alert(store)
    tjeneste.varsling = Varsling("http://127.0.0.1:9/", epost=Epost("127.0.0.1", 9, "a@b.no", ("c@d.no",)))
    eskalering.mark(tjeneste)
    asyncio.run(eskalering.notify(tjeneste))
    assert {t["error"] for t in store.troubled_notices()} == {"ingen_forbindelse"}


def test_en_beskjed_som_ikke_rakk_fram_sendes_etter_omstart(tjeneste, tmp_path):
    path, posted = tmp_path / "kart.db", []
    with mottakere.web([200], posted) as url:
        tjeneste.varsling = Varsling(url)
        for _ in range(2):
            tjeneste.engine.store = open_store(path)
            if not tjeneste.store.list_cases():
                alert(tjeneste.store)
                eskalering.mark(tjeneste)
            else:
                assert eskalering.mark(tjeneste) == []
                asyncio.run(eskalering.notify(tjeneste))
            tjeneste.store.close()
    assert len(posted) == 1


def test_varsel_som_blir_tatt_gir_ingen_beskjed(tjeneste, store):
    number, posted = alert(store), []
    with mottakere.web([200], posted) as url:
        tjeneste.varsling = Varsling(url)
        eskalering.mark(tjeneste)
        store.acknowledge(number, "fagperson Kari", tjeneste.now())
        asyncio.run(eskalering.notify(tjeneste))
    assert posted == []


def test_demosak_blir_merket_men_ingen_faar_beskjed(tjeneste, store):
    alert(store, demo=True)
    tjeneste.varsling = Varsling("http://127.0.0.1:9/")
    assert len(eskalering.mark(tjeneste)) == 1
    assert store.claim_notices(tjeneste.now(), tjeneste.now()) == []


def test_overlevert_varsel_staar_overst_hos_kollegaen_og_tiden_begynner_paa_nytt(tjeneste, store, http, key):
    first, second = alert(store, "sak-1", "akutt"), alert(store, "sak-2", "hoy", 1)
    tjeneste.varseltider = Varseltider(akutt_min=5, hoy_min=5)
    eskalering.mark(tjeneste)
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"})
    assert http.post(f"/konsoll/varsel/{second}/overlever", data={"til": " Ola  Ås "}).status_code == 303
    http.post(f"/konsoll/varsel/{first}/overlever", data={"til": "Kari"})
    assert [a["unanswered_at"] for a in store.alerts()] == [None, None]
    assert "Overlevert til Ola Ås" in http.get("/konsoll").text
    http.post("/konsoll/inn", data={"nokkel": key, "navn": "Ola Ås"})
    page = http.get("/konsoll").text
    assert page.index("Overlevert til deg") < page.index("Overlevert til Kari")
    assert [line["detail"] for line in store.audit() if line["action"] == "varsel_overlevert"] == [f"varsel={second},til=Ola_Aas", f"varsel={first},til=Kari"]


def test_overlevering_uten_navn_og_av_ukjent_varsel_gir_4xx(http, staff, store):
    number = alert(store)
    assert http.post(f"/api/alerts/{number}/handover", json={"to": "  "}, headers=staff).status_code == 422
    assert http.post("/api/alerts/999/handover", json={"to": "Ola"}, headers=staff).status_code == 404
    assert http.post(f"/api/alerts/{number}/handover", json={"to": "Ola"}, headers=staff).json()["assigned_to"] == "Ola"


@pytest.mark.parametrize(("level", "at", "due"), [
    ("akutt", "2026-11-27T13:00:00+00:00", "2026-11-27T13:05"), ("hoy", "2026-11-27T13:00:00+00:00", "2026-11-27T13:30"),
    ("avklar", "2026-11-26T13:00:00+00:00", "2026-11-27T13:00"), ("avklar", "2026-11-27T13:00:00+00:00", "2026-11-30T13:00"),
    ("avklar", "2026-11-28T13:00:00+00:00", "2026-11-30T23:00"), ("avklar", "2026-05-15T10:00:00+00:00", "2026-05-18T10:00"),
    ("avklar", "2026-05-13T10:00:00+00:00", "2026-05-15T10:00"),       # Kristi himmelfartsdag between
])
def test_fristen_folger_nivaaet_og_helgen_teller_ikke(level, at, due):
    found = Varseltider().due({"level": level, "at": at, "assigned_at": None})
    assert found.astimezone(UTC).isoformat().startswith(due)


WEEK = "apningstider: {mandag: '08.00-11.00, 12.00-15.30', tirsdag: '08.00-15.30', onsdag: '08.00-15.30', fredag: '08.00-14.00', stengt: ['2026-12-23']}"


@pytest.mark.parametrize(("level", "at", "due"), [
    ("akutt", "2026-11-28T22:00:00+01:00", "2026-11-28T22:05"),     # Saturday night: by the clock
    ("hoy", "2026-11-23T09:00:00+01:00", "2026-11-23T09:30"),
    ("hoy", "2026-11-27T20:00:00+01:00", "2026-11-27T20:30"),       # Friday night too
    ("avklar", "2026-11-23T09:00:00+01:00", "2026-11-24T09:00"),
    ("avklar", "2026-11-25T10:00:00+01:00", "2026-11-27T10:00"),    # Thursday is closed
    ("avklar", "2026-11-25T15:00:00+01:00", "2026-11-27T14:00"),    # and Friday closes earlier
    ("avklar", "2026-11-28T09:00:00+01:00", "2026-12-01T08:00"),    # counts from Monday at eight
])
def test_deadline_when_the_service_has_opening_hours_then_only_avklar_waits_for_them(tmp_path, level, at, due):
    service = _service(tmp_path, WEEK)
    found = Varseltider.of(service).due({"level": level, "at": at, "assigned_at": None})
    assert found.astimezone(ZONE).isoformat().startswith(due)


@pytest.mark.parametrize(("more", "at", "due"), [
    ("varsling: {hele_dognet: true, avklar: 60}", "2026-11-27T20:00:00+01:00", "2026-11-27T21:00"),
    ("varsling: {avklar: 60}", "2026-11-27T20:00:00+01:00", "2026-11-30T09:00"),               # Friday night: Monday morning
    ("varsling: {avklar: 60}", "2026-11-23T10:30:00+01:00", "2026-11-23T12:30"),               # over lunch
    ("varsling: {avklar: 60}", "2026-12-22T15:30:00+01:00", "2026-12-28T09:00"),               # closed, then Christmas and a weekend
    ("varsling: {avklar: 60}", "2026-03-27T20:00:00+01:00", "2026-03-30T09:00"),               # over the change to summer time
    ("varsling: {avklar: 600}", "2026-11-23T12:00:00+01:00", "2026-11-24T14:30"),
])
def test_deadline_when_the_service_says_how_then_it_is_followed(tmp_path, more, at, due):
    found = Varseltider.of(_service(tmp_path, WEEK, more)).due({"level": "avklar", "at": at, "assigned_at": None})
    assert found.astimezone(ZONE).isoformat().startswith(due)


def test_deadline_when_the_service_is_never_open_then_it_goes_by_the_clock(tmp_path):
    hours = Hours(((),) * 7)
    found = Varseltider(hours=hours)
    assert found.due({"level": "hoy", "at": "2026-11-23T12:00:00+00:00", "assigned_at": None}).isoformat() == "2026-11-23T12:30:00+00:00"
    assert found.due({"level": "avklar", "at": "2026-11-23T12:00:00+00:00", "assigned_at": None}) is not None


def _service(folder, *lines):
    (folder / "tjeneste.yml").write_text("\n".join(["navn: A", *lines]), encoding="utf-8")
    return lesing.load(folder / "tjeneste.yml")


def test_epostadressen_leses_av_innstillingen():
    found = Varsling.from_env({"KARTLEGGING_EPOST": "smtp://bruker:pass%40ord@post.no:587/?fra=a@b.no&til=c@d.no,e@f.no&starttls=ja"}).epost
    assert (found.host, found.port, found.user, found.password, found.to, found.starttls) == (
        "post.no", 587, "bruker", "pass@ord", ("c@d.no", "e@f.no"), True)
    assert Varsling.from_env({"KARTLEGGING_EPOST": ""}).channels == ()


@pytest.mark.parametrize(("name", "value"), [
    ("KARTLEGGING_EPOST", "tull-og-hemmelig"), ("KARTLEGGING_EPOST", "smtp://a:hemmelig@post.no:999999/?til=a@b.no"),
    ("KARTLEGGING_EPOST", "smtp://a:hemmelig@post.no:587/"), ("KARTLEGGING_EPOST", "smtp://post.no/?til=hemmelig"),
    ("KARTLEGGING_EPOST", "https://hemmelig.no/?til=a@b.no"), ("KARTLEGGING_WEBHOOK", "hemmelig.no/inn"), ("KARTLEGGING_WEBHOOK", "http://[hemmelig"),
])
def test_start_when_a_receiver_cannot_be_read_then_it_stops_with_a_sentence_that_does_not_repeat_it(name, value, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("KARTLEGGING_DATA", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        tjener.run()
    said = capsys.readouterr().err
    assert (ended.value.code, "hemmelig" in said, f"{name} kan ikke leses." in said) == (2, False, True)
