"""Shuts a person out and lets them in again; whoever is shut out is signed out everywhere."""

from __future__ import annotations

from wangting.content.parties import Party
from wangting.gateways.side.interface import Sessions


class Admitting:
    """Decides who may sign in at all."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def shut_out(self, party: Party) -> None:
        """Disable ``party`` and end all sessions: none of them lives again when the party is let in again.

        The sessions end at once; should the transaction be given up, the party only has to sign in again.
        """
        party.disabled = True
        self.sign_out(party)

    def sign_out(self, party: Party) -> None:
        """End every session of ``party``, who may sign in again."""
        self._sessions.end_all(party.id)

    def let_in(self, party: Party) -> None:
        """Let ``party`` sign in again."""
        party.disabled = False
