"""Reads the file as SQLCipher does, page by page with the raw key, so that a test can look for remains in free pages too."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT, WAL_HEAD, FRAME_HEAD = 4096, 80, 16, 32, 24


def plain_pages(path: Path, raw_key: str) -> bytes:
    """Every page of the file and every frame of its WAL, decrypted, also those that no table uses."""
    data = path.read_bytes()
    pages = [data[i:i + PAGE] for i in range(0, len(data), PAGE)]
    out = [_page(bytes.fromhex(raw_key), page, first=n == 0) for n, page in enumerate(pages)]
    wal = path.with_name(path.name + "-wal")
    frames = wal.read_bytes()[WAL_HEAD:] if wal.exists() else b""
    for place in range(0, len(frames), FRAME_HEAD + PAGE):
        number, page = int.from_bytes(frames[place:place + 4], "big"), frames[place + FRAME_HEAD:place + FRAME_HEAD + PAGE]
        out.append(_page(bytes.fromhex(raw_key), page, first=number == 1))
    return b"".join(out)


def _page(key: bytes, page: bytes, first: bool) -> bytes:
    body, iv = page[SALT if first else 0:PAGE - RESERVED], page[PAGE - RESERVED:PAGE - RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(body) + decryptor.finalize()
