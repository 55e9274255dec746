"""Signs people in: equal text and time for known and unknown names, delays that do not lock the owner out."""

from __future__ import annotations

from datetime import datetime

from wangting.clock import Clock
from wangting.content.parties import Party
from wangting.errors import Refused, TooMany
from wangting.gateways.passwords import Passwords
from wangting.gateways.side.interface import Throttles
from wangting.gateways.side.records import Delays
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import one_spelling
from wangting.services.registering import Registering

#: What a login is marked for in the throttle: the side store keeps no name.
ATTEMPT = "attempt"
#: Tries in so many seconds from one network, whatever the names: a hall full of officials signs in behind one address
#: in the morning, a list of phones with one common password takes days.
TRIES, SECONDS = 300, 600


class SigningIn:
    """Checks a login and a password; counted before it is tried, so that many at once gain nothing."""

    def __init__(self, *, registering: Registering, passwords: Passwords, throttles: Throttles, vault: Vault,
                 delays: Delays, clock: Clock) -> None:  # fmt: skip
        self._registering = registering
        self._passwords = passwords
        self._throttles = throttles
        self._vault = vault
        self._delays = delays
        self._clock = clock

    def sign_in(self, login: str, password: str, network: str) -> Party | None:
        """Return the party, or None when login and password do not fit together.

        Raises TooMany with ``wait`` in seconds after repeated failures for this (account, network), and after
        :data:`TRIES` from one network.  A name is counted in one spelling: "138 1234 5678" is no fresh start.
        Raises Refused ``password_over`` for the right password of a window after its end, and for no wrong one.
        """
        account = self._vault.mark(ATTEMPT, one_spelling(login))
        wait = self._throttles.hit(f"sign-in:{network}", TRIES, SECONDS)
        wait = wait or self._throttles.attempt(account, network, self._delays)
        if wait:
            raise TooMany("sign_in_wait", wait=wait)
        party = self._registering.find(login)
        known = party is not None and not party.disabled
        if not self._passwords.verify_or_dummy(party.password if known else None, password):
            return None
        self._throttles.succeeded(account, network)
        if party.password_until and self._clock.now() >= datetime.fromisoformat(party.password_until):
            raise Refused("password_over")
        return party
