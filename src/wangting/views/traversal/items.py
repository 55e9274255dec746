"""Below a hall: its items and its departments (DESIGN 9)."""

from __future__ import annotations

from functools import cached_property

from pyramid.request import Request

from wangting.content.hall import Hall
from wangting.content.implementation import Implementation
from wangting.content.item import PUBLISHED, RETIRED, Edition, Item
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
    """``/<hall>/items/<code>``: one item as this hall offers it, or as it offered it once."""

    @cached_property
    def offer(self) -> Offer:
        """The offer of today; raises NotFound: what is gone has past editions, and they are further down."""
        return offered(self.room, self.hall, self.__name__)

    def __getitem__(self, name: str) -> Editions:
        if name != "editions":
            raise KeyError(name)
        return Editions(self.request, self, name)


class Editions(Context):
    """``/<hall>/items/<code>/editions``: every edition of an item that was ever published."""

    def __init__(self, request: Request, parent: ItemContext, name: str) -> None:
        super().__init__(request, parent, name)
        code = parent.__name__
        laid = self.hall.implementations.get(code)
        if laid is None:
            offered(self.room, self.hall, code)
        self.implementation: Implementation = laid
        self.item: Item = laid.item
        self.published: list[Edition] = [one for one in self.item.editions if one.stage in (PUBLISHED, RETIRED)]

    def __getitem__(self, number: str) -> PastEdition:
        found = [one for one in self.published if str(one.number) == number]
        if not found:
            raise NotFound("no_edition")
        return PastEdition(self.request, self, found[0])


class PastEdition(Context):
    """``/<hall>/items/<code>/editions/<n>``: the guide as it was, is, or will be under one edition."""

    def __init__(self, request: Request, parent: Editions, edition: Edition) -> None:
        super().__init__(request, parent, str(edition.number))
        self.edition = edition
        self.offer = Offer(self.hall, parent.item, edition, parent.implementation)


def offered(room: Workroom, hall: Hall, code: str) -> Offer:
    """Return the offer; raises NotFound with the item's name and the halls that offer it where this one does not."""
    catalogue, implementation = room.catalogue, hall.implementations.get(code)
    if implementation is None or not implementation.is_offered(catalogue.today):
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
        if unit is None or unit.kind != "department" or unit.closed:
            raise NotFound("no_department")
        self.unit: OrgUnit = unit
