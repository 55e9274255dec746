"""Addresses of the central office: what is once for the whole city (DESIGN 9)."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.item import Edition
from wangting.errors import NotFound, NotSignedIn
from wangting.views.traversal.context import Context
from wangting.views.traversal.officeediting import OfficeEdit, OfItem
from wangting.views.traversal.officework import OfficeExchange, OfficeLint, OfficeMaterials, OfficeQueries

#: The view of all items that begins another one; no item has such a code.
NEW = "new"


class Office(Context):
    """``/office``: where the central office works; a part of it is one line in ``BELOW``."""

    staff = True

    def __getitem__(self, name: str) -> Context:
        below = BELOW.get(name)
        if below is None:
            raise KeyError(name)
        return below(self.request, self, name)


class OfficeItems(Context):
    """``/office/items``: every item of the city, and the editions in hand."""

    def __getitem__(self, code: str) -> OfficeItem:
        if self.request.identity is None:
            raise NotSignedIn
        if code == NEW:
            raise KeyError(code)
        return OfficeItem(self.request, self, code)


class OfficeItem(OfItem):
    """``/office/items/<code>``: one item with its editions; visitors are sent to sign in before it is looked for."""

    def __init__(self, request: Request, parent: Context, code: str) -> None:
        super().__init__(request, parent, code)
        self.item = self.room.publishing.item(code)

    def __getitem__(self, name: str) -> Context:
        below = {"editions": OfficeEditions, "edit": OfficeEdit}.get(name)
        if below is None:
            raise KeyError(name)
        return below(self.request, self, name)


class OfficeEditions(OfItem):
    """``/office/items/<code>/editions``: only the way to one of them."""

    def __init__(self, request: Request, parent: OfItem, name: str) -> None:
        super().__init__(request, parent, name)
        self.item = parent.item

    def __getitem__(self, number: str) -> OfficeEdition:
        if not (number.isascii() and number.isdigit()):
            raise NotFound("no_edition")
        return OfficeEdition(self.request, self, number)


class OfficeEdition(OfItem):
    """``/office/items/<code>/editions/<n>``: one edition, whatever its stage."""

    def __init__(self, request: Request, parent: OfficeEditions, number: str) -> None:
        super().__init__(request, parent, number)
        self.item = parent.item
        self.edition: Edition = self.item.edition(int(number))


class OfficeDepartment(Context):
    """``/office/department``: what a department of the city drafts, for whoever does it there."""


class OfficeDrift(Context):
    """``/office/drift``: where halls differ from what is once for the city."""


#: The parts of the office by the first segment of their address.
BELOW: dict[str, type[Context]] = {
    "items": OfficeItems, "department": OfficeDepartment, "drift": OfficeDrift, "queries": OfficeQueries,
    "lint": OfficeLint, "exchange": OfficeExchange, "materials": OfficeMaterials,
}  # fmt: skip
