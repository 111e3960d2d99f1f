"""The guide with the service's own numbers, names and areas: what is switched off is never asked, and nothing said is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.domain import flow, replikk
from assistant.domain.case import Answer, Case, Consent
from assistant.domain.guide import AREA_IDS, Guide
from assistant.domain.rammedata import Contact
from assistant.domain.tjeneste import tilpasning
from assistant.domain.tjeneste.apningstid import Hours
from assistant.domain.tjeneste.lesing import NEVER_OFF
from assistant.domain.tjeneste.oppsett import Duty, Service
from assistant.domain.yamlfil import Text

OFFICE = Hours((((480, 930),),) * 5 + ((), ()))
NIGHT, DAYTIME = datetime(2026, 11, 23, 22, tzinfo=UTC), datetime(2026, 11, 23, 10, tzinfo=UTC)


def a_case(depth: str) -> Case:
    case = Case("sak", "self", "nb", depth, created="2026-11-23T10:00:00+00:00", updated="2026-11-23T10:00:00+00:00")
    case.consents.append(Consent("samtykke", True, "ja", "2026-11-23T10:00:00+00:00"))
    return case


def asked_areas(guide: Guide, depth: str) -> set[str]:
    """The areas met by somebody who answers everything with many words."""
    case, met = a_case(depth), set()
    for turn in range(1, 200):
        question = flow.next_question(guide, case)
        if question is None or question.area == "ramme":
            return met
        met.add(question.area)
        case.answers.append(Answer(question.id, question.area, "det er sånn passe for tiden", turn=turn))
    raise AssertionError("samtalen tok ikke slutt")


@pytest.mark.parametrize("depth", ["kort", "normal", "grundig"])
def test_flow_when_areas_are_off_then_they_are_never_asked_and_the_rest_is(guide: Guide, depth: str) -> None:
    off = tuple(a for a in AREA_IDS if a not in NEVER_OFF)
    fitted = tilpasning.fit(guide, Service(name="A", areas_off=off))
    assert asked_areas(fitted, depth) <= {*NEVER_OFF, "skjema"}
    assert {"viktig", "situasjon", "sikkerhet"} <= asked_areas(fitted, depth)
    assert asked_areas(guide, depth) & set(off), "uten innstillingen spørres det"


def test_flow_when_a_worker_goes_to_an_area_that_is_off_then_nothing_is_asked_there(guide: Guide) -> None:
    fitted = tilpasning.without_areas(guide, ("okonomi",))
    case = a_case("grundig")
    case.focus = "okonomi"
    question = flow.next_question(fitted, case)
    assert question is not None and question.area != "okonomi"


def test_summary_when_an_area_was_answered_before_it_was_switched_off_then_the_words_still_stand(guide: Guide) -> None:
    case = a_case("normal")
    case.answers.append(Answer("okonomi.apen", "okonomi", "jeg har fått inkasso", turn=1))
    fitted = tilpasning.without_areas(guide, ("okonomi",))
    assert [words for _, words in replikk.summary_points(fitted, case)] == ["jeg har fått inkasso"]


def test_fit_when_nothing_is_set_then_the_guide_is_the_same_object(guide: Guide) -> None:
    assert tilpasning.fit(guide, Service()) is guide
    assert tilpasning.at(guide, Service(), NIGHT) is guide


def test_fit_when_the_service_is_named_then_the_welcome_says_who_it_is_and_who_reads(guide: Guide) -> None:
    service = Service(name="Rask psykisk hjelp", municipality="Nordvik kommune", reader=Text("psykologen", "psykologen", "the psychologist"))
    fitted = tilpasning.fit(guide, service)
    said = {lang: replikk.welcome(fitted, Case("s", "self", lang, "kort")).text for lang in ("nb", "nn", "en")}
    assert "Du skriver til Rask psykisk hjelp (Nordvik kommune). Det du deler, blir lest av psykologen." in said["nb"]
    assert "Det du deler, blir lese av psykologen." in said["nn"]
    assert "What you share is read by the psychologist." in said["en"]
    assert all("113" in text for text in said.values()), "resten av velkomsten står"
    assert "Du skriver til" not in replikk.welcome(guide, Case("s", "self", "nb", "kort")).text


def test_fit_when_the_service_has_contacts_then_a_person_who_asks_for_a_human_gets_them(guide: Guide) -> None:
    own = Contact("egen_1", Text("Krisesenteret", "Krisesenteret"), "22 00 00 00", Text("hele døgnet", "heile døgnet"))
    fitted = tilpasning.fit(guide, Service(name="A", duty=Duty("33 00 00 00"), contacts=(own,), hours=OFFICE))
    case = Case("s", "self", "nn", "kort")
    said = replikk.say(fitted, case, "menneske", kontakter=replikk.human_contacts(fitted, case)).text
    assert "Krisesenteret: 22 00 00 00 (heile døgnet)" in said
    assert "Vakttelefonen i tenesta: 33 00 00 00 (måndag–fredag kl. 08.00–15.30)" in said
    assert "Mental" in said


def test_at_when_the_duty_phone_is_closed_then_it_says_so_and_is_never_first(guide: Guide) -> None:
    service = Service(name="A", duty=Duty("33 00 00 00"), hours=OFFICE)
    fitted = tilpasning.fit(guide, service)
    night, day = tilpasning.at(fitted, service, NIGHT), tilpasning.at(fitted, service, DAYTIME)
    assert night.contacts["vakt"].when.nb == "stengt nå, åpner i morgen kl. 08.00"
    assert day is fitted
    assert fitted.risk.categories["barn"].contacts["hoy"][0] == "vakt"
    for name, category in night.risk.categories.items():
        for level, ids in category.contacts.items():
            assert ids[0] != "vakt" and set(ids) == set(guide.risk.categories[name].contacts[level])


def test_at_when_the_duty_phone_has_times_of_its_own_then_the_opening_hours_do_not_close_it(guide: Guide) -> None:
    service = Service(name="A", duty=Duty("33 00 00 00", Text("hele døgnet", "heile døgnet")), hours=OFFICE)
    fitted = tilpasning.fit(guide, service)
    assert tilpasning.at(fitted, service, NIGHT) is fitted
    assert fitted.contacts["vakt"].when.nb == "hele døgnet"
