"""What a provider signs is believed only when all of it is right: key, algorithm, issuer, audience, nonce, time."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from contract.gateways.peers import serving
from wangting.errors import DeclarationError, Refused
from wangting.gateways.calling import Unreached
from wangting.gateways.oidc.client import OidcClient
from wangting.gateways.oidc.opening import open_provider

OURS, FOREIGN = (RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}) for kid in ("ours", "foreign"))


@contextmanager
def provider():
    """Yield a provider whose every answer a test may change."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(200, server.about if "openid" in self.path else server.keys)

        def do_POST(self):
            server.asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            server.shown = self.headers.get("Authorization")
            self.answer(server.status, server.said())

        def answer(self, status, said):
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Say nothing: the test asks what came."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = server.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    server.about = {"issuer": issuer, "authorization_endpoint": f"{issuer}/authorize?v=2",
                    "token_endpoint": f"{issuer}/token", "jwks_uri": f"{issuer}/keys"}  # fmt: skip
    server.keys, server.status = KeySet([OURS]).as_dict(private=False), 200
    with serving(server):
        yield server


@pytest.fixture
def peer():
    with provider() as found:
        yield found


@pytest.fixture
def client(peer, clock):
    settings = {"wangting.oidc": "on", "wangting.oidc.issuer": peer.issuer, "wangting.oidc.client_id": "hall"}
    return open_provider(settings, "https://zwfw.example.cn/", clock)


def arrive(client, peer, clock, *, key=OURS, header=None, **changed):
    """Let the provider answer with a token made of ``changed`` claims (None: left out) and return what is believed."""
    departure = client.depart()
    now = int(clock.now().timestamp())
    claims = {"iss": peer.issuer, "aud": "hall", "sub": "42", "nonce": departure.nonce, "iat": now, "exp": now + 60,
              **changed}  # fmt: skip
    claims = {name: value for name, value in claims.items() if value is not None}
    token = jwt.encode(header or {"alg": "RS256", "kid": key.kid}, claims, key, algorithms=["RS256", "HS256"])
    peer.said = lambda: {"id_token": token}
    return client.arrive("code", departure)


def test_what_is_right_is_believed_and_the_verifier_is_shown(client, peer, clock):
    told = {"name": "王小明", "id_number": "3416", "phone_number": "138", "phone_number_verified": True}
    vouched = arrive(client, peer, clock, **told)
    assert (vouched.subject, vouched.name, vouched.id_number, vouched.phone) == (
        f"{peer.issuer} 42", "王小明", "3416", "138",
    )  # fmt: skip
    assert re.fullmatch(r"[\w-]{43}", peer.asked["code_verifier"][0])
    assert peer.asked["client_id"] == ["hall"]
    assert peer.shown is None


@pytest.mark.parametrize("verified", [None, False, "true", 1])
def test_a_phone_counts_only_where_it_is_said_to_be_verified(client, peer, clock, verified):
    assert arrive(client, peer, clock, phone_number="138", phone_number_verified=verified).phone == ""


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"iss": "https://evil.example"}, "oidc_issuer"),
        ({"iss": None}, "oidc_issuer"),
        ({"aud": "another"}, "oidc_audience"),
        ({"aud": None}, "oidc_audience"),
        ({"aud": ["hall", "another"], "azp": "another"}, "oidc_audience"),
        ({"nonce": "another"}, "oidc_nonce"),
        ({"nonce": None}, "oidc_nonce"),
        ({"exp": 1}, "oidc_late"),
        ({"exp": None}, "oidc_late"),
        ({"sub": None}, "oidc_token"),
        ({"iat": None}, "oidc_token"),
        ({"key": FOREIGN}, "oidc_token"),
        ({"key": FOREIGN, "header": {"alg": "RS256", "kid": "ours"}}, "oidc_signature"),
        ({"key": FOREIGN, "header": {"alg": "RS256"}}, "oidc_signature"),
    ],
)
def test_whatever_is_not_right_has_its_own_word(client, peer, clock, changed, code):
    with pytest.raises(Refused) as refusal:
        arrive(client, peer, clock, **changed)
    assert refusal.value.code == code


