"""Asks a peer over HTTP: one request, one answer of bounded size, no redirect that is followed."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from wangting.errors import WangtingError

#: Bytes of an answer at most: what peers say to us are a few words, or a handful of keys.
LONGEST = 1 << 20
SECONDS = 20.0


class Unreached(WangtingError):
    """The peer could not be reached, or said what nobody understands; ``facts['reason']`` says which, in one word."""

    code = "peer_away"
    status = 503


class Answer(NamedTuple):
    """What the peer said: the status of HTTP, and the body."""

    status: int
    body: bytes


def call(url: str, *, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None,
         seconds: float = SECONDS) -> Answer:  # fmt: skip
    """Return the answer of ``url``; raises Unreached for a peer that is away, slow, or says too much."""
    address = urlsplit(url)
    host = address.hostname or ""
    if address.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, address.port, timeout=seconds, context=context)
    else:
        connection = http.client.HTTPConnection(host, address.port, timeout=seconds)
    try:
        connection.request(method, _target(url), body, dict(headers or {}))
        response = connection.getresponse()
        said = response.read(LONGEST + 1)
    except (OSError, http.client.HTTPException) as fault:
        raise Unreached(reason=type(fault).__name__) from fault
    finally:
        connection.close()
    if len(said) > LONGEST:
        raise Unreached(reason="too_long")
    return Answer(response.status, said)


def _target(url: str) -> str:
    address = urlsplit(url)
    return (address.path or "/") + (f"?{address.query}" if address.query else "")
