"""A worker is alerted about what is new or worse, once."""

from __future__ import annotations

import pytest

from assistant.domain.case import Case, RiskEvent, replace
from assistant.store import StoreError


def risk(level: str, status: str = "apen", key: str = "selvmord-self", quote: str = "sitatet") -> RiskEvent:
    category, subject = key.split("-")
    return RiskEvent(key, category, level, subject, quote, "q", "sovn", status=status)


@pytest.fixture
def happen(store, now):
    """Commits events in one turn and gives the levels of all alerts, oldest first."""
    store.create(Case("a"), "h", [], now)

    def turn(*events: RiskEvent) -> list[str]:
        case = store.load("a")
        case.turn += 1
        case.risks += events
        store.commit_turn(case, client_id=None, user=None, messages=[], reply={}, actor="person", now=now)
        return [a["level"] for a in reversed(store.alerts(open_only=False))]

    return turn


def test_alert_when_risk_is_new_then_one_without_quote(happen, store, now):
    happen(risk("avklar"))
    assert store.alerts() == [{"id": 1, "case_id": "a", "category": "selvmord", "level": "avklar", "subject": "self", "at": now,
                               "acknowledged_by": None, "acknowledged_at": None, "assigned_to": None, "assigned_by": None, "assigned_at": None,
                               "unanswered_at": None, "demo": False, "kind": "kartlegging", "wants_call": False}]
    assert "sitatet" not in str(store.alerts()) + str(store.audit())


def test_alert_when_level_is_ingen_then_none(happen):
    assert happen(risk("ingen")) == []


def test_alert_when_raised_then_another_and_when_dealt_with_then_none(happen):
    assert happen(risk("avklar")) == ["avklar"]
    assert happen(risk("avklar", "vist")) == ["avklar"]
    assert happen(risk("akutt", "vist")) == ["avklar", "akutt"]
    assert happen(risk("akutt", "ferdig")) == ["avklar", "akutt"]
    assert happen(risk("hoy", "ferdig")) == ["avklar", "akutt"]


def test_alert_when_raised_twice_in_one_turn_then_one_at_the_highest(happen):
    assert happen(risk("avklar"), risk("akutt", "vist"), risk("hoy", key="vold-other")) == ["akutt", "hoy"]


def test_alert_when_new_sign_then_again_only_if_the_first_is_acknowledged(happen, store, now):
    happen(risk("akutt"))
    assert happen(risk("akutt")) == ["akutt"]
    store.acknowledge(1, "kari", now)
    assert happen(risk("akutt", "vist")) == ["akutt"]
    assert happen(risk("akutt")) == ["akutt", "akutt"]


def test_alert_when_case_starts_with_risk_then_raised(store, full_case, now):
    store.create(full_case("b"), "h", [], now)
    assert [(a["case_id"], a["level"]) for a in store.alerts()] == [("b", "hoy")]


def test_acknowledge_when_open_then_true_once_and_logged(happen, store, now):
    happen(risk("hoy"), risk("hoy", key="vold-other"))
    assert store.acknowledge(1, "kari", now)
    assert not store.acknowledge(1, "ola", now)
    assert not store.acknowledge(99, "ola", now)
    assert [a["id"] for a in store.alerts()] == [2]
    seen = store.alerts(open_only=False)[1]
    assert (seen["id"], seen["acknowledged_by"], seen["acknowledged_at"]) == (1, "kari", now)
    assert [row["detail"] for row in store.audit("a") if row["action"] == "varsel_kvittert"] == ["varsel=1"]


def test_alert_when_turn_fails_then_none(happen, store, now):
    case = store.load("a")
    case.risks.append(risk("akutt", quote="\ud800"))
    with pytest.raises(StoreError):
        store.commit_turn(case, client_id=None, user=None, messages=[], reply={}, actor="person", now=now)
    assert store.alerts() == []


def asking(event: RiskEvent, times: int = 1) -> RiskEvent:
    """The step as it is when the person has asked to be called so many times."""
    return replace(event, status="vist", replies=(*event.replies, *("trygg.videre=kontakt",) * times))


def test_alert_when_a_call_is_asked_for_after_it_was_taken_then_another_that_says_so(happen, store, now):
    happen(risk("hoy"))
    store.acknowledge(1, "kari", now)
    assert happen(asking(risk("hoy", "vist"))) == ["hoy", "hoy"]
    assert [(a["id"], a["wants_call"]) for a in store.alerts()] == [(2, True)]
    assert happen(replace(asking(risk("hoy")), replies=("trygg.videre=kontakt", "trygg.kontakt=svar"), status="vist")) == ["hoy", "hoy"]
    store.acknowledge(2, "kari", now)
    assert happen(asking(risk("hoy"), 2)) == ["hoy", "hoy", "hoy"]


def test_alert_when_a_call_is_asked_for_while_it_stands_then_it_says_so_and_there_is_no_other(happen, store):
    happen(risk("hoy"))
    assert happen(asking(risk("hoy"))) == ["hoy"]
    assert store.alerts()[0]["wants_call"] is True


def test_alert_when_one_wish_to_be_called_answers_two_risks_then_one_alert_at_the_highest(happen, store, now):
    happen(risk("avklar"), risk("akutt", key="overdose-self"))
    for alert in store.alerts():
        store.acknowledge(alert["id"], "kari", now)
    assert happen(asking(risk("avklar")), asking(risk("akutt", key="overdose-self"))) == ["avklar", "akutt", "akutt"]


def test_alert_when_given_back_then_open_to_everybody_with_a_new_time_and_a_log_line(happen, store, now):
    happen(risk("akutt"))
    assert store.give_back(1, "per", now) is False
    store.acknowledge(1, "kari", now)
    assert store.give_back(1, "per", "2030-01-01T00:00:00+00:00") is True
    alert = store.alerts()[0]
    assert (alert["acknowledged_by"], alert["assigned_to"], alert["assigned_by"], alert["assigned_at"], alert["unanswered_at"]) == (
        None, None, "per", "2030-01-01T00:00:00+00:00", None)
    assert [(x["actor"], x["action"], x["detail"]) for x in store.audit("a")][-1] == ("per", "varsel_gitt_tilbake", "varsel=1")
    assert store.give_back(99, "per", now) is False
