"""The worker's document: order, content, decision, risk."""

from dataclasses import replace

from eksempelsak import NOW, SERVICE, rich

from assistant.domain.case import Answer, Case, Decision, RiskEvent
from assistant.export import docx
from assistant.export.forfatter import Author


def _render(guide, case):
    return docx.render(guide, case, service=SERVICE, now=NOW)


def test_sections_when_full_case_then_what_matters_comes_first_and_signature_last(guide, rik, les):
    text = les(_render(guide, rik))
    order = ["Sammendrag av innledende kartlegging", "K-2026-0417", "Hva er viktig for personen", "Risiko og hva som er gjort",
             "Foreslått hovedforløp", "Taler for", "Taler imot", "Uklart", "Spesialisthelsetjenesten", "Krav og anbefalinger",
             "Aktuelle tiltak", "Samarbeidspartnere", "Beslutning", "Det personen har fortalt", "Ikke snakket om", "Neste steg",
             "Kilder og tider", "Signatur"]
    places = [text.index(title) for title in order]
    assert places == sorted(places)


def test_head_when_no_decision_then_says_draft(guide, les):
    assert "Utkast – ikke godkjent av fagperson" in les(_render(guide, rich(decided=False)))


def test_head_when_decided_and_not_approved_then_still_a_draft_that_names_who(guide, rik, les):
    text = les(_render(guide, rik))
    assert "Utkast" in text and "Vurdert av Kari Nordmann, psykologspesialist" in text


def test_head_when_approved_then_says_who_with_title_and_hpr_and_no_draft(guide, rik, les):
    author = Author("Kari Nordmann", "klinisk sosionom", "9144889", NOW)
    text = les(docx.render(guide, rik, service=SERVICE, now=NOW, author=author))
    assert "Utkast" not in text and "Godkjent av Kari Nordmann, klinisk sosionom, HPR-nummer 9144889" in text
    assert "godkjent elektronisk" in text and "Barn under 18 år" in text


def test_decision_when_it_departs_then_the_reason_stands(guide, rik, les):
    text = les(_render(guide, rik))
    assert "Beslutningen avviker fra forslaget" in text and "god støtte og ønsker korte samtaler" in text


def test_decision_when_it_departs_without_reason_then_says_so(guide, rik, les):
    rik.decisions.append(Decision(3, 2, "", "Ola", NOW))
    text = les(_render(guide, rik))
    assert "Begrunnelse mangler" in text and "Tidligere beslutninger: Hovedforløp 1" in text


def test_risk_when_talked_through_then_level_words_shown_answers_and_times_stand(guide, rik, les):
    text = les(_render(guide, rik))
    for words in ("HØY – snakk med personen i dag", "avklar → høy", "personen selv", "«Jeg har tenkt at det hadde vært greit å ikke våkne»",
                  "116 123", "Ja, jeg har slike tanker", "22. november 2026 kl.\u00a013.06", "Siri kan ta vare på sovetablettene"):
        assert words in text, words


def test_risk_when_none_and_not_asked_then_says_not_asked(guide, tom, les):
    text = les(_render(guide, tom))
    assert "Ingen fare er kommet fram" in text and "Personen er ikke spurt om tanker om selvmord" in text


def test_risk_when_asked_and_denied_then_quotes_the_answer(guide, tom, les):
    tom.answers.append(Answer("sikkerhet.apen", "sikkerhet", "nei, aldri hatt det"))
    assert "svarte: «nei, aldri hatt det»" in les(_render(guide, tom))


def test_risk_when_question_skipped_then_says_that_the_person_would_not_answer(guide, tom, les):
    tom.answers.append(Answer("sikkerhet.apen", "sikkerhet", "", status="hoppet"))
    assert "ville ikke svare" in les(_render(guide, tom))


def test_risk_when_step_opened_again_then_earlier_replies_are_kept(guide, rik, les):
    last = rik.risks[-1]
    rik.risks.append(replace(last, level="akutt", status="apen", replies=(), quote="Jeg gjør det i natt", at=NOW))
    text = les(_render(guide, rik))
    for words in ("AKUTT – fare nå", "avklar → høy → akutt", "Jeg gjør det i natt", "greit å ikke våkne", "Ja, jeg har slike tanker"):
        assert words in text, words


