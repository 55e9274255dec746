"""Checks of identity by HTTP: one POST of JSON to the address of whoever keeps the register.

The body is ``{"id", "name", "id_number"}``, with ``"photo"`` in base64 for a face; for an organisation it is ``{"id",
"credit_code", "name", "representative", "id_number"}``, the number that of the representative.  ``id`` names the
question in both logs and says nothing about anybody.

The answer is 200 with ``{"result": "agrees" | "differs" | "unknown"}``; anything else is no
answer.  A peer with another form gets an adapter of its own beside this one.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict
from http import HTTPStatus

from wangting.gateways.calling import Unreached, call
from wangting.gateways.identity.interface import VERDICTS, Represented, Unanswered

#: Seconds that somebody waits in front of the page.
SECONDS = 10.0


class _Peer:
    """One address, and the token that is shown to it."""

    def __init__(self, url: str, token: str = "", seconds: float = SECONDS) -> None:
        self._url = url
        self._token = token
        self._seconds = seconds

    def is_connected(self) -> bool:
        """Say yes: the setting names a peer."""
        return True

    def _ask(self, **question: str) -> str:
        body = json.dumps({"id": secrets.token_hex(8), **question}, ensure_ascii=False).encode("utf-8")
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            answer = call(self._url, method="POST", body=body, headers=headers, seconds=self._seconds)
        except Unreached as fault:
            raise Unanswered(reason=fault.facts["reason"]) from fault
        if answer.status != HTTPStatus.OK:
            raise Unanswered(reason=f"http {answer.status}")
        return _verdict(answer.body)


class NamePeer(_Peer):
    """See ``interface.NameCheck``."""

    def compare(self, name: str, id_number: str) -> str:
        """Return what the peer says; raises Unanswered."""
        return self._ask(name=name, id_number=id_number)


class FirmPeer(_Peer):
    """See ``interface.FirmCheck``."""

    def compare(self, said: Represented) -> str:
        """Return what the peer says; raises Unanswered."""
        return self._ask(**asdict(said))


class FacePeer(_Peer):
    """See ``interface.FaceCheck``."""

    def compare(self, name: str, id_number: str, photo: bytes) -> str:
        """Return what the peer says; raises Unanswered."""
        return self._ask(name=name, id_number=id_number, photo=base64.b64encode(photo).decode("ascii"))


def _verdict(body: bytes) -> str:
    try:
        said = json.loads(body)
    except ValueError as fault:
        raise Unanswered(reason="no_json") from fault
    verdict = said.get("result") if isinstance(said, dict) else None
    if verdict not in VERDICTS:
        raise Unanswered(reason="no_verdict")
    return verdict
