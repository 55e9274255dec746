"""Tells people what became of their account: kept for their page of messages, sent by the outbox."""

from __future__ import annotations

import secrets

from wangting.clock import Clock
from wangting.content.outbox import Message
from wangting.content.parties import Party, Told
from wangting.content.register import Register
from wangting.services.notifying import ACCOUNT, FORMER_PHONE

#: Messages about an account that are kept, the newest: what is older says nothing that is still to be done.
KEPT = 100
#: Of a message that is about no case.
NO_CASE = 0


class Telling:
    """Writes messages about accounts in the transaction of what they tell (DESIGN 3: what leaves goes to the outbox).

    Codes that somebody waits for do not come here: ``services/confirming.py``.
    """

    def __init__(self, *, register: Register, clock: Clock, slot: int, tick: float) -> None:
        self._register = register
        self._clock = clock
        self._slot = slot
        self._tick = tick

    def tell(self, party: Party, what: str, *, former_phone: bytes = b"", **values: str) -> None:
        """Tell ``party`` ``what`` (``rules.notice.ACCOUNT_NAMES``) with ``values`` filled in.

        ``former_phone`` is a sealed phone that is told as well: whoever loses an account hears of it there.
        """
        now = self._clock.now()
        filled = tuple(sorted(values.items()))
        party.told = (*party.told, Told(now.isoformat(timespec="seconds"), what, filled))[-KEPT:]
        facts = (*filled, (FORMER_PHONE, former_phone)) if former_phone else filled
        message = Message(f"account.{secrets.token_hex(8)}", ACCOUNT, NO_CASE, party.id, what, facts)
        self._register.bucket(self._slot, int(now.timestamp() // self._tick)).post(message)
