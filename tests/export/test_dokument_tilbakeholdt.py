"""What a person holds back never reaches the worker, except danger."""

from dataclasses import replace

from eksempelsak import NOW, rich

from assistant.domain.case import Answer, Consent, Finding, RiskEvent
from assistant.export import docx, tekst


def _both(guide, case, les):
    return les(docx.render(guide, case, now=NOW)) + tekst.render(guide, case, now=NOW)


def test_hidden_area_when_held_back_then_neither_words_nor_findings_stand(guide, rik, les):
    text = _both(guide, rik, les)
    assert "HEMMELIG" not in text and "far slo meg" not in text
    assert guide.findings["vold_opplevd"].label.nb not in text
    assert "Holdt tilbake av personen: Vold og vonde hendelser" in text


def test_hidden_area_when_it_would_decide_then_the_suggestion_does_not_know(guide, rik, les):
    rik.hidden_areas = ("rusmidler",)
    text = _both(guide, rik, les)
    for words in ("Fire-fem øl", "prøvd å kutte ned", "HF-ALVOR-013", "Mister kontroll", "Rusmiddel: alkohol"):
        assert words not in text, words


def test_hidden_area_when_its_question_was_skipped_then_that_is_not_told(guide, rik, les):
    rik.hidden_areas = ("sovn_aktivitet",)
    assert "Drikker du kaffe" not in _both(guide, rik, les)


def test_hidden_area_when_a_finding_about_it_was_noted_elsewhere_then_left_out(guide, rik, les):
    rik.findings.append(Finding("vold_opplevd", "ja", "ramme", "ramme.tillegg", "tillegg om slag", by="fagperson"))
    assert "tillegg om slag" not in _both(guide, rik, les)


def test_hidden_area_when_danger_was_said_in_it_then_the_danger_stands(guide, rik, les):
    rik.risks.append(RiskEvent("vold_utsatt-self", "vold_utsatt", "akutt", "self", "Han står utenfor døra nå",
                               "vold_traumer.apen", "vold_traumer"))
    text = _both(guide, rik, les)
    assert "Han står utenfor døra nå" in text and "HEMMELIG" not in text
    assert "Tema: Vold" not in text


def test_safety_when_held_back_then_danger_stands_but_not_the_answers(guide, rik, les):
    rik.hidden_areas = ("sikkerhet",)
    text = _both(guide, rik, les)
    assert "greit å ikke våkne" in text and "Ja, jeg har slike tanker" in text and "holder svaret tilbake" in text
    assert "sovetablettene" not in text and "på grunn av ungene" not in text


def test_what_matters_when_held_back_then_says_so(guide, rik, les):
    rik.hidden_areas = ("viktig",)
    text = _both(guide, rik, les)
    assert "Personen har valgt å ikke dele dette." in text
    assert "sove igjen, og være en far" not in text and "Søvnen. Uten den" not in text


def test_talk_when_not_shared_then_only_danger_stands(guide, les):
    case = rich(decided=False)
    case.consents.append(Consent("deling", False, "", NOW))
    text = _both(guide, case, les)
    assert "Personen har valgt å ikke dele samtalen" in text and "greit å ikke våkne" in text and "HØY" in text
    for answer in case.answered():
        if answer.area not in ("sikkerhet", "ramme") and len(answer.text) > 12:
            assert answer.text not in text, answer.text
    assert "Forslag: hovedforløp" not in text and "tirsdager" not in text


def test_sharing_when_not_decided_then_says_so_in_head_and_next_steps(guide, rik, les):
    rik.consents = []
    text = _both(guide, rik, les)
    assert "ikke tatt stilling til deling" in text and "Spør personen om deling" in text


def test_quote_when_same_words_stand_in_a_shared_area_then_the_shared_words_stay(guide, rik, les):
    rik.answers.append(Answer("bolig.apen", "bolig", "Bor i leilighet", turn=50))
    rik.answers = [replace(a) for a in rik.answers]
    assert "Bor i leilighet" in _both(guide, rik, les)
