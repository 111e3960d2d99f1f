"""What can go wrong in the store. No message ever holds anything a person has written."""


class StoreError(Exception):
    """Nothing was written. The underlying error, if any, is the cause."""


class UnknownCase(StoreError):
    """The case does not exist, or has been deleted."""

    def __init__(self) -> None:
        super().__init__("Saken finnes ikke. Den kan være slettet.")


class StaleCase(StoreError):
    """The case given is older than the one stored: load it again and take the turn anew."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Saken er endret siden den ble lest ({what}). Les den på nytt og prøv igjen.")


class AlreadyAnswered(StoreError):
    """This client id has a reply already; `reply_of` gives it."""

    def __init__(self) -> None:
        super().__init__("Meldingen er besvart før. Bruk svaret som ble gitt da.")
