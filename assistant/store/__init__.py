"""Det som er sagt, tatt vare på: én SQLite-fil, én transaksjon per tur, virkelig sletting."""

from assistant.store.base import Store, open_store
from assistant.store.errors import AlreadyAnswered, StaleCase, StoreError, UnknownCase

__all__ = ["AlreadyAnswered", "StaleCase", "Store", "StoreError", "UnknownCase", "open_store"]
