"""A published OpenID Connect provider in a process of its own, and what a person does at it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

from wangting.bench.process import free_port


@contextmanager
def provider(*people: dict) -> Iterator[str]:
    """Yield the issuer of a provider that knows ``people`` by their claims."""
    port = free_port()
    claims = [word for person in people for word in ("--user-claims", json.dumps(person))]
    words = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "True"]
    running = subprocess.Popen([*words, *claims], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(10)


def _wait(port: int) -> None:
    for _try in range(200):
        try:
            _ask(port, "GET", "/.well-known/openid-configuration")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the provider does not answer")


def at_the_provider(address: str, who: str | None) -> dict[str, str]:
    """Let ``who`` sign in at the provider (None: refuse); return what the browser is sent back with."""
    parts = urlsplit(address)
    form = {"sub": who} if who is not None else {"action": "deny"}
    location = _ask(parts.port, "POST", f"{parts.path}?{parts.query}", urlencode(form))
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def fetched(address: str) -> str:
    """Return the page of the provider at ``address``."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def _ask(port: int, method: str, path: str, body: str = "") -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        response = connection.getresponse()
        response.read()
        return response.headers.get("Location", "")
    finally:
        connection.close()
