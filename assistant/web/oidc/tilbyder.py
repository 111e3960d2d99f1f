"""The provider: what it says about itself and its keys, both kept for a while, and the calls to it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assistant.web.oidc.feil import Avvist, Utilgjengelig
from assistant.web.oidc.oppsett import Oppsett
from assistant.web.oidc.runde import Runde

KEPT_S = 3600
FRESH_S = 30
TIMEOUT_S = 5.0
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
BROKEN = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, TypeError, KeyError, JoseError)
"""What a provider that is down or talks nonsense gives. Authlib's own client may raise the errors of another HTTP library, so there it is Exception."""


class Tilbyder:
    """One provider. Its description and keys are fetched when needed, kept for KEPT_S, and the keys again when one is unknown."""

    def __init__(self, oppsett: Oppsett) -> None:
        self.oppsett = oppsett
        self._about: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    async def about(self) -> dict[str, Any]:
        """The provider's own description. Raises Utilgjengelig when it cannot be had or is of another issuer."""
        if self._about is None or time.monotonic() - self._about[0] > KEPT_S:
            found = await self._fetch(self.oppsett.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if found.get("issuer") != self.oppsett.issuer or any(not isinstance(found.get(name), str) for name in NEEDED):
                raise Utilgjengelig("beskrivelse")
            self._about = time.monotonic(), found
        return self._about[1]

    async def keys(self, *, again: bool = False) -> KeySet:
        """The provider's public keys; `again` fetches them anew unless that was just done. Raises Utilgjengelig."""
        age = KEPT_S + 1.0 if self._keys is None else time.monotonic() - self._keys[0]
        if self._keys is None or age > (FRESH_S if again else KEPT_S):
            data = await self._fetch((await self.about())["jwks_uri"])
            try:
                self._keys = time.monotonic(), KeySet.import_key_set(data)  # type: ignore[arg-type]
            except BROKEN:
                raise Utilgjengelig("nokler") from None
        return self._keys[1]

    async def authorize_url(self, runde: Runde) -> str:
        """Where the browser goes to log in. The wishes are left with the provider first (PAR) when it takes that. Raises Utilgjengelig."""
        about = await self.about()
        more = {"acr_values": " ".join(self.oppsett.acr)} if self.oppsett.acr else {}
        async with self._client(about) as client:
            url, _ = client.create_authorization_url(
                about["authorization_endpoint"], state=runde.state, nonce=runde.nonce, code_verifier=runde.verifier, **more)
            if "pushed_authorization_request_endpoint" not in about:
                return url
            return await self._pushed(client, about, httpx.QueryParams(httpx.URL(url).query))

    async def _pushed(self, client: Any, about: dict[str, Any], wishes: httpx.QueryParams) -> str:
        try:
            answer = await client.request(
                "POST", about["pushed_authorization_request_endpoint"], data=dict(wishes), withhold_token=True,
                auth=client.client_auth(client.token_endpoint_auth_method))
            kept = answer.raise_for_status().json()["request_uri"]
        except Exception:
            raise Utilgjengelig("par") from None
        return about["authorization_endpoint"] + "?" + urlencode({"client_id": self.oppsett.client_id, "request_uri": kept})

    async def redeem(self, code: str, verifier: str) -> str:
        """The id_token for a code. Raises Avvist when the provider says no, Utilgjengelig when it does not answer."""
        about = await self.about()
        async with self._client(about) as client:
            try:
                answer = await client.fetch_token(about["token_endpoint"], code=code, code_verifier=verifier, grant_type="authorization_code")
            except OAuthError:
                raise Avvist("kode") from None
            except Exception:
                raise Utilgjengelig("token") from None
        if not isinstance(answer.get("id_token"), str):
            raise Avvist("uten_id_token")
        return answer["id_token"]

    def _client(self, about: dict[str, Any]) -> AsyncOAuth2Client:
        """The audience of a signed assertion is the issuer, as HelseID and ID-porten want it."""
        made = AsyncOAuth2Client(
            self.oppsett.client_id, self.oppsett.key or self.oppsett.secret, scope=self.oppsett.scope, redirect_uri=self.oppsett.redirect_uri,
            code_challenge_method="S256", token_endpoint_auth_method="private_key_jwt" if self.oppsett.key else "client_secret_basic",
            timeout=TIMEOUT_S)
        if key := self.oppsett.key:
            algorithm = str(key.get("alg") or ("ES256" if key.key_type == "EC" else "RS256"))
            header = {"kid": key.kid} if key.kid else {}
            made.register_client_auth_method(PrivateKeyJWT(about["issuer"], headers=header, alg=algorithm))
        return made

    async def _fetch(self, url: str) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as client:
                found = (await client.get(url, headers={"Accept": "application/json"})).raise_for_status().json()
        except BROKEN:
            raise Utilgjengelig("svarer_ikke") from None
        if not isinstance(found, dict):
            raise Utilgjengelig("beskrivelse")
        return found
