"""One-time codes (TOTP, RFC 6238): six digits every thirty seconds from a secret shared with the worker's phone."""

from __future__ import annotations

import hmac
import io
import re

import pyotp
import segno

STEP_S = 30
CODE = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """160 bits in base32. It cannot be stored as a hash, since the code is made from it."""
    return pyotp.random_base32()


def address(secret: str, user_name: str, service: str) -> str:
    """What the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name=service or "Kartlegging")


def as_svg(text: str) -> str:
    """A QR code as SVG without styles, black on white also in dark mode."""
    return segno.make(text, micro=False).svg_inline(scale=5, dark="#000", light="#fff", omitsize=False, svgclass=None, lineclass=None)


def as_text(text: str) -> str:
    """A QR code for a terminal."""
    out = io.StringIO()
    segno.make(text, micro=False).terminal(out, compact=True)
    return out.getvalue()


def step_of(secret: str, code: str, clock: float) -> int | None:
    """The time step that a code belongs to, at most one step from now either way; None when the code is wrong."""
    digits = "".join(code.split())
    if not secret or not CODE.fullmatch(digits):
        return None
    now, made = int(clock // STEP_S), pyotp.TOTP(secret)
    return next((step for step in (now, now - 1, now + 1) if hmac.compare_digest(made.at(step * STEP_S), digits)), None)
