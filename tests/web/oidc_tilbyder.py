"""A small real OpenID provider on this machine, with its own RSA keys. It can be told to send what it should not."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from authlib.oauth2.rfc7523.client import ASSERTION_TYPE
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "kartlegging-test", "hemmelig-mellom-de-to"


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode()))


@dataclass
class Provider:
    """`change` is put over the claims of the id_token, `sign` replaces how it is signed, `down` makes every answer 503."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "forste"}))
    client_key: RSAKey | None = None
    par: bool = False
    down: bool = False
    change: dict[str, Any] = field(default_factory=dict)
    sign: Callable[[dict[str, Any]], str] | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    pushed: dict[str, dict[str, str]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    async def about(self, request: Request) -> Response:
        paths = {"authorization_endpoint": "/inn", "token_endpoint": "/token", "jwks_uri": "/jwks", "end_session_endpoint": "/ut"}
        if self.par:
            paths["pushed_authorization_request_endpoint"] = "/par"
        return self._json("about", {"issuer": self.issuer, **{name: self.issuer + path for name, path in paths.items()}})

    async def jwks(self, request: Request) -> Response:
        return self._json("jwks", KeySet([self.key]).as_dict(private=False))

    async def par_endpoint(self, request: Request) -> Response:
        form = await _form(request)
        if not self._is_client(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        self.pushed[name := f"urn:par:{secrets.token_hex(8)}"] = form
        return self._json("par", {"request_uri": name, "expires_in": 60}, 201)

    async def login(self, request: Request) -> Response:
        """The person logs in at once, and the browser is sent back with a code."""
        wishes = self.pushed.pop(request.query_params.get("request_uri", ""), None) or dict(request.query_params)
        assert wishes["response_type"] == "code"
        assert wishes["code_challenge_method"] == "S256"
        self.codes[code := secrets.token_urlsafe(16)] = wishes
        return RedirectResponse(f"{wishes['redirect_uri']}?code={code}&state={wishes['state']}", 303)

    async def token(self, request: Request) -> Response:
        form = await _form(request)
        wishes = self.codes.pop(form.get("code", ""), None)
        if not self._is_client(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        digest = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if wishes is None or digest != wishes["code_challenge"] or form.get("redirect_uri") != wishes["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "person-1", "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": wishes["nonce"],
                  "name": "Kari Nordmann", "enhet": "Rus og psykisk helse", "roller": ["kartlegger"], **self.change}
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = self.sign(claims) if self.sign else jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)
        return self._json("token", {"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": signed})

    def _is_client(self, request: Request, form: dict[str, str]) -> bool:
        if self.client_key is None:
            expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            return request.headers.get("authorization") == f"Basic {expected}"
        claims = jwt.decode(form["client_assertion"], self.client_key).claims
        jwt.JWTClaimsRegistry(iss={"essential": True, "value": CLIENT}, aud={"essential": True, "value": self.issuer}).validate(claims)
        return form["client_assertion_type"] == ASSERTION_TYPE and claims["sub"] == CLIENT

    def _json(self, what: str, data: dict[str, Any], status: int = 200) -> Response:
        self.calls.append(what)
        return JSONResponse({}, 503) if self.down else JSONResponse(data, status)

    def app(self) -> Starlette:
        return Starlette(routes=[
            Route("/.well-known/openid-configuration", self.about), Route("/jwks", self.jwks), Route("/inn", self.login),
            Route("/token", self.token, methods=["POST"]), Route("/par", self.par_endpoint, methods=["POST"]),
        ])


class Running:
    """The provider under uvicorn in a thread, on a free port."""

    def __init__(self) -> None:
        self.provider = Provider()
        self._server = uvicorn.Server(uvicorn.Config(self.provider.app(), port=0, log_config=None, ws="none"))
        self._thread = threading.Thread(target=lambda: asyncio.run(self._server.serve()), daemon=True)

    def __enter__(self) -> Provider:
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()
            time.sleep(0.01)
        self.provider.issuer = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"
        return self.provider

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._thread.join(5)
