"""The client of an OpenID Connect provider (OpenID Connect Core 1.0, RFC 7636 PKCE, RFC 9700).

Signing out there is that of OpenID Connect RP-Initiated Logout 1.0, where the provider publishes its address.

What is signed is checked by joserfc; here stands only which requests are made and what must hold of the answers.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ExpiredTokenError,
    InvalidClaimError,
    InvalidKeyIdError,
    JoseError,
    MissingClaimError,
)
from joserfc.jwk import KeySet

from wangting.clock import Clock
from wangting.errors import Refused
from wangting.gateways.calling import Unreached, call
from wangting.gateways.choice import LOOPBACK
from wangting.gateways.oidc.interface import Departure, Vouched

#: Signatures that are taken: never ``none``, and none with a shared key.
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
#: Seconds by which two clocks may differ, and for which the provider's own description is believed.
LEEWAY, FRESH = 30, 3600
#: By which name a provider publishes where one signs out.
LEAVING = "end_session_endpoint"
#: Which refusal a claim that is wrong or missing leads to; every other one is ``oidc_token``.
CLAIMS = {
    "nonce": "oidc_nonce",
    "iss": "oidc_issuer",
    "aud": "oidc_audience",
    "azp": "oidc_audience",
    "exp": "oidc_late",
}


@dataclass(frozen=True)
class Registration:
    """What we are to the provider, and how it calls what it vouches for; ``claims`` by name, id_number, phone."""

    issuer: str
    client_id: str
    secret: str
    redirect: str
    scope: str
    claims: Mapping[str, str]
    label: str
    label_en: str
    afterwards: str


@dataclass
class _Known:
    """What the provider said of itself, and when (seconds, POSIX)."""

    at: float
    endpoints: Mapping[str, str]
    keys: KeySet | None = field(default=None)


class OidcClient:
    """See ``interface.Provider``."""

    def __init__(self, registration: Registration, clock: Clock, *, only_https: bool) -> None:
        self._we = registration
        self._clock = clock
        self._only_https = only_https
        self._known: _Known | None = None
        self._lock = threading.Lock()
        self.label, self.label_en = registration.label, registration.label_en

    def is_connected(self) -> bool:
        """Say yes: the settings name a provider."""
        return True

    def depart(self) -> Departure:
        """Return the address of the provider with a new state, nonce and challenge."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._we.client_id,
            "redirect_uri": self._we.redirect,
            "scope": self._we.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        door = self._provider().endpoints["authorization_endpoint"]
        return Departure(_with(door, asked), state, nonce, verifier)

    def leave(self, token: str) -> str | None:
        """Return where a browser signs out at the provider; None where it publishes no such address."""
        door = self._provider().endpoints[LEAVING]
        if not door:
            return None
        asked = {"id_token_hint": token, "client_id": self._we.client_id,
                 "post_logout_redirect_uri": self._we.afterwards}  # fmt: skip
        return _with(door, asked)

    def arrive(self, code: str, departure: Departure) -> Vouched:
        """Return who comes back: the code is exchanged, the token checked."""
        token = self._exchanged(code, departure)
        claims = self._checked(token, departure.nonce)
        said = {ours: str(claims.get(theirs) or "") for ours, theirs in self._we.claims.items()}
        if claims.get(f"{self._we.claims['phone']}_verified") is not True:
            said["phone"] = ""
        return Vouched(f"{self._we.issuer} {claims['sub']}", **said, token=token)

    def _exchanged(self, code: str, departure: Departure) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._we.redirect,
            "code_verifier": departure.verifier,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        if self._we.secret:
            # RFC 6749 2.3.1: both are written as in a form before they are put together.
            pair = f"{quote(self._we.client_id, safe='')}:{quote(self._we.secret, safe='')}"
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        else:
            form["client_id"] = self._we.client_id
        endpoint = self._provider().endpoints["token_endpoint"]
        answer = call(endpoint, method="POST", body=urlencode(form).encode(), headers=headers)
        if answer.status == HTTPStatus.BAD_REQUEST:
            raise Refused("oidc_code")
        token = _json(answer.body).get("id_token") if answer.status == HTTPStatus.OK else None
        if not isinstance(token, str):
            raise Unreached(reason=f"http {answer.status}")
        return token

    def _checked(self, token: str, nonce: str) -> Mapping[str, object]:
        rules = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock.now().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self._we.issuer},
            aud={"essential": True, "value": self._we.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
            azp={"value": self._we.client_id},
        )
        try:
            claims = self._decoded(token).claims
            rules.validate(claims)
        except ExpiredTokenError as fault:
            raise Refused("oidc_late") from fault
        except (InvalidClaimError, MissingClaimError) as fault:
            raise Refused(CLAIMS.get(fault.claim, "oidc_token")) from fault
        except BadSignatureError as fault:
            raise Refused("oidc_signature") from fault
        except (JoseError, ValueError) as fault:
            raise Refused("oidc_token") from fault
        return claims

    def _decoded(self, token: str) -> jwt.Token:
        """Return what ``token`` says; a key that is not known yet is asked for once: providers change theirs."""
        try:
            return jwt.decode(token, self._keys(), algorithms=list(ALGORITHMS))
        except (BadSignatureError, InvalidKeyIdError, ValueError):
            return jwt.decode(token, self._keys(anew=True), algorithms=list(ALGORITHMS))

    def _keys(self, *, anew: bool = False) -> KeySet:
        known = self._provider()
        if known.keys is None or anew:
            said = _json(_got(known.endpoints["jwks_uri"]))
            try:
                known.keys = KeySet.import_key_set(said)
            except (JoseError, KeyError, ValueError, TypeError) as fault:
                raise Unreached(reason="no_keys") from fault
        return known.keys

    def _provider(self) -> _Known:
        with self._lock:
            now = self._clock.now().timestamp()
            if self._known is None or not 0 <= now - self._known.at < FRESH:
                self._known = _Known(now, self._discovered())
            return self._known

    def _discovered(self) -> Mapping[str, str]:
        said = _json(_got(self._we.issuer.rstrip("/") + "/.well-known/openid-configuration"))
        if said.get("issuer") != self._we.issuer:
            raise Refused("oidc_issuer")
        endpoints = {name: str(said.get(name, "")) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        if not all(map(self._may_ask, endpoints.values())):
            raise Unreached(reason="no_endpoints")
        leaving = str(said.get(LEAVING) or "")
        return {**endpoints, LEAVING: leaving if self._may_ask(leaving) else ""}

    def _may_ask(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme == "https" or (
            parts.scheme == "http" and (not self._only_https or parts.hostname in LOOPBACK)
        )


def _with(door: str, asked: Mapping[str, str]) -> str:
    return f"{door}{'&' if '?' in door else '?'}{urlencode(asked)}"


def _got(url: str) -> bytes:
    answer = call(url, headers={"Accept": "application/json"})
    if answer.status != HTTPStatus.OK:
        raise Unreached(reason=f"http {answer.status}")
    return answer.body


def _json(body: bytes) -> dict:
    try:
        said = json.loads(body)
    except ValueError as fault:
        raise Unreached(reason="no_json") from fault
    if not isinstance(said, dict):
        raise Unreached(reason="no_json")
    return said
