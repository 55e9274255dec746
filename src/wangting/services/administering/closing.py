"""Closes a whole hall and opens it again; nothing that has a ledger is ever deleted (docs/adr/0032)."""

from __future__ import annotations

from wangting.content.hall import Hall
from wangting.content.register import Register
from wangting.errors import Refused
from wangting.gateways.side.interface import Sessions
from wangting.rules.grants import AGENT
from wangting.services.administering.recording import Recording
from wangting.services.administering.staffing import Staffing


class Closing:
    """Takes ``hall`` out of every list; its finished cases and licences stay with the people they belong to."""

    def __init__(self, *, hall: Hall, register: Register, staffing: Staffing, sessions: Sessions) -> None:
        self._hall = hall
        self._register = register
        self._staffing = staffing
        self._sessions = sessions

    def under_way(self) -> int:
        """Return how many cases are not at their end."""
        units = {unit.key for unit in self._staffing.units}
        queues = (queue for kind in (self._register.open, self._register.paused)
                  for (unit, _turn), queue in kind.items() if unit in units)  # fmt: skip
        return sum(1 for queue in queues for _row in queue.items())

    def close(self, reason: str, recording: Recording, now: str) -> None:
        """Close the hall: it offers nothing, nobody holds a post in it, and its addresses are gone.

        Raises Refused ``hall_closed``, ``cases_under_way``.
        """
        if self._hall.closed:
            raise Refused("hall_closed")
        count = self.under_way()
        if count:
            raise Refused(
                "cases_under_way", next=f"{count} cases are under way: finish them first; nothing was changed."
            )
        self._hall.offered = tuple(code for code, found in self._hall.implementations.items() if found.on)
        for code in self._hall.offered:
            self._hall.implementations[code].on = False
        for party in self._staffing.people():
            ended = [one._replace(ended=one.ended or now) if one.hall == self._hall.key else one
                     for one in party.postings]  # fmt: skip
            self._register.parties.post(party, ended)
            party.disabled = party.disabled or party.kind == AGENT
            self._sessions.end_all(party.id)
        self._hall.closed = now
        self._register.stamp.move()
        recording.note("close_hall", self._hall.key, reason)

    def open(self, reason: str, recording: Recording) -> None:
        """Open it again with what it offered; posts are given anew.  Raises Refused ``hall_open``."""
        if not self._hall.closed:
            raise Refused("hall_open")
        for found in (self._hall.implementations[code] for code in self._hall.offered):
            # What the central office has taken away in the meantime does not come back with the hall.
            found.on = found.item.newest_published is not None
        self._hall.closed, self._hall.offered = "", ()
        self._register.stamp.move()
        recording.note("open_hall", self._hall.key, reason)
