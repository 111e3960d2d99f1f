"""The id_token: whether it holds, and who it says that somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import InvalidClaimError, InvalidKeyIdError, JoseError, MissingClaimError
from joserfc.jwk import KeySet

from assistant.web.oidc.feil import Avvist, ForLavt
from assistant.web.oidc.oppsett import Oppsett
from assistant.web.oidc.tilbyder import Tilbyder

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LEEWAY_S = 60
MAX_TEXT = 100


@dataclass(frozen=True)
class Innlogget:
    """Who logged in, as the provider says. `subject` is unique with the issuer; `role` is one here, empty without."""

    issuer: str
    subject: str
    name: str
    unit: str
    role: str
    user_name: str = ""


async def checked(tilbyder: Tilbyder, id_token: str, nonce: str) -> Innlogget:
    """Raises Avvist with the name of what does not hold, ForLavt when the level is not enough, Utilgjengelig without keys."""
    claims = _claims(await _signed(tilbyder, id_token), tilbyder.oppsett, nonce)
    return _person(claims, tilbyder.oppsett)


async def _signed(tilbyder: Tilbyder, id_token: str) -> dict[str, Any]:
    """The claims of a token that one of the provider's keys has signed. A key not seen before is asked for once."""
    keys = await tilbyder.keys()
    try:
        if not _known(id_token, keys):
            keys = await tilbyder.keys(again=True)
        return jwt.decode(id_token, keys, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError, TypeError, KeyError):
        raise Avvist("signatur") from None


def _known(id_token: str, keys: KeySet) -> bool:
    kid = jws.extract_compact(id_token.encode()).protected.get("kid")
    try:
        return kid is None or keys.get_by_kid(kid) is not None
    except InvalidKeyIdError:
        return False


def _claims(claims: dict[str, Any], oppsett: Oppsett, nonce: str) -> dict[str, Any]:
    several = isinstance(claims.get("aud"), list) and len(claims["aud"]) > 1
    registry = jwt.JWTClaimsRegistry(
        leeway=LEEWAY_S, iss={"essential": True, "value": oppsett.issuer}, sub={"essential": True}, exp={"essential": True},
        iat={"essential": True}, aud={"essential": True, "value": oppsett.client_id},
        azp={"essential": several, "value": oppsett.client_id}, nonce={"essential": True, "value": nonce})
    try:
        registry.validate(claims)
    except (InvalidClaimError, MissingClaimError) as error:
        raise Avvist(_code(error)) from None
    except JoseError:
        raise Avvist("utlopt") from None
    if not isinstance(claims["nonce"], str):
        raise Avvist("nonce")
    if oppsett.acr and str(claims.get(oppsett.level_claim, "")) not in oppsett.acr:
        raise ForLavt("acr")
    return claims


def _code(error: InvalidClaimError | MissingClaimError) -> str:
    """Which claim; the names are ours, so no text of the token reaches the log."""
    return next((name for name in ("iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce") if name in str(error)), "innhold")


def _person(claims: dict[str, Any], oppsett: Oppsett) -> Innlogget:
    said = claims.get(oppsett.role_claim, []) if oppsett.role_claim else []
    theirs = [str(value) for value in (said if isinstance(said, list) else [said])]
    role = next((ours for value, ours in oppsett.roles.items() if value in theirs), "")
    return Innlogget(oppsett.issuer, claims["sub"], _text(claims.get(oppsett.name_claim)), _text(claims.get(oppsett.unit_claim)), role,
                     _text(claims.get(oppsett.user_claim)))


def _text(value: Any) -> str:
    """Printable, on one line, of bounded length; empty when it is no text."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())[:MAX_TEXT]