def test_risk_when_about_somebody_else_then_says_so(guide, tom, les):
    tom.risks.append(RiskEvent("selvmord-other", "selvmord", "akutt", "other", "Broren min har tatt piller", "situasjon.apen", "situasjon"))
    text = les(_render(guide, tom))
    assert "en annen enn personen" in text and "har ikke svart på det som ble vist" in text


def test_grounds_when_suggested_then_id_text_quote_and_source_stand_together(guide, rik, les):
    text = les(_render(guide, rik))
    place = text.index("HF-VARIGHET-002, v1")
    assert "«halvannet år»" in text[place: place + 80]
    assert "Nasjonal veileder 2025, Hovedforløp 2: langvarige" in text[place: place + 200]


def test_requirements_when_some_are_must_then_they_stand_before_should(guide, rik, les):
    text = les(_render(guide, rik))
    part = text[text.index("Krav og anbefalinger"): text.index("Aktuelle tiltak")]
    assert part.rindex("\nSkal\n") < part.index("\nBør\n")


def test_findings_when_denied_unsure_other_or_earlier_then_marked(guide, rik, les):
    text = les(_render(guide, rik))
    for mark in ("(avkreftet av personen)", "(usikkert)", "(gjelder en annen)", "(tidligere)", "(notert av fagperson)"):
        assert mark in text, mark


def test_choice_when_a_button_was_used_then_it_is_not_shown_as_own_words(guide, rik, les):
    text = les(_render(guide, rik))
    assert "Jeg vil kutte ned (valgt svar)" in text and "«Fire-fem øl hver kveld" in text


def test_choice_when_the_language_was_changed_later_then_the_label_follows_the_document(guide, les):
    text = les(_render(guide, rich("nn")))
    assert "Nokon å snakke med (valt svar)" in text and "«Noen å snakke med»" not in text


def test_scale_when_answered_then_the_number_is_explained(guide, rik, les):
    assert "4 (0 = " in les(_render(guide, rik))


def test_duration_when_in_months_then_reads_as_years_and_months(guide, rik, les):
    assert "1 år og 6 måneder" in les(_render(guide, rik))


def test_areas_when_not_met_then_listed_together_without_tables(guide, rik, les):
    text = les(_render(guide, rik))
    assert "Ikke tatt opp: Medisiner; Familie og nettverk" in text
    assert "Økonomi: «nei»" in text
    assert "Oppvekst" in text[text.index("Hoppet over av personen"):]


def test_addition_when_given_then_stands_in_own_words(guide, rik, les):
    assert "«Jeg har fri på tirsdager, da passer det best å møtes.»" in les(_render(guide, rik))


def test_answer_when_corrected_then_only_the_newest_stands(guide, rik, les):
    rik.answers.append(Answer("barn.apen", "barn", "Ett barn, elleve år", turn=90))
    text = les(_render(guide, rik))
    assert "Ett barn, elleve år" in text and "To stykker, åtte og elleve" not in text


def test_guided_when_worker_wrote_then_says_who_wrote(guide, les):
    case = rich()
    case.mode, case.answers = "guided", [replace(a, by="fagperson") for a in case.answers]
    text = les(_render(guide, case))
    assert "Samtale ledet av fagperson" in text and "skrevet ned av fagperson" in text


def test_nynorsk_when_chosen_then_no_bokmaal_heading_is_left(guide, les):
    text = les(_render(guide, rich("nn")))
    for words in ("Samandrag av innleiande kartlegging", "Kva er viktig for personen",
                  "Tilvis til spesialisthelsetenesta", "Kjelder og tider"):
        assert words in text, words
    for words in ("Hva er viktig", "Foreslått hovedforløp", "Kilder og tider", "Henvis til"):
        assert words not in text, words


def test_empty_case_when_rendered_then_every_section_still_stands(guide, les):
    text = les(docx.render(guide, Case("K"), now=NOW))
    for title in ("Hva er viktig", "Risiko", "Foreslått hovedforløp", "Ingen forslag", "Ikke tatt opp", "Neste steg", "Signatur"):
        assert title in text, title


def test_summary_when_the_talk_is_in_english_then_it_is_in_bokmaal_and_says_so(guide, les):
    text = les(_render(guide, rich("en")))
    assert "Hva er viktig for personen" in text and "samtalen var på engelsk" in text
