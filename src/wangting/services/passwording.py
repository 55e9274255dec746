"""Changes passwords: whoever was signed in with the old one is signed out."""

from __future__ import annotations

from wangting.content.parties import Party
from wangting.gateways.side.interface import Sessions


class Passwording:
    """Gives a party a new password."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def change(self, party: Party, password_hash: str, except_id: str | None = None) -> None:
        """Let ``party`` sign in by the new password; every session but the one with ``except_id`` ends at once.

        Should the transaction be given up, people only have to sign in again with the old one.
        """
        party.password = password_hash
        party.must_change = False
        self._sessions.end_all(party.id, except_id)

    def give(self, party: Party, password_hash: str) -> None:
        """Give ``party`` a password that somebody else knows: it is changed at the first sign-in."""
        self.change(party, password_hash)
        party.must_change = True