@pytest.mark.parametrize("token", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "not a token"])
def test_what_is_no_token_or_has_no_signature_is_refused(client, peer, token):
    departure = client.depart()
    peer.said = lambda: {"id_token": token}
    with pytest.raises(Refused, match="oidc_"):
        client.arrive("code", departure)


def test_a_key_that_the_provider_has_changed_to_is_asked_for(client, peer, clock):
    assert arrive(client, peer, clock).subject
    peer.keys = KeySet([FOREIGN]).as_dict(private=False)
    assert arrive(client, peer, clock, key=FOREIGN).subject


def test_the_description_is_believed_for_an_hour(client, peer, clock):
    client.depart()
    peer.about = {**peer.about, "authorization_endpoint": "https://new.example/authorize"}
    assert client.depart().address.startswith(f"{peer.issuer}/authorize?v=2&")
    clock.advance(minutes=61)
    assert client.depart().address.startswith("https://new.example/authorize?")


def test_a_provider_that_says_it_is_another_is_refused(client, peer):
    peer.about = {**peer.about, "issuer": "https://evil.example"}
    with pytest.raises(Refused, match="oidc_issuer"):
        client.depart()


@pytest.mark.parametrize(
    "about", [b"no json", [], {"token_endpoint": ""}, {"jwks_uri": "file:///etc/passwd"}]
)  # fmt: skip
def test_a_description_that_nobody_can_use_is_no_answer(client, peer, about):
    peer.about = {**peer.about, **about} if isinstance(about, dict) else about
    with pytest.raises(Unreached):
        client.depart()


NO_TOKENS = [(401, {}), (500, {}), (200, {}), (200, {"id_token": 1}), (200, b"<html>")]


@pytest.mark.parametrize(("status", "said"), NO_TOKENS)
def test_an_answer_without_a_token_is_no_answer(client, peer, status, said):
    departure = client.depart()
    peer.status, peer.said = status, lambda: said
    with pytest.raises(Unreached):
        client.arrive("code", departure)


def test_keys_that_cannot_be_read_are_no_answer(client, peer, clock):
    peer.keys = {"keys": [{"kty": "moon"}]}
    with pytest.raises(Unreached):
        arrive(client, peer, clock)


def test_a_secret_is_shown_as_the_standard_says_and_only_https_is_asked_in_production(client, peer, clock):
    with_secret = OidcClient(replace(client._we, secret="a:b %"), clock, only_https=False)
    arrive(with_secret, peer, clock)
    assert peer.shown == "Basic aGFsbDphJTNBYiUyMCUyNQ=="
    assert "client_id" not in peer.asked
    peer.about = {**peer.about, "token_endpoint": "http://provider.example/token"}
    with pytest.raises(Unreached):
        OidcClient(client._we, clock, only_https=True).depart()


def test_the_settings_choose_and_what_cannot_work_stops_the_boot(clock):
    off = open_provider({}, "https://zwfw.example.cn", clock)
    assert not off.is_connected()
    for ask in (off.depart, lambda: off.arrive("code", None)):
        with pytest.raises(Refused, match="oidc_off"):
            ask()
    whole = {"wangting.oidc": "on", "wangting.oidc.issuer": "https://id.example.cn", "wangting.oidc.client_id": "hall"}
    assert open_provider({**whole, "wangting.oidc.name": "皖事通"}, "https://zwfw.example.cn", clock).label == "皖事通"
    for wrong in (
        {**whole, "wangting.oidc": "maybe"},
        {**whole, "wangting.oidc.issuer": ""},
        {**whole, "wangting.oidc.client_id": ""},
        {**whole, "wangting.oidc.issuer": "http://id.example.cn", "wangting.mode": "production"},
    ):
        with pytest.raises(DeclarationError):
            open_provider(wrong, "https://zwfw.example.cn", clock)
