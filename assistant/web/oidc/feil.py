"""What can go wrong on the way in. `code` goes to the log; the person gets the sentence, and nothing from the provider."""

from __future__ import annotations


class Avbrutt(Exception):
    """The log-in did not succeed. `status` is that of the page."""

    status = 401
    title = "Innloggingen ble ikke fullført"
    detail = "Prøv igjen. Skjer det flere ganger, si fra til den som drifter tjenesten."

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Utilgjengelig(Avbrutt):
    title = "Innloggingstjenesten svarer ikke"
    detail = "Det er ikke noe galt med kontoen din. Vent litt og prøv igjen."


class Avvist(Avbrutt):
    """The provider said no, or what it sent does not hold."""


class Angret(Avbrutt):
    title = "Innloggingen ble avbrutt"
    detail = "Du er ikke logget inn. Prøv igjen når du vil."


class Utlopt(Avbrutt):
    """The answer belongs to no log-in that this browser has begun, or it took too long."""

    status = 400
    title = "Innloggingen må startes på nytt"
    detail = "Det gikk for lang tid, eller innloggingen ble startet i et annet vindu. Start på nytt herfra."


class ForLavt(Avbrutt):
    status = 403
    title = "Innloggingen er ikke sterk nok"
    detail = "Tjenesten krever et høyere sikkerhetsnivå. Logg inn på nytt, og velg en måte med høyere sikkerhet."


class Ukjent(Avbrutt):
    status = 403
    title = "Du har ikke tilgang ennå"
    detail = "Innloggingen gikk bra, men du har ingen konto her. Be lederen din eller den som drifter tjenesten om tilgang."


class FeilPassord(Avbrutt):
    title = "Passordet stemmer ikke"
    detail = "Gå tilbake til «Min konto» og prøv igjen."
