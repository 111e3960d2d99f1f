"""Passwords: what is asked of them, and their argon2id hash. A password itself is never stored nor logged."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH, MAX_LENGTH = 12, 200
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_HASHER = PasswordHasher()


def fault(password: str, user_name: str) -> str:
    """What is wrong with a password, as a sentence; empty when it can be used."""
    if len(password) < MIN_LENGTH:
        return f"Passordet må ha minst {MIN_LENGTH} tegn. Gjerne flere vanlige ord etter hverandre."
    if len(password) > MAX_LENGTH:
        return f"Passordet kan ha høyst {MAX_LENGTH} tegn."
    if password.strip().casefold() == user_name.casefold():
        return "Passordet kan ikke være det samme som brukernavnet."
    if len(set(password.casefold())) < 4:
        return "Passordet må ha flere ulike tegn. Gjerne flere vanlige ord etter hverandre."
    return ""


def make_hash(password: str) -> str:
    """argon2id, RFC 9106 (64 MiB, three rounds): about a tenth of a second."""
    return _HASHER.hash(password.encode("utf-8", "surrogatepass"))


def matches(stored: str, password: str) -> bool:
    """Takes as long when there is nothing stored. Call it outside the store's lock."""
    try:
        return _HASHER.verify(stored or _nobody(), password.encode("utf-8", "surrogatepass")) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def temporary() -> str:
    """A password to be changed at the first login: 80 bits in four groups, without letters that look alike."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


@cache
def _nobody() -> str:
    return make_hash(secrets.token_urlsafe(16))
