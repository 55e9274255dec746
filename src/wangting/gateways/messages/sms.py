"""Short messages by HTTP: one POST of JSON to the address of an SMS centre, with the message id as its key.

The body is ``{"id", "to", "text"}`` and the header ``Idempotency-Key`` repeats the id, so that a centre that has
seen it does not send twice; centres with another form get an adapter of their own beside this one.
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass

from wangting.gateways.calling import Unreached, call
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

    def send(self, letter: Letter) -> None:
        """Hand the message over; raises Undelivered, permanent when the centre will never take it."""
        content = json.dumps({"id": letter.message_id, "to": letter.to, "text": letter.body}, ensure_ascii=False)
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": letter.message_id}
        if self._centre.token:
            headers["Authorization"] = f"Bearer {self._centre.token}"
        try:
            status = call(self._centre.url, method="POST", body=content.encode("utf-8"), headers=headers,
                          seconds=self._centre.timeout).status  # fmt: skip
        except Unreached as fault:
            raise Undelivered(permanent=False, reason=str(fault.facts["reason"])) from fault
        if not http.client.OK <= status < http.client.MULTIPLE_CHOICES:
            client_fault = http.client.BAD_REQUEST <= status < http.client.INTERNAL_SERVER_ERROR
            raise Undelivered(permanent=client_fault and status not in _PASSING, reason=f"http {status}")
