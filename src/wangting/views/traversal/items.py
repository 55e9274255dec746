"""Below a hall: its items and its departments (DESIGN 9)."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.hall import Hall
from wangting.content.orgunit import OrgUnit
from wangting.errors import NotFound
from wangting.services.catalogue import Offer
from wangting.services.workroom import Workroom
from wangting.views.traversal.context import Context


class Items(Context):
    """``/<hall>/items``."""

    def __getitem__(self, code: str) -> ItemContext:
        # What is not there is told in the dress of the hall where it was looked for.
        self.request.context = self
        return ItemContext(self.request, self, code)


class ItemContext(Context):
    """``/<hall>/items/<code>``: one item as this hall offers it."""

    def __init__(self, request: Request, parent: Context, code: str) -> None:
        super().__init__(request, parent, code)
        self.offer: Offer = offered(self.room, self.hall, code)


def offered(room: Workroom, hall: Hall, code: str) -> Offer:
    """Return the offer; raises NotFound with the item's name and the halls that offer it where this one does not."""
    catalogue, implementation = room.catalogue, hall.implementations.get(code)
    if implementation is None or not implementation.on:
        others = tuple((other.key, other.title, other.face["name_en"]) for other in catalogue.halls_of(code))
        item = room.items.get(code)
        raise NotFound("no_item" if item is None else "not_here", halls=others, item=code, name=item and item.title)
    return catalogue.offer(hall.key, code)


class Departments(Context):
    """``/<hall>/departments``."""

    def __getitem__(self, slug: str) -> DepartmentContext:
        self.request.context = self
        return DepartmentContext(self.request, self, slug)


class DepartmentContext(Context):
    """``/<hall>/departments/<slug>``: one department of this hall."""

    def __init__(self, request: Request, parent: Context, slug: str) -> None:
        super().__init__(request, parent, slug)
        unit = self.room.register.orgunits.get(f"{self.hall.key}/{slug}")
        if unit is None or unit.kind != "department":
            raise NotFound("no_department")
        self.unit: OrgUnit = unit
