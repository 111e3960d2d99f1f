"""Plain text for the journal: the same content as the Word file."""

from eksempelsak import NOW, SERVICE, rich

from assistant.domain.case import Case
from assistant.export import docx, tekst

HEADS = ("EGNE ORD", "KRITERIUM", "TILTAK", "STYRKE", "HVEM", "NÅR", "FARE")


def test_text_when_full_case_then_holds_what_the_word_file_holds(guide, rik, les):
    plain = " ".join(tekst.render(guide, rik, service=SERVICE, now=NOW).upper().split())
    word = les(docx.render(guide, rik, service=SERVICE, now=NOW)).replace("\u00a0", " ")
    for text in word.split("\n"):
        words = " ".join(text.replace("\t", ": ").upper().split())
        if words and words not in HEADS and ":: :" not in words:
            assert words.rstrip(": ") in plain, words


def test_text_when_full_case_then_headings_stand_in_capitals_in_order(guide, rik):
    text = tekst.render(guide, rik, now=NOW)
    order = ["HVA ER VIKTIG FOR PERSONEN", "RISIKO OG HVA SOM ER GJORT", "FORESLÅTT HOVEDFORLØP",
             "DET PERSONEN HAR FORTALT", "NESTE STEG", "SIGNATUR"]
    assert [text.index(x) for x in order] == sorted(text.index(x) for x in order)


def test_text_when_rendered_then_fits_an_old_journal_system(guide, rik):
    text = tekst.render(guide, rik, now=NOW).replace("→", "->")
    text.encode("cp1252")
    assert "\u00a0" not in text and text.endswith("\n") and "\n\n\n" not in text


def test_text_when_nynorsk_then_nynorsk(guide):
    assert "KVA ER VIKTIG FOR PERSONEN" in tekst.render(guide, rich("nn"), now=NOW)


def test_text_when_empty_then_whole(guide):
    text = tekst.render(guide, Case("K"), now=NOW)
    assert "Utkast – ikke godkjent av fagperson" in text and "SIGNATUR" in text
