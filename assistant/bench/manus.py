"""The scripted talks of the bench: what five people write, turn by turn. Words only, so that both sides read them alike."""

from __future__ import annotations

TALKS: tuple[tuple[str, ...], ...] = (
    ("ja", "jeg vil sove om natten igjen", "det begynte for fem uker siden, da jeg fikk ny turnus", "omtrent likt", "hvorfor spør dere om det",
     "litt nedfor, men jeg kan fortsatt glede meg", "klarer jobben, men er trøtt", "et glass vin i helgene", "musikk og turer i skogen",
     "nei", "nei, ingen", "broren min hjelper meg", "sover fire timer", "jobber i butikk", "ingen gjeld", "ja det stemmer", "alt"),
    ("ja", "eg vil ha kvardagen tilbake", "kona gjekk frå meg i sommar", "det blir verre", "tungt, eg gret om kveldane", "eg har slutta å trene",
     "drikk tre-fire øl kvar kveld", "ja, eg trur det er blitt for mykje", "hopp over", "nei, slike tankar har eg ikkje", "nei",
     "to born på fire og sju, dei bur her annakvar veke", "mor mi hjelper", "søv lite", "delvis sjukmeld", "ja det stemmer", "alt"),
    ("ja", "få orden på angsten", "har hatt det slik siden jeg var tenåring", "svinger", "panikkanfall på bussen flere ganger i uka",
     "går nesten ikke ut", "drikker ikke", "tilbake", "drikker aldri", "katten min", "har tenkt at det hadde vært greit å ikke våkne",
     "nei, jeg har ingen planer", "nei", "gikk til psykolog i fjor, det hjalp litt", "bor alene", "ufør", "det stemmer", "alt"),
    ("ja", "æ vil slutt å røyk hasj", "samboeren min e lei av det", "det går opp og ned", "urolig og kort lunte", "jobben går sånn passe",
     "røyker kvar kveld, et par gram i uka", "kan vi ta en pause", "fortsett", "har prøvd å slutt før", "fiske", "nei", "nei",
     "samboer og en kompis", "sover greit", "jobber på brukket", "litt gjeld", "ja", "alt"),
    ("ja", "at barna har det bra", "mannen min slo hull i døra for to uker siden", "verre", "redd og sliten", "jobben går", "drikker lite",
     "søsteren min", "nei, ikke slike tanker", "ja, jeg er redd for mannen min", "hvem leser dette", "to barn på sju og ti",
     "læreren sier at minsten er blitt stille", "hopp over", "sover dårlig", "barnehage, full stilling", "det stemmer", "alt"),
)
