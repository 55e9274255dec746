"""Short messages by HTTP: one POST of JSON to the address of an SMS centre, with the message id as its key.

The body is ``{"id", "to", "text"}`` and the header ``Idempotency-Key`` repeats the id, so that a centre that has
seen it does not send twice; centres with another form get an adapter of their own beside this one.
"""

from __future__ import annotations

import http.client
import json
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from wangting.gateways.messages.letter import Letter, Undelivered

_PASSING = frozenset({401, 403, 408, 425, 429})
"""Refusals that end by themselves or by mending a setting; every other 4xx is about this message."""


@dataclass(frozen=True)
class SmsCentre:
    """Where short messages are posted; ``token`` goes into the Authorization header, ``timeout`` in seconds."""

    url: str
    token: str = ""
    timeout: float = 20.0


class HttpSmsSender:
    """Posts each letter's body as a short message; a redirect is not followed."""

    def __init__(self, centre: SmsCentre) -> None:
        self._centre = centre
        self._address = urlsplit(centre.url)

    def send(self, letter: Letter) -> None:
        """Hand the message over; raises Undelivered, permanent when the centre will never take it."""
        content = json.dumps({"id": letter.message_id, "to": letter.to, "text": letter.body}, ensure_ascii=False)
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": letter.message_id}
        if self._centre.token:
            headers["Authorization"] = f"Bearer {self._centre.token}"
        connection = self._connection()
        try:
            connection.request("POST", self._target(), content.encode("utf-8"), headers)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as fault:
            raise Undelivered(permanent=False, reason=type(fault).__name__) from fault
        finally:
            connection.close()
        if not http.client.OK <= status < http.client.MULTIPLE_CHOICES:
            client_fault = http.client.BAD_REQUEST <= status < http.client.INTERNAL_SERVER_ERROR
            raise Undelivered(permanent=client_fault and status not in _PASSING, reason=f"http {status}")

    def _target(self) -> str:
        query = f"?{self._address.query}" if self._address.query else ""
        return (self._address.path or "/") + query

    def _connection(self) -> http.client.HTTPConnection:
        host, port, timeout = self._address.hostname or "", self._address.port, self._centre.timeout
        if self._address.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, port, timeout=timeout, context=context)
        return http.client.HTTPConnection(host, port, timeout=timeout)
