"""Changes passwords: whoever was signed in with the old one is signed out."""

from __future__ import annotations

from datetime import datetime

from wangting.content.parties import Party
from wangting.errors import TooMany
from wangting.gateways.passwords import Passwords
from wangting.gateways.side.interface import Sessions, Throttles
from wangting.gateways.side.records import Delays


class Passwording:
    """Gives a party a new password."""

    def __init__(self, *, sessions: Sessions, passwords: Passwords, throttles: Throttles, delays: Delays) -> None:
        self._sessions = sessions
        self._passwords = passwords
        self._throttles = throttles
        self._delays = delays

    def is_right(self, party: Party, typed: str, network: str) -> bool:
        """Say whether ``typed`` is the password of ``party``, who is signed in; raises TooMany for a guesser."""
        account = f"password:{party.id}"
        wait = self._throttles.attempt(account, network, self._delays)
        if wait:
            raise TooMany(wait=wait)
        is_right = self._passwords.verify_or_dummy(party.password, typed)
        if is_right:
            self._throttles.succeeded(account, network)
        return is_right

    def change(self, party: Party, password_hash: str, except_id: str | None = None) -> None:
        """Let ``party`` sign in by the new password; every session but the one with ``except_id`` ends at once.

        Should the transaction be given up, people only have to sign in again with the old one.
        """
        party.password = password_hash
        party.must_change = False
        party.password_until = ""
        self._sessions.end_all(party.id, except_id)

    def give(self, party: Party, password_hash: str, until: datetime | None = None) -> None:
        """Give ``party`` a password that somebody else knows: changed at the first sign-in, good until ``until``."""
        self.change(party, password_hash)
        party.must_change = True
        party.password_until = until.isoformat(timespec="seconds") if until is not None else ""
