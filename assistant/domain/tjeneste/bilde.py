"""How large a PNG or JPEG is, read from the file itself; a file that is cut short or is something else has no size."""

from __future__ import annotations

import struct

PNG = b"\x89PNG\r\n\x1a\n"
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})     # markers among the frame markers of JPEG that are no frames


def size(data: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels; None when it is neither a whole PNG nor a JPEG."""
    try:
        found = _png(data) if data.startswith(PNG) else _jpeg(data) if data.startswith(b"\xff\xd8") else None
    except (struct.error, IndexError):
        return None
    return found if found and min(found) > 0 else None


def _png(data: bytes) -> tuple[int, int] | None:
    """Walk the chunks to the last one."""
    place, found = len(PNG), None
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        if kind == b"IHDR":
            found = struct.unpack_from(">II", data, place + 8)
        if place + 12 + length > len(data):
            return None
        if kind == b"IEND":
            return found
        place += 12 + length
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Walk the segments to the picture; the size stands in the first frame."""
    place, found = 2, None
    while True:
        while data[place] == 0xFF:
            place += 1
        marker, length = data[place], struct.unpack_from(">H", data, place + 1)[0]
        if marker == 0xDA:
            return found if b"\xff\xd9" in data[-64:] else None
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = struct.unpack_from(">HH", data, place + 4)
            found = (width, height)
        place += 1 + length
