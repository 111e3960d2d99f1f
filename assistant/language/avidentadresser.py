"""Street addresses and postal places: «Nedre Slottsgate 7B», «kirkegata 22 b», «0184 Oslo»."""

from __future__ import annotations

import re

from assistant.language.avidentord import Lists, Word

_HOUSE = re.compile(r"\s{0,2}\d{1,3}(?!\d|[.,:/]\d)(?:\s?[A-Ha-d](?![\w])|[a-h](?!\w))?")
_BARE = frozenset({"gt", "gate", "gata", "gaten", "vei", "veien", "vegen", "veg", "plass", "plassen", "brygge", "bryggen"})


def addresses(text: str, ws: list[Word], lists: Lists) -> list[tuple[int, int, str]]:
    """(start, end, «adresse») of each, the longest reading."""
    found = []
    for i in range(len(ws)):
        span = _postal(ws, i, lists) or _street(text, ws, i, lists)
        if span:
            found.append((*span, "adresse"))
    return found


def _postal(ws: list[Word], i: int, lists: Lists) -> tuple[int, int] | None:
    word, after = ws[i], ws[i + 1] if i + 1 < len(ws) else None
    if len(word.text) != 4 or not word.text.isdigit() or after is None or not after.joined:
        return None
    known = after.key in lists.places or (after.key in lists.also_places and after.capital)
    year = word.text[:2] in ("19", "20")
    before = ws[i - 1].low if i else ""
    if not (known or (after.capital and not lists.common(after) and not year)) or (year and before in ("i", "siden", "sidan", "fra", "frå", "til", "fram")):
        return None
    end = i + 2
    while end < len(ws) and ws[end].joined and ws[end].sure and not lists.common(ws[end]):
        end += 1
    return word.start, ws[end - 1].end


def _street(text: str, ws: list[Word], i: int, lists: Lists) -> tuple[int, int] | None:
    word, data = ws[i], lists.data
    plain = next((e for e in data.street_endings if word.low.endswith(e)), None)
    first = _first(ws, i, lists)
    if not plain and not any(word.low.endswith(e) for e in data.street_endings_numbered):
        directed = i > first and word.capital and ws[first].low in data.street_starts
        house = _house(text, word, data.units) if directed else None
        return (ws[first].start, house) if house else None
    alone = first == i
    if alone and (word.low in _BARE or word.low in data.street_endings or (word.low in data.street_endings_numbered and not word.capital)):
        return None
    house = _house(text, word, data.units)
    if house is None:
        named = (any(w.sure for w in ws[first:i + 1]) and plain and not lists.common(word)) or (not alone and plain)
        if not named or (alone and len(word.low) < len(plain or "") + 3):
            return None
    elif not plain and not word.capital and not _led(ws, first):
        return None
    return ws[first].start, house or word.end


def _first(ws: list[Word], i: int, lists: Lists) -> int:
    """Where the name of the street begins: capitals and «nedre», «gamle» right before."""
    first = i
    while first > 0 and ws[first].joined and i - first < 3:
        before = ws[first - 1]
        start = before.low in lists.data.street_starts and (before.capital or before.low not in ("store", "lille", "gamle", "st"))
        name = (before.sure and not lists.common(before)) or (before.capital and before.key in lists.names)
        if not (start or name):
            break
        first -= 1
    return first


def _house(text: str, word: Word, units: frozenset[str]) -> int | None:
    """Where the house number ends. A number with a unit after it is no house."""
    m = _HOUSE.match(text, word.end)
    if m is None or not m.group().strip():
        return None
    after = re.match(r"\s*([^\W\d_]+|%)", text[m.end():m.end() + 20])
    return None if after and after.group(1).lower() in units else m.end()


def _led(ws: list[Word], first: int) -> bool:
    """«bor i solbakken 14», «adresse: …»."""
    before = {w.low for w in ws[max(0, first - 4):first]}
    return bool(before & {"bor", "bur", "bodde", "budde", "adresse", "adressen", "adressa", "hjemme", "heime", "bosatt"})
