"""What the central office sent to a hall and the hall has not looked at yet: one to-do for an item."""

from __future__ import annotations

from typing import NamedTuple

#: A changed item, one that is new in the city, one that was taken away, and a promise that stands in the way.
CHANGED, NEW, RETIRED, PROMISE = "changed", "new", "retired", "promise"
#: An item that ends on a day to come, and one that does not end after all.
ENDING, KEPT = "ending", "kept"


class Arrival(NamedTuple):
    """One to-do: its ``kind``, the edition the hall knew (0: none), the one that came, who sent it.

    ``at`` is when, in minutes since the epoch (``clock.minute_of``).
    """

    kind: str
    since: int
    number: int
    at: int
    by: int

    def without_asking(self, newest: int) -> Arrival | None:
        """Return what is left to look at when no shorter promise is asked for any more; None where there is nothing.

        ``newest`` is the number of the newest published edition, 0 for none.
        """
        kind = CHANGED if self.since else NEW
        return self._replace(kind=kind, number=newest) if self.since < newest else None
