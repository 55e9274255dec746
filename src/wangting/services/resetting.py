"""Lets somebody who forgot the password choose another one, by a code sent to where the hall knows to reach them."""

from __future__ import annotations

import secrets

from wangting.gateways.side.interface import Codes
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import one_spelling
from wangting.services.confirming import LIFE, MINUTES, OF_A_NETWORK, OF_AN_ADDRESS, Confirming
from wangting.services.notifying import PHONE, Notifying
from wangting.services.registering import Registering

#: What codes are issued for, and what logins are marked for.
PURPOSE = "reset"


class Resetting:
    """Sends codes and knows them again; for an unknown login it does the same work and sends nothing."""

    def __init__(self, *, registering: Registering, confirming: Confirming, codes: Codes, notifying: Notifying,
                 vault: Vault) -> None:  # fmt: skip
        self._registering = registering
        self._confirming = confirming
        self._codes = codes
        self._notifying = notifying
        self._vault = vault

    def ask(self, login: str, network: str) -> str:
        """Send a code to whoever signs in as ``login``; return the subject under which it is known again.

        An earlier code is dead.  Raises TooMany, for known and unknown logins alike.
        """
        mark = self._vault.mark(PURPOSE, one_spelling(login))
        self._confirming.slow_down(f"reset:{network}", OF_A_NETWORK)
        self._confirming.slow_down(f"reset-of:{mark}", OF_AN_ADDRESS)
        party = self._registering.find(login)
        reachable = party is not None and not party.disabled and bool(party.phone_sealed or party.mail)
        subject = str(party.id) if reachable else f"nobody {mark}"
        code = self._codes.issue(PURPOSE, subject, LIFE)
        if reachable:
            text = self._notifying.account_text("reset_code", {"code": code, "minutes": MINUTES})
            phone = self._vault.open(party.phone_sealed, PHONE) if party.phone_sealed else ""
            self._notifying.tell_later(f"reset.{secrets.token_hex(8)}", text, phone=phone, mail=party.mail)
        return subject

    def is_right(self, subject: str, code: str, network: str) -> bool:
        """Say whether ``code`` is the one sent, in time and unused; a wrong one costs a try of five.

        Who guesses the code of a login that nobody has gets nowhere with it.
        """
        return self._confirming.is_right(PURPOSE, subject, code, network)
