"""Why a message cannot be made, as sentences that say what to do. They hold nothing that a person has written."""

from __future__ import annotations

NOT_APPROVED = "En dialogmelding går til andre, så saken må være godkjent som den står. Godkjenn saken, og prøv igjen."
NO_SENDER = "Dialogmeldingen mangler avsender. Skriv «dialogmelding» med «avsender» i tjeneste.yml, og start tjenesten på nytt."
NO_RECEIVER = "Dialogmeldingen mangler mottaker. Skriv «mottaker» under «dialogmelding» i tjeneste.yml, og start tjenesten på nytt."
NO_PERSON = "En dialogmelding må si hvem den gjelder. Før opp navn og nummer under «Hvem saken gjelder» først."
NO_NUMBER = "En dialogmelding må ha fødselsnummer, D-nummer, felles hjelpenummer eller DUF-nummer. Før det opp under «Hvem saken gjelder» først."
NOT_CHECKED = (
    "Meldingen er ikke sjekket mot XSD-ene, for de ligger ikke her. Hent XSD-ene til Hodemelding 1.2 og Dialogmelding 1.1 fra "
    "Helsedirektoratet, legg dem i én mappe, og skriv mappen som «xsd» under «dialogmelding» i tjeneste.yml."
)
NO_FOLDER = "Mappen som «xsd» i tjeneste.yml viser til, finnes ikke eller har ingen XSD-er. Legg XSD-ene der, eller ta bort «xsd»."
BAD_SCHEMAS = "XSD-ene i mappen kan ikke leses sammen. Legg alle filene fra Helsedirektoratet der, uendret, og bare én utgave av hver."
NOT_VALID = "Meldingen er ikke gyldig etter XSD-ene og ble ikke skrevet. Feilen er i elementet {element}. Meld fra til den som drifter tjenesten."
