"""One place in the tree of addresses: what every context is."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.hall import Hall
from wangting.rules.access import Facts
from wangting.services.workroom import Workroom


class Context:
    """One place in the tree; ``hall`` is the hall it belongs to, None for the city; ``staff`` where officials work."""

    hall: Hall | None = None
    staff = False

    def __init__(self, request: Request, parent: Context | None = None, name: str = "") -> None:
        self.request = request
        self.__parent__ = parent
        self.__name__ = name
        if parent is not None:
            self.hall = parent.hall
            self.staff = self.staff or parent.staff

    @property
    def room(self) -> Workroom:
        """The services of this request."""
        return self.request.room

    def facts(self) -> Facts:
        """Return what a permission on this place is decided on."""
        today = self.room.house.clock.now().date()
        if self.hall is None:
            return Facts(kind="city", hall=None, path=("city",), on=today)
        return Facts(kind="hall", hall=self.hall.key, path=("city", self.hall.key), on=today)
