"""Confirms that a phone or a mailbox is somebody's, by a code that is sent there and comes back.

Codes go out after the answer has left and not by the outbox: somebody waits for them, and a database that keeps its
history would keep them in the clear (DESIGN 6.8, docs/adr/0029).
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta

from wangting.errors import Damaged, TooMany
from wangting.gateways.side.interface import Codes, Throttles
from wangting.gateways.vault import Vault
from wangting.services.notifying import Notifying

#: How long a code is good (QUALITY 4).
LIFE = timedelta(minutes=20)
MINUTES = str(round(LIFE.total_seconds() / 60))
#: Codes sent to one address, and codes sent or tried from one network, in so many seconds.
OF_AN_ADDRESS, OF_A_NETWORK, SECONDS = 5, 60, 3600
#: What addresses are marked for in the throttle and in the subject of a code: the side store keeps none.
REACH = "reach"
#: Begins the subject of a code that confirms nothing, whoever types it.
NOBODY = "nobody "


class Confirming:
    """Sends codes and knows them again; a code is good once, for twenty minutes, and for five tries."""

    def __init__(self, *, codes: Codes, throttles: Throttles, notifying: Notifying, vault: Vault) -> None:
        self._codes = codes
        self._throttles = throttles
        self._notifying = notifying
        self._vault = vault

    def send(self, purpose: str, whose: str, network: str, *, phone: str = "", mail: str = "") -> str:
        """Send a code for ``purpose`` (the beginning of a declared text) to ``phone``, else to ``mail``.

        Returns the subject under which it is known again, which holds for ``whose`` and for this address only; an
        earlier code is dead.  Raises TooMany.
        """
        address = self._count(purpose, phone or mail, network)
        subject = f"{whose} {address}"
        code = self._codes.issue(purpose, subject, LIFE)
        self._post(purpose, f"{purpose}_code", {"code": code, "minutes": MINUTES}, phone, mail)
        return subject

    def send_known(self, purpose: str, network: str, *, phone: str, values: Mapping[str, str]) -> str:
        """Tell ``phone`` that it has an account, where it does; the same work as :meth:`send`, and no code is right.

        So nobody learns from the page, nor from its time, who is registered.
        """
        subject = NOBODY + self._count(purpose, phone, network)
        self._codes.issue(purpose, subject, LIFE)
        self._post(purpose, f"{purpose}_known", values, phone, "")
        return subject

    def is_right(self, purpose: str, subject: str, code: str, network: str) -> bool:
        """Say whether ``code`` is the one sent, in time and unused; a wrong one costs a try of five.

        Raises TooMany.
        """
        self.slow_down(f"{purpose}-code:{network}", OF_A_NETWORK)
        right = self._codes.redeem(purpose, subject, "".join(code.split()))
        return right and not subject.startswith(NOBODY)

    def kill(self, purpose: str, subject: str) -> None:
        """Let no code that was sent for ``purpose`` and ``subject`` be right any more; nobody learns the next one."""
        self._codes.issue(purpose, subject, LIFE)

    def keep(self, purpose: str, pending: Mapping[str, object]) -> str:
        """Return ``pending`` as a session may keep it: nobody reads an address out of the side store."""
        sealed = self._vault.seal(json.dumps(dict(pending), ensure_ascii=False), f"pending {purpose}")
        return base64.b64encode(sealed).decode("ascii")

    def kept(self, purpose: str, text: object) -> dict[str, object] | None:
        """Return what :meth:`keep` made; None for nothing and for what is not ours."""
        try:
            return json.loads(self._vault.open(base64.b64decode(str(text or "")), f"pending {purpose}"))
        except (binascii.Error, Damaged):
            return None

    def slow_down(self, key: str, limit: int) -> None:
        """Count one use of ``key``; raises TooMany beyond ``limit`` an hour."""
        wait = self._throttles.hit(key, limit, SECONDS)
        if wait:
            raise TooMany(wait=wait)

    def _count(self, purpose: str, address: str, network: str) -> str:
        mark = self._vault.mark(REACH, address)
        self.slow_down(f"{purpose}:{network}", OF_A_NETWORK)
        self.slow_down(f"{purpose}-to:{mark}", OF_AN_ADDRESS)
        return mark

    def _post(self, purpose: str, told: str, values: Mapping[str, str], phone: str, mail: str) -> None:
        text = self._notifying.account_text(told, values)
        self._notifying.tell_later(f"{purpose}.{secrets.token_hex(8)}", text, phone=phone, mail=mail)
